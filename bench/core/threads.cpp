#include "workload.h"

#include <threadbox/sync/runtime.h>

namespace bench {

namespace {

double pooled_threads(std::int64_t operations) {
  threadbox::Runtime runtime;
  runtime.adopt_main();
  const double seconds = timed([&] {
    for (std::int64_t i = 0; i < operations; ++i) {
      const auto thread = threadbox::Thread::create(runtime, threadbox::this_waiter(), {});
      thread->start();
      thread->join();
    }
  });
  runtime.leave_main();
  return seconds;
}

double system_threads(std::int64_t operations) {
  return timed([&] {
    for (std::int64_t i = 0; i < operations; ++i) std::thread([] {}).join();
  });
}

}  // namespace

void add_thread_workloads(std::vector<Workload>& workloads) {
  workloads.insert(workloads.end(), {
                                        {"spawn and join", "threadbox", &pooled_threads},
                                        {"spawn and join", "std::thread", &system_threads},
                                    });
}

}  // namespace bench
