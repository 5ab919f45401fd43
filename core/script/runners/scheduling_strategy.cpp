#include "script/runners/scheduling_strategy.h"

#include <algorithm>
#include <utility>

namespace threadbox::script {

namespace {

/// Steele, Lea, Flood: Fast splittable pseudorandom number generators (2014). Seeds depend on it, so it must not change.
class SplitMix64 {
 public:
  explicit SplitMix64(std::uint64_t seed) noexcept : state_(seed) {}
  std::uint64_t next() noexcept {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }

 private:
  std::uint64_t state_;
};

Choice run(ThreadId thread) noexcept { return {Choice::Kind::run, thread}; }

class RandomStrategy final : public SchedulingStrategy {
 public:
  explicit RandomStrategy(std::uint64_t seed) noexcept : numbers_(seed) {}
  std::optional<Choice> choose(const SchedulingPoint& point) override {
    const std::uint64_t count = point.runnable.size();
    if (count == 1) return run(point.runnable[0]);
    return run(point.runnable[(numbers_.next() >> 32) * count >> 32]);
  }

 private:
  SplitMix64 numbers_;
};

class RoundRobinStrategy final : public SchedulingStrategy {
 public:
  std::optional<Choice> choose(const SchedulingPoint& point) override {
    const auto next = std::ranges::upper_bound(point.runnable, point.current);
    return run(next != point.runnable.end() ? *next : point.runnable.front());
  }
};

class ReplayStrategy final : public SchedulingStrategy {
 public:
  explicit ReplayStrategy(Schedule schedule) noexcept : schedule_(std::move(schedule)) {}
  std::optional<Choice> choose(const SchedulingPoint& point) override {
    const auto& stretches = schedule_.stretches();
    if (stretch_ == stretches.size()) {
      const bool goes_on = std::ranges::binary_search(point.runnable, point.current);
      return run(goes_on ? point.current : point.runnable.front());
    }
    const Choice choice = stretches[stretch_].choice;
    if (++done_ == stretches[stretch_].count) {
      ++stretch_;
      done_ = 0;
    }
    return choice;
  }

 private:
  Schedule schedule_;
  std::size_t stretch_ = 0;
  std::uint32_t done_ = 0;
};

class AskingStrategy final : public SchedulingStrategy {
 public:
  using Pick = std::function<std::optional<Choice>(const SchedulingPoint&)>;
  explicit AskingStrategy(Pick pick) noexcept : pick_(std::move(pick)) {}
  std::optional<Choice> choose(const SchedulingPoint& point) override { return pick_(point); }

 private:
  Pick pick_;
};

}  // namespace

std::unique_ptr<SchedulingStrategy> random_strategy(std::uint64_t seed) { return std::make_unique<RandomStrategy>(seed); }

std::unique_ptr<SchedulingStrategy> round_robin_strategy() { return std::make_unique<RoundRobinStrategy>(); }

std::unique_ptr<SchedulingStrategy> replay_strategy(Schedule schedule) {
  return std::make_unique<ReplayStrategy>(std::move(schedule));
}

std::unique_ptr<SchedulingStrategy> asking_strategy(std::function<std::optional<Choice>(const SchedulingPoint&)> pick) {
  return std::make_unique<AskingStrategy>(std::move(pick));
}

}  // namespace threadbox::script
