#pragma once

#include "script/runners/schedule.h"

#include <functional>
#include <memory>
#include <optional>
#include <span>

namespace threadbox::script {

/// A thread that waits with a timeout.
struct TimedWait {
  TimeNs deadline_ns = 0;
  ThreadId thread = 0;
  friend auto operator<=>(const TimedWait&, const TimedWait&) = default;
};

/// The virtual time that a choice of a thread takes, if threads are preempted at lines. A part of the schedule's format: it decides when a
/// busy loop times out.
inline constexpr TimeNs line_tick_ns = 1000;

/// The state that a SchedulingStrategy chooses from.
struct SchedulingPoint {
  std::uint64_t step = 0;  ///< The number of this choice, from 0.
  ThreadId current = 0;  ///< The thread that ran last, also if it waits or has ended; 0 at the first point.
  std::span<const ThreadId> runnable;  ///< At least one, sorted by number.
  std::span<const TimedWait> timed;  ///< Earliest deadline first.
  TimeNs now_ns = 0;  ///< Virtual time, before the choice.
};

/// Chooses the thread that runs next, at each scheduling point of a simulated run.
/// Threads:  the one that steps the run. Errors: none; the runner reports a choice that is not possible, see SimulatedRunner::misfit.
class SchedulingStrategy {
 public:
  virtual ~SchedulingStrategy() = default;
  /// Returns the choice. None if it is not known yet: the run pauses, and calls again for the same point when it is stepped on.
  virtual std::optional<Choice> choose(const SchedulingPoint& point) = 0;
};

/// Each runnable thread with the same probability. The random numbers are SplitMix64's, so that a seed means the same in every version:
/// of n > 1 runnable threads the one at index (next() >> 32) * n >> 32 runs; if n is 1, no number is drawn.
std::unique_ptr<SchedulingStrategy> random_strategy(std::uint64_t seed);

/// Each runnable thread in turn, by number.
std::unique_ptr<SchedulingStrategy> round_robin_strategy();

/// The schedule's choices; after its end, the thread that ran last while it is runnable, otherwise the first runnable one.
std::unique_ptr<SchedulingStrategy> replay_strategy(Schedule schedule);

/// Calls `pick`, for a user who steps the run by hand, or for an explorer of schedules.
std::unique_ptr<SchedulingStrategy> asking_strategy(std::function<std::optional<Choice>(const SchedulingPoint&)> pick);

}  // namespace threadbox::script
