#pragma once

#include "script/runners/gil.h"
#include "script/runners/runner.h"

#include <threadbox/sync/blocking.h>

namespace threadbox::script {

/// Drives VM threads on OS threads, under the GIL: executes, answers requests, parks on operations.
class ParallelRunner final : public Runner {
 public:
  explicit ParallelRunner(Gil& gil) noexcept : gil_(gil) {}

  void run(std::shared_ptr<VmThread> thread, std::shared_ptr<Routine> routine) override;

 private:
  // With the GIL held, before and after. Errors: ThreadStopped; then the thread does not hold it any more.
  void execute(VmThread& thread);
  Progress wait(VmThread& thread);
  void answer_requests(VmThread& thread);

  Gil& gil_;
};

}  // namespace threadbox::script
