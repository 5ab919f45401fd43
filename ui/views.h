#pragma once

#include "session/command.h"
#include "session/model.h"

#include <string>
#include <vector>

// The views: each draws the model into the current ImGui window and sends what the user asks for. They own what is
// theirs alone (scroll, zoom, text that is being typed), and nothing else.
namespace threadbox::ui {

using session::CommandSink;
using session::Model;

struct TimelineState {
  bool follows = true;       ///< The right edge is now.
  double begin_ns = 0;       ///< Of what is shown, when it does not follow.
  double length_ns = 5e9;    ///< How much is shown.
};
/// A lane for each thread, time to the right.
void draw_timeline(const Model& model, TimelineState& state);

/// Where a moment is on the lane, and back. Exposed for its test.
double time_to_x(const TimelineState& state, double now_ns, double time_ns, double width);
double x_to_time(const TimelineState& state, double now_ns, double x, double width);

/// Threads with their state, and what can be done to each.
void draw_threads(const Model& model, const CommandSink& send);

/// A row for each primitive, and what can be done to it.
void draw_objects(const Model& model, const CommandSink& send);

struct SpawnState {
  int function = 0;
  std::string arguments;
  std::string name;
  bool daemon = false;
};
/// Makes and starts threads on the program's functions.
void draw_spawn(const Model& model, SpawnState& state, const CommandSink& send);
/// The statement that the form stands for. Exposed for its test.
std::string spawn_statement(const Model& model, const SpawnState& state, const std::string& variable);
/// A global name that no thread has: t1, t2 …
std::string free_thread_name(const Model& model);

struct ConsoleState {
  std::string input;
  std::vector<std::string> history;
  int history_place = -1;
};
/// What the program wrote, and a line for statements.
void draw_console(const Model& model, ConsoleState& state, const CommandSink& send);

}  // namespace threadbox::ui
