#pragma once

#include "session/command.h"
#include "session/model.h"
#include "ui/kit/focus.h"
#include "ui/views/answers.h"
#include "ui/views/console_text.h"
#include "ui/views/timeline_scale.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

// The views. Each draws the model into the current ImGui window and sends the commands of the user. A view owns only its
// presentation state (scroll, zoom, text being typed); the selection is shared. Threads: the observer only.
namespace threadbox::ui {

using session::CommandSink;
using session::Model;

/// The buttons of the run, and how it stands. `live`: whether a thread of a run lives.
void draw_toolbar(const Model& model, bool live, const CommandSink& send);
/// What is shown before the first run: a sketch, and what to expect.
void draw_welcome();
/// Sentences above the panels, if the run has failed, cannot go on or is kept open, or if events were lost.
void draw_notices(const Model& model, Focus& focus);

/// The timeline: a lane for each started thread, and the buttons that move the interval. `name`: what is written before the time.
void draw_timeline(const Model& model, TimelineState& state, Focus& focus, const char* name = "");
/// What a click on a bar does: selects the bar that begins then, and its thread; a second time, or without a thread, nothing. Without a
/// begin (of several bars in one place), the thread alone.
void select_span(TimelineState& state, Focus& focus, ObjectId thread, std::optional<TimeNs> begin_ns) noexcept;
/// The height that shows every lane.
[[nodiscard]] float timeline_height(const Model& model);

struct ThreadsState {
  ObjectId newest = 0;  ///< The last thread that the table has seen.
  ObjectId flashes_after = 0;  ///< Threads that were created after this one flash.
  double flash_until_s = 0;  ///< On ImGui's clock.
  TimeNs seen_ns = 0;  ///< The model's time when the table was drawn last.
};
/// The order of the rows: the main thread, those that are not over, those that are; each in the order of creation.
std::vector<const session::ThreadRow*> rows_of_threads(const Model& model);
/// The table of threads with their states and actions. A row that a statement of the user has made is scrolled to, and flashes.
void draw_threads(const Model& model, ThreadsState& state, const Answers& answers, Focus& focus, const CommandSink& send);
[[nodiscard]] float threads_height(const Model& model, float width);

struct ObjectsState {
  std::string filter;  ///< Only cards whose name or type contains it are shown.
  bool internals = false;  ///< Shows the primitives that modules made for themselves, too.
  std::map<ObjectId, std::string> values;  ///< The expression that the user has typed into a queue's card, for `put`.
};
/// The filter, if there are many cards, and the switch for the primitives that modules made for themselves, if there are any. Leaves
/// `room` points at the right end of the line.
void draw_objects_tools(const Model& model, ObjectsState& state, float room);
/// A card with state and actions for each primitive.
void draw_objects(const Model& model, ObjectsState& state, const Answers& answers, Focus& focus, const CommandSink& send);
[[nodiscard]] float objects_height(const Model& model, const ObjectsState& state, float width);

/// The wait-for graph: which threads wait for what, and which hold it; a deadlock in red.
void draw_graph(const Model& model, Focus& focus);
/// The height that shows all of it.
[[nodiscard]] float graph_height(const Model& model, float width);

struct SpawnState {
  int function = 0;
  std::string arguments;
  std::string name;
  bool daemon = false;
};
/// The form that creates and starts a thread on a function of the program, with the answer of its last click.
void draw_spawn(const Model& model, SpawnState& state, const Answers& answers, const CommandSink& send);
[[nodiscard]] float spawn_height(const Model& model, float width);
/// The statement that the form executes, to create a thread or also to start it. Exposed for its test.
std::string spawn_statement(const Model& model, const SpawnState& state, const std::string& variable, bool starts);
/// An unused global name for a thread: t1, t2 …
std::string free_thread_name(const Model& model);

struct ConsoleState {
  ConsoleText text;
  TextSelection selection;
  bool selecting = false;  ///< The mouse button is down.
  bool at_end = true;  ///< Follows new output.
  std::string input;
  std::vector<std::string> history;
  int history_place = -1;  ///< -1: not in the history.
  std::string draft;  ///< The text entered before the history was opened.
};
/// The copy button, at the right end of the line.
void draw_console_tools(ConsoleState& state);
/// What the input line says while it is empty, in so many columns. Exposed for its test.
std::string field_hint(const Model& model, std::size_t columns);
/// The program's output, and the input line: for statements, and, while the program waits for input, for that.
void draw_console(const Model& model, ConsoleState& state, Focus& focus, const CommandSink& send);

}  // namespace threadbox::ui
