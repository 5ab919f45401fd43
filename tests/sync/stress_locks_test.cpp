#include "stress.h"

#include <threadbox/sync/condition.h>
#include <threadbox/sync/lock.h>
#include <threadbox/sync/rlock.h>
#include <threadbox/sync/semaphore.h>

#include <doctest/doctest.h>

#include <array>
#include <mutex>

using namespace threadbox;

namespace {

/// Acquires a lock in a random one of the possible ways.
template <typename AnyLock>
bool acquire_somehow(StressThread& self, AnyLock& lock) {
  return self.attempt([&] {
    switch (self.pick(4)) {
      case 0: return lock.acquire(false);
      case 1: return lock.acquire(true, self.short_time());
      default: return lock.acquire();
    }
  });
}

}  // namespace

TEST_CASE("stress: a lock excludes and is never lost, whichever thread times out, is interrupted or stopped") {
  for (std::uint32_t seed = 1; seed <= 4; ++seed) {
    Lock lock;
    std::atomic<int> inside{0}, overlaps{0};
    Stress stress{.operations = 80'000, .stopped = 3, .seed = seed};
    const int interrupted = stress.run([&](StressThread& self) {
      if (!acquire_somehow(self, lock)) return;
      if (inside.fetch_add(1) != 0) overlaps.fetch_add(1);
      self.dawdle();
      inside.fetch_sub(1);
      lock.release();
    });
    CHECK(interrupted >= 0);
    CHECK(overlaps.load() == 0);
    CHECK(lock.acquire(false));
    lock.release();
  }
}

TEST_CASE("stress: an RLock excludes at any depth and is never lost") {
  for (std::uint32_t seed = 1; seed <= 3; ++seed) {
    RLock lock;
    std::atomic<int> owner{-1}, overlaps{0};
    Stress stress{.operations = 60'000, .stopped = 3, .seed = seed};
    const int interrupted = stress.run([&](StressThread& self) {
      unsigned depth = 0;
      while (depth < 3 && acquire_somehow(self, lock)) ++depth;
      if (depth == 0) return;
      owner.store(self.number);
      self.dawdle();
      if (lock.recursion_count(this_waiter()) != depth || owner.load() != self.number) overlaps.fetch_add(1);
      for (; depth > 0; --depth) lock.release();
    });
    CHECK(interrupted >= 0);
    CHECK(overlaps.load() == 0);
    CHECK_FALSE(lock.locked());
  }
}

TEST_CASE("stress: a semaphore neither loses nor invents permits") {
  constexpr int permits = 3;
  for (std::uint32_t seed = 1; seed <= 4; ++seed) {
    BoundedSemaphore semaphore(permits);
    std::atomic<int> out{0}, too_many{0};
    // Permits that a thread holds when it is stopped are not returned.
    std::array<std::atomic<int>, 8> held{};
    Stress stress{.operations = 60'000, .stopped = 1, .seed = seed};
    const int interrupted = stress.run([&](StressThread& self) {
      std::atomic<int>& mine = held[static_cast<std::size_t>(self.number)];
      const bool acquired = mine.load() < 2 && self.attempt([&] {
        switch (self.pick(4)) {
          case 0: return semaphore.acquire(false);
          // A thread that holds a permit must not wait for another without a timeout, since all threads might.
          case 1: return mine.load() == 0 && semaphore.acquire();
          default: return semaphore.acquire(true, self.short_time());
        }
      });
      if (acquired) {
        mine.fetch_add(1);
        if (out.fetch_add(1) >= permits) too_many.fetch_add(1);
      }
      if (mine.load() == 0 || (acquired && self.chance(30))) return;
      self.dawdle();
      const int n = mine.exchange(0);
      out.fetch_sub(n);
      semaphore.release(n);
    });
    CHECK(interrupted >= 0);
    CHECK(too_many.load() == 0);
    int kept = 0;
    for (const auto& count : held) kept += count.load();
    CHECK(semaphore.value() + kept == permits);
  }
}

TEST_CASE("stress: no notify is swallowed or invented") {
  for (std::uint32_t seed = 1; seed <= 4; ++seed) {
    RLock lock;
    Condition condition(lock);
    std::atomic<long long> sent{0}, received{0};
    Stress stress{.operations = 30'000, .seed = seed};
    // Without a stop every notify that found a waiter must be reported by one; a stopped waiter may find no other to
    // pass it on to.
    if (seed % 2 == 0) stress.stopped = 2;
    const int interrupted = stress.run([&](StressThread& self) {
      if (!acquire_somehow(self, lock)) return;
      std::unique_lock held(lock, std::adopt_lock);
      if (self.number % 2 == 0) {
        sent.fetch_add(self.chance(10) ? condition.notify_all() : condition.notify(self.pick(3)));
        return;
      }
      if (self.attempt([&] { return condition.wait(self.short_time() * 8); })) received.fetch_add(1);
      if (!lock.is_owned(this_waiter())) received.store(-1'000'000);
    });
    CHECK(interrupted >= 0);
    CHECK(received.load() <= sent.load());
    CHECK(received.load() >= sent.load() - static_cast<long long>(stress.stopped));
    CHECK(sent.load() > 0);
    CHECK_FALSE(lock.locked());
    CHECK(condition.n_waiting() == 0);
  }
}
