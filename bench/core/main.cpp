#include "workload.h"

#include <benchmark/benchmark.h>

#include <string>

int main(int argc, char** argv) {
  for (const bench::Workload& workload : bench::all_workloads()) {
    const std::string name = std::string(workload.name) + "/" + std::string(workload.subject);
    benchmark::RegisterBenchmark(name.c_str(),
                                 [run = workload.run](benchmark::State& state) {
                                   while (state.KeepRunningBatch(state.max_iterations))
                                     state.SetIterationTime(run(state.max_iterations));
                                 })
        ->UseManualTime()
        ->MinTime(0.1);
  }
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
