#pragma once

#include "script/machine/thread_gate.h"
#include "script/runners/brake.h"
#include "script/runners/runner.h"

namespace threadbox::script {

/// Drives each VM thread on its own OS thread, with the GIL or without: executes, answers requests, parks on operations.
/// Threads: any, each for itself. Owns: nothing; gate and brake outlive it.
class ParallelRunner final : public Runner {
 public:
  ParallelRunner(ThreadGate& gate, Brake& brake) noexcept : gate_(gate), brake_(brake) {}

  void run(std::shared_ptr<VmThread> thread, std::shared_ptr<Routine> routine) override;

 private:
  ThreadGate& gate_;
  Brake& brake_;
};

}  // namespace threadbox::script
