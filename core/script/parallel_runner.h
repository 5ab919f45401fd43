#pragma once

#include "script/gil.h"
#include "script/interpreter.h"

#include <threadbox/sync/blocking.h>

namespace threadbox::script {

/// Drives VM threads on OS threads, under the GIL: executes, answers requests, parks on operations.
class ParallelRunner {
 public:
  explicit ParallelRunner(Seconds switch_interval) noexcept : gil_(switch_interval) {}

  /// Takes the GIL for a thread that is about to run. False: it is asked to stop instead.
  bool enter(VmThread& thread) { return gil_.take(thread.waiter()); }
  void leave(VmThread& thread) { gil_.release(thread.waiter()); }

  /// Runs `thread` until no frame of it is left; see its result and uncaught. With the GIL held, before and
  /// after. False: it was asked to stop, stands where it stood, and does not hold the GIL any more.
  bool drive(VmThread& thread);
  /// What is printed for an uncaught exception; an empty text when the thread is stopped meanwhile.
  std::string exception_text(VmThread& thread, Value exception);

  /// Waits in an operation of C++ with the GIL given up. Pending: asked to stop, without the GIL.
  Progress wait(VmThread& thread, Operation& operation);

  Gil& gil() noexcept { return gil_; }

 private:
  bool answer_requests(VmThread& thread);
  Gil gil_;
};

}  // namespace threadbox::script
