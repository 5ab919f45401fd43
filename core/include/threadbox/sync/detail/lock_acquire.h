#pragma once

#include <threadbox/park/detail/wait_queue.h>
#include <threadbox/park/operation.h>

namespace threadbox {

class Lock;
class RLock;

namespace detail {

/// The blocking half of acquire, for a Lock and an RLock alike. Ends as done with acquired() true, or false on timeout.
/// Threads:  the waiting thread only, always with the same waiter.
template <typename AnyLock>
class LockAcquire final : public Operation {
 public:
  /// Errors (thrown): as checked_acquire_timeout.
  explicit LockAcquire(AnyLock& lock, bool blocking = true, Seconds timeout = Seconds{-1});
  Progress poll(Waiter& self) override;
  Progress cancel(Waiter& self, CancelReason why) override;
  [[nodiscard]] bool acquired() const noexcept { return acquired_; }

 private:
  Progress succeed(Waiter& self);

  AnyLock& lock_;
  WaitNode node_;
  bool blocking_;
  bool acquired_ = false;
};

extern template class LockAcquire<Lock>;
extern template class LockAcquire<RLock>;

}  // namespace detail

}  // namespace threadbox
