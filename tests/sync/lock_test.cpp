#include "world.h"

#include <threadbox/sync/lock.h>

#include <doctest/doctest.h>

#include <cmath>
#include <random>
#include <string>
#include <vector>

using namespace threadbox;

TEST_CASE("lock: release unlocked raises RuntimeError") {
  Lock lock;
  try {
    lock.release();
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.type() == ErrorType::RuntimeError);
    CHECK(std::string(error.what()) == "release unlocked lock");
  }
}

TEST_CASE("lock: arguments are checked as CPython checks them") {
  Lock lock;
  CHECK_THROWS_WITH_AS(lock.acquire(false, Seconds{1}), "can't specify a timeout for a non-blocking call", Error);
  CHECK_THROWS_WITH_AS(lock.acquire(true, Seconds{-2}), "timeout value must be a non-negative number", Error);
  CHECK_THROWS_WITH_AS(lock.acquire(true, Seconds{std::nan("")}), "Invalid value NaN (not a number)", Error);
  CHECK_THROWS_WITH_AS(lock.acquire(true, Seconds{1e10}), "timeout value is too large", Error);
  CHECK(lock.acquire(false, Seconds{-1}));
  CHECK_FALSE(lock.acquire(false));
  CHECK_FALSE(lock.acquire(true, Seconds{0.001}));
  lock.release();
}

TEST_CASE("lock: a waiter is woken by the release and takes the lock when it polls") {
  Simulated threads;
  Lock lock;
  REQUIRE(lock.try_acquire(threads.a));
  Lock::Acquire second(lock);
  CHECK(second.poll(threads.b) == Progress::pending);
  lock.release(threads.a);
  CHECK(threads.b.take_signal());
  CHECK(second.poll(threads.b) == Progress::done);
  CHECK(second.acquired());
  lock.release(threads.b);
}

TEST_CASE("lock: another thread may barge in before the woken one") {
  Simulated threads;
  Lock lock;
  REQUIRE(lock.try_acquire(threads.a));
  Lock::Acquire second(lock);
  CHECK(second.poll(threads.b) == Progress::pending);
  lock.release(threads.a);
  CHECK(lock.try_acquire(threads.c));
  CHECK(second.poll(threads.b) == Progress::pending);
  lock.release(threads.c);
  CHECK(second.poll(threads.b) == Progress::done);
  lock.release(threads.b);
}

TEST_CASE("lock: a waiter of more than a millisecond is handed the lock") {
  Simulated threads;
  Lock lock;
  REQUIRE(lock.try_acquire(threads.a));
  Lock::Acquire second(lock);
  CHECK(second.poll(threads.b) == Progress::pending);
  threads.clock.advance_to(1'000'000);
  lock.release(threads.a);
  CHECK_FALSE(lock.try_acquire(threads.c));
  CHECK(second.poll(threads.b) == Progress::done);
  lock.release(threads.b);
}

TEST_CASE("lock: a lock that was handed over is not lost to a time-out") {
  Simulated threads;
  Lock lock;
  REQUIRE(lock.try_acquire(threads.a));
  Lock::Acquire second(lock, true, Seconds{1});
  CHECK(second.poll(threads.b) == Progress::pending);
  threads.clock.advance_to(1'000'000);
  lock.release(threads.a);
  CHECK(second.cancel(threads.b, CancelReason::timeout) == Progress::done);
  CHECK(second.acquired());
  lock.release(threads.b);
}

TEST_CASE("lock: while a woken waiter is on its way, a release wakes no other") {
  Simulated threads;
  Lock lock;
  REQUIRE(lock.try_acquire(threads.a));
  Lock::Acquire second(lock), third(lock);
  CHECK(second.poll(threads.b) == Progress::pending);
  CHECK(third.poll(threads.c) == Progress::pending);
  lock.release(threads.a);
  REQUIRE(lock.try_acquire(threads.a));
  lock.release(threads.a);
  CHECK(threads.b.take_signal());
  CHECK_FALSE(threads.c.take_signal());
  SUBCASE("when it has taken the lock, its release wakes the next") {
    CHECK(second.poll(threads.b) == Progress::done);
    lock.release(threads.b);
  }
  SUBCASE("when it came too late, the next release wakes it again") {
    REQUIRE(lock.try_acquire(threads.a));
    CHECK(second.poll(threads.b) == Progress::pending);
    lock.release(threads.a);
    CHECK(threads.b.take_signal());
    CHECK(second.poll(threads.b) == Progress::done);
    lock.release(threads.b);
  }
  SUBCASE("when the lock was released again before it has left the queue, the next is woken at once") {
    CHECK(second.cancel(threads.b, CancelReason::timeout) == Progress::done);
  }
  CHECK(threads.c.take_signal());
  CHECK(third.poll(threads.c) == Progress::done);
  lock.release(threads.c);
}

TEST_CASE("lock: a thread that is stopped passes on the lock that it was handed") {
  Simulated threads;
  Lock lock;
  REQUIRE(lock.try_acquire(threads.a));
  Lock::Acquire second(lock), third(lock);
  CHECK(second.poll(threads.b) == Progress::pending);
  CHECK(third.poll(threads.c) == Progress::pending);
  threads.clock.advance_to(1'000'000);
  lock.release(threads.a);
  CHECK(second.cancel(threads.b, CancelReason::stop) == Progress::done);
  CHECK_FALSE(second.acquired());
  CHECK(third.poll(threads.c) == Progress::done);
  lock.release(threads.c);
}

TEST_CASE("lock: a waiter that gives up passes its wake-up on") {
  Simulated threads;
  Lock lock;
  REQUIRE(lock.try_acquire(threads.a));
  Lock::Acquire second(lock), third(lock);
  CHECK(second.poll(threads.b) == Progress::pending);
  CHECK(third.poll(threads.c) == Progress::pending);
  lock.release(threads.a);
  CHECK(second.cancel(threads.b, CancelReason::interrupt) == Progress::raised);
  CHECK(second.error().type() == ErrorType::KeyboardInterrupt);
  CHECK(threads.c.take_signal());
  CHECK(third.poll(threads.c) == Progress::done);
  lock.release(threads.c);
}

TEST_CASE("lock: under contention and time-outs, it excludes and is never lost") {
  constexpr int thread_count = 4, rounds = 3000;
  Runtime runtime;
  runtime.adopt_main();
  Lock lock(&runtime, &this_waiter());
  int inside = 0, entered = 0;
  std::atomic<int> acquired{0};
  bool excluded = true;
  std::vector<std::shared_ptr<Thread>> threads;
  for (int number = 0; number < thread_count; ++number) {
    Thread::Options options;
    options.body = [&, number] {
      std::mt19937 random(static_cast<unsigned>(number));
      for (int round = 0; round < rounds; ++round) {
        const bool timed = random() % 3 == 0;
        if (!lock.acquire(true, timed ? Seconds{1e-6 * (random() % 50)} : Seconds{-1})) continue;
        excluded = excluded && ++inside == 1;
        ++entered;
        --inside;
        acquired.fetch_add(1);
        lock.release();
      }
    };
    threads.push_back(Thread::create(runtime, this_waiter(), std::move(options)));
  }
  for (const auto& thread : threads) thread->start();
  for (const auto& thread : threads) thread->join();
  CHECK(excluded);
  CHECK(entered == acquired.load());
  CHECK_FALSE(lock.locked());
  runtime.leave_main();
}
