#include <threadbox/sync/lock.h>

namespace threadbox {

Lock::Lock(Runtime* runtime, Waiter* self) : SyncObject(ObjectKind::lock, runtime, self) {}

bool Lock::try_acquire(Waiter& self) noexcept {
  if (!core_.try_acquire(owner_word(self))) return false;
  trace(self, EventKind::lock_acquired);
  return true;
}

bool Lock::acquire(bool blocking, Seconds timeout) {
  if (blocking && timeout == Seconds{-1}) return acquire();
  Acquire operation(*this, blocking, timeout);
  wait_or_throw(this_waiter(), operation);
  return operation.acquired();
}

bool Lock::acquire_slow() {
  if (id() == 0 && core_.spin_acquire()) return true;
  Acquire operation(*this);
  wait_or_throw(this_waiter(), operation);
  return true;
}

void Lock::release(Waiter& self) {
  // Recorded before the release, so that the next owner's lock_acquired has a later number.
  if (locked()) trace(self, EventKind::lock_released);
  if (core_.release(owner_word(self))) return;
  watch(self);  // Another thread has released it since locked() was checked, so the recorded release did not happen.
  raise_unlocked();
}

bool Lock::tell(ObjectState& state) const noexcept {
  state.argument = core_.owner();
  // Held without an owner: it was handed over to a thread that has not polled yet.
  return state.argument != LockCore::no_owner || !core_.held();
}

void Lock::raise_unlocked() { throw Error(ErrorType::RuntimeError, "release unlocked lock"); }

}  // namespace threadbox
