#pragma once

#include "explore/search.h"
#include "script/runners/schedule.h"

#include <optional>
#include <vector>

namespace threadbox::explore {

/// One step of a run.
struct Step {
  ThreadId thread = 0;
  Footprint footprint;
  bool after_jump = false;  ///< Virtual time has jumped before it.
  bool expires = false;     ///< It ends a wait although others could go on: Subject::waits_end_any_time.
};

/// A schedule, and how often it preempts a thread: another one is chosen although the last one could go on.
struct LeastSchedule {
  script::Schedule schedule{script::Preemption::access};
  unsigned preemptions = 0;
};

/// Of the schedules that are equivalent to the run, one with the fewest preemptions. None if there are too many to look at. `not_made`: the
/// steps that threads would have made after its end. Threads: any. Errors: std::bad_alloc.
std::optional<LeastSchedule> least_schedule(const std::vector<Step>& run, std::span<const StuckThread> not_made);

}  // namespace threadbox::explore
