#pragma once

#include "script/parallel_runner.h"

#include <threadbox/sync/sleep.h>

#include <deque>
#include <memory>
#include <string>

namespace threadbox::script {

/// The hidden daemon thread that executes what the user clicks and types, as statements in the program's
/// globals: echoed, with the value of an expression printed, and what it raised.
/// Threads: post: the observer's, never blocks. The rest happens on the Console thread.
class Console {
 public:
  Console(Vm& vm, ParallelRunner& runner) noexcept : vm_(vm), runner_(runner) {}

  /// Queues a statement; starts the thread with the first one. Nothing when the run is ending.
  void post(std::string statement);

 private:
  void body();
  void execute(VmThread& thread, const std::string& statement);
  bool next(std::string& statement, Idle& idle);

  Vm& vm_;
  ParallelRunner& runner_;
  std::shared_ptr<Thread> thread_;          // The observer's; made once.
  Guard guard_;
  std::deque<std::string> statements_;      // guarded by guard_
  Idle* idle_ = nullptr;                    // guarded by guard_; where the thread waits
};

}  // namespace threadbox::script
