#include "world.h"

#include <threadbox/sync/condition.h>

#include <doctest/doctest.h>

#include <atomic>
#include <mutex>

using namespace threadbox;

namespace {

/// A condition over an RLock, with two threads that wait for it.
struct TwoWaiting : Simulated {
  TwoWaiting() {
    wait(first, a);
    wait(second, b);
  }
  void wait(Condition::Wait& operation, Waiter& self) {
    REQUIRE(lock.try_acquire(self));
    REQUIRE(operation.poll(self) == Progress::pending);
    REQUIRE_FALSE(lock.is_owned(self));
  }
  void notify(long long n = 1) {
    REQUIRE(lock.try_acquire(c));
    condition.notify(c, n);
    lock.release(c);
  }
  RLock lock;
  Condition condition{lock};
  Condition::Wait first{condition, Seconds{1}}, second{condition, Seconds{1}};
};

}  // namespace

TEST_CASE("condition: wait and notify without the lock raise RuntimeError") {
  Condition condition;
  CHECK_THROWS_WITH_AS(condition.wait(), "cannot wait on un-acquired lock", Error);
  CHECK_THROWS_WITH_AS(condition.wait(Seconds{0}), "cannot wait on un-acquired lock", Error);
  CHECK_THROWS_WITH_AS(condition.notify(), "cannot notify on un-acquired lock", Error);
  CHECK_THROWS_WITH_AS(condition.notify_all(), "cannot notify on un-acquired lock", Error);
  Lock lock;
  Condition over_lock(lock);
  CHECK_THROWS_WITH_AS(over_lock.wait(), "cannot wait on un-acquired lock", Error);
  CHECK_THROWS_WITH_AS(over_lock.notify(), "cannot notify on un-acquired lock", Error);
}

TEST_CASE("condition: a wait that times out returns False, with the lock held again") {
  Condition condition;
  std::lock_guard outer(condition);
  std::lock_guard inner(condition);
  CHECK_FALSE(condition.wait(Seconds{0.001}));
  CHECK_FALSE(condition.wait(Seconds{0}));
  CHECK_FALSE(condition.wait(Seconds{-1}));
  CHECK_THROWS_WITH_AS(condition.wait(Seconds{1e10}), "timeout value is too large", Error);
  CHECK(condition.n_waiting() == 0);
}

TEST_CASE("condition: wait gives up all recursion of an RLock and takes it back") {
  Simulated threads;
  RLock lock;
  Condition condition(lock);
  for (int i = 0; i < 3; ++i) REQUIRE(lock.try_acquire(threads.a));
  Condition::Wait wait(condition);
  CHECK(wait.poll(threads.a) == Progress::pending);
  CHECK(lock.try_acquire(threads.b));
  condition.notify(threads.b);
  CHECK(wait.poll(threads.a) == Progress::pending);
  lock.release(threads.b);
  CHECK(wait.poll(threads.a) == Progress::done);
  CHECK(wait.notified());
  CHECK(lock.recursion_count(threads.a) == 3);
  for (int i = 0; i < 3; ++i) lock.release(threads.a);
}

TEST_CASE("condition: over a Lock it does the same, and anybody's holding counts") {
  Simulated threads;
  Lock lock;
  Condition condition(lock);
  REQUIRE(lock.try_acquire(threads.a));
  Condition::Wait wait(condition);
  CHECK(wait.poll(threads.a) == Progress::pending);
  REQUIRE(lock.try_acquire(threads.b));
  condition.notify(threads.c);
  lock.release(threads.b);
  CHECK(wait.poll(threads.a) == Progress::done);
  CHECK(lock.locked());
  lock.release(threads.a);
}

TEST_CASE("condition: notify(n) wakes the n that have waited longest, notify(0) none") {
  TwoWaiting threads;
  threads.notify(0);
  CHECK_FALSE(threads.a.take_signal());
  threads.notify(1);
  CHECK(threads.a.take_signal());
  CHECK_FALSE(threads.b.take_signal());
  CHECK(threads.first.poll(threads.a) == Progress::done);
  threads.lock.release(threads.a);
  threads.notify(5);
  CHECK(threads.second.poll(threads.b) == Progress::done);
  threads.lock.release(threads.b);
}

TEST_CASE("condition: a notify without a waiter is lost") {
  Condition condition;
  std::lock_guard held(condition);
  condition.notify_all();
  CHECK_FALSE(condition.wait(Seconds{0.001}));
}

TEST_CASE("condition: a notify that races with a giving-up is reported by the one it woke, or reaches the next") {
  TwoWaiting threads;
  threads.notify();
  SUBCASE("a time-out that comes too late is a success") {
    CHECK(threads.first.cancel(threads.a, CancelReason::timeout) == Progress::done);
    CHECK(threads.first.notified());
  }
  SUBCASE("an interrupt that comes too late likewise") {
    CHECK(threads.first.cancel(threads.a, CancelReason::interrupt) == Progress::done);
    CHECK(threads.first.notified());
  }
  SUBCASE("a thread that is stopped passes it on") {
    CHECK(threads.first.cancel(threads.a, CancelReason::stop) == Progress::done);
    CHECK(threads.second.poll(threads.b) == Progress::done);
    CHECK(threads.second.notified());
    threads.lock.release(threads.b);
    return;
  }
  threads.lock.release(threads.a);
  CHECK(threads.second.poll(threads.b) == Progress::pending);
  CHECK(threads.second.cancel(threads.b, CancelReason::stop) == Progress::done);
}

TEST_CASE("condition: a waiter that gives up before the notify leaves it to the next") {
  TwoWaiting threads;
  SUBCASE("by time-out") {
    CHECK(threads.first.cancel(threads.a, CancelReason::timeout) == Progress::done);
    CHECK_FALSE(threads.first.notified());
  }
  SUBCASE("by interrupt") {
    CHECK(threads.first.cancel(threads.a, CancelReason::interrupt) == Progress::raised);
    CHECK(threads.first.error().type() == ErrorType::KeyboardInterrupt);
  }
  CHECK(threads.lock.is_owned(threads.a));
  threads.lock.release(threads.a);
  threads.notify();
  CHECK(threads.second.poll(threads.b) == Progress::done);
  threads.lock.release(threads.b);
}

TEST_CASE("condition: the interrupt is raised only once the lock is held again") {
  TwoWaiting threads;
  REQUIRE(threads.lock.try_acquire(threads.c));
  CHECK(threads.first.cancel(threads.a, CancelReason::interrupt) == Progress::pending);
  CHECK(threads.first.cancel(threads.a, CancelReason::interrupt) == Progress::pending);
  threads.lock.release(threads.c);
  CHECK(threads.first.poll(threads.a) == Progress::raised);
  CHECK(threads.lock.is_owned(threads.a));
  threads.lock.release(threads.a);
  CHECK(threads.second.cancel(threads.b, CancelReason::stop) == Progress::done);
}

TEST_CASE("condition: a thread that is stopped while it takes the lock back lets go of it") {
  TwoWaiting threads;
  REQUIRE(threads.lock.try_acquire(threads.c));
  threads.condition.notify_all(threads.c);
  CHECK(threads.first.poll(threads.a) == Progress::pending);
  CHECK(threads.second.poll(threads.b) == Progress::pending);
  threads.clock.advance_to(1'000'000);
  threads.lock.release(threads.c);
  CHECK(threads.first.cancel(threads.a, CancelReason::stop) == Progress::done);
  CHECK(threads.second.poll(threads.b) == Progress::done);
  threads.lock.release(threads.b);
}

TEST_CASE("condition: an interrupt that comes after the notify stays asked for") {
  World world;
  Waiter& main = this_waiter();
  Condition condition;
  condition.acquire();
  const auto thread = world.thread([&] {
    std::lock_guard held(condition);
    condition.notify();
    main.request(interrupt_request);
  });
  thread->start();
  CHECK(condition.wait());
  CHECK((main.requests() & interrupt_request) != 0);
  CHECK(main.answer(interrupt_request));
  condition.release();
}

TEST_CASE("condition: wait_for looks first, counts its timeout over all waits, and returns the last value") {
  World world;
  Condition condition;
  CHECK(condition.wait_for([] { return true; }));
  std::lock_guard held(condition);
  int looks = 0;
  CHECK_FALSE(condition.wait_for(
      [&] {
        ++looks;
        return false;
      },
      Seconds{0.002}));
  CHECK(looks == 2);
  int stage = 0;
  const auto thread = world.thread([&] {
    for (int i = 1; i <= 3; ++i) {
      std::lock_guard inside(condition);
      stage = i;
      condition.notify();
    }
  });
  thread->start();
  CHECK(condition.wait_for([&] { return stage == 3 ? 7 : 0; }) == 7);
}

TEST_CASE("condition: C++ guards stay right when a thread is stopped in wait") {
  Lock lock;
  Condition condition(lock);
  {
    World world;
    const auto daemon = world.thread(
        [&] {
          std::lock_guard held(condition);
          condition.wait();
        },
        true);
    daemon->start();
    while (condition.n_waiting() == 0) daemon->join(Seconds{0.0001});
  }
  CHECK_FALSE(lock.locked());
}

TEST_CASE("condition: a bounded buffer of real threads loses and doubles nothing") {
  constexpr int producers = 2, consumers = 2, items = 5000;
  World world;
  Lock lock;
  Condition not_empty(lock), not_full(lock);
  int stored = 0, produced = 0;
  std::atomic<int> consumed{0};
  world.run(producers + consumers, [&](int number) {
    for (int i = 0; i < items; ++i) {
      std::lock_guard held(lock);
      if (number < producers) {
        not_full.wait_for([&] { return stored < 3; });
        ++stored;
        ++produced;
        not_empty.notify();
      } else {
        not_empty.wait_for([&] { return stored > 0; });
        --stored;
        consumed.fetch_add(1);
        not_full.notify();
      }
    }
  });
  CHECK(stored == 0);
  CHECK(produced == consumed.load());
}
