#include "sync/stress.h"

#include <threadbox/concurrent/executor.h>
#include <threadbox/concurrent/queue.h>

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <functional>
#include <optional>
#include <vector>

using namespace threadbox;

namespace {

/// Half of the threads put numbers, the others get them, in all possible ways; then each number is accounted for.
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

TEST_CASE("stress: stop ends every thread that waits for a queue or a future") {
  const int rounds = std::max(2, 40 / stress_divisor);
  for (int round = 0; round < rounds; ++round) {
    Runtime runtime;
    runtime.adopt_main();
    Queue<int> queue(1);
    Future<int> future;
    queue.put(1);
    const std::vector<std::function<void()>> waits{[&] { queue.put(2); }, [&] { queue.join(); }, [&] { future.result(); },
                                                   [&] { wait(std::vector{future}); }};
    CHECK(returned_after_stop(runtime, waits) == 0);
    CHECK(queue.qsize() == 1);
    CHECK_FALSE(future.done());
  }
}
