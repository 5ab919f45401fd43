#pragma once

#include "script/runners/turns.h"

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
class Gil final : public Turns {
 public:
  explicit Gil(Seconds switch_interval) noexcept : interval_s_(switch_interval.count()) {}

  /// Waits for it. False when the thread is asked to stop: then it does not have it, and must not go on.
  bool take(Waiter& self) override;
  void release(Waiter& self) override;
  /// Gives it up if somebody waits, and takes it back behind them. False: as take().
  bool yield(Waiter& self) override;

  /// sys.getswitchinterval, sys.setswitchinterval. Threads: the holder's.
  [[nodiscard]] Seconds interval() const noexcept { return Seconds{interval_s_.load(std::memory_order_relaxed)}; }
  void set_interval(Seconds interval) noexcept { interval_s_.store(interval.count(), std::memory_order_relaxed); }

 private:
  Guard guard_;
  Waiter* holder_ = nullptr;     // guarded by guard_
  std::uint64_t switches_ = 0;   // guarded by guard_; tells a waiter that somebody else got it meanwhile
  WaitQueue waiters_{guard_};    // guarded by guard_
  std::atomic<double> interval_s_;
};

}  // namespace threadbox::script
