#include <threadbox/sync/rlock.h>

namespace threadbox {

namespace {

constexpr const char* not_acquired = "cannot release un-acquired lock";

}  // namespace

RLock::RLock(Runtime* runtime, Waiter* self) : SyncObject(ObjectKind::rlock, runtime, self) {}

bool RLock::tell(ObjectState& state) const noexcept {
  state.argument = owner();
  state.more = TraceEvent::count_argument(count());
  // Held without an owner: it was handed over to a thread that has not polled yet.
  return state.argument != 0 || !core_.held();
}

void RLock::finish_acquire(Waiter& self, std::uint64_t count) noexcept {
  set_owner(self, count);
  trace(self, EventKind::lock_acquired, TraceEvent::count_argument(count));
}

bool RLock::try_acquire(Waiter& self) noexcept {
  if (is_owned(self)) {
    reacquire();
    trace(self, EventKind::lock_acquired, TraceEvent::count_argument(count()));
    return true;
  }
  if (!core_.try_acquire(self.token())) return false;
  finish_acquire(self, 1);
  return true;
}

bool RLock::acquire(bool blocking, Seconds timeout) {
  if (blocking && timeout == Seconds{-1}) return acquire();
  Acquire operation(*this, blocking, timeout);
  wait_or_throw(this_waiter(), operation);
  return operation.acquired();
}

bool RLock::acquire_slow(Waiter& self) {
  if (try_acquire(self)) return true;
  if (id() == 0 && core_.spin_acquire(self.token())) return set_owner(self, 1);
  Acquire operation(*this);
  wait_or_throw(self, operation);
  return true;
}

void RLock::release_slow(Waiter& self) {
  if (!is_owned(self)) throw Error(ErrorType::RuntimeError, not_acquired);
  const std::uint64_t left = count() - 1;
  // Recorded before the release, so that the next owner's lock_acquired has a later number.
  trace(self, EventKind::lock_released, TraceEvent::count_argument(left));
  if (left == 0) core_.release(self.token());
  else recursion_.store(left - 1, std::memory_order_relaxed);
}

std::uint64_t RLock::release_save(Waiter& self) {
  const std::uint64_t saved = count();
  if (saved == 0) throw Error(ErrorType::RuntimeError, not_acquired);
  recursion_.store(0, std::memory_order_relaxed);
  trace(self, EventKind::lock_released);
  core_.release();
  return saved;
}

void RLock::acquire_restore(std::uint64_t count) {
  AcquireRestore operation(*this, count);
  wait_or_throw(this_waiter(), operation);
}

RLock::AcquireRestore::AcquireRestore(RLock& lock, std::uint64_t count) noexcept
    : Operation(OperationKind::rlock_acquire, &lock), lock_(lock), count_(count) {}

Progress RLock::AcquireRestore::poll(Waiter& self) {
  if (!lock_.core_.poll(node_, self, self.token())) return Progress::pending;
  lock_.finish_acquire(self, count_);
  return Progress::done;
}

Progress RLock::AcquireRestore::cancel(Waiter&, CancelReason why) {
  if (why != CancelReason::stop) return Progress::pending;
  if (lock_.core_.cancel(node_)) lock_.core_.release();
  return Progress::done;
}

}  // namespace threadbox
