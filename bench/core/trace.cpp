#include "workload.h"

#include <threadbox/trace/tracer.h>

namespace bench {

namespace {

/// The producer's cost alone: the observer's work in between is not counted.
double recorded_events(std::int64_t operations) {
  constexpr std::int64_t batch = 2048;
  const threadbox::Clock clock;
  threadbox::Tracer tracer(clock, 2 * batch);
  threadbox::Waiter self(1, clock);
  self.ring = &tracer.make_ring(1);
  std::vector<threadbox::TraceEvent> log;
  double seconds = 0;
  for (std::int64_t done = 0; done < operations; done += batch) {
    const std::int64_t count = operations - done < batch ? operations - done : batch;
    seconds += timed([&] {
      for (std::int64_t i = 0; i < count; ++i) record(self, threadbox::EventKind::lock_acquired, 1);
    });
    log.clear();
    tracer.drain(log);
  }
  return seconds;
}

double clock_readings(std::int64_t operations) {
  return timed([&] {
    for (std::int64_t i = 0; i < operations; ++i) {
      const auto now = SteadyClock::now();
      asm volatile("" : : "r"(&now) : "memory");
    }
  });
}

}  // namespace

void add_trace_workloads(std::vector<Workload>& workloads) {
  workloads.insert(workloads.end(), {
                                        {"recorded event", "threadbox", &recorded_events},
                                        {"recorded event", "clock reading", &clock_readings},
                                    });
}

}  // namespace bench
