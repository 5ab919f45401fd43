#pragma once

#include <threadbox/park/detail/atomic.h>
#include <threadbox/sync/blocking.h>
#include <threadbox/sync/detail/lock_acquire.h>
#include <threadbox/sync/detail/lock_core.h>
#include <threadbox/sync/sync_object.h>
#include <threadbox/sync/timeout.h>

namespace threadbox {

/// Python's threading.RLock (_thread.RLock). Meets Lockable, for std::lock_guard and std::unique_lock.
/// Threads:  any; only the owner may release. A thread is identified by its Waiter.
/// Errors:   RuntimeError "cannot release un-acquired lock" (also when another thread owns it); acquire: see
///           checked_acquire_timeout, KeyboardInterrupt.
/// Units:    seconds; -1 waits for ever.
/// Owns:     its queue of waiters.
/// Fairness: as Lock.
/// Mirrors:  Modules/_threadmodule.c, rlockobject.
class RLock : public SyncObject {
 public:
  explicit RLock(Runtime* runtime = nullptr, Waiter* self = nullptr);
  ~RLock() { end_trace(); }

  /// The blocking half of acquire, for runners. Ends as done with acquired() true, or false on timeout.
  using Acquire = detail::LockAcquire<RLock>;
  /// Acquires again what release_save released. Cannot be interrupted and has no timeout.
  class AcquireRestore;

  /// Acquires the lock, or acquires it once more if the caller owns it. True.
  bool acquire() {
    Waiter& self = this_waiter();
    if (id() == 0) [[likely]] {
      if (is_owned(self)) return reacquire();
      if (core_.try_acquire(self.token())) [[likely]]
        return set_owner(self, 1);
    }
    return acquire_slow(self);
  }
  /// Acquires the lock. False on timeout, or if another thread owns it and `blocking` is false.
  bool acquire(bool blocking, Seconds timeout = Seconds{-1});
  /// Acquires the lock if it is free or the caller's: one compare-and-swap if it is free, no atomic exchange if it is the
  /// caller's.
  bool try_acquire(Waiter& self) noexcept;
  /// Undoes one acquire; the last one releases the lock. Errors: RuntimeError, see above.
  void release() { release(this_waiter()); }
  void release(Waiter& self) {
    if (id() != 0 || !is_owned(self)) [[unlikely]]
      return release_slow(self);
    const std::uint64_t recursion = recursion_.load(std::memory_order_relaxed);
    if (recursion == 0) core_.release(self.token());
    else recursion_.store(recursion - 1, std::memory_order_relaxed);
  }

  /// Releases the lock completely and returns its recursion count. Mirrors _release_save.
  /// Errors: RuntimeError "cannot release un-acquired lock" if no thread owns it.
  std::uint64_t release_save(Waiter& self);
  /// Acquires it and sets its recursion count. Mirrors _acquire_restore.
  void acquire_restore(std::uint64_t count);

  /// Mirrors _is_owned.
  [[nodiscard]] bool is_owned(const Waiter& self) const noexcept { return core_.owner() == self.token(); }
  /// The recursion count; 0 unless `self` owns the lock. Mirrors _recursion_count.
  [[nodiscard]] std::uint64_t recursion_count(const Waiter& self) const noexcept { return is_owned(self) ? count() : 0; }

  [[nodiscard]] bool locked() const noexcept { return core_.held(); }
  bool tell(ObjectState& state) const noexcept override;
  /// The owner's ident, 0 if there is none, and the recursion count; both for repr.
  [[nodiscard]] ThreadId owner() const noexcept {
    return core_.owner() != LockCore::no_owner ? owner_ident_.load(std::memory_order_relaxed) : 0;
  }
  [[nodiscard]] std::uint64_t count() const noexcept {
    return core_.owner() != LockCore::no_owner ? recursion_.load(std::memory_order_relaxed) + 1 : 0;
  }

  void lock() { acquire(); }
  bool try_lock() { return acquire(false); }
  void unlock() { release(); }

 private:
  friend class detail::LockAcquire<RLock>;
  friend class AcquireRestore;
  friend class Condition;

  static constexpr OperationKind acquire_kind = OperationKind::rlock_acquire;
  [[nodiscard]] bool is_reentered_by(const Waiter& self) const noexcept { return is_owned(self); }
  [[nodiscard]] static std::uint32_t owner_word(const Waiter& self) noexcept { return self.token(); }

  bool reacquire() noexcept {
    recursion_.store(recursion_.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
    return true;
  }
  /// Stores only what has changed: WebAssembly has no relaxed store, and a sequentially consistent one costs as much as an
  /// exchange.
  bool set_owner(Waiter& self, std::uint64_t count) noexcept {
    if (owner_ident_.load(std::memory_order_relaxed) != self.thread())
      owner_ident_.store(self.thread(), std::memory_order_relaxed);
    if (count > 1) recursion_.store(count - 1, std::memory_order_relaxed);
    return true;
  }
  void finish_acquire(Waiter& self, std::uint64_t count = 1) noexcept;
  bool acquire_slow(Waiter& self);
  void release_slow(Waiter& self);

  LockCore core_;
  // Only the owner writes these. Relaxed: core_ orders one owner's accesses after another's; other threads read them only for
  // repr and for the observer.
  Atomic<ThreadId> owner_ident_{0};  ///< The ident of the current or last owner.
  Atomic<std::uint64_t> recursion_{0};  ///< The recursion count less 1; 0 while the lock is free.
};

class RLock::AcquireRestore final : public Operation {
 public:
  AcquireRestore(RLock& lock, std::uint64_t count) noexcept;
  Progress poll(Waiter& self) override;
  Progress cancel(Waiter& self, CancelReason why) override;

 private:
  RLock& lock_;
  WaitNode node_;
  std::uint64_t count_;
};

}  // namespace threadbox
