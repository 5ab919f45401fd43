#pragma once

#include "script/runners/simulated_runner.h"

#include <threadbox/sync/runtime.h>

namespace threadbox::script {

/// The OS thread that steps a simulated run, unless the caller does. It is not one of the run's threads.
/// Threads: start, ended: the observer; wake: any. Errors: start: std::bad_alloc, RuntimeError "can't start new thread".
/// Owns:    the OS thread; the runner outlives it.
class SimulationHost {
 public:
  /// `launcher`: provides the OS thread; null: the process's worker pool.
  SimulationHost(SimulatedRunner& runner, Launcher* launcher);

  void start();
  /// Called when the runner may be able to continue.
  void wake() noexcept { runtime_.main_thread().waiter().unpark(); }
  [[nodiscard]] bool ended() const noexcept { return runtime_.live_threads() == 0; }

 private:
  void work();

  SimulatedRunner& runner_;
  mutable Runtime runtime_;  ///< Without a trace.
};

}  // namespace threadbox::script
