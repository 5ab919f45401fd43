#include "session/run_limits.h"

#include <threadbox/trace/tracer.h>

#include <algorithm>
#include <cmath>
#include <limits>

#ifdef __EMSCRIPTEN__
#include <emscripten/heap.h>
#else
#include <fstream>
#include <unistd.h>
#endif

namespace threadbox::session {

namespace {

constexpr std::size_t most = std::numeric_limits<std::size_t>::max();
// The compiled modules, the VM's tables, the model, the allocator's overhead.
constexpr std::size_t of_the_process = std::size_t{16} << 20;
// The Thread object in Python and in C++, its record in the runner, and some frames.
constexpr std::size_t of_a_thread = std::size_t{8} << 10;

std::size_t plus(std::size_t a, std::size_t b) noexcept { return a > most - b ? most : a + b; }
std::size_t times(std::size_t a, std::size_t b) noexcept { return b != 0 && a > most / b ? most : a * b; }

#ifndef __EMSCRIPTEN__
/// The container's memory limit; the largest number if there is none.
std::size_t container_bytes() noexcept {
  try {
    std::size_t bytes = 0;
    for (const char* const path : {"/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"})
      if (std::ifstream(path) >> bytes) return bytes;
  } catch (const std::exception&) {
    // No limit is set.
  }
  return most;
}
#endif

}  // namespace

std::size_t memory_bytes() noexcept {
#ifdef __EMSCRIPTEN__
  return emscripten_get_heap_max();
#else
  const long pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGESIZE);
  const std::size_t machine =
      pages > 0 && page > 0 ? times(static_cast<std::size_t>(pages), static_cast<std::size_t>(page)) : most;
  return std::min(machine, container_bytes());
#endif
}

std::size_t bytes_beside_the_heap(const RunOptions& options, std::size_t thread_bytes) noexcept {
  const std::size_t a_thread = plus(thread_bytes, Tracer::default_ring_capacity * sizeof(TraceEvent) + of_a_thread);
  const std::size_t history = times(options.history_events, bytes_of_a_past_event);
  return plus(plus(plus(times(options.max_threads, a_thread), options.output_limit_bytes), history), of_the_process);
}

std::size_t most_heap_bytes(const RunOptions& options, std::size_t memory) noexcept {
  const std::size_t beside = bytes_beside_the_heap(options);
  return memory > beside ? memory - beside : 0;
}

std::optional<std::string> objection_to(const RunOptions& options) {
  if (options.heap_limit_bytes < least_heap_bytes)
    return "a run needs a heap of at least " + std::to_string(least_heap_bytes) + " bytes, not " +
           std::to_string(options.heap_limit_bytes);
  if (options.max_threads < 1 || options.max_threads > most_threads)
    return "a run has from 1 to " + std::to_string(most_threads) + " threads, not " + std::to_string(options.max_threads);
  if (options.recursion_limit < 1) return "a run needs at least 1 call, not 0";
  if (!(options.speed > 0) || !std::isfinite(options.speed)) return "the speed of a run is a finite number over 0";
  return std::nullopt;
}

}  // namespace threadbox::session
