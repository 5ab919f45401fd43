// How many runs a second the explorer makes, and how long whole explorations take.
#include "explore/arena.h"
#include "explore/explorer.h"
#include "script/compile/compiler.h"
#include "script/compile/parser.h"

#include <benchmark/benchmark.h>

#include <cstddef>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

namespace {

using namespace threadbox;
using namespace threadbox::explore;

Subject subject_of(const std::string& program) {
  const std::string path = std::string(THREADBOX_EXPLORED) + "/" + program + ".py";
  std::ifstream file(path);
  Subject subject;
  subject.source.assign(std::istreambuf_iterator<char>(file), {});
  subject.filename = program + ".py";
  subject.code = script::compile(script::parse(subject.source, subject.filename)).code;
  return subject;
}

/// Runs in the order of a depth-first walk, over and over. `reuses`: in the same memory.
void runs(benchmark::State& state, const std::string& program, bool reuses) {
  const Subject subject = subject_of(program);
  Executor executor(subject, reuses);
  std::unique_ptr<Search> search;
  bool again = false;
  std::size_t steps = 0;
  for (auto _ : state) {
    if (!again) search = tree_search(Reduction::races);
    steps += executor.run(*search, again).steps.size();
  }
  state.SetItemsProcessed(state.iterations());
  state.counters["points"] = benchmark::Counter(static_cast<double>(steps), benchmark::Counter::kAvgIterations);
  if (executor.arena() != nullptr) state.counters["bytes set back"] = static_cast<double>(executor.arena()->bytes_of_reset());
}

/// A whole exploration, from the compiled program to its outcomes.
void exploration(benchmark::State& state, const std::string& program) {
  const Subject subject = subject_of(program);
  std::uint64_t schedules = 0;
  for (auto _ : state) {
    const auto search = tree_search(Reduction::races);
    schedules = explore::explore(subject, *search, {.time = std::chrono::minutes(10), .schedules = 1'000'000}).schedules;
  }
  state.counters["schedules"] = static_cast<double>(schedules);
}

BENCHMARK_CAPTURE(runs, fresh_52_points, "writers_5", false);
BENCHMARK_CAPTURE(runs, reused_52_points, "writers_5", true);
BENCHMARK_CAPTURE(runs, reused_112_points, "readers_10", true);
BENCHMARK_CAPTURE(exploration, readers_10, "readers_10")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(exploration, lastzero_8, "lastzero_8")->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
