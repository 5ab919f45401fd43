#pragma once

#include "explore/execution.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace threadbox::explore {

/// Why a thread of an edited program cannot make a step at the point of an old schedule at which it was made.
struct Hindrance {
  ThreadId thread = 0;
  std::uint32_t line = 0;     ///< Where it stands; 0: not known.
  ThreadId waits_for = 0;     ///< The thread that has the lock, or that it joins; 0: another reason.
};

/// What became of a failing schedule of a program before an edit.
struct Proof {
  std::string old_schedule;
  Outcome before, outcome;    ///< Of the old program, and of the edited one.
  script::Schedule schedule{script::Preemption::access};  ///< That of the edited program.
  bool fits = true;           ///< All steps of the old one that the edit has left could be made, in their order.
  std::optional<Hindrance> hindrance;    ///< The first.
  std::map<ThreadId, std::string> names; ///< Of the threads of the edited program.
};

/// Executes an edited program by a schedule of the old one. Each step is recognized by what it does: its thread, the line it belongs to, and what
/// it accesses there. Steps that were added are made when their thread's turn comes, those that were removed are left out, and what a thread
/// cannot do at its turn it does as soon as it can.
/// Threads: the caller's alone. Errors: std::bad_alloc, std::invalid_argument with a sentence: it is not a schedule.
Proof prove(const Subject& edited, const Subject& old, std::string_view schedule);

/// "The old failing schedule 2 still ends in a deadlock." Errors: std::bad_alloc.
std::string sentence_of(const Proof& proof, std::size_t number);

}  // namespace threadbox::explore
