// How long the model of an earlier moment takes, in a log of a million events.
#include "session/session.h"

#include <benchmark/benchmark.h>

#include <random>

namespace {

using namespace threadbox;
using namespace threadbox::session;

/// Threads that take turns at a lock for ever.
constexpr const char* program = R"(import threading
lock = threading.Lock()
def work():
    while True:
        with lock:
            pass
for _ in range(32):
    threading.Thread(target=work).start()
)";

/// A run in virtual time, stopped once it has recorded so many events.
Session& stopped_run(std::uint64_t events) {
  static Session session;
  if (session.model().state == RunState::ended) return session;
  session.load(program);
  RunOptions options{.interactive = false, .runner = RunnerKind::simulated};
  options.simulation.points_in_a_drain = 10'000;
  options.history_events = events;
  session.run(options);
  while (session.model().event_count < events) session.drain();
  session.stop();
  while (session.live()) session.drain();
  session.drain();
  return session;
}

void moment_of_a_million_events(benchmark::State& state) {
  Session& session = stopped_run(1'000'000);
  std::mt19937_64 random(1);
  for (auto _ : state) {
    benchmark::DoNotOptimize(session.model_at(random() % session.model().time_ns).event_count);
  }
}

}  // namespace

BENCHMARK(moment_of_a_million_events)->Unit(benchmark::kMillisecond);
BENCHMARK_MAIN();
