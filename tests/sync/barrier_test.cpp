#include "world.h"

#include <threadbox/sync/barrier.h>

#include <doctest/doctest.h>

#include <atomic>
#include <vector>

using namespace threadbox;

TEST_CASE("barrier: parties must be positive") {
  CHECK_THROWS_WITH_AS(Barrier(0), "parties must be > 0", Error);
  CHECK_THROWS_WITH_AS(Barrier(-1), "parties must be > 0", Error);
}

TEST_CASE("barrier: each party gets its own index, in the order of arrival") {
  Simulated threads;
  Barrier barrier(3);
  Barrier::Wait first(barrier), second(barrier), third(barrier);
  CHECK(first.poll(threads.a) == Progress::pending);
  CHECK(second.poll(threads.b) == Progress::pending);
  CHECK(barrier.n_waiting() == 2);
  CHECK(third.poll(threads.c) == Progress::done);
  CHECK(barrier.n_waiting() == 0);
  CHECK(first.poll(threads.a) == Progress::done);
  CHECK(second.poll(threads.b) == Progress::done);
  CHECK(first.index() == 0);
  CHECK(second.index() == 1);
  CHECK(third.index() == 2);
}

TEST_CASE("barrier: abort raises in those who wait, and in those who come") {
  Simulated threads;
  Barrier barrier(2);
  Barrier::Wait first(barrier), late(barrier);
  CHECK(first.poll(threads.a) == Progress::pending);
  barrier.abort(threads.c);
  CHECK(barrier.broken());
  CHECK(first.poll(threads.a) == Progress::raised);
  CHECK(first.error().type() == ErrorType::BrokenBarrierError);
  CHECK(late.poll(threads.b) == Progress::raised);
}

TEST_CASE("barrier: reset raises in those who wait, and leaves it usable") {
  Simulated threads;
  Barrier barrier(2);
  Barrier::Wait first(barrier), second(barrier), third(barrier);
  CHECK(first.poll(threads.a) == Progress::pending);
  barrier.reset(threads.c);
  CHECK_FALSE(barrier.broken());
  CHECK(second.poll(threads.b) == Progress::pending);
  CHECK(third.poll(threads.c) == Progress::done);
  CHECK(first.poll(threads.a) == Progress::raised);
  CHECK(second.poll(threads.b) == Progress::done);
}

TEST_CASE("barrier: a time-out breaks it for all, but not once all have come") {
  Simulated threads;
  Barrier barrier(3);
  Barrier::Wait first(barrier, Seconds{1}), second(barrier);
  CHECK(first.poll(threads.a) == Progress::pending);
  CHECK(second.poll(threads.b) == Progress::pending);
  SUBCASE("too few") {
    CHECK(first.cancel(threads.a, CancelReason::timeout) == Progress::raised);
    CHECK(barrier.broken());
    CHECK(second.poll(threads.b) == Progress::raised);
  }
  SUBCASE("all") {
    Barrier::Wait third(barrier);
    CHECK(third.poll(threads.c) == Progress::done);
    CHECK(first.cancel(threads.a, CancelReason::timeout) == Progress::done);
    CHECK(second.poll(threads.b) == Progress::done);
    CHECK_FALSE(barrier.broken());
  }
}

TEST_CASE("barrier: the leader acts before anybody is released, and a failing action breaks it") {
  Simulated threads;
  Barrier barrier(2);
  Barrier::Wait first(barrier), leader(barrier, std::nullopt, Barrier::Wait::Leader::acts), late(barrier);
  CHECK(first.poll(threads.a) == Progress::pending);
  CHECK(leader.poll(threads.b) == Progress::done);
  REQUIRE(leader.must_act());
  CHECK(first.poll(threads.a) == Progress::pending);
  CHECK(late.poll(threads.c) == Progress::pending);
  SUBCASE("it succeeds") {
    barrier.open(threads.b);
    CHECK(first.poll(threads.a) == Progress::done);
    CHECK(late.poll(threads.c) == Progress::pending);
    CHECK(barrier.n_waiting() == 1);
    CHECK(late.cancel(threads.c, CancelReason::stop) == Progress::done);
  }
  SUBCASE("it fails") {
    barrier.abort(threads.b);
    CHECK(first.poll(threads.a) == Progress::raised);
    CHECK(late.poll(threads.c) == Progress::raised);
  }
}

TEST_CASE("barrier: over many rounds of real threads, each index is given once a round") {
  constexpr int parties = 4, rounds = 500;
  Runtime runtime;
  runtime.adopt_main();
  Barrier barrier(parties);
  std::vector<std::atomic<int>> given(parties);
  std::vector<std::shared_ptr<Thread>> threads;
  for (int number = 0; number < parties; ++number) {
    Thread::Options options;
    options.body = [&] {
      for (int round = 0; round < rounds; ++round) given[static_cast<std::size_t>(barrier.wait())].fetch_add(1);
    };
    threads.push_back(Thread::create(runtime, this_waiter(), std::move(options)));
  }
  for (const auto& thread : threads) thread->start();
  for (const auto& thread : threads) thread->join();
  for (const auto& count : given) CHECK(count.load() == rounds);
  runtime.leave_main();
}
