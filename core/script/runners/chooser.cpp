#include "script/runners/chooser.h"

#include <algorithm>
#include <utility>

namespace threadbox::script {

namespace {

/// Steele, Lea, Flood: Fast splittable pseudorandom number generators (2014). Never to be changed: see random_chooser.
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

class RandomChooser final : public Chooser {
 public:
  explicit RandomChooser(std::uint64_t seed) noexcept : numbers_(seed) {}
  std::optional<Choice> choose(const SchedulingPoint& point) override {
    const std::uint64_t count = point.runnable.size();
    if (count == 1) return run(point.runnable[0]);
    return run(point.runnable[(numbers_.next() >> 32) * count >> 32]);
  }

 private:
  SplitMix64 numbers_;
};

class RoundRobinChooser final : public Chooser {
 public:
  std::optional<Choice> choose(const SchedulingPoint& point) override {
    const auto next = std::ranges::upper_bound(point.runnable, last_);
    last_ = next != point.runnable.end() ? *next : point.runnable.front();
    return run(last_);
  }

 private:
  ThreadId last_ = 0;
};

class ReplayChooser final : public Chooser {
 public:
  explicit ReplayChooser(Schedule schedule) noexcept : schedule_(std::move(schedule)) {}
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

class AskingChooser final : public Chooser {
 public:
  using Pick = std::function<std::optional<Choice>(const SchedulingPoint&)>;
  explicit AskingChooser(Pick pick) noexcept : pick_(std::move(pick)) {}
  std::optional<Choice> choose(const SchedulingPoint& point) override { return pick_(point); }

 private:
  Pick pick_;
};

}  // namespace

std::unique_ptr<Chooser> random_chooser(std::uint64_t seed) { return std::make_unique<RandomChooser>(seed); }

std::unique_ptr<Chooser> round_robin_chooser() { return std::make_unique<RoundRobinChooser>(); }

std::unique_ptr<Chooser> replay_chooser(Schedule schedule) { return std::make_unique<ReplayChooser>(std::move(schedule)); }

std::unique_ptr<Chooser> asking_chooser(std::function<std::optional<Choice>(const SchedulingPoint&)> pick) {
  return std::make_unique<AskingChooser>(std::move(pick));
}

}  // namespace threadbox::script
