#include "explore/history.h"
#include "explore/search.h"
#include "explore/wakeup_trees.h"

#include <algorithm>

namespace threadbox::explore {

namespace {

/// A depth-first walk through the tree of choices. It executes one schedule of each class of equivalent ones (Mazurkiewicz traces):
/// sleep sets recognize schedules whose class was seen. Optimal-DPOR (Abdulla, Aronis, Jonsson, Sagonas 2014) looks only where a race was
/// seen, and makes the steps that reverse it, so that hardly a run begins that can only repeat what was seen. Without it, all threads are
/// tried everywhere. docs/explore.md explains what differs from the paper.
class TreeSearch final : public Search {
 public:
  TreeSearch(Reduction reduction, std::vector<ThreadId> prefix) noexcept : reduction_(reduction), prefix_(std::move(prefix)) {}

  std::optional<ThreadId> choose(const Point& point) override {
    jumped_ = point.after_jump;
    if (point.step < nodes_.size()) return nodes_[point.step].chosen;
    Node node{.known_objects = point.known_objects, .tree = std::exchange(next_tree_, 0)};
    if (point.step >= prefix_.size()) node.able.assign(point.able.begin(), point.able.end());
    else if (std::ranges::binary_search(point.able, prefix_[point.step])) node.able = {prefix_[point.step]};
    if (!nodes_.empty())
      for (const Asleep& each : nodes_.back().asleep)
        if (!conflict(each.next, history_[nodes_.size() - 1].footprint)) node.asleep.push_back(each);
    if (!choose_planned(node)) choose_first(node, point.last);
    note_blocked(node, point);
    if (node.chosen == 0) return std::nullopt;
    if (reduction_ == Reduction::sleep_sets)
      for (const ThreadId each : node.able)
        if (each != node.chosen) trees_.insert(node.tree, each);
    nodes_.push_back(std::move(node));
    return nodes_.back().chosen;
  }

  void made(const Footprint& footprint) override {
    if (made_ < history_.size()) {
      ++made_;
      return;
    }
    Node& node = nodes_[made_++];
    history_.add(node.chosen, footprint, jumped_);
    if (reduction_ == Reduction::races) node.races = history_.races_of_last();
  }

  bool next_run(std::span<const StuckThread> stuck) override {
    if (reduction_ == Reduction::races) reverse_races(stuck);
    stopped_.clear();
    made_ = 0;
    trees_.clear(next_tree_);
    // A choice whose step was not made, since the run was ended.
    if (nodes_.size() > history_.size()) nodes_.resize(history_.size());
    while (!nodes_.empty()) {
      Node& node = nodes_.back();
      Footprint known = history_[nodes_.size() - 1].footprint;
      const bool is_whole = std::erase_if(known, [](const script::Access& access) { return access.fresh; }) == 0;
      const std::uint64_t marks = marks_of(known);
      node.asleep.push_back({node.chosen, std::move(known), marks, is_whole});
      ++node.tried;
      node.races.clear();
      history_.cut(nodes_.size() - 1);
      if (choose_planned(node)) return true;
      nodes_.pop_back();
    }
    return false;
  }

  [[nodiscard]] std::size_t steps_in_common() const noexcept override { return nodes_.empty() ? 0 : nodes_.size() - 1; }
  void begin_at(std::size_t step) noexcept override { made_ = step; }
  [[nodiscard]] bool is_exhaustive() const noexcept override { return true; }

  [[nodiscard]] std::optional<double> done() const override {
    double done = 0, weight = 1;
    for (const Node& node : nodes_) {
      weight /= static_cast<double>(node.tried + 1 + trees_.count(node.tree));
      done += weight * static_cast<double>(node.tried);
    }
    return nodes_.empty() ? 1 : done;
  }

 private:
  /// A thread whose next step need not be made here: what follows it was seen.
  struct Asleep {
    ThreadId thread;
    Footprint next;
    std::uint64_t marks;
    bool is_whole;  ///< `next` has all that it accesses.
    bool stays = false;  ///< It was still asleep when the steps that reverse a race had been made.
  };
  /// A step that a thread could not make, and an earlier one that it is in a race with.
  struct Blocked {
    std::size_t raced;
    ThreadId thread;
    Footprint next;
  };
  struct Node {
    std::uint64_t known_objects = 0;
    WakeupTrees::Branch tree = 0;  ///< What is still to be tried here.
    std::vector<ThreadId> able;
    std::vector<Asleep> asleep;
    std::vector<std::size_t> races;  ///< The steps that the chosen one is in a race with.
    std::vector<Blocked> blocked;  ///< When time jumped before it.
    std::size_t tried = 0;  ///< Threads that were chosen before.
    ThreadId chosen = 0;
    [[nodiscard]] bool sleeps(ThreadId thread) const {
      return std::ranges::find(asleep, thread, &Asleep::thread) != asleep.end();
    }
    [[nodiscard]] bool is_able(ThreadId thread) const { return std::ranges::binary_search(able, thread); }
  };
  /// A race of step `raced` with a later one, or with one that could not be made.
  struct Race {
    std::size_t raced;
    Planned later;
  };

  /// Chooses the first branch of the node's tree. False if there is none.
  bool choose_planned(Node& node) {
    while (node.tree != 0) {
      const ThreadId thread = trees_.thread(node.tree);
      WakeupTrees::Branch then = trees_.take(node.tree);
      if (node.is_able(thread) && !node.sleeps(thread)) {
        node.chosen = thread;
        next_tree_ = then;
        return true;
      }
      trees_.clear(then);
    }
    return false;
  }

  /// Chooses the thread that ran last, if possible: so the first schedule preempts no thread.
  static void choose_first(Node& node, ThreadId last) {
    for (Asleep& each : node.asleep) each.stays = true;
    if (node.is_able(last) && !node.sleeps(last)) node.chosen = last;
    for (const ThreadId thread : node.able)
      if (node.chosen == 0 && !node.sleeps(thread)) node.chosen = thread;
  }

  /// Notes the races of threads that cannot make their steps, if the run ends here, or if time has jumped: what a thread waits for now
  /// will have happened before its step.
  void note_blocked(Node& node, const Point& point) {
    if (reduction_ != Reduction::races || point.blocked == nullptr || (node.chosen != 0 && !point.after_jump)) return;
    std::vector<Blocked>& into = node.chosen == 0 ? stopped_ : node.blocked;
    for (const StuckThread& each : (*point.blocked)())
      for (const std::size_t raced : history_.races_of(each.thread, each.next)) into.push_back({raced, each.thread, each.next});
  }

  /// Sees to it that each race of the run is reversed.
  void reverse_races(std::span<const StuckThread> stuck) {
    std::vector<Race> races;
    const auto add = [&](const Blocked& each) { races.push_back({each.raced, {each.thread, &each.next, marks_of(each.next)}}); };
    for (std::size_t i = 0; i < history_.size(); ++i) {
      for (const Blocked& each : nodes_[i].blocked) add(each);
      const Event& event = history_[i];
      for (const std::size_t raced : nodes_[i].races) races.push_back({raced, {event.thread, &event.footprint, event.marks}});
    }
    for (const Blocked& each : stopped_) add(each);
    for (const StuckThread& each : stuck)
      for (const std::size_t raced : history_.races_of(each.thread, each.next))
        races.push_back({raced, {each.thread, &each.next, marks_of(each.next)}});
    std::ranges::stable_sort(races, {}, &Race::raced);
    for (auto race = races.begin(); race != races.end();) {
      const auto end = std::find_if(race, races.end(), [&](const Race& each) { return each.raced != race->raced; });
      if (race->raced >= prefix_.size()) reverse({race, end});
      race = end;
    }
  }

  /// Likewise, for the races of one step.
  void reverse(std::span<const Race> races) {
    Node& node = nodes_[races.front().raced];
    base_.clear();
    history_.without(races.front().raced, base_);
    for (const Race& race : races) {
      steps_.assign(base_.begin(), base_.end());
      steps_.push_back(race.later);
      const bool was_seen = std::ranges::any_of(node.asleep, [&](const Asleep& each) {
        return !each.stays && can_begin(each.thread, each.is_whole ? &each.next : nullptr, each.marks, steps_);
      });
      if (was_seen) continue;
      if (node.is_able(steps_.front().thread)) {
        trees_.insert(node.tree, steps_, node.known_objects);
        continue;
      }
      for (const ThreadId each : node.able)
        if (each != node.chosen && !node.sleeps(each)) trees_.insert(node.tree, each);
    }
  }

  const Reduction reduction_;
  const std::vector<ThreadId> prefix_;
  std::vector<Node> nodes_;
  History history_;
  WakeupTrees trees_;
  WakeupTrees::Branch next_tree_ = 0;  ///< Of the node that is made next.
  std::vector<Blocked> stopped_;  ///< When the run was ended.
  std::size_t made_ = 0;  ///< Steps of this run.
  bool jumped_ = false;
  std::vector<Planned> base_, steps_;  ///< Kept for their memory.
};

}  // namespace

std::unique_ptr<Search> tree_search(Reduction reduction, std::vector<ThreadId> prefix) {
  return std::make_unique<TreeSearch>(reduction, std::move(prefix));
}

}  // namespace threadbox::explore
