#pragma once

#include "explore/execution.h"

#include <memory>
#include <string_view>
#include <vector>

namespace threadbox::explore {

/// A run by a schedule that may be another program's.
struct Followed {
  Outcome outcome;
  bool fits = true;  ///< Each of its choices could be made.
};

/// One run by the choices of threads as far as they apply, as follow() does.
std::unique_ptr<Search> following_search(std::vector<ThreadId> choices);

/// Executes the program by a schedule as far as that applies: a choice of a thread that cannot go on is left out, and after the last choice
/// the thread that ran last goes on. So a schedule of a program can be tried on an edited one.
/// Threads: the caller's alone. Errors: std::bad_alloc, std::invalid_argument with a sentence: it is not a schedule.
Followed follow(const Subject& subject, std::string_view schedule);

}  // namespace threadbox::explore
