#pragma once

#include <threadbox/park/guard.h>
#include <threadbox/park/wait_queue.h>
#include <threadbox/sync/blocking.h>
#include <threadbox/sync/sync_object.h>
#include <threadbox/sync/timeout.h>

#include <atomic>

namespace threadbox {

/// Python's threading.Lock (_thread.lock).
/// Threads:  any; any thread may release.
/// Errors:   RuntimeError "release unlocked lock"; acquire: see checked_acquire_timeout.
/// Units:    seconds; -1 waits for ever.
/// Fairness: a release does not hand the lock over, unless a waiter has waited over 1 ms.
/// Mirrors:  Modules/_threadmodule.c, Python/lock.c (PyMutex).
class Lock : public SyncObject {
 public:
  explicit Lock(Runtime* runtime = nullptr, Waiter* self = nullptr);
  ~Lock();

  /// The blocking half of acquire, for runners. Ends as done with acquired() true, or false on timeout.
  class Acquire;

  /// Takes the lock. False on timeout, or when not `blocking` and it is held.
  bool acquire(bool blocking = true, Seconds timeout = Seconds{-1});
  /// One try; one compare-and-swap when free.
  bool try_acquire(Waiter& self) noexcept;
  /// Gives it back and wakes one waiter. Errors: RuntimeError "release unlocked lock".
  void release();
  void release(Waiter& self);
  [[nodiscard]] bool locked() const noexcept;

 private:
  friend class Acquire;
  bool try_take() noexcept;
  void release_untraced();
  void release_to_waiters();
  void leave_queue(WaitNode& node) noexcept;  // guard_ is held

  std::atomic<std::uint32_t> state_{0};  // bits: see lock.cpp
  Guard guard_;
  WaitQueue waiters_;  // guarded by guard_
};

class Lock::Acquire final : public Operation {
 public:
  /// Errors (thrown): as checked_acquire_timeout.
  explicit Acquire(Lock& lock, bool blocking = true, Seconds timeout = Seconds{-1});
  Progress poll(Waiter& self) override;
  Progress cancel(Waiter& self, CancelReason why) override;
  [[nodiscard]] bool acquired() const noexcept { return acquired_; }

 private:
  Progress enqueue(Waiter& self);
  Progress succeed(Waiter& self);

  Lock& lock_;
  WaitNode node_;
  bool blocking_;
  bool acquired_ = false;
};

}  // namespace threadbox
