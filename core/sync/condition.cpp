#include <threadbox/sync/condition.h>

#include <algorithm>
#include <cassert>

namespace threadbox {

Condition::Condition(Runtime* runtime, Waiter* self)
    : SyncObject(ObjectKind::condition, runtime, self),
      own_(std::in_place, runtime, self),
      lock_(nullptr),
      rlock_(&*own_),
      core_(rlock_->core_) {}

Condition::Condition(Lock& lock, Runtime* runtime, Waiter* self)
    : SyncObject(ObjectKind::condition, runtime, self), lock_(&lock), rlock_(nullptr), core_(lock.core_) {}

Condition::Condition(RLock& lock, Runtime* runtime, Waiter* self)
    : SyncObject(ObjectKind::condition, runtime, self), lock_(nullptr), rlock_(&lock), core_(lock.core_) {}

Condition::~Condition() {
  assert(waiters_.empty());
  end_trace();
}

bool Condition::is_owned(const Waiter& self) const noexcept {
  // A Lock has no owner, so CPython checks whether any thread holds it.
  return rlock_ != nullptr ? rlock_->is_owned(self) : core_.held();
}

std::uint64_t Condition::release_save(Waiter& self) {
  if (rlock_ != nullptr) return rlock_->release_save(self);
  lock_->release(self);
  return 1;
}

bool Condition::poll_restore(WaitNode& node, Waiter& self, std::uint64_t saved) noexcept {
  if (!core_.poll(node, self, rlock_ != nullptr ? rlock_->owner_word(self) : lock_->owner_word(self))) return false;
  if (rlock_ != nullptr) {
    rlock_->finish_acquire(self, saved);
  } else {
    lock_->finish_acquire(self);
  }
  return true;
}

bool Condition::acquire(bool blocking, Seconds timeout) {
  return rlock_ != nullptr ? rlock_->acquire(blocking, timeout) : lock_->acquire(blocking, timeout);
}

void Condition::release() {
  if (rlock_ != nullptr) {
    rlock_->release();
  } else {
    lock_->release();
  }
}

int Condition::n_waiting() const noexcept {
  GuardLock guarded(guard_);
  return waiters_.size();
}

int Condition::notify(Waiter& self, long long n) {
  if (!is_owned(self)) throw Error(ErrorType::RuntimeError, "cannot notify on un-acquired lock");
  GuardLock guarded(guard_);
  const int woken = static_cast<int>(std::clamp<long long>(n, 0, waiters_.size()));
  trace(self, EventKind::condition_notified, static_cast<std::uint32_t>(woken));
  for (int i = 0; i < woken; ++i) waiters_.grant_front();
  return woken;
}

bool Condition::wait(std::optional<Seconds> timeout) {
  Waiter& self = this_waiter();
  Wait operation(*this, timeout);
  const Progress progress = threadbox::wait(self, operation);
  if (progress == Progress::raised) throw operation.error();
  if (progress == Progress::pending) {
    // As pthread_cancel does, since lock guards on the thread's stack are about to release the lock.
    WaitNode node;
    while (!poll_restore(node, self, operation.saved_)) self.park();
    throw ThreadStopped{};
  }
  return operation.notified();
}

Condition::Wait::Wait(Condition& condition, std::optional<Seconds> timeout)
    : Operation(OperationKind::condition_wait, &condition, not_negative(timeout)), condition_(condition) {}

Progress Condition::Wait::poll(Waiter& self) {
  if (phase_ == Phase::start) return begin(self);
  if (phase_ == Phase::waiting) {
    if (!node_.granted()) {
      GuardLock guarded(condition_.guard_);
      if (!node_.granted()) return Progress::pending;
    }
    notified_ = true;
    phase_ = Phase::taking_back;
  }
  return take_back(self);
}

Progress Condition::Wait::begin(Waiter& self) {
  if (!condition_.is_owned(self)) return raise(ErrorType::RuntimeError, "cannot wait on un-acquired lock");
  if (timeout() > timeout_max) return raise(ErrorType::OverflowError, timeout_too_large);
  if (timeout() == Seconds{0}) {
    saved_ = condition_.release_save(self);
    phase_ = Phase::taking_back;
    return take_back(self);
  }
  {
    // Queued before the lock is released, so that the next owner's notify finds this waiter.
    GuardLock guarded(condition_.guard_);
    condition_.waiters_.push_back(node_, self);
  }
  phase_ = Phase::waiting;
  saved_ = condition_.release_save(self);
  return Progress::pending;
}

Progress Condition::Wait::take_back(Waiter& self) {
  if (!condition_.poll_restore(lock_node_, self, saved_)) return Progress::pending;
  return interrupted_ ? raise(ErrorType::KeyboardInterrupt, "") : Progress::done;
}

Progress Condition::Wait::cancel(Waiter& self, CancelReason why) {
  if (why == CancelReason::stop) {
    stop();
    return Progress::done;
  }
  if (phase_ == Phase::waiting) {
    GuardLock guarded(condition_.guard_);
    notified_ = node_.granted();
    interrupted_ = why == CancelReason::interrupt && !notified_;
    condition_.waiters_.remove(node_);
    phase_ = Phase::taking_back;
  }
  return take_back(self);
}

void Condition::Wait::stop() noexcept {
  if (phase_ == Phase::taking_back && condition_.core_.cancel(lock_node_)) condition_.core_.release();
  GuardLock guarded(condition_.guard_);
  condition_.waiters_.remove(node_);
  if (node_.granted() && !condition_.waiters_.empty()) condition_.waiters_.grant_front();
}

}  // namespace threadbox
