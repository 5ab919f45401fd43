#include "workload.h"

#include <threadbox/sync/lock.h>
#include <threadbox/sync/rlock.h>
#include <threadbox/sync/semaphore.h>

#include <mutex>

namespace bench {

namespace {

using threadbox::Lock, threadbox::RLock;

struct SemaphoreAsLock {
  void lock() { semaphore.acquire(); }
  void unlock() { semaphore.release(); }
  threadbox::Semaphore semaphore{1};
};

template <typename Mutex>
double uncontended(std::int64_t operations) {
  Mutex mutex;
  return timed([&] {
    for (std::int64_t i = 0; i < operations; ++i) {
      mutex.lock();
      mutex.unlock();
    }
  });
}

/// `operations` in total, by several threads that only count under the lock.
template <typename Mutex, int threads>
double contended(std::int64_t operations) {
  Mutex mutex;
  std::int64_t count = 0;
  const double seconds = timed_in_threads(threads, [&](int) {
    for (std::int64_t i = 0; i < operations / threads + 1; ++i) {
      mutex.lock();
      ++count;
      mutex.unlock();
    }
  });
  return count >= operations ? seconds : -1;
}

}  // namespace

void add_lock_workloads(std::vector<Workload>& workloads) {
  workloads.insert(workloads.end(), {
                                        {"lock", "threadbox", &uncontended<Lock>},
                                        {"lock", "std::mutex", &uncontended<std::mutex>},
                                        {"lock, 2 threads", "threadbox", &contended<Lock, 2>},
                                        {"lock, 2 threads", "std::mutex", &contended<std::mutex, 2>},
                                        {"lock, 8 threads", "threadbox", &contended<Lock, 8>},
                                        {"lock, 8 threads", "std::mutex", &contended<std::mutex, 8>},
                                        {"rlock", "threadbox", &uncontended<RLock>},
                                        {"rlock", "std::recursive_mutex", &uncontended<std::recursive_mutex>},
                                        {"semaphore", "threadbox", &uncontended<SemaphoreAsLock>},
                                        {"semaphore", "std::mutex", &uncontended<std::mutex>},
                                    });
}

}  // namespace bench
