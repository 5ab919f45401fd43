#pragma once

#include <threadbox/sync/blocking.h>
#include <threadbox/sync/detail/lock_acquire.h>
#include <threadbox/sync/detail/lock_core.h>
#include <threadbox/sync/sync_object.h>
#include <threadbox/sync/timeout.h>

namespace threadbox {

/// Python's threading.Lock (_thread.lock). Meets Lockable, for std::lock_guard and std::unique_lock.
/// Threads:  any; any thread may release.
/// Errors:   RuntimeError "release unlocked lock"; acquire: see checked_acquire_timeout, KeyboardInterrupt.
/// Units:    seconds; -1 waits for ever.
/// Owns:     its queue of waiters.
/// Fairness: release does not hand the lock over, unless a waiter has waited for over 1 ms.
/// Mirrors:  Modules/_threadmodule.c, Python/lock.c (PyMutex).
class Lock : public SyncObject {
 public:
  explicit Lock(Runtime* runtime = nullptr, Waiter* self = nullptr);
  ~Lock() { end_trace(); }

  /// The blocking half of acquire, for runners. Ends as done with acquired() true, or false on timeout.
  using Acquire = detail::LockAcquire<Lock>;

  /// Acquires the lock, however long that takes. True.
  bool acquire() {
    if (id() == 0 && core_.try_acquire()) [[likely]]
      return true;
    return acquire_slow();
  }
  /// Acquires the lock. False on timeout, or if it is held and `blocking` is false.
  bool acquire(bool blocking, Seconds timeout = Seconds{-1});
  /// Acquires the lock if it is free: one compare-and-swap when no thread waits.
  bool try_acquire(Waiter& self) noexcept;
  /// Releases the lock and wakes one waiter. Errors: RuntimeError "release unlocked lock".
  void release() {
    // Without a trace it does not matter which thread releases.
    if (id() != 0) [[unlikely]]
      return release(this_waiter());
    if (!core_.release()) [[unlikely]]
      raise_unlocked();
  }
  void release(Waiter& self);
  [[nodiscard]] bool locked() const noexcept { return core_.held(); }
  bool tell(ObjectState& state) const noexcept override;

  void lock() { acquire(); }
  bool try_lock() { return acquire(false); }
  void unlock() { release(); }

 private:
  friend class detail::LockAcquire<Lock>;
  friend class Condition;
  static constexpr OperationKind acquire_kind = OperationKind::lock_acquire;
  static bool is_reentered_by(const Waiter&) noexcept { return false; }
  void finish_acquire(Waiter& self) noexcept { trace(self, EventKind::lock_acquired); }
  bool acquire_slow();
  [[noreturn]] static void raise_unlocked();
  /// The owner as stored in the word: the thread, for the observer. Without a trace none is stored.
  [[nodiscard]] std::uint32_t owner_word(const Waiter& self) const noexcept {
    return id() != 0 ? self.thread() : LockCore::no_owner;
  }

  LockCore core_;
};

}  // namespace threadbox
