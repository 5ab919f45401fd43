#pragma once

#include "session/calls.h"
#include "session/model.h"

#include <string>
#include <vector>

// The model in words. Pure functions of the model.
namespace threadbox::ui {

/// A duration with its unit, in three digits: "850 µs", "340 ms", "2.61 s", "1:05 min".
std::string duration_text(double ns);

/// A thread's state, or the call that it waits in.
std::string state_text(const session::Model& model, const session::ThreadRow& thread);
/// The duration of a thread's wait, or the time to its deadline: "for 2.3 s", "1.2 s left". Empty if it does not wait.
std::string wait_time_text(const session::Model& model, const session::ThreadRow& thread);
/// A primitive's state: "held by main, 2 times", "2 of 3 waiting".
std::string state_text(const session::Model& model, const session::ObjectRow& object);
/// The event of a mark; for output, with the text that was written.
std::string mark_text(const session::Model& model, const session::ThreadRow& thread, const session::Mark& mark);

/// What a thread did at a line of the program: "Ada waited 1.2 s in lock.acquire()".
struct LineStory {
  std::string text;
  bool is_there = false;  ///< It is there now.
  TimeNs first_ns = 0, last_ns = 0;  ///< When it was first seen there, and last; both 0: not known.
  std::string first, last;  ///< The same as on the time axis: "20 ms"; empty: not known.
};
/// What threads did there, of many the first ones, and "others". Empty if none was seen there.
std::vector<LineStory> line_story(const session::Model& model, std::uint32_t line);

/// Why buttons that execute statements are disabled; null: they are not.
const char* objection_to_statements(const session::Model& model) noexcept;
/// Whether only the user can change the state: every thread has ended, or main and the Console wait for input.
bool at_rest(const session::Model& model);
/// The end of the timeline: now, or at rest the moment of the last event.
TimeNs horizon_ns(const session::Model& model);
/// The time from the program's begin to horizon_ns().
double elapsed_ns(const session::Model& model);

}  // namespace threadbox::ui
