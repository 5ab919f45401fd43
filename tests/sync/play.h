#pragma once

#include "stress.h"

#include <memory>
#include <optional>
#include <utility>

// One thread plays many: a seed decides which one moves next, and whether its wait polls, times out, is interrupted or stopped.
// Every race between a wake-up and a cancel happens often, on one core too, and in the same way each time. Tests with real
// threads cover what this cannot: the order of memory accesses.

namespace threadbox {

inline constexpr int actor_count = 6;
inline constexpr int moves_of_a_seed = 40'000 / (stress_divisor == 1 ? 1 : 4);
inline constexpr std::uint32_t seeds = 5;

/// A thread that is in at most one operation.
template <typename Op>
struct Actor {
  Actor(ThreadId id, const Clock& clock) : waiter(id, clock) {}
  Waiter waiter;
  std::optional<Op> operation;
  bool cancelled = false;  ///< A cancel has been answered by pending; there is no second one.
};

template <typename Op>
class Play {
 public:
  /// `stops`: threads are stopped in their waits, too.
  explicit Play(std::uint32_t seed, bool stops = true) : self(seed), stops_(stops) {
    for (ThreadId id = 1; id <= actor_count; ++id) actors.push_back(std::make_unique<Actor<Op>>(id, clock));
  }

  Actor<Op>& anybody() { return *actors[self.pick(actor_count)]; }

  /// The operation has ended: `end(actor, progress, stopped)`.
  template <typename End, typename... Arguments>
  void begin(Actor<Op>& actor, End end, Arguments&&... arguments) {
    actor.operation.emplace(std::forward<Arguments>(arguments)...);
    actor.cancelled = false;
    settle(actor, actor.operation->poll(actor.waiter), false, end);
  }

  /// Polls the actor's operation, or cancels it for one of the possible reasons.
  template <typename End>
  void move(Actor<Op>& actor, End end) {
    if (self.chance(25)) clock.advance_to(clock.now_ns() + self.pick(400'000));
    const unsigned choice = self.pick(10);
    if (choice == 0 && stops_) {
      actor.operation->cancel(actor.waiter, CancelReason::stop);
      return settle(actor, Progress::done, true, end);
    }
    if (choice >= 1 && choice <= 3 && !actor.cancelled) {
      actor.cancelled = true;
      const CancelReason why = choice == 1 ? CancelReason::interrupt : CancelReason::timeout;
      return settle(actor, actor.operation->cancel(actor.waiter, why), false, end);
    }
    // Signals may be stale, so polling without one is allowed.
    if (actor.waiter.take_signal() || self.chance(20)) settle(actor, actor.operation->poll(actor.waiter), false, end);
  }

  /// Polls every operation whose waiter has a signal, until there are no more signals: now no actor may wait for what is
  /// available.
  template <typename End>
  void come_to_rest(End end) {
    for (bool moved = true; moved;) {
      moved = false;
      for (const auto& actor : actors) {
        if (!actor->waiter.take_signal() || !actor->operation) continue;
        moved = true;
        settle(*actor, actor->operation->poll(actor->waiter), false, end);
      }
    }
  }

  template <typename End>
  void stop_all(End end) {
    for (const auto& actor : actors) {
      if (!actor->operation) continue;
      actor->operation->cancel(actor->waiter, CancelReason::stop);
      settle(*actor, Progress::done, true, end);
    }
  }

  [[nodiscard]] int pending() const {
    int count = 0;
    for (const auto& actor : actors) count += actor->operation ? 1 : 0;
    return count;
  }

  Clock clock = Clock::simulated();
  StressThread self;
  std::vector<std::unique_ptr<Actor<Op>>> actors;

 private:
  const bool stops_;

  template <typename End>
  void settle(Actor<Op>& actor, Progress progress, bool stopped, End end) {
    if (progress == Progress::pending) return;
    end(actor, progress, stopped);
    actor.operation.reset();
  }
};

}  // namespace threadbox
