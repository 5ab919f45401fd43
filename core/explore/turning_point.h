#pragma once

#include "explore/execution.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace threadbox::explore {

/// Where a run leaves the schedules that come to something else.
struct TurningPoint {
  std::size_t step = 0;  ///< No schedule that contains the steps up to and including this one comes to something else.
  Execution nearest;     ///< One that contains the steps before it, and does.
};

/// What a search for a turning point may still cost, in all.
struct Effort {
  std::uint64_t executions = 2'000;
  std::chrono::steady_clock::time_point end = std::chrono::steady_clock::now() + std::chrono::seconds(1);
};

/// Finds the turning point of a run, by executing what can follow its steps. None: no other schedule `passes`, or the effort was used up.
/// Errors: std::bad_alloc.
std::optional<TurningPoint> turning_point(Executor& executor, const std::vector<ThreadId>& run,
                                          const std::function<bool(const Outcome&)>& passes, Effort& effort);

}  // namespace threadbox::explore
