#include "stress.h"

#include <threadbox/sync/barrier.h>
#include <threadbox/sync/condition.h>
#include <threadbox/sync/event.h>
#include <threadbox/sync/semaphore.h>

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <mutex>

using namespace threadbox;

TEST_CASE("stress: a barrier lets as many threads pass as it has parties for each opening, although it is broken in between") {
  constexpr int parties = 4;
  for (std::uint32_t seed = 1; seed <= 4; ++seed) {
    std::atomic<int> openings{0}, broken{0};
    Barrier barrier(parties, [&] { openings.fetch_add(1); });
    std::array<std::atomic<int>, parties> given{};
    Stress stress{.thread_count = parties, .operations = 24'000, .seed = seed};
    const int interrupted = stress.run([&](StressThread& self) {
      if (self.chance(1)) barrier.abort();
      if (barrier.broken() && self.chance(50)) barrier.reset();
      try {
        self.attempt([&] {
          // Usually long enough for the others to come, and short enough once they have ended.
          const auto timeout = self.chance(5) ? self.short_time() : Seconds{0.01};
          given[static_cast<std::size_t>(barrier.wait(timeout))].fetch_add(1);
          return true;
        });
      } catch (const Error& error) {
        if (error.type() != ErrorType::BrokenBarrierError) throw;
        broken.fetch_add(1);
      }
    });
    CHECK(interrupted >= 0);
    CHECK(openings.load() > 0);
    CHECK(broken.load() > 0);
    // The leader has its index even if the barrier was broken while it acted. An index is the number of threads that had arrived,
    // so that of an interrupted thread is given again, as in CPython. A thread that was interrupted while another acted, or that
    // had passed and not left when the barrier was broken, leaves a hole. There are no other holes.
    CHECK(given[parties - 1].load() == openings.load());
    int holes = 0;
    for (std::size_t index = 0; index + 1 < parties; ++index) holes += openings.load() - given[index].load();
    CHECK(holes >= 0);
    CHECK(holes <= interrupted + broken.load());
  }
}

TEST_CASE("stress: an event that is set at the end leaves no thread waiting") {
  for (std::uint32_t seed = 1; seed <= 2; ++seed) {
    Event event;
    std::atomic<int> wrong{0};
    Stress stress{.operations = 60'000, .stopped = 2, .seed = seed};
    const int interrupted = stress.run([&](StressThread& self) {
      if (self.number == 0) {
        event.clear();
        self.dawdle();
        event.set();
      } else {
        // False only on a timeout, and this wait has none.
        const bool for_ever = self.chance(30);
        bool returned = false;
        const bool result = self.attempt([&] {
          const bool set = for_ever ? event.wait() : event.wait(self.short_time());
          returned = true;
          return set;
        });
        if (for_ever && returned && !result) wrong.fetch_add(1);
      }
    });
    CHECK(interrupted >= 0);
    CHECK(wrong.load() == 0);
  }
}

TEST_CASE("stress: stop ends every thread, wherever it waits") {
  const int rounds = std::max(2, 40 / stress_divisor);
  for (int round = 0; round < rounds; ++round) {
    Runtime runtime;
    runtime.adopt_main();
    Lock lock;
    RLock rlock;
    Condition condition(rlock);
    Semaphore semaphore(0);
    Event event;
    Barrier barrier(100);
    lock.acquire();
    const std::vector<std::function<void()>> waits{[&] { lock.acquire(); },
                                                   [&] {
                                                     std::lock_guard held(rlock);
                                                     condition.wait();
                                                   },
                                                   [&] { semaphore.acquire(); }, [&] { event.wait(); }, [&] { barrier.wait(); }};
    CHECK(returned_after_stop(runtime, waits) == 0);
    CHECK_FALSE(rlock.locked());
    CHECK(barrier.n_waiting() == 0);
    lock.release();
  }
}

TEST_CASE("stress: a thousand threads live in one runtime") {
  const int count = stress_divisor == 1 ? 1000 : 50;
  World world;
  Event go;
  Semaphore waiting(0);
  std::atomic<int> ended{0};
  std::vector<std::shared_ptr<Thread>> threads;
  for (int i = 0; i < count; ++i) {
    threads.push_back(world.thread([&] {
      waiting.release();
      go.wait();
      ended.fetch_add(1);
    }));
    threads.back()->start();
  }
  for (int i = 0; i < count; ++i) waiting.acquire();
  CHECK(world.runtime.active_count() == static_cast<std::size_t>(count) + 1);
  CHECK(ended.load() == 0);
  go.set();
  for (const auto& thread : threads) thread->join();
  CHECK(ended.load() == count);
  CHECK(world.runtime.active_count() == 1);
}
