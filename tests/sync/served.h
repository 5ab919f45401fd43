#pragma once

#include "stress.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <thread>
#include <vector>

// Many short rounds: some threads wait, one has something for each of them, and all must end. A wake-up is lost if a waiter
// leaves while another one is served, which hardly ever happens in a long run with few sleepers.

namespace threadbox {

inline constexpr int waiters = 9;
inline const int rounds = std::max(10, 250 / stress_divisor);
// Far longer than a round takes on a busy machine, so that a thread that would sleep for ever is reported instead.
inline constexpr Seconds deadline{20};

/// In each round, calls `wait` in nine threads and `serve` in another. False if a thread was left asleep. `wait` returns whether
/// it was served before the deadline.
template <typename Round>
bool all_are_served() {
  World world;
  for (int number = 0; number < rounds; ++number) {
    Round round;
    std::atomic<int> begun{0}, served{0};
    std::vector<std::shared_ptr<Thread>> threads;
    for (int i = 0; i < waiters; ++i) {
      threads.push_back(world.thread([&] {
        begun.fetch_add(1);
        const TimeNs latest = this_waiter().clock().deadline_after(deadline);
        // At its deadline a waiter tries once more, and may succeed although it was never woken.
        if (round.wait() && this_waiter().clock().now_ns() < latest) served.fetch_add(1);
      }));
    }
    threads.push_back(world.thread([&] {
      // In every other round the waiters are asleep by then.
      while (begun.load() < waiters) std::this_thread::yield();
      if (number % 2 == 0) this_waiter().park(this_waiter().clock().deadline_after(Seconds{0.0005}));
      round.serve();
    }));
    for (const auto& thread : threads) thread->start();
    for (const auto& thread : threads) thread->join();
    if (served.load() != waiters) return false;
  }
  return true;
}

}  // namespace threadbox
