// The core's workloads in a page: prints a line "workload/subject <tab> nanoseconds" for each run, and "end".
#include "../core/workload.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <numeric>
#include <random>

namespace {

constexpr double least_seconds = 0.05;

/// How many operations take about that long.
std::int64_t enough(const bench::Workload& workload) {
  std::int64_t operations = 8;
  while (true) {
    const double seconds = workload.run(operations);
    if (seconds >= least_seconds / 2) return operations;
    const double factor = seconds > 0 ? least_seconds / seconds : 100;
    operations = static_cast<std::int64_t>(static_cast<double>(operations) * std::clamp(factor, 2.0, 100.0));
  }
}

}  // namespace

int main(int argc, char** argv) {
  const int runs = argc > 1 ? std::atoi(argv[1]) : 5;
  const std::vector<bench::Workload> workloads = bench::all_workloads();
  std::vector<std::int64_t> operations;
  for (const bench::Workload& workload : workloads) operations.push_back(enough(workload));
  std::vector<std::size_t> order(workloads.size());
  std::iota(order.begin(), order.end(), 0);
  std::mt19937 random(1);
  for (int run = 0; run < runs; ++run) {
    // In another order each time, so that a noisy moment does not hit the same one.
    std::ranges::shuffle(order, random);
    for (const std::size_t i : order) {
      const bench::Workload& workload = workloads[i];
      const double ns = workload.run(operations[i]) / static_cast<double>(operations[i]) * 1e9;
      std::printf("%.*s/%.*s\t%.3f\n", static_cast<int>(workload.name.size()), workload.name.data(),
                  static_cast<int>(workload.subject.size()), workload.subject.data(), ns);
    }
  }
  std::puts("end");
}
