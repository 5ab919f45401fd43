#include "served.h"

#include <threadbox/sync/barrier.h>
#include <threadbox/sync/condition.h>
#include <threadbox/sync/event.h>
#include <threadbox/sync/lock.h>
#include <threadbox/sync/simple_queue.h>
#include <threadbox/sync/semaphore.h>

#include <doctest/doctest.h>

#include <mutex>

using namespace threadbox;

namespace {

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

}  // namespace

TEST_CASE("stress: no thread sleeps while there is something to take") {
  CHECK_MESSAGE(all_are_served<SemaphoreRound>(), "Semaphore");
  CHECK_MESSAGE(all_are_served<BoundedSemaphoreRound>(), "BoundedSemaphore");
  CHECK_MESSAGE(all_are_served<SimpleQueueRound>(), "SimpleQueue");
  CHECK_MESSAGE(all_are_served<LockRound>(), "Lock");
  CHECK_MESSAGE(all_are_served<RLockRound>(), "RLock");
  CHECK_MESSAGE(all_are_served<ConditionRound>(), "Condition");
  CHECK_MESSAGE(all_are_served<EventRound>(), "Event");
  CHECK_MESSAGE(all_are_served<BarrierRound>(), "Barrier");
}
