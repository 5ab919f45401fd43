#pragma once

#include "script/prelude_loader.h"

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
  Console(Vm& vm, ParallelRunner& runner, PreludeLoader& loader) noexcept : vm_(vm), runner_(runner), loader_(loader) {}

  /// Queues a statement; starts the thread with the first one. Nothing when the run is ending.
  void post(std::string statement);
  /// The modules are loaded: statements make sense from now on. Called by the main thread.
  void open(Waiter& self);

 private:
  void start(Waiter* creator);
  void body();
  void execute(VmThread& thread, const std::string& statement);
  bool next(std::string& statement, Idle& idle);

  Vm& vm_;
  ParallelRunner& runner_;
  PreludeLoader& loader_;
  Guard guard_;
  bool open_ = false;                       // guarded by guard_
  bool started_ = false;                    // guarded by guard_
  Waiter* waiter_ = nullptr;                // guarded by guard_; of the thread, once it waits
  std::deque<std::string> statements_;      // guarded by guard_
  Idle* idle_ = nullptr;                    // guarded by guard_; where the thread waits
};

}  // namespace threadbox::script
