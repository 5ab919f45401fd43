#include "stress.h"

#include <threadbox/sync/barrier.h>
#include <threadbox/sync/condition.h>
#include <threadbox/sync/event.h>
#include <threadbox/sync/future.h>
#include <threadbox/sync/lock.h>
#include <threadbox/sync/queue.h>
#include <threadbox/sync/simple_queue.h>
#include <threadbox/sync/semaphore.h>

#include <doctest/doctest.h>

#include <algorithm>
#include <mutex>

using namespace threadbox;

// Many short meetings: some threads wait, one has something for each of them, and all must end. A lost wake-up needs a
// waiter that leaves while another one is served, which a long run with few sleepers hardly ever meets.

namespace {

constexpr int waiters = 9;
const int rounds = std::max(10, 250 / stress_divisor);
// Far beyond what a round takes on a busy machine, so that a thread that sleeps for ever is reported and hangs nobody.
constexpr Seconds deadline{20};

/// Calls `wait` in nine threads, in a round of its own each, and `serve` in another; false if somebody is left asleep. What
/// `wait` returns is whether it was served before the deadline.
template <typename Round>
bool all_are_served() {
  World world;
  for (int number = 0; number < rounds; ++number) {
    Round round;
    std::atomic<int> begun{0}, served{0};
    std::vector<std::shared_ptr<Thread>> threads;
    for (int i = 0; i < waiters; ++i) {
      threads.push_back(world.thread([&] {
        begun.fetch_add(1);
        const TimeNs latest = this_waiter().clock().deadline_after(deadline);
        // At its deadline a waiter looks once more and may find what it should have been woken for.
        if (round.wait() && this_waiter().clock().now_ns() < latest) served.fetch_add(1);
      }));
    }
    threads.push_back(world.thread([&] {
      // Every other time they are asleep by then.
      while (begun.load() < waiters) std::this_thread::yield();
      if (number % 2 == 0) this_waiter().park(this_waiter().clock().deadline_after(Seconds{0.0005}));
      round.serve();
    }));
    for (const auto& thread : threads) thread->start();
    for (const auto& thread : threads) thread->join();
    if (served.load() != waiters) return false;
  }
  return true;
}

struct SemaphoreRound {
  bool wait() { return semaphore.acquire(true, deadline); }
  void serve() {
    for (int i = 0; i < waiters; ++i) semaphore.release();
  }
  Semaphore semaphore{0};
};

struct BoundedSemaphoreRound {
  BoundedSemaphoreRound() {
    for (int i = 0; i < waiters; ++i) semaphore.acquire();
  }
  bool wait() { return semaphore.acquire(true, deadline); }
  void serve() {
    for (int i = 0; i < waiters; i += 3) semaphore.release(3);
  }
  BoundedSemaphore semaphore{waiters};
};

struct SimpleQueueRound {
  bool wait() {
    try {
      queue.get(true, deadline);
      return true;
    } catch (const Error&) {
      return false;
    }
  }
  void serve() {
    for (int i = 0; i < waiters; ++i) queue.put(i);
  }
  SimpleQueue<int> queue;
};

/// A queue of one place: each get makes room for the next put.
struct QueueRound {
  bool wait() {
    try {
      queue.put(1, true, deadline);
      return true;
    } catch (const Error&) {
      return false;
    }
  }
  void serve() {
    for (int i = 0; i < waiters; ++i) queue.get();
  }
  Queue<int> queue{1};
};

struct LockRound {
  LockRound() { lock.acquire(); }
  bool wait() {
    if (!lock.acquire(true, deadline)) return false;
    lock.release();
    return true;
  }
  void serve() { lock.release(); }
  Lock lock;
};

struct RLockRound {
  bool wait() {
    if (!lock.acquire(true, deadline)) return false;
    lock.acquire();
    lock.release();
    lock.release();
    return true;
  }
  void serve() { wait(); }
  RLock lock;
};

struct ConditionRound {
  bool wait() {
    const std::lock_guard held(lock);
    while (left == 0)
      if (!condition.wait(deadline)) return false;
    --left;
    return true;
  }
  void serve() {
    for (int i = 0; i < waiters; ++i) {
      const std::lock_guard held(lock);
      ++left;
      condition.notify();
    }
  }
  Lock lock;
  Condition condition{lock};
  int left = 0;
};

struct EventRound {
  bool wait() { return event.wait(deadline); }
  void serve() { event.set(); }
  Event event;
};

struct BarrierRound {
  bool wait() {
    try {
      barrier.wait(deadline);
      return true;
    } catch (const Error&) {
      return false;
    }
  }
  void serve() { wait(); }
  Barrier barrier{waiters + 1};
};

struct FutureRound {
  bool wait() {
    try {
      return future.result(deadline) == 1;
    } catch (const Error&) {
      return false;
    }
  }
  void serve() { future.state().set_result(1); }
  Future<int> future;
};

}  // namespace

TEST_CASE("stress: nobody sleeps while there is something to take") {
  CHECK_MESSAGE(all_are_served<SemaphoreRound>(), "Semaphore");
  CHECK_MESSAGE(all_are_served<BoundedSemaphoreRound>(), "BoundedSemaphore");
  CHECK_MESSAGE(all_are_served<SimpleQueueRound>(), "SimpleQueue");
  CHECK_MESSAGE(all_are_served<QueueRound>(), "Queue");
  CHECK_MESSAGE(all_are_served<LockRound>(), "Lock");
  CHECK_MESSAGE(all_are_served<RLockRound>(), "RLock");
  CHECK_MESSAGE(all_are_served<ConditionRound>(), "Condition");
  CHECK_MESSAGE(all_are_served<EventRound>(), "Event");
  CHECK_MESSAGE(all_are_served<BarrierRound>(), "Barrier");
  CHECK_MESSAGE(all_are_served<FutureRound>(), "Future");
}
