#pragma once

#include <threadbox/park/detail/atomic.h>
#include <threadbox/park/detail/guard.h>
#include <threadbox/park/detail/wait_queue.h>
#include <threadbox/sync/blocking.h>
#include <threadbox/sync/sync_object.h>
#include <threadbox/sync/timeout.h>

#include <cstdint>

namespace threadbox {

/// Python's threading.Semaphore.
/// Threads:  any; any thread may release.
/// Errors:   ValueError "semaphore initial value must be >= 0"; see also acquire and release.
/// Units:    seconds; none waits for ever, zero or less returns at once.
/// Owns:     its queue of waiters.
/// Fairness: release does not hand its permits over, unless a waiter has waited for over 1 ms.
/// Mirrors:  Lib/threading.py, class Semaphore.
class Semaphore : public SyncObject {
 public:
  /// Errors: OverflowError "semaphore value is too large" beyond 2**62 (Python has no limit).
  explicit Semaphore(long long value = 1, Runtime* runtime = nullptr, Waiter* self = nullptr);
  ~Semaphore();

  /// The blocking half of acquire, for runners. Ends as done with acquired() true, or false on timeout.
  class Acquire;

  /// Takes a permit, however long that takes. True.
  bool acquire() {
    if (id() == 0 && try_take()) [[likely]]
      return true;
    return acquire_slow();
  }
  /// Takes a permit. False on timeout, or if there is none and `blocking` is false.
  /// Errors: ValueError "can't specify timeout for non-blocking acquire"; OverflowError "timeout value is too
  /// large", if it has to wait; KeyboardInterrupt.
  bool acquire(bool blocking, std::optional<Seconds> timeout = std::nullopt);
  /// Takes a permit if there is one: one compare-and-swap.
  bool try_acquire(Waiter& self) noexcept;

  /// Returns `n` permits and wakes up to `n` waiters.
  /// Errors: ValueError "n must be one or more"; for a BoundedSemaphore, ValueError "Semaphore released too many
  /// times"; OverflowError "semaphore value is too large". After an error the value is unchanged.
  void release() {
    if (id() == 0 && try_give(1)) [[likely]]
      return;
    release_slow(this_waiter(), 1);
  }
  void release(long long n);
  void release(Waiter& self, long long n = 1);

  bool tell(ObjectState& state) const noexcept override;
  /// The number of permits; repr shows it.
  [[nodiscard]] long long value() const noexcept { return state_.load(std::memory_order_relaxed) >> value_shift; }

 protected:
  /// `bound`: the largest value allowed.
  Semaphore(long long value, long long bound, Runtime* runtime, Waiter* self);

 private:
  friend class Acquire;
  // state_:
  //   bit 0   queued  waiters_ is not empty; changed under guard_ only
  //   bits 1… value   the number of permits
  //
  //   value ──acquire──► value-1                           one compare-and-swap, also while threads are queued (barging)
  //   value ──release(n)──► value+n                        one compare-and-swap while no thread is queued
  //   value|queued ──release(n)──► value+n[|queued]        under guard_: waiters are woken for the permits; each takes its own
  //                                                        when it polls, unless another thread was faster. A waiter that
  //                                                        has waited for too long is granted its permit instead
  //
  // Acquiring a permit acquires, releasing one releases, so that a thread sees what came before the release. Changes of queued
  // alone are relaxed, since guard_ orders them.
  static constexpr std::int64_t queued_bit = 1, one_permit = 2;
  static constexpr int value_shift = 1;

  bool try_take() noexcept {
    std::int64_t state = state_.load(std::memory_order_relaxed);
    while (state >= one_permit) {
      if (state_.compare_exchange_weak(state, state - one_permit, std::memory_order_acquire, std::memory_order_relaxed))
        return true;
    }
    return false;
  }
  /// False if a thread is queued, or if there would be too many permits.
  bool try_give(std::int64_t n) noexcept {
    std::int64_t state = state_.load(std::memory_order_relaxed);
    while ((state & queued_bit) == 0 && n <= bound_ - (state >> value_shift)) {
      if (state_.compare_exchange_weak(state, state + n * one_permit, std::memory_order_release, std::memory_order_relaxed))
        return true;
    }
    return false;
  }
  bool acquire_slow();
  void release_slow(Waiter& self, long long n);
  void release_to_waiters(std::int64_t n) THREADBOX_REQUIRES(guard_);
  void dequeue(WaitNode& node) noexcept THREADBOX_REQUIRES(guard_);
  void wake() noexcept THREADBOX_REQUIRES(guard_);

  Atomic<std::int64_t> state_;
  const std::int64_t bound_;
  Guard guard_;
  WaitQueue waiters_ THREADBOX_GUARDED_BY(guard_){guard_};
};

/// Python's threading.BoundedSemaphore: its value never exceeds the initial one.
/// Mirrors: Lib/threading.py, class BoundedSemaphore.
class BoundedSemaphore : public Semaphore {
 public:
  explicit BoundedSemaphore(long long value = 1, Runtime* runtime = nullptr, Waiter* self = nullptr)
      : Semaphore(value, value, runtime, self), initial_value_(value) {}
  [[nodiscard]] long long initial_value() const noexcept { return initial_value_; }

 private:
  long long initial_value_;
};

class Semaphore::Acquire final : public Operation {
 public:
  /// Errors (thrown): ValueError "can't specify timeout for non-blocking acquire".
  explicit Acquire(Semaphore& semaphore, bool blocking = true, std::optional<Seconds> timeout = std::nullopt);
  Progress poll(Waiter& self) override;
  Progress cancel(Waiter& self, CancelReason why) override;
  [[nodiscard]] bool acquired() const noexcept { return acquired_; }

 private:
  Progress enqueue(Waiter& self);
  Progress succeed(Waiter& self);

  Semaphore& semaphore_;
  WaitNode node_;
  bool blocking_;
  bool acquired_ = false;
};

}  // namespace threadbox
