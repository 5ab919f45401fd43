#pragma once

#include "script/runners/simulated_runner.h"

#include <threadbox/sync/runtime.h>

namespace threadbox::script {

/// The one OS thread that a simulated run lives on, when nobody steps it by hand. It is no thread of the run.
/// Threads: the observer's.
class SimulationHost {
 public:
  /// `launcher`: who gives the OS thread; null: the process's worker pool.
  SimulationHost(SimulatedRunner& runner, Launcher* launcher);

  void start();
  /// There may be something to do again.
  void wake() noexcept { runtime_.main_thread().waiter().unpark(); }
  [[nodiscard]] bool ended() const noexcept { return runtime_.live_threads() == 0; }

 private:
  void work();

  SimulatedRunner& runner_;
  mutable Runtime runtime_;  ///< Without a trace.
};

}  // namespace threadbox::script
