#pragma once

#include "explore/execution.h"
#include "explore/notes.h"
#include "session/findings/finding.h"

#include <map>
#include <string>
#include <vector>

namespace threadbox::explore {

/// A thread that could not go on at the end of a run.
struct Stop {
  ThreadId thread = 0;
  std::uint32_t line = 0;
  std::string text;  ///< "B waits for lock a held by A"
};

/// A finding of a run, with the thread of each piece of its evidence.
struct FindingOfRun {
  session::Finding finding;
  std::vector<ThreadId> threads;
  std::vector<std::size_t> steps;  ///< In which step each piece of evidence is.
};

/// A run that was executed again, to tell what it does.
struct Retelling {
  Execution execution;
  std::vector<std::vector<Note>> notes;  ///< For each step.
  std::map<ThreadId, std::string> names; ///< Of the threads.
  std::vector<Stop> stops;
  std::map<ThreadId, std::uint32_t> death_lines;
  std::vector<FindingOfRun> findings;
};

/// The name of a thread; "thread 2" if it is not known. Errors: std::bad_alloc.
std::string name_in(const std::map<ThreadId, std::string>& names, ThreadId thread);

/// Executes the program by a schedule, and records what it does. Errors: std::bad_alloc.
Retelling retell(const Subject& subject, const script::Schedule& schedule);
/// Likewise, one run of a search.
Retelling retell(const Subject& subject, Search& search);

}  // namespace threadbox::explore
