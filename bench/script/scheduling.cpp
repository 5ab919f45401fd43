// How many scheduling points a second the simulated runner makes.
#include "script/compile/compiler.h"
#include "script/compile/parser.h"
#include "script/runners/program_run.h"

#include <benchmark/benchmark.h>

#include <string>

namespace {

using namespace threadbox;
using namespace threadbox::script;

constexpr std::uint64_t stretch = 4096;

/// `threads` that do nothing but one statement after the other, forever.
std::string busy_program(std::int64_t threads) {
  return "import threading\ndef work():\n    x = 0\n    while True:\n        x = x + 1\n        y = x\n"
         "for i in range(" +
         std::to_string(threads - 1) + "):\n    threading.Thread(target=work).start()\nwork()\n";
}

void scheduling_points(benchmark::State& state, const std::shared_ptr<SchedulingStrategy>& strategy) {
  const std::string program = busy_program(state.range(0));
  ProgramOptions options;
  options.filename = "busy.py";
  options.simulation = SimulationOptions{.strategy = strategy, .stepped = true};
  ProgramRun run(compile(parse(program, "busy.py")).code, program, options);
  std::vector<TraceEvent> events;
  const auto step = [&] {
    run.step(stretch);
    events.clear();
    run.drain(events);
  };
  run.start();
  step();
  const std::uint64_t before = run.steps();
  for (auto _ : state) step();
  state.SetItemsProcessed(static_cast<std::int64_t>(run.steps() - before));
  run.stop();
  while (!run.ended()) step();
}

BENCHMARK_CAPTURE(scheduling_points, random, std::shared_ptr<SchedulingStrategy>(random_strategy(0)))->Arg(1)->Arg(2)->Arg(8);
BENCHMARK_CAPTURE(scheduling_points, round_robin, std::shared_ptr<SchedulingStrategy>(round_robin_strategy()))->Arg(8);

}  // namespace

BENCHMARK_MAIN();
