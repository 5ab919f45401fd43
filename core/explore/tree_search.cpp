#include "explore/history.h"
#include "explore/search.h"

#include <algorithm>

namespace threadbox::explore {

namespace {

bool contains(const std::vector<ThreadId>& threads, ThreadId thread) {
  return std::ranges::find(threads, thread) != threads.end();
}

/// A depth-first walk through the tree of choices. It executes one schedule of each class of equivalent ones (Mazurkiewicz traces):
/// sleep sets recognize schedules whose class was seen. Source-DPOR (Abdulla, Aronis, Jonsson, Sagonas 2014) looks only at threads that
/// could reverse a race; without it, at all threads.
class TreeSearch final : public Search {
 public:
  TreeSearch(Reduction reduction, std::vector<ThreadId> prefix) noexcept : reduction_(reduction), prefix_(std::move(prefix)) {}

  std::optional<ThreadId> choose(const Point& point) override {
    jumped_ = point.after_jump;
    if (point.step < nodes_.size()) return nodes_[point.step].chosen;
    Node node;
    if (point.step < prefix_.size()) {
      if (!std::ranges::binary_search(point.able, prefix_[point.step])) return std::nullopt;
      node.able = {prefix_[point.step]};
    } else {
      node.able.assign(point.able.begin(), point.able.end());
    }
    if (!nodes_.empty()) {
      const Node& parent = nodes_.back();
      for (const Asleep& each : parent.asleep)
        if (!conflict(each.next, history_[nodes_.size() - 1].footprint)) node.asleep.push_back(each);
    }
    const std::optional<ThreadId> first = first_of(node, point.last);
    if (!first) return std::nullopt;
    node.chosen = *first;
    node.wanted = reduction_ == Reduction::races ? std::vector{*first} : node.able;
    nodes_.push_back(std::move(node));
    return first;
  }

  void made(const Footprint& footprint) override {
    if (made_ < history_.size()) {
      ++made_;
      return;
    }
    history_.add(nodes_[made_].chosen, footprint, jumped_);
    ++made_;
    if (reduction_ != Reduction::races) return;
    const Event& event = history_[made_ - 1];
    for (const std::size_t raced : history_.races_of_last()) want(raced, event.thread, event.footprint, made_ - 1);
  }

  bool next_run(std::span<const StuckThread> stuck) override {
    if (reduction_ == Reduction::races)
      for (const StuckThread& each : stuck)
        for (const std::size_t raced : history_.races_of(each.thread, each.next))
          want(raced, each.thread, each.next, history_.size());
    made_ = 0;
    // A choice whose step was not made, since the run was ended.
    if (nodes_.size() > history_.size()) nodes_.resize(history_.size());
    while (!nodes_.empty()) {
      Node& node = nodes_.back();
      Footprint known = history_[nodes_.size() - 1].footprint;
      std::erase_if(known, [](const script::Access& access) { return access.fresh; });
      node.asleep.push_back({node.chosen, std::move(known)});
      history_.cut(nodes_.size() - 1);
      const auto next = std::ranges::find_if(node.wanted, [&](ThreadId thread) { return !node.sleeps(thread); });
      if (next != node.wanted.end()) {
        node.chosen = *next;
        return true;
      }
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
      const auto sleeps = [&](ThreadId thread) { return node.sleeps(thread); };
      weight /= static_cast<double>(std::max<std::size_t>(node.wanted.size(), 1));
      done += weight * static_cast<double>(std::ranges::count_if(node.wanted, sleeps));
    }
    return nodes_.empty() ? 1 : done;
  }

 private:
  /// A thread whose next step need not be made here: what follows it was seen.
  struct Asleep {
    ThreadId thread;
    Footprint next;
  };
  struct Node {
    std::vector<ThreadId> able;
    std::vector<ThreadId> wanted;  ///< The threads whose steps are to be made here.
    std::vector<Asleep> asleep;
    ThreadId chosen = 0;
    [[nodiscard]] bool sleeps(ThreadId thread) const {
      return std::ranges::any_of(asleep, [&](const Asleep& each) { return each.thread == thread; });
    }
  };

  /// The thread that ran last, if possible: so the first schedule preempts no thread.
  static std::optional<ThreadId> first_of(const Node& node, ThreadId last) {
    if (contains(node.able, last) && !node.sleeps(last)) return last;
    for (const ThreadId thread : node.able)
      if (!node.sleeps(thread)) return thread;
    return std::nullopt;
  }

  /// Sees to it that the race between step `raced` and a later one, at `end`, is reversed.
  void want(std::size_t raced, ThreadId thread, const Footprint& footprint, std::size_t end) {
    Node& node = nodes_[raced];
    const std::vector<ThreadId> initials = history_.initials(raced, thread, footprint, end);
    const auto is_wanted = [&](ThreadId each) { return contains(node.wanted, each); };
    if (std::ranges::any_of(initials, is_wanted)) return;
    const auto able = std::ranges::find_if(initials, [&](ThreadId each) { return contains(node.able, each); });
    if (able != initials.end()) {
      node.wanted.push_back(*able);
      return;
    }
    for (const ThreadId each : node.able)
      if (!is_wanted(each)) node.wanted.push_back(each);
  }

  const Reduction reduction_;
  const std::vector<ThreadId> prefix_;
  std::vector<Node> nodes_;
  History history_;
  std::size_t made_ = 0;  ///< Steps of this run.
  bool jumped_ = false;
};

}  // namespace

std::unique_ptr<Search> tree_search(Reduction reduction, std::vector<ThreadId> prefix) {
  return std::make_unique<TreeSearch>(reduction, std::move(prefix));
}

}  // namespace threadbox::explore
