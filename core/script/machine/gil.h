#pragma once

#include "script/machine/thread_gate.h"

#include <threadbox/park/detail/guard.h>
#include <threadbox/park/detail/wait_queue.h>
#include <threadbox/trace/tracer.h>

#include <atomic>
#include <cassert>

namespace threadbox::script {

/// CPython's global interpreter lock: one thread of a run executes bytecode at a time.
///
///     free ──take──► held                        the first that asks, also before a waiter that was woken
///     held ──release, nobody waits──► free
///          ──release, no drop request──► free    and the one that has waited longest is woken, to take it if it still can
///          ──release after a drop request──► held by the one that has waited longest (forced switching)
///
/// A thread that waits, and for a switch interval has seen nobody get it, asks the holder to drop it; the holder does so
/// at its next safepoint, or when it waits or ends before. So a thread that wakes others goes on until it waits itself,
/// or its interval is over, and nobody starves. docs/gil.md has the orders that this leads to, beside CPython's.
///
/// Invariants, under guard_: the holder is not queued; a drop request is on the holder alone; while it is free and
/// somebody waits, at least one of those who wait was woken and has not looked yet.
/// Threads: any; release and yield: the holder. Mirrors: Python/ceval_gil.c.
class Gil final : public ThreadGate {
 public:
  explicit Gil(Seconds switch_interval) noexcept : interval_s_(switch_interval.count()) {}

  /// Waits for it. False when the thread is asked to stop: then it does not have it, and must not go on.
  bool take(Waiter& self) override;
  void release(Waiter& self) override;
  /// Gives it up if somebody waits, and takes it back behind them. False: as take().
  bool yield(Waiter& self) override;
  [[nodiscard]] bool one_at_a_time() const noexcept override { return true; }

  /// sys.getswitchinterval, sys.setswitchinterval. Threads: the holder's.
  [[nodiscard]] Seconds interval() const noexcept { return Seconds{interval_s_.load(std::memory_order_relaxed)}; }
  void set_interval(Seconds interval) noexcept { interval_s_.store(interval.count(), std::memory_order_relaxed); }

  ~Gil() { assert(holder_ == nullptr && waiters_.empty()); }

 private:
  enum class Look : std::uint8_t { has_it, waits, stops };
  Look begin(Waiter& self, WaitNode& node, std::uint64_t& seen);
  Look look_again(Waiter& self, WaitNode& node, bool timed_out, std::uint64_t& seen);
  void hold(Waiter& self) noexcept THREADBOX_REQUIRES(guard_);
  void hand_over() noexcept THREADBOX_REQUIRES(guard_);

  Guard guard_;
  Waiter* holder_ THREADBOX_GUARDED_BY(guard_) = nullptr;
  std::uint64_t switches_ THREADBOX_GUARDED_BY(guard_) = 0;  // tells a waiter whether another thread got the GIL meanwhile
  WaitQueue waiters_ THREADBOX_GUARDED_BY(guard_){guard_};
  std::atomic<double> interval_s_;
};

}  // namespace threadbox::script
