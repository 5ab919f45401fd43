#include "stress.h"

#include <threadbox/sync/barrier.h>
#include <threadbox/sync/condition.h>
#include <threadbox/sync/event.h>
#include <threadbox/sync/executor.h>
#include <threadbox/sync/queue.h>
#include <threadbox/sync/semaphore.h>

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <mutex>

using namespace threadbox;

namespace {

/// Puts numbers of its own and gets others', in all the ways there are; then accounts for each.
template <typename AnyQueue>
void stress_queue(AnyQueue& queue, std::uint32_t seed, unsigned stopped) {
  constexpr int operations = 48'000;
  std::vector<std::atomic<int>> put(operations), got(operations);
  std::atomic<int> next{0}, tasks{0};
  Stress stress{.operations = operations, .stopped = stopped, .seed = seed};
  const int interrupted = stress.run([&](StressThread& self) {
    const bool blocks = !self.chance(30);
    const std::optional<Seconds> timeout = self.short_time();
    try {
      if (self.number % 2 == 0) {
        const int item = next.fetch_add(1);
        if (self.attempt([&] {
              queue.put(item, blocks, timeout);
              return true;
            }))
          put[static_cast<std::size_t>(item)].fetch_add(1);
      } else {
        int item = -1;
        if (!self.attempt([&] {
              item = queue.get(blocks, timeout);
              return true;
            }))
          return;
        got[static_cast<std::size_t>(item)].fetch_add(1);
        queue.task_done();
        tasks.fetch_add(1);
      }
    } catch (const Error& error) {
      if (error.type() != ErrorType::Empty && error.type() != ErrorType::Full) throw;
    }
  });
  CHECK(interrupted >= 0);
  const auto sum = [](const auto& counts) {
    int total = 0;
    for (const auto& count : counts) total += count.load();
    return total;
  };
  CHECK(queue.qsize() == sum(put) - sum(got));
  CHECK(queue.unfinished_tasks() == sum(put) - tasks.load());
  queue.shutdown();
  while (!queue.empty()) got[static_cast<std::size_t>(queue.get())].fetch_add(1);
  int wrong = 0;
  for (std::size_t item = 0; item < put.size(); ++item)
    if (put[item].load() != got[item].load()) ++wrong;
  CHECK(wrong == 0);
  CHECK(sum(put) > 0);
}

}  // namespace

TEST_CASE("stress: no queue loses or doubles an item, nor a task") {
  for (std::uint32_t seed = 1; seed <= 2; ++seed) {
    Queue<int> queue(4);
    stress_queue(queue, seed, 2);
    LifoQueue<int> stack(2);
    stress_queue(stack, seed, 0);
    PriorityQueue<int> heap(0);
    stress_queue(heap, seed, 2);
  }
}

TEST_CASE("stress: shutdown releases everybody, and every item is got or was dropped") {
  for (std::uint32_t seed = 1; seed <= 6; ++seed) {
    World world;
    Queue<int> queue(3);
    std::atomic<int> put{0}, got{0}, left_by_shutdown{0};
    const auto until_shutdown = [&](auto step) {
      try {
        while (true) step();
      } catch (const Error& error) {
        if (error.type() == ErrorType::ShutDown) left_by_shutdown.fetch_add(1);
      }
    };
    std::vector<std::shared_ptr<Thread>> threads;
    for (int number = 0; number < 6; ++number) {
      threads.push_back(world.thread([&, number] {
        until_shutdown([&] {
          if (number % 2 == 0) {
            queue.put(1);
            put.fetch_add(1);
          } else {
            queue.get();
            got.fetch_add(1);
          }
        });
      }));
      threads.back()->start();
    }
    const int enough = 12'000 / stress_divisor;
    while (got.load() < enough) threads[0]->join(Seconds{0.0005});
    const bool immediate = seed % 2 == 0;
    queue.shutdown(immediate);
    for (const auto& thread : threads) thread->join();
    CHECK(left_by_shutdown.load() == 6);
    CHECK(queue.empty());
    CHECK(put.load() - got.load() >= 0);
    CHECK(put.load() - got.load() <= (immediate ? 3 : 0));
  }
}

TEST_CASE("stress: a barrier lets as many pass as it has parties for each opening, whoever breaks it in between") {
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
          // Long enough for the others to come, mostly; short enough when they have ended.
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
    // Who acted has its index even if the barrier was broken under its hands. An index is the number of those who were
    // there, so an interrupted one has it given again, as in CPython; who was interrupted while another acted, or had passed
    // and not left when the barrier was broken, leaves a hole. There are no other ones.
    CHECK(given[parties - 1].load() == openings.load());
    int holes = 0;
    for (std::size_t index = 0; index + 1 < parties; ++index) holes += openings.load() - given[index].load();
    CHECK(holes >= 0);
    CHECK(holes <= interrupted + broken.load());
  }
}

TEST_CASE("stress: an event that is set at the end leaves nobody behind") {
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
        // False only on time-out, which this one has not.
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

TEST_CASE("stress: a call in a pool is either called or cancelled, never both, never neither") {
  World world;
  const int calls = 20'000 / stress_divisor;
  std::vector<std::atomic<int>> called(static_cast<std::size_t>(calls));
  std::vector<Future<void>> futures;
  StressThread self(7);
  {
    ThreadPoolExecutor::Options options;
    options.max_workers = 3;
    ThreadPoolExecutor pool(world.runtime, options);
    for (int i = 0; i < calls; ++i) {
      futures.push_back(pool.submit([&called, i] { called[static_cast<std::size_t>(i)].fetch_add(1); }));
      if (self.chance(50)) futures[self.pick(static_cast<unsigned>(futures.size()))].cancel();
      if (self.chance(10)) futures.back().cancel();
    }
  }
  int wrong = 0;
  for (std::size_t i = 0; i < futures.size(); ++i)
    if (!futures[i].done() || called[i].load() + (futures[i].cancelled() ? 1 : 0) != 1) ++wrong;
  CHECK(wrong == 0);
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
    Queue<int> queue(1);
    lock.acquire();
    queue.put(1);
    const std::vector<std::function<void()>> waits{[&] { lock.acquire(); },
                                                   [&] {
                                                     std::lock_guard held(rlock);
                                                     condition.wait();
                                                   },
                                                   [&] { semaphore.acquire(); },
                                                   [&] { event.wait(); },
                                                   [&] { barrier.wait(); },
                                                   [&] { queue.put(2); },
                                                   [&] { queue.join(); }};
    std::atomic<int> went_on{0};
    std::vector<std::shared_ptr<Thread>> threads;
    for (const auto& wait : waits) {
      Thread::Options options;
      options.body = [&] {
        wait();
        went_on.fetch_add(1);
      };
      threads.push_back(Thread::create(runtime, this_waiter(), std::move(options)));
      threads.back()->start();
    }
    runtime.stop();
    runtime.leave_main();
    const Clock clock;
    Waiter self(0, clock);
    while (runtime.live_threads() > 0) self.park(clock.deadline_after(Seconds{0.0002}));
    CHECK(went_on.load() == 0);
    for (const auto& thread : threads) CHECK_FALSE(thread->is_alive());
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
