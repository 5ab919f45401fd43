#pragma once

#include "session/command.h"
#include "session/model.h"
#include "session/steps.h"
#include "ui/kit/focus.h"

#include <cstdint>

// The view of a run that the user steps. Threads: the observer only.
namespace threadbox::ui {

/// How fast the view plays, and how far it has got.
struct StepsState {
  std::uint64_t speed = 4;    ///< Steps a second.
  bool has_controls = true;   ///< Back, step, play and the speed; a page has its own.
  double due = 0;             ///< Steps that play owes: a fraction of one between two frames.
};

/// The controls, and a button for each thread that can go on, with its statement; what the others wait for.
/// `past`: the earlier step at which the user looks: its threads are shown, whose buttons are disabled, and a button leads there. Null: none.
void draw_steps(const session::Model& model, const session::Steps& steps, const session::Steps* past, StepsState& state,
                Focus& focus, const session::CommandSink& send);
/// The height that shows every thread.
[[nodiscard]] float steps_height(const session::Steps& steps, const session::Steps* past, const StepsState& state);

/// The keys of the whole window, unless a field is being typed into: left and right step, Home goes to the first statement, Space plays,
/// 1 to 9 choose a thread. Also sends the steps that play owes.
void handle_step_keys(const session::Steps& steps, StepsState& state, const session::CommandSink& send);

}  // namespace threadbox::ui
