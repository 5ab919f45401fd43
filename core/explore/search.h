#pragma once

#include "explore/standing.h"
#include "script/machine/footprint.h"
#include "script/runners/schedule.h"
#include "script/runners/stuck_thread.h"

#include <threadbox/park/waiter.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace threadbox::explore {

using script::Footprint;
using script::StuckThread;

/// Why an exploration does not cover all schedules.
enum class Cut : std::uint8_t {
  budget,          ///< Its time was used up.
  max_schedules,   ///< So many schedules as it may try were tried.
  bound,           ///< Schedules with more preemptions were left out.
  sampling,        ///< Its schedules were chosen at random.
  steps,           ///< A run made too many steps, and was ended.
  limit,           ///< A run reached another limit, and was ended.
  loops,           ///< Loops that poll were shortened.
};

/// Where a search chooses a thread.
struct Point {
  std::size_t step = 0;               ///< How many steps were made in this run.
  std::span<const ThreadId> able;     ///< The threads that can make a step, by number. At least one.
  ThreadId last = 0;                  ///< The thread that made the last step; 0 at the first.
  bool after_jump = false;            ///< Virtual time has jumped since the last step.
  std::uint64_t known_objects = 0;  ///< Objects with higher numbers (Access::group) may have others in a run with other choices.
  /// The threads that cannot make a step now, each with what it would access. Null: there are none. The result is valid until the next step.
  const std::function<std::span<const StuckThread>()>* blocked = nullptr;
  /// What the threads do in their next steps. Null: the run has no witness, and it is not known.
  const std::function<std::vector<Standing>()>* standing = nullptr;
};

/// Chooses the schedules under which a program is executed, one run after the other.
/// Threads: one at a time. Errors: std::bad_alloc.
class Search {
 public:
  virtual ~Search() = default;
  /// The thread that makes the next step; none if the run need not go on, since what can follow is seen in other runs.
  virtual std::optional<ThreadId> choose(const Point& point) = 0;
  /// Called after each step with what it has accessed.
  virtual void made(const Footprint& footprint) = 0;
  /// Called when a run is over. `not_made`: the steps that threads would have made after it: of
  /// those that could not go on, and of daemons that were stopped. Returns whether another run is to be made.
  virtual bool next_run(std::span<const StuckThread> not_made) = 0;
  /// After next_run(): how many of the next run's first steps are those of the last run.
  [[nodiscard]] virtual std::size_t steps_in_common() const noexcept { return 0; }
  /// The next run begins after its first `step` steps, which is at most that number. Not called if it begins at its first.
  virtual void begin_at(std::size_t step) noexcept { static_cast<void>(step); }
  /// Whether all schedules have been covered once next_run() has returned false.
  [[nodiscard]] virtual bool is_exhaustive() const noexcept = 0;
  /// Why it does not cover all schedules, if it is not exhaustive.
  [[nodiscard]] virtual Cut why_not() const noexcept { return Cut::sampling; }
  /// Which part of all runs has been made, from 0 to 1, by Knuth's estimate: each choice weighs the same. None: not known.
  [[nodiscard]] virtual std::optional<double> done() const { return std::nullopt; }
};

/// Which schedules an exhaustive search leaves out.
enum class Reduction : unsigned char {
  sleep_sets,  ///< Of equivalent schedules all but one. Slow; for checking the other.
  races,  ///< Likewise, and it looks only where a race was seen: Optimal-DPOR.
};

/// Makes one run for each class of equivalent schedules. `prefix`: of those that begin with the steps of these threads.
std::unique_ptr<Search> tree_search(Reduction reduction, std::vector<ThreadId> prefix = {});
/// Likewise, but only schedules in which at most `most` threads are preempted: switched from although they could go on.
std::unique_ptr<Search> bounded_search(unsigned most);
/// `runs` runs with random choices, by a seed.
std::unique_ptr<Search> random_search(std::uint64_t runs, std::uint64_t seed);
/// `runs` runs in which each step gets a random priority when its thread comes to stand before it, and the highest is next (partial order
/// sampling). It finds rare orders sooner than random choices.
std::unique_ptr<Search> sampling_search(std::uint64_t runs, std::uint64_t seed);
/// One run by a schedule. Where that ends, or does not fit, the run is ended.
std::unique_ptr<Search> replay_search(const script::Schedule& schedule);

}  // namespace threadbox::explore
