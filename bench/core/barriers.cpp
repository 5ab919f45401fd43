#include "workload.h"

#include <threadbox/sync/barrier.h>

#include <barrier>

namespace bench {

namespace {

void pass(threadbox::Barrier& barrier) { barrier.wait(); }
void pass(std::barrier<>& barrier) { barrier.arrive_and_wait(); }

/// An operation is one round of all threads.
template <typename Barrier, int threads>
double passes(std::int64_t operations) {
  Barrier barrier(threads);
  return timed_in_threads(threads, [&](int) {
    for (std::int64_t i = 0; i < operations; ++i) pass(barrier);
  });
}

}  // namespace

void add_barrier_workloads(std::vector<Workload>& workloads) {
  workloads.insert(workloads.end(), {
                                        {"barrier of 2", "threadbox", &passes<threadbox::Barrier, 2>},
                                        {"barrier of 2", "std::barrier", &passes<std::barrier<>, 2>},
                                        {"barrier of 8", "threadbox", &passes<threadbox::Barrier, 8>},
                                        {"barrier of 8", "std::barrier", &passes<std::barrier<>, 8>},
                                    });
}

}  // namespace bench
