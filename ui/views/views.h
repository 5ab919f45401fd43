#pragma once

#include "session/command.h"
#include "session/model.h"
#include "ui/kit/focus.h"
#include "ui/views/console_text.h"
#include "ui/views/timeline_scale.h"

#include <string>
#include <vector>

// The views: each draws the model into the current ImGui window and sends what the user asks for. They own what is
// theirs alone (scroll, zoom, text that is being typed), and nothing else. What the user looks at, they share.
namespace threadbox::ui {

using session::CommandSink;
using session::Model;

/// A lane for each thread that has started, time to the right, with the buttons that move it.
void draw_timeline(const Model& model, TimelineState& state, Focus& focus);
/// The height at which it shows every lane.
[[nodiscard]] float timeline_height(const Model& model);

/// Threads with their state, and what can be done to each.
void draw_threads(const Model& model, Focus& focus, const CommandSink& send);
[[nodiscard]] float threads_height(const Model& model, float width);

/// A card for each primitive, and what can be done to it.
void draw_objects(const Model& model, Focus& focus, const CommandSink& send);
[[nodiscard]] float objects_height(const Model& model, float width);

struct SpawnState {
  int function = 0;
  std::string arguments;
  std::string name;
  bool daemon = false;
};
/// Makes and starts threads on the program's functions.
void draw_spawn(const Model& model, SpawnState& state, const CommandSink& send);
[[nodiscard]] float spawn_height(const Model& model, float width);
/// The statement that the form stands for. Exposed for its test.
std::string spawn_statement(const Model& model, const SpawnState& state, const std::string& variable);
/// A global name that no thread has: t1, t2 …
std::string free_thread_name(const Model& model);

struct ConsoleState {
  ConsoleText text;
  TextSelection selection;
  bool selecting = false;      ///< The mouse button is down.
  bool at_end = true;          ///< Shows what comes.
  std::string input;
  std::vector<std::string> history;
  int history_place = -1;      ///< -1: not in the history.
  std::string draft;           ///< What was typed before going into the history.
};
/// Copying, at the right end of the line.
void draw_console_tools(ConsoleState& state);
/// What the program wrote, and a line for statements.
void draw_console(const Model& model, ConsoleState& state, Focus& focus, const CommandSink& send);

}  // namespace threadbox::ui
