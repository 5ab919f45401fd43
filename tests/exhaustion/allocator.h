#pragma once

#include "script/values/heap.h"

namespace threadbox::exhaustion {

/// During its lifetime, `faults` may refuse each operator new of the threads of a run. The observer's
/// thread, which made it, is exempt: it stands for what watches the run.
/// Threads: one at a time.
class RefusingAllocator {
 public:
  explicit RefusingAllocator(script::AllocationFaults& faults) noexcept;
  ~RefusingAllocator();
  RefusingAllocator(const RefusingAllocator&) = delete;
  RefusingAllocator& operator=(const RefusingAllocator&) = delete;
};

/// Treats the calling thread as a thread of the run, for an observer that steps a simulation.
class AsThreadOfTheRun {
 public:
  AsThreadOfTheRun() noexcept;
  ~AsThreadOfTheRun();
  AsThreadOfTheRun(const AsThreadOfTheRun&) = delete;
  AsThreadOfTheRun& operator=(const AsThreadOfTheRun&) = delete;
};

}  // namespace threadbox::exhaustion
