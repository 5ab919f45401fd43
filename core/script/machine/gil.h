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
///     free ──take──► held                        by the first thread that asks, even if a waiter has been woken
///     held ──release, no waiters──► free
///          ──release, no drop request──► free    and the longest waiter is woken, to take it if it is still free
///          ──release after a drop request──► held by the longest waiter (forced switching)
///
/// A waiter that has seen no switch for a switch interval requests the holder to drop the GIL; the holder does so at its next safepoint,
/// or earlier if it waits or ends. So a thread that wakes others keeps running until it waits itself or its interval is over, and no
/// thread starves. docs/gil.md compares the resulting orders with CPython's.
///
/// Invariants, under guard_: the holder is not queued; only the holder has a drop request; while the GIL is free and has waiters, at
/// least one of them was woken and has not polled yet.
/// Threads: any; release and yield: the holder. Mirrors: Python/ceval_gil.c.
class Gil final : public ThreadGate {
 public:
  explicit Gil(Seconds switch_interval) noexcept : interval_s_(switch_interval.count()) {}

  /// Waits for the GIL. False if the thread was asked to stop: then it does not hold the GIL, and must not execute.
  bool take(Waiter& self) override;
  void release(Waiter& self) override;
  /// Releases the GIL if there are waiters, and takes it again after them. False: as take().
  bool yield(Waiter& self) override;
  [[nodiscard]] bool one_at_a_time() const noexcept override { return true; }

  /// sys.getswitchinterval, sys.setswitchinterval. Threads: the holder.
  [[nodiscard]] Seconds interval() const noexcept { return Seconds{interval_s_.load(std::memory_order_relaxed)}; }
  void set_interval(Seconds interval) noexcept { interval_s_.store(interval.count(), std::memory_order_relaxed); }

  ~Gil() { assert(holder_ == nullptr && waiters_.empty()); }

 private:
  enum class Attempt : std::uint8_t { acquired, waiting, stopped };
  Attempt begin(Waiter& self, WaitNode& node, std::uint64_t& seen);
  Attempt poll(Waiter& self, WaitNode& node, bool timed_out, std::uint64_t& seen);
  void hold(Waiter& self) noexcept THREADBOX_REQUIRES(guard_);
  void hand_over() noexcept THREADBOX_REQUIRES(guard_);

  Guard guard_;
  Waiter* holder_ THREADBOX_GUARDED_BY(guard_) = nullptr;
  std::uint64_t switches_ THREADBOX_GUARDED_BY(guard_) = 0;  // tells a waiter whether another thread got the GIL meanwhile
  WaitQueue waiters_ THREADBOX_GUARDED_BY(guard_){guard_};
  std::atomic<double> interval_s_;
};

}  // namespace threadbox::script
