#pragma once

#include "engine/run.h"

#include <cstdint>
#include <optional>
#include <string>

namespace threadbox::model {

struct Options : RunOptions {
  /// How often a thread may be left that could have gone on; none: as often as one likes.
  std::optional<int> preemptions;
  /// The search gives up after so many states, and says so.
  std::uint64_t most_states = 50'000'000;
};

struct Report {
  std::string failure;   ///< Empty: every state is as it must be.
  std::string schedule;  ///< Of the failure; of those there are, one with few preemptions. See replay().
  bool complete = true;  ///< All states were seen.
  std::uint64_t states = 0, runs = 0, steps = 0;
};

/// Tries every order in which the threads of a meeting can take their steps. A state that was seen before is not looked at
/// again: what follows depends on nothing but the state.
Report explore(const MeetingMaker& make, Options options = {});

/// Runs a meeting by a schedule: "a3 b! c~" is three steps of thread 0, the time-out of thread 1, and the oldest delayed
/// store of thread 2 becoming visible. Impossible steps are skipped, so that a schedule remains useful when the code changes;
/// after its end each thread runs to its own end in turn. Returns the failure.
std::string replay(const MeetingMaker& make, const std::string& schedule, bool delayed_stores = false);

}  // namespace threadbox::model
