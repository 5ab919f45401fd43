#pragma once

#include "script/runners/runner.h"
#include "script/machine/thread_gate.h"

namespace threadbox::script {

/// Drives each VM thread on its own OS thread, with the GIL or without: executes, answers requests, parks on operations.
/// Threads: any, each for itself. Owns: nothing; the gate outlives it.
class ParallelRunner final : public Runner {
 public:
  explicit ParallelRunner(ThreadGate& gate) noexcept : gate_(gate) {}

  void run(std::shared_ptr<VmThread> thread, std::shared_ptr<Routine> routine) override;

 private:
  ThreadGate& gate_;
};

}  // namespace threadbox::script
