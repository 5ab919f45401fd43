#include "explore/search.h"
#include "script/runners/scheduling_strategy.h"

#include <algorithm>
#include <random>
#include <vector>

namespace threadbox::explore {

namespace {

/// Each able thread with the same probability, by the numbers of script::random_strategy.
class RandomSearch final : public Search {
 public:
  RandomSearch(std::uint64_t runs, std::uint64_t seed) : left_(runs), seed_(seed), numbers_(script::random_strategy(seed)) {}

  std::optional<ThreadId> choose(const Point& point) override {
    script::SchedulingPoint asked{.step = point.step, .current = point.last, .runnable = point.able};
    return numbers_->choose(asked)->thread;
  }
  void made(const Footprint&) override {}
  bool next_run(std::span<const StuckThread>) override {
    numbers_ = script::random_strategy(++seed_);
    return --left_ > 0;
  }
  [[nodiscard]] bool is_exhaustive() const noexcept override { return false; }

 private:
  std::uint64_t left_, seed_;
  std::unique_ptr<script::SchedulingStrategy> numbers_;
};

/// The first choices of a run by a schedule.
class Replay final : public Search {
 public:
  explicit Replay(const script::Schedule& schedule) {
    for (const script::Schedule::Stretch& stretch : schedule.stretches())
      if (stretch.choice.kind == script::Choice::Kind::run) threads_.insert(threads_.end(), stretch.count, stretch.choice.thread);
  }
  std::optional<ThreadId> choose(const Point& point) override {
    if (point.step >= threads_.size() || !std::ranges::binary_search(point.able, threads_[point.step])) return std::nullopt;
    return threads_[point.step];
  }
  void made(const Footprint&) override {}
  bool next_run(std::span<const StuckThread>) override { return false; }
  [[nodiscard]] bool is_exhaustive() const noexcept override { return false; }

 private:
  std::vector<ThreadId> threads_;
};

/// A thread keeps its priority until it has made its step.
class SamplingSearch final : public Search {
 public:
  SamplingSearch(std::uint64_t runs, std::uint64_t seed) : left_(runs), seed_(seed), numbers_(seed) {}

  std::optional<ThreadId> choose(const Point& point) override {
    if (point.able.back() >= priorities_.size()) priorities_.resize(point.able.back() + 1, 0);
    ThreadId best = point.able.front();
    for (const ThreadId thread : point.able) {
      if (priorities_[thread] == 0) priorities_[thread] = numbers_() | 1;
      if (priorities_[thread] > priorities_[best]) best = thread;
    }
    priorities_[best] = 0;
    return best;
  }
  void made(const Footprint&) override {}
  bool next_run(std::span<const StuckThread>) override {
    numbers_.seed(++seed_);
    priorities_.clear();
    return --left_ > 0;
  }
  [[nodiscard]] bool is_exhaustive() const noexcept override { return false; }

 private:
  std::uint64_t left_, seed_;
  std::mt19937_64 numbers_;
  std::vector<std::uint64_t> priorities_;  ///< By ThreadId; 0: none yet.
};

/// Depth first through the tree of choices, over all schedules with at most `most` preemptions. It leaves out no equivalent ones.
class BoundedSearch final : public Search {
 public:
  explicit BoundedSearch(unsigned most) noexcept : most_(most) {}

  std::optional<ThreadId> choose(const Point& point) override {
    if (point.step < nodes_.size()) return nodes_[point.step].order[nodes_[point.step].at];
    const bool goes_on = std::ranges::binary_search(point.able, point.last);
    const unsigned before = nodes_.empty() ? 0 : nodes_.back().preemptions();
    Node node{.before = before, .preempts = goes_on};
    if (goes_on) node.order.push_back(point.last);
    if (!goes_on || before < most_)
      for (const ThreadId thread : point.able)
        if (!goes_on || thread != point.last) node.order.push_back(thread);
    is_cut_ = is_cut_ || node.order.size() < point.able.size();
    nodes_.push_back(std::move(node));
    return nodes_.back().order.front();
  }
  void made(const Footprint&) override {}
  bool next_run(std::span<const StuckThread>) override {
    while (!nodes_.empty() && ++nodes_.back().at == nodes_.back().order.size()) nodes_.pop_back();
    return !nodes_.empty();
  }
  [[nodiscard]] std::size_t steps_in_common() const noexcept override { return nodes_.empty() ? 0 : nodes_.size() - 1; }
  [[nodiscard]] bool is_exhaustive() const noexcept override { return !is_cut_; }
  [[nodiscard]] Cut why_not() const noexcept override { return Cut::bound; }

 private:
  struct Node {
    std::vector<ThreadId> order;
    std::size_t at = 0;
    unsigned before = 0;  ///< The preemptions so far.
    bool preempts = false;  ///< Whether all choices but the first are preemptions.
    [[nodiscard]] unsigned preemptions() const noexcept { return before + (preempts && at > 0 ? 1 : 0); }
  };
  const unsigned most_;
  std::vector<Node> nodes_;
  bool is_cut_ = false;
};

}  // namespace

std::unique_ptr<Search> random_search(std::uint64_t runs, std::uint64_t seed) {
  return std::make_unique<RandomSearch>(runs, seed);
}

std::unique_ptr<Search> sampling_search(std::uint64_t runs, std::uint64_t seed) {
  return std::make_unique<SamplingSearch>(runs, seed);
}

std::unique_ptr<Search> replay_search(const script::Schedule& schedule) { return std::make_unique<Replay>(schedule); }

std::unique_ptr<Search> bounded_search(unsigned most) { return std::make_unique<BoundedSearch>(most); }

}  // namespace threadbox::explore
