#pragma once

#include "script/runners/schedule.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace threadbox::explore {

/// Schedules as a tree of their choices: at a node they part.
/// Threads: one at a time. Errors: std::bad_alloc.
class ScheduleTree {
 public:
  struct Node {
    std::vector<script::Choice> way;    ///< The choices from the node above to this one.
    std::vector<std::size_t>
        branches;  ///< The nodes beneath, in the order in which they were found; none: a leaf, a whole schedule.
    std::vector<std::pair<std::uint64_t, std::uint64_t>>
        outcomes;  ///< Which outcomes come about through it, and in how many schedules.
    [[nodiscard]] std::uint64_t count() const noexcept;
  };

  /// `most_nodes`: how large it grows. A schedule that would make it larger is counted at the nodes that it passes, and has no leaf.
  explicit ScheduleTree(std::size_t most_nodes = 50'000) : most_nodes_(most_nodes) {}

  /// Adds a schedule. `outcome`: the caller's number of what it comes to.
  void add(const script::Schedule& schedule, std::uint64_t outcome);

  /// Node 0 is the root. Empty: no schedule was added.
  [[nodiscard]] std::span<const Node> nodes() const noexcept { return nodes_; }
  [[nodiscard]] script::Preemption preemption() const noexcept { return preemption_; }
  /// The nodes that a schedule passes, from the root; the last is the one in or before whose way it leaves the tree or ends.
  [[nodiscard]] std::vector<std::size_t> path_of(const script::Schedule& schedule) const;

 private:
  [[nodiscard]] bool has_room() const noexcept { return nodes_.size() + 2 <= most_nodes_; }
  void split(std::size_t node, std::size_t at);
  void add_leaf(std::size_t node, std::vector<script::Choice> way, std::uint64_t outcome);
  void count(std::size_t node, std::uint64_t outcome);

  std::size_t most_nodes_;
  script::Preemption preemption_ = script::Preemption::access;
  std::vector<Node> nodes_;
};

}  // namespace threadbox::explore
