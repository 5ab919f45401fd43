#pragma once

#include "script/values/heap.h"

namespace threadbox::exhaustion {

/// While it lives, what the threads of a run ask operator new for is an allocation that `faults` may refuse. The observer's
/// thread, which made it, is exempt: it stands for what watches the run.
/// Threads: one at a time.
class RefusingAllocator {
 public:
  explicit RefusingAllocator(script::AllocationFaults& faults) noexcept;
  ~RefusingAllocator();
  RefusingAllocator(const RefusingAllocator&) = delete;
  RefusingAllocator& operator=(const RefusingAllocator&) = delete;
};

/// The calling thread, an observer's, does what a thread of the run does: it steps a simulation.
class AsThreadOfTheRun {
 public:
  AsThreadOfTheRun() noexcept;
  ~AsThreadOfTheRun();
  AsThreadOfTheRun(const AsThreadOfTheRun&) = delete;
  AsThreadOfTheRun& operator=(const AsThreadOfTheRun&) = delete;
};

}  // namespace threadbox::exhaustion
