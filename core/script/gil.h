#pragma once

#include <threadbox/park/guard.h>
#include <threadbox/park/wait_queue.h>
#include <threadbox/trace/tracer.h>

#include <atomic>

namespace threadbox::script {

/// What the runner asks of a thread, beyond the core's requests.
enum RunnerRequest : std::uint32_t { gil_drop_request = first_runner_request };

/// CPython's global interpreter lock: one thread of a run executes bytecode at a time.
/// A thread that has waited for a switch interval asks the holder to drop it; the holder gives it up at its next
/// safepoint, to the one that has waited longest, so that it cannot take it back first (forced switching).
/// Threads: any. Mirrors: Python/ceval_gil.c.
class Gil {
 public:
  explicit Gil(Seconds switch_interval) noexcept : interval_(switch_interval) {}

  /// Waits for it. False when the thread is asked to stop: then it does not have it, and must not go on.
  bool take(Waiter& self);
  void release(Waiter& self);
  /// Gives it up if somebody waits, and takes it back behind them. False: as take().
  bool yield(Waiter& self);

 private:
  Guard guard_;
  Waiter* holder_ = nullptr;     // guarded by guard_
  std::uint64_t switches_ = 0;   // guarded by guard_; tells a waiter that somebody else got it meanwhile
  WaitQueue waiters_;            // guarded by guard_
  Seconds interval_;
};

}  // namespace threadbox::script
