#include "raw_futex.h"
#include "workload.h"

#include <threadbox/sync/condition.h>
#include <threadbox/sync/event.h>
#include <threadbox/sync/semaphore.h>

#include <condition_variable>
#include <mutex>

namespace bench {

namespace {

/// A thread wakes another, which wakes the first: an operation is one round with two wake-ups.
template <typename Signal>
double ping_pong(std::int64_t rounds) {
  Signal ping, pong;
  return timed_in_threads(2, [&](int number) {
    for (std::int64_t i = 0; i < rounds; ++i) {
      if (number == 0) {
        ping.give();
        pong.take();
      } else {
        ping.take();
        pong.give();
      }
    }
  });
}

struct EventSignal {
  void give() { event.set(); }
  void take() {
    event.wait();
    event.clear();
  }
  threadbox::Event event;
};

struct SemaphoreSignal {
  void give() { semaphore.release(); }
  void take() { semaphore.acquire(); }
  threadbox::Semaphore semaphore{0};
};

/// Two threads take turns under a lock; the one whose turn ends notifies the other.
class OurTurns {
 public:
  void pass(int number) {
    std::lock_guard held(lock_);
    while (turn_ != number) condition_.wait();
    turn_ = 1 - number;
    condition_.notify();
  }

 private:
  threadbox::Lock lock_;
  threadbox::Condition condition_{lock_};
  int turn_ = 0;
};

class TheirTurns {
 public:
  void pass(int number) {
    std::unique_lock held(mutex_);
    while (turn_ != number) condition_.wait(held);
    turn_ = 1 - number;
    condition_.notify_one();
  }

 private:
  std::mutex mutex_;
  std::condition_variable condition_;
  int turn_ = 0;
};

template <typename Turns>
double turns(std::int64_t rounds) {
  Turns turns;
  return timed_in_threads(2, [&](int number) {
    for (std::int64_t i = 0; i < rounds; ++i) turns.pass(number);
  });
}

}  // namespace

void add_wake_workloads(std::vector<Workload>& workloads) {
  workloads.insert(workloads.end(), {
                                        {"event ping-pong", "threadbox", &ping_pong<EventSignal>},
                                        {"event ping-pong", "raw futex", &ping_pong<RawFutex>},
                                        {"semaphore ping-pong", "threadbox", &ping_pong<SemaphoreSignal>},
                                        {"semaphore ping-pong", "raw futex", &ping_pong<RawFutex>},
                                        {"condition ping-pong", "threadbox", &turns<OurTurns>},
                                        {"condition ping-pong", "std::condition_variable", &turns<TheirTurns>},
                                    });
}

}  // namespace bench
