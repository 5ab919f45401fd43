#include "explore/explorer.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <tuple>
#include <variant>

namespace threadbox::explore {

namespace {

// A walk that is longer begins with samples, which find most failures at once.
constexpr std::uint64_t schedules_before_samples = 100, samples = 100;

auto cost_of(const Execution& execution) { return std::tuple(execution.preemptions, execution.steps.size()); }

/// Whether the program, or a function in it, has the global name `input`, and does not define it.
bool asks_for_input(const script::CodeObject& code) {
  const auto uses = [&](script::Opcode opcode) {
    return std::ranges::any_of(code.instructions, [&](script::Instruction each) {
      return each.opcode() == opcode && code.names[each.operand()] == "input";
    });
  };
  if (uses(script::Opcode::store_global_)) return false;
  if (uses(script::Opcode::load_global_)) return true;
  return std::ranges::any_of(code.constants, [](const script::Constant& each) {
    const auto* inner = std::get_if<std::shared_ptr<const script::CodeObject>>(&each.value);
    return inner != nullptr && *inner != nullptr && asks_for_input(**inner);
  });
}

/// Replaces its schedule by an equivalent one that preempts fewer threads.
void lessen(Execution& execution) {
  const std::optional<LeastSchedule> least = least_schedule(execution.steps, execution.not_made);
  if (!least || least->preemptions >= execution.preemptions) return;
  execution.schedule = least->schedule;
  execution.preemptions = least->preemptions;
}

}  // namespace

const char* cut_name(Cut cut) noexcept {
  switch (cut) {
    case Cut::budget: return "budget";
    case Cut::max_schedules: return "max-schedules";
    case Cut::bound: return "bound";
    case Cut::sampling: return "sampling";
    case Cut::steps: return "steps";
    case Cut::limit: return "limit";
    case Cut::loops: return "loops";
  }
  return "";
}

Explorer::Explorer(const Subject& subject, Search& search)
    : executor_(subject), search_(search), asks_for_input_(asks_for_input(*subject.code)) {}

bool Explorer::step(const Budget& budget) {
  using Time = std::chrono::steady_clock;
  const Time::time_point end = Time::now() + budget.time;
  const std::uint64_t last = schedules_ + std::min(budget.schedules, ~std::uint64_t{0} - schedules_);
  out_of_time_ = out_of_schedules_ = false;
  while (again_) {
    if (schedules_ >= last) out_of_schedules_ = true;
    else if (executions_ > 0 && Time::now() >= end) out_of_time_ = true;
    if (out_of_schedules_ || out_of_time_) break;
    const Execution& execution = executor_.run(search_, again_);
    ++executions_;
    was_shortened_ = was_shortened_ || execution.is_shortened;
    if (execution.is_complete) take(execution, false);
    if (again_ && schedules_ == schedules_before_samples && search_.is_exhaustive() && !std::exchange(has_sampled_, true))
      sample();
  }
  return again_;
}

/// Finds outcomes that the walk comes to only later.
void Explorer::sample() {
  const std::unique_ptr<Search> search = sampling_search(samples, 1);
  for (bool again = true; again;) {
    const Execution& execution = executor_.run(*search, again);
    ++executions_;
    if (execution.is_complete) take(execution, true);
  }
}

void Explorer::take(const Execution& execution, bool is_sampled) {
  if (!is_sampled) {
    ++schedules_;
    was_cut_ = was_cut_ || execution.outcome.limit == Outcome::Limit::steps;
    met_limit_ = met_limit_ || execution.outcome.limit > Outcome::Limit::steps;
    if (execution.outcome.fails()) ++failing_;
  }
  Found& same = (is_sampled ? sampled_ : found_)[execution.outcome];
  const bool is_new = same.count == 0;
  // What only samples have come to is the last that is known.
  if (is_new) same.first = is_sampled ? ~sampled_.size() : schedules_;
  // Samples that are equal are not told apart, so they count as one.
  if (is_new || !is_sampled) ++same.count;
  if (tree_ != nullptr && !is_sampled) tree_->add(execution.schedule, same.first);
  if (execution.preemptions > 0 && (is_new || same.least.preemptions > 0)) {
    Execution least = execution;
    lessen(least);
    if (is_new || cost_of(least) < cost_of(same.least)) same.least = std::move(least);
  } else if (is_new || cost_of(execution) < cost_of(same.least)) {
    same.least = execution;
  }
}

std::vector<Cut> Explorer::reasons() const {
  std::vector<Cut> reasons;
  if (out_of_time_) reasons.push_back(Cut::budget);
  if (out_of_schedules_) reasons.push_back(Cut::max_schedules);
  if (!again_ && !search_.is_exhaustive()) reasons.push_back(search_.why_not());
  if (was_cut_) reasons.push_back(Cut::steps);
  if (met_limit_) reasons.push_back(Cut::limit);
  if (was_shortened_) reasons.push_back(Cut::loops);
  return reasons;
}

Exploration Explorer::result() const {
  Exploration result{.schedules = schedules_, .failing = failing_, .executions = executions_, .can_go_on = again_};
  const auto add = [&](const Outcome& outcome, const Found& found) {
    result.outcomes.push_back(found);
    result.outcomes.back().outcome = outcome;
  };
  for (const auto& [outcome, each] : found_) add(outcome, each);
  // What the walk has not come to yet is known from the samples alone.
  for (const auto& [outcome, each] : sampled_) {
    if (!again_ || found_.contains(outcome)) continue;
    add(outcome, each);
    ++result.schedules;
    if (outcome.fails()) ++result.failing;
  }
  std::ranges::stable_sort(result.outcomes, std::ranges::greater{}, &Found::count);
  result.asks_for_input = asks_for_input_;
  result.is_complete = !again_ && !was_cut_ && !met_limit_ && !was_shortened_ && search_.is_exhaustive();
  if (!result.is_complete) result.why_cut = reasons();
  result.done = again_ ? search_.done() : std::optional(1.0);
  if (!search_.is_exhaustive()) result.done.reset();
  if (result.done && *result.done > 0)
    result.estimate =
        std::max(result.schedules, static_cast<std::uint64_t>(std::llround(static_cast<double>(schedules_) / *result.done)));
  return result;
}

Exploration explore(const Subject& subject, Search& search, const Budget& budget) {
  Explorer explorer(subject, search);
  explorer.step(budget);
  return explorer.result();
}

}  // namespace threadbox::explore
