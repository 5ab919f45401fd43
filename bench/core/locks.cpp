#include "workload.h"

#include <threadbox/sync/lock.h>

#include <mutex>

namespace bench {

namespace {

using threadbox::Lock;

void take(Lock& lock) { lock.acquire(); }
void give(Lock& lock) { lock.release(); }
void take(std::mutex& mutex) { mutex.lock(); }
void give(std::mutex& mutex) { mutex.unlock(); }

template <typename Mutex>
double uncontended(std::int64_t operations) {
  Mutex mutex;
  return timed([&] {
    for (std::int64_t i = 0; i < operations; ++i) {
      take(mutex);
      give(mutex);
    }
  });
}

/// `operations` in all, by several threads that do nothing else but count.
template <typename Mutex, int threads>
double contended(std::int64_t operations) {
  Mutex mutex;
  std::int64_t count = 0;
  const double seconds = timed_in_threads(threads, [&](int) {
    for (std::int64_t i = 0; i < operations / threads + 1; ++i) {
      take(mutex);
      ++count;
      give(mutex);
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
  });
}

}  // namespace bench
