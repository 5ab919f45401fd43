#pragma once

#include <chrono>
#include <cstdint>
#include <latch>
#include <string_view>
#include <thread>
#include <vector>

/// The workloads, separate from the code that measures them: Google Benchmark natively, a small loop in a page.
namespace bench {

/// A piece of work, done with one library.
struct Workload {
  std::string_view name;     ///< What is done, e.g. "lock".
  std::string_view subject;  ///< The library that does it: "threadbox" or a peer.
  double (*run)(std::int64_t operations);  ///< Returns how many seconds that many operations took.
};

/// Each adds the workloads of its file.
void add_lock_workloads(std::vector<Workload>& workloads);
void add_wake_workloads(std::vector<Workload>& workloads);
void add_barrier_workloads(std::vector<Workload>& workloads);
void add_queue_workloads(std::vector<Workload>& workloads);
void add_thread_workloads(std::vector<Workload>& workloads);
void add_trace_workloads(std::vector<Workload>& workloads);

/// All workloads, each next to its peers'.
inline std::vector<Workload> all_workloads() {
  std::vector<Workload> workloads;
  add_lock_workloads(workloads);
  add_wake_workloads(workloads);
  add_barrier_workloads(workloads);
  add_queue_workloads(workloads);
  add_thread_workloads(workloads);
  add_trace_workloads(workloads);
  return workloads;
}

using SteadyClock = std::chrono::steady_clock;

inline double seconds_since(SteadyClock::time_point start) {
  return std::chrono::duration<double>(SteadyClock::now() - start).count();
}

template <typename Function>
double timed(Function function) {
  const auto start = SteadyClock::now();
  function();
  return seconds_since(start);
}

/// The seconds from the moment at which all `count` threads are ready until the last has returned from `body(its number)`.
template <typename Body>
double timed_in_threads(int count, Body body) {
  std::latch all_here(count + 1);
  std::vector<std::thread> threads;
  for (int number = 0; number < count; ++number)
    threads.emplace_back([&, number] {
      all_here.arrive_and_wait();
      body(number);
    });
  all_here.arrive_and_wait();
  return timed([&] {
    for (std::thread& thread : threads) thread.join();
  });
}

}  // namespace bench
