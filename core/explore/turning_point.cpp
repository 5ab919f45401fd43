#include "explore/turning_point.h"

#include <algorithm>

namespace threadbox::explore {

namespace {

/// The steps of a run up to some point are a set of events; a schedule that contains them all is equivalent to one that begins with them. So
/// it suffices to look at those, and the more steps there are, the fewer they are.
class Seeker {
 public:
  Seeker(Executor& executor, const std::vector<ThreadId>& run, const std::function<bool(const Outcome&)>& passes, Effort& effort)
      : executor_(executor), run_(run), passes_(passes), effort_(effort) {}

  std::optional<TurningPoint> find() {
    // From the end in growing strides, since little can follow the last steps.
    std::size_t fails = run_.size(), stride = 1;
    while (true) {
      const std::size_t asked = fails > stride ? fails - stride : 0;
      const std::optional<bool> passing = some_pass(asked);
      if (!passing) return std::nullopt;
      if (*passing) return between(asked, fails);
      if (asked == 0) return std::nullopt;
      fails = asked;
      stride *= 2;
    }
  }

 private:
  /// Between so many steps after which some schedule passes, and so many after which none does.
  std::optional<TurningPoint> between(std::size_t passing, std::size_t failing) {
    while (failing - passing > 1) {
      const std::size_t middle = passing + (failing - passing) / 2;
      const std::optional<bool> found = some_pass(middle);
      if (!found) return std::nullopt;
      (*found ? passing : failing) = middle;
    }
    return TurningPoint{passing, std::move(nearest_)};
  }

  /// Whether a schedule that begins with so many steps of the run passes. None: the effort was used up.
  std::optional<bool> some_pass(std::size_t steps) {
    const auto search = tree_search(Reduction::races, {run_.begin(), run_.begin() + static_cast<std::ptrdiff_t>(steps)});
    for (bool again = true; again;) {
      if (effort_.executions == 0 || std::chrono::steady_clock::now() > effort_.end) return std::nullopt;
      --effort_.executions;
      const Execution& execution = executor_.run(*search, again);
      if (!execution.is_complete || !passes_(execution.outcome)) continue;
      nearest_ = execution;
      return true;
    }
    return false;
  }

  Executor& executor_;
  const std::vector<ThreadId>& run_;
  const std::function<bool(const Outcome&)>& passes_;
  Effort& effort_;
  Execution nearest_;
};

}  // namespace

std::optional<TurningPoint> turning_point(Executor& executor, const std::vector<ThreadId>& run,
                                          const std::function<bool(const Outcome&)>& passes, Effort& effort) {
  return Seeker(executor, run, passes, effort).find();
}

}  // namespace threadbox::explore
