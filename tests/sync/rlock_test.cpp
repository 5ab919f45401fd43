#include "world.h"

#include <threadbox/sync/rlock.h>

#include <doctest/doctest.h>

#include <mutex>

using namespace threadbox;

TEST_CASE("rlock: its owner takes it again and again, and gives it back as often") {
  RLock lock;
  Waiter& self = this_waiter();
  CHECK(lock.acquire());
  CHECK(lock.acquire(false));
  CHECK(lock.acquire(true, Seconds{1}));
  CHECK(lock.recursion_count(self) == 3);
  CHECK(lock.count() == 3);
  CHECK(lock.owner() == self.thread());
  lock.release();
  lock.release();
  CHECK(lock.locked());
  lock.release();
  CHECK_FALSE(lock.locked());
  CHECK(lock.owner() == 0);
  CHECK(lock.recursion_count(self) == 0);
}

TEST_CASE("rlock: release by a thread that does not own it raises RuntimeError") {
  Simulated threads;
  RLock lock;
  CHECK_THROWS_WITH_AS(lock.release(), "cannot release un-acquired lock", Error);
  REQUIRE(lock.try_acquire(threads.a));
  CHECK_THROWS_WITH_AS(lock.release(threads.b), "cannot release un-acquired lock", Error);
  CHECK_THROWS_WITH_AS(RLock().release_save(threads.a), "cannot release un-acquired lock", Error);
  CHECK(lock.recursion_count(threads.b) == 0);
  lock.release(threads.a);
  CHECK_THROWS_WITH_AS(lock.release(threads.a), "cannot release un-acquired lock", Error);
}

TEST_CASE("rlock: arguments are checked as CPython checks them") {
  RLock lock;
  CHECK_THROWS_WITH_AS(lock.acquire(false, Seconds{1}), "can't specify a timeout for a non-blocking call", Error);
  CHECK_THROWS_WITH_AS(lock.acquire(true, Seconds{-2}), "timeout value must be a non-negative number", Error);
  CHECK_THROWS_WITH_AS(lock.acquire(true, Seconds{1e10}), "timeout value is too large", Error);
}

TEST_CASE("rlock: another thread waits until the last release") {
  Simulated threads;
  RLock lock;
  REQUIRE(lock.try_acquire(threads.a));
  REQUIRE(lock.try_acquire(threads.a));
  CHECK_FALSE(lock.try_acquire(threads.b));
  RLock::Acquire second(lock);
  CHECK(second.poll(threads.b) == Progress::pending);
  lock.release(threads.a);
  CHECK_FALSE(threads.b.take_signal());
  lock.release(threads.a);
  CHECK(threads.b.take_signal());
  CHECK(second.poll(threads.b) == Progress::done);
  CHECK(lock.is_owned(threads.b));
  CHECK(lock.count() == 1);
  lock.release(threads.b);
}

TEST_CASE("rlock: a waiter of more than a millisecond is handed the lock, and a time-out does not lose it") {
  Simulated threads;
  RLock lock;
  REQUIRE(lock.try_acquire(threads.a));
  RLock::Acquire second(lock, true, Seconds{1});
  CHECK(second.poll(threads.b) == Progress::pending);
  threads.clock.advance_to(1'000'000);
  lock.release(threads.a);
  CHECK_FALSE(lock.try_acquire(threads.c));
  CHECK(second.cancel(threads.b, CancelReason::timeout) == Progress::done);
  CHECK(second.acquired());
  CHECK(lock.is_owned(threads.b));
  lock.release(threads.b);
}

TEST_CASE("rlock: a time-out gives False, an interrupt raises, and the lock is not taken") {
  Simulated threads;
  RLock lock;
  REQUIRE(lock.try_acquire(threads.a));
  RLock::Acquire second(lock, true, Seconds{1});
  CHECK(second.poll(threads.b) == Progress::pending);
  SUBCASE("time-out") {
    CHECK(second.cancel(threads.b, CancelReason::timeout) == Progress::done);
    CHECK_FALSE(second.acquired());
  }
  SUBCASE("interrupt") {
    CHECK(second.cancel(threads.b, CancelReason::interrupt) == Progress::raised);
    CHECK(second.error().type() == ErrorType::KeyboardInterrupt);
  }
  lock.release(threads.a);
  CHECK_FALSE(lock.locked());
}

TEST_CASE("rlock: release_save gives up all recursion, acquire_restore takes it back, uninterrupted") {
  Simulated threads;
  RLock lock;
  for (int i = 0; i < 3; ++i) REQUIRE(lock.try_acquire(threads.a));
  const std::uint64_t saved = lock.release_save(threads.a);
  CHECK(saved == 3);
  CHECK_FALSE(lock.locked());
  REQUIRE(lock.try_acquire(threads.b));
  RLock::AcquireRestore restore(lock, saved);
  CHECK(restore.poll(threads.a) == Progress::pending);
  CHECK(restore.cancel(threads.a, CancelReason::interrupt) == Progress::pending);
  lock.release(threads.b);
  CHECK(restore.poll(threads.a) == Progress::done);
  CHECK(lock.recursion_count(threads.a) == 3);
  for (int i = 0; i < 3; ++i) lock.release(threads.a);
}

TEST_CASE("rlock: it excludes, recursively, under std::lock_guard") {
  World world;
  RLock lock;
  int count = 0;
  world.run(4, [&](int) {
    for (int round = 0; round < 5000; ++round) {
      std::lock_guard outer(lock);
      std::lock_guard inner(lock);
      ++count;
    }
  });
  CHECK(count == 20'000);
  CHECK_FALSE(lock.locked());
}
