#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include <threadbox/sync/barrier.h>
#include <threadbox/concurrent/queue.h>
#include <threadbox/sync/runtime.h>

#include <memory>
#include <vector>

using namespace threadbox;

TEST_CASE("consumer: threads of an installed Threadbox pass a barrier and hand on items") {
  constexpr int count = 3;
  Runtime runtime;
  runtime.adopt_main();
  Barrier gate(count);
  Queue<int> places;
  std::vector<std::shared_ptr<Thread>> threads;
  for (int number = 0; number < count; ++number) {
    Thread::Options options;
    options.body = [&] { places.put(gate.wait()); };
    threads.push_back(Thread::create(runtime, this_waiter(), std::move(options)));
    threads.back()->start();
  }
  int sum = 0;
  for (int number = 0; number < count; ++number) sum += places.get();
  for (const auto& thread : threads) thread->join();
  CHECK(sum == 0 + 1 + 2);
  runtime.leave_main();
}

TEST_CASE("consumer: errors are Python's") { CHECK_THROWS_WITH_AS(Barrier(0), "parties must be > 0", Error); }
