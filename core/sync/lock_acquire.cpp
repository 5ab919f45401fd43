#include <threadbox/sync/detail/lock_acquire.h>

#include <threadbox/sync/lock.h>
#include <threadbox/sync/rlock.h>

namespace threadbox::detail {

template <typename AnyLock>
LockAcquire<AnyLock>::LockAcquire(AnyLock& lock, bool blocking, Seconds timeout)
    : Operation(AnyLock::acquire_kind, &lock, checked_acquire_timeout(blocking, timeout)),
      lock_(lock),
      blocking_(blocking && timeout != Seconds{0}) {}

template <typename AnyLock>
Progress LockAcquire<AnyLock>::poll(Waiter& self) {
  if (!blocking_ || lock_.is_reentered_by(self)) {
    acquired_ = lock_.try_acquire(self);
    return Progress::done;
  }
  return lock_.core_.poll(node_, self, lock_.owner_word(self)) ? succeed(self) : Progress::pending;
}

template <typename AnyLock>
Progress LockAcquire<AnyLock>::cancel(Waiter& self, CancelReason why) {
  if (lock_.core_.cancel(node_, lock_.owner_word(self))) {
    // The lock had been handed over, so the acquire succeeds, whatever the reason was. A thread that is stopped passes the lock on.
    if (why != CancelReason::stop) return succeed(self);
    lock_.core_.release();
  }
  return end_cancelled(why);
}

template <typename AnyLock>
Progress LockAcquire<AnyLock>::succeed(Waiter& self) {
  acquired_ = true;
  lock_.finish_acquire(self);
  return Progress::done;
}

template class LockAcquire<Lock>;
template class LockAcquire<RLock>;

}  // namespace threadbox::detail
