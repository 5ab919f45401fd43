#pragma once

#include "script/runners/schedule.h"

#include <functional>
#include <memory>
#include <optional>
#include <span>

namespace threadbox::script {

/// A thread that waits, and goes on at its deadline if nothing wakes it before.
struct TimedWait {
  TimeNs deadline_ns = 0;
  ThreadId thread = 0;
  friend auto operator<=>(const TimedWait&, const TimedWait&) = default;
};

/// What a SchedulingStrategy sees.
struct SchedulingPoint {
  std::uint64_t step = 0;               ///< The number of this choice, from 0.
  ThreadId current = 0;                 ///< Who ran last; 0: it has ended, or nobody did.
  std::span<const ThreadId> runnable;   ///< At least one; by number.
  std::span<const TimedWait> timed;     ///< Earliest deadline first.
};

/// Decides at each scheduling point of a simulated run who goes on.
/// Threads:  the one that steps the run. Errors: none; the runner tells a choice that cannot be made.
class SchedulingStrategy {
 public:
  virtual ~SchedulingStrategy() = default;
  /// None: it is not known yet; the run pauses, and asks the same again when it is stepped on.
  virtual std::optional<Choice> choose(const SchedulingPoint& point) = 0;
};

/// Each runnable thread with the same probability. The numbers are SplitMix64's, so a seed means the same for ever: where n
/// > 1 threads can run, the one at place (next() >> 32) * n >> 32 does; where one can, none is drawn.
std::unique_ptr<SchedulingStrategy> random_strategy(std::uint64_t seed);

/// Each runnable thread in turn, by number.
std::unique_ptr<SchedulingStrategy> round_robin_strategy();

/// What the schedule says; behind its end, the thread that ran last for as long as it can, then the first that can.
std::unique_ptr<SchedulingStrategy> replay_strategy(Schedule schedule);

/// Asks `pick`: a user who steps the run by hand, an explorer.
std::unique_ptr<SchedulingStrategy> asking_strategy(std::function<std::optional<Choice>(const SchedulingPoint&)> pick);

}  // namespace threadbox::script
