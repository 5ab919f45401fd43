#pragma once

#include "script/runners/runner.h"
#include "script/machine/thread_gate.h"

namespace threadbox::script {

/// Drives VM threads on OS threads, under the GIL or without it: executes, answers requests, parks on operations.
class ParallelRunner final : public Runner {
 public:
  explicit ParallelRunner(ThreadGate& gate) noexcept : gate_(gate) {}

  void run(std::shared_ptr<VmThread> thread, std::shared_ptr<Routine> routine) override;

 private:
  ThreadGate& gate_;
};

}  // namespace threadbox::script
