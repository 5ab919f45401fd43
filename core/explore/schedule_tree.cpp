#include "explore/schedule_tree.h"

#include <algorithm>
#include <numeric>
#include <optional>

namespace threadbox::explore {

namespace {

using script::Choice;

std::vector<Choice> choices_of(const script::Schedule& schedule) {
  std::vector<Choice> choices;
  for (const auto& [choice, count] : schedule.stretches()) choices.insert(choices.end(), count, choice);
  return choices;
}

/// How many choices from `at` on are those of the way.
std::size_t in_common(const std::vector<Choice>& way, const std::vector<Choice>& choices, std::size_t at) {
  const auto [end, unused] =
      std::mismatch(way.begin(), way.end(), choices.begin() + static_cast<std::ptrdiff_t>(at), choices.end());
  return static_cast<std::size_t>(end - way.begin());
}

std::vector<Choice> rest_of(const std::vector<Choice>& choices, std::size_t at) {
  return {choices.begin() + static_cast<std::ptrdiff_t>(at), choices.end()};
}

/// The branch that begins with a choice.
std::optional<std::size_t> branch_by(std::span<const ScheduleTree::Node> nodes, std::size_t node, const Choice& choice) {
  for (const std::size_t branch : nodes[node].branches)
    if (!nodes[branch].way.empty() && nodes[branch].way.front() == choice) return branch;
  return std::nullopt;
}

}  // namespace

std::uint64_t ScheduleTree::Node::count() const noexcept {
  return std::accumulate(outcomes.begin(), outcomes.end(), std::uint64_t{0},
                         [](auto sum, const auto& each) { return sum + each.second; });
}

void ScheduleTree::add(const script::Schedule& schedule, std::uint64_t outcome) {
  std::vector<Choice> choices = choices_of(schedule);
  if (nodes_.empty()) {
    preemption_ = schedule.preemption();
    nodes_.push_back({std::move(choices), {}, {{outcome, 1}}});
    return;
  }
  std::size_t node = 0;
  for (std::size_t at = 0;;) {
    const std::size_t common = in_common(nodes_[node].way, choices, at);
    at += common;
    const bool is_whole = common == nodes_[node].way.size();
    if (!is_whole && has_room()) split(node, common);
    count(node, outcome);
    if (!is_whole && nodes_[node].way.size() != common) return;
    if (is_whole && at == choices.size() && nodes_[node].branches.empty()) return;  // The same schedule once more.
    const auto branch = at < choices.size() ? branch_by(nodes_, node, choices[at]) : std::nullopt;
    if (!branch) return add_leaf(node, rest_of(choices, at), outcome);
    node = *branch;
  }
}

/// Makes the schedules through a node part after `at` choices of its way.
void ScheduleTree::split(std::size_t node, std::size_t at) {
  const std::size_t below = nodes_.size();
  nodes_.push_back({rest_of(nodes_[node].way, at), std::move(nodes_[node].branches), nodes_[node].outcomes});
  nodes_[node].way.resize(at);
  nodes_[node].branches = {below};
}

void ScheduleTree::add_leaf(std::size_t node, std::vector<Choice> way, std::uint64_t outcome) {
  // The schedules of a leaf all have its choices, so a leaf gets no branch: this one is longer than one that was cut off.
  if (nodes_[node].branches.empty() || nodes_.size() >= most_nodes_) return;
  nodes_[node].branches.push_back(nodes_.size());
  nodes_.push_back({std::move(way), {}, {{outcome, 1}}});
}

void ScheduleTree::count(std::size_t node, std::uint64_t outcome) {
  auto& outcomes = nodes_[node].outcomes;
  const auto known = std::ranges::find(outcomes, outcome, &std::pair<std::uint64_t, std::uint64_t>::first);
  if (known != outcomes.end()) ++known->second;
  else outcomes.emplace_back(outcome, 1);
}

std::vector<std::size_t> ScheduleTree::path_of(const script::Schedule& schedule) const {
  std::vector<std::size_t> path;
  if (nodes_.empty()) return path;
  const std::vector<Choice> choices = choices_of(schedule);
  std::size_t at = 0;
  for (std::optional<std::size_t> node = 0; node;) {
    path.push_back(*node);
    const std::size_t common = in_common(nodes_[*node].way, choices, at);
    at += common;
    if (common < nodes_[*node].way.size() || at == choices.size()) break;
    node = branch_by(nodes_, *node, choices[at]);
  }
  return path;
}

}  // namespace threadbox::explore
