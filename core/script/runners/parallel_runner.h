#pragma once

#include "script/runners/runner.h"
#include "script/machine/turns.h"

namespace threadbox::script {

/// Drives VM threads on OS threads, under the GIL or without it: executes, answers requests, parks on operations.
class ParallelRunner final : public Runner {
 public:
  explicit ParallelRunner(Turns& turns) noexcept : turns_(turns) {}

  void run(std::shared_ptr<VmThread> thread, std::shared_ptr<Routine> routine) override;

 private:
  Turns& turns_;
};

}  // namespace threadbox::script
