#include "explore/explorer.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace threadbox::explore {

namespace {

auto cost_of(const Execution& execution) { return std::tuple(execution.preemptions, execution.steps.size()); }

/// Replaces its schedule by an equivalent one that preempts fewer threads.
void lessen(Execution& execution) {
  const std::optional<LeastSchedule> least = least_schedule(execution.steps, execution.stuck);
  if (!least || least->preemptions >= execution.preemptions) return;
  execution.schedule = least->schedule;
  execution.preemptions = least->preemptions;
}

}  // namespace

Exploration explore(const Subject& subject, Search& search, const Budget& budget) {
  using Time = std::chrono::steady_clock;
  const Time::time_point end = Time::now() + budget.time;
  Exploration result;
  std::map<Outcome, Found> found;
  Executor executor(subject);
  bool again = true, was_cut = false;
  while (again && result.schedules < budget.schedules && (result.executions == 0 || Time::now() < end)) {
    Execution execution = executor.run(search, again);
    ++result.executions;
    if (!execution.is_complete) continue;
    ++result.schedules;
    was_cut = was_cut || execution.outcome.kind == Outcome::Kind::limit;
    if (execution.outcome.fails()) ++result.failing;
    Found& same = found[execution.outcome];
    if (execution.preemptions > 0 && (same.count == 0 || same.least.preemptions > 0)) lessen(execution);
    if (same.count++ == 0 || cost_of(execution) < cost_of(same.least)) same.least = std::move(execution);
  }
  for (auto& [outcome, each] : found) {
    each.outcome = outcome;
    result.outcomes.push_back(std::move(each));
  }
  std::ranges::stable_sort(result.outcomes, std::ranges::greater{}, &Found::count);
  result.is_complete = !again && !was_cut && search.is_exhaustive();
  return result;
}

}  // namespace threadbox::explore
