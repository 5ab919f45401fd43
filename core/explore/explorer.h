#pragma once

#include "explore/execution.h"

#include <chrono>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace threadbox::explore {

/// What an exploration may cost.
struct Budget {
  std::chrono::nanoseconds time = std::chrono::seconds(2);
  std::uint64_t schedules = 20'000;
};

/// An outcome of the program, and how it comes about.
struct Found {
  Outcome outcome;
  std::uint64_t count = 0;  ///< In how many schedules.
  Execution least;          ///< The one with the fewest preemptions, and of these with the fewest steps.
};

/// What is known about a program.
struct Exploration {
  std::vector<Found> outcomes;     ///< The most frequent first.
  std::uint64_t schedules = 0;     ///< That differ in something that matters.
  std::uint64_t failing = 0;
  std::uint64_t executions = 0;    ///< Including those that were ended because what follows was seen.
  bool is_complete = false;        ///< No schedule can have another outcome.
};

/// Executes the program under all schedules that the search chooses, within the budget.
/// Threads: the caller's alone. Errors: std::bad_alloc.
Exploration explore(const Subject& subject, Search& search, const Budget& budget);

}  // namespace threadbox::explore
