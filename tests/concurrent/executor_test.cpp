#include "sync/world.h"

#include <threadbox/sync/event.h>
#include <threadbox/concurrent/executor.h>
#include <threadbox/sync/semaphore.h>

#include <doctest/doctest.h>

#include <atomic>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

using namespace threadbox;

namespace {

ThreadPoolExecutor::Options workers(long long count) {
  ThreadPoolExecutor::Options options;
  options.max_workers = count;
  return options;
}

}  // namespace

TEST_CASE("executor: max_workers must be greater than 0") {
  World world;
  CHECK_THROWS_WITH_AS(ThreadPoolExecutor(world.runtime, workers(0)), "max_workers must be greater than 0", Error);
  CHECK_THROWS_WITH_AS(ThreadPoolExecutor(world.runtime, workers(-1)), "max_workers must be greater than 0", Error);
}

TEST_CASE("executor: submit returns what the call returns or throws") {
  World world;
  ThreadPoolExecutor pool(world.runtime, workers(2));
  CHECK(pool.submit([](int a, int b) { return a + b; }, 2, 3).result() == 5);
  CHECK_THROWS_WITH_AS(pool.submit([] { throw std::runtime_error("failed"); }).result(), "failed", std::runtime_error);
  int called = 0;
  pool.submit([&](std::unique_ptr<int> number) { called = *number; }, std::make_unique<int>(4)).result();
  CHECK(called == 4);
}

TEST_CASE("executor: a new thread is started only if none is idle, and threads have their names") {
  World world;
  ThreadPoolExecutor pool(world.runtime, workers(4));
  const auto name = [] { return current_thread()->name(); };
  const std::string first = pool.submit(name).result();
  CHECK(first == "ThreadPoolExecutor-0_0");
  Event both;
  Semaphore arrived(0);
  const auto meet = [&] {
    arrived.release();
    both.wait();
    return current_thread()->name();
  };
  const auto a = pool.submit(meet), b = pool.submit(meet);
  arrived.acquire();
  arrived.acquire();
  both.set();
  CHECK(a.result() != b.result());
  CHECK(world.runtime.active_count() <= 4);
  ThreadPoolExecutor::Options options = workers(1);
  options.thread_name_prefix = "cook";
  ThreadPoolExecutor cooks(world.runtime, options);
  CHECK(cooks.submit(name).result() == "cook_0");
}

TEST_CASE("executor: after shutdown nothing is scheduled, but what was is done") {
  World world;
  std::atomic<int> ran{0};
  ThreadPoolExecutor pool(world.runtime, workers(2));
  for (int i = 0; i < 50; ++i) pool.submit([&] { ran.fetch_add(1); });
  pool.shutdown();
  CHECK(ran.load() == 50);
  CHECK_THROWS_WITH_AS(pool.submit([] {}), "cannot schedule new futures after shutdown", Error);
  pool.shutdown();
  CHECK(world.runtime.active_count() == 1);
}

TEST_CASE("executor: shutdown may cancel what has not begun") {
  World world;
  Event go;
  Semaphore begun(0);
  ThreadPoolExecutor pool(world.runtime, workers(1));
  const auto running = pool.submit([&] {
    begun.release();
    go.wait();
    return 1;
  });
  begun.acquire();
  const auto waiting = pool.submit([] { return 2; });
  CHECK_FALSE(running.cancel());
  pool.shutdown(false, true);
  CHECK(waiting.cancelled());
  go.set();
  CHECK(running.result() == 1);
}

TEST_CASE("executor: a cancelled call is not called") {
  World world;
  Event go;
  std::atomic<bool> called{false};
  ThreadPoolExecutor pool(world.runtime, workers(1));
  pool.submit([&] { go.wait(); });
  const std::vector<Future<void>> futures{pool.submit([&] { called.store(true); })};
  CHECK(futures[0].cancel());
  go.set();
  CHECK(wait(futures).done.size() == 1);
  CHECK_FALSE(called.load());
}

TEST_CASE("executor: map yields in order, and raises where the failing one stands") {
  World world;
  ThreadPoolExecutor pool(world.runtime, workers(3));
  const std::vector<int> items{1, 2, 3, 4};
  auto results = pool.map(
      [](int item) {
        if (item == 3) throw std::runtime_error("three");
        return item * item;
      },
      items);
  CHECK(results.next() == 1);
  CHECK(results.next() == 4);
  CHECK_THROWS_WITH_AS(results.next(), "three", std::runtime_error);
  CHECK(results.has_next());
}

TEST_CASE("executor: map's time-out counts over all, and what has not begun is cancelled with the results") {
  World world;
  Event go;
  std::atomic<int> ran{0};
  ThreadPoolExecutor pool(world.runtime, workers(1));
  {
    auto results = pool.map(
        [&](int) {
          go.wait();
          return ran.fetch_add(1);
        },
        std::vector<int>{1, 2, 3}, Seconds{0.001});
    try {
      results.next();
      FAIL("no error");
    } catch (const Error& error) {
      CHECK(error.type() == ErrorType::TimeoutError);
    }
  }
  go.set();
  pool.shutdown();
  CHECK(ran.load() == 1);
}

TEST_CASE("executor: a failing initializer breaks the pool, pending calls too") {
  World world;
  Event go;
  ThreadPoolExecutor::Options options = workers(1);
  options.initializer = [&] {
    go.wait();
    throw std::runtime_error("no");
  };
  ThreadPoolExecutor pool(world.runtime, options);
  const auto pending = pool.submit([] { return 1; });
  go.set();
  constexpr const char* message = "A thread initializer failed, the thread pool is not usable anymore";
  CHECK_THROWS_WITH_AS(pending.result(), message, Error);
  CHECK_THROWS_WITH_AS(pool.submit([] {}), message, Error);
}

TEST_CASE("executor: an initializer that works is called once for each thread") {
  World world;
  std::atomic<int> initialized{0};
  ThreadPoolExecutor::Options options = workers(2);
  options.initializer = [&] { initialized.fetch_add(1); };
  {
    ThreadPoolExecutor pool(world.runtime, options);
    for (int i = 0; i < 20; ++i) pool.submit([] {});
  }
  CHECK(initialized.load() >= 1);
  CHECK(initialized.load() <= 2);
}

TEST_CASE("executor: what a call captured is gone before its result is there") {
  World world;
  ThreadPoolExecutor pool(world.runtime, workers(1));
  auto captured = std::make_shared<int>(1);
  const auto future = pool.submit([captured] { return *captured; });
  CHECK(future.result() == 1);
  CHECK(captured.use_count() == 1);
}

TEST_CASE("executor: an interrupted main thread still waits for the pool's end, and is interrupted afterwards") {
  World world;
  std::atomic<int> ran{0};
  Event go;
  {
    ThreadPoolExecutor pool(world.runtime, workers(2));
    for (int i = 0; i < 20; ++i)
      pool.submit([&] {
        go.wait();
        ran.fetch_add(1);
      });
    world.runtime.interrupt_main();
    go.set();
  }
  CHECK(ran.load() == 20);
  CHECK(this_waiter().answer(interrupt_request));
}
