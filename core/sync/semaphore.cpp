#include <threadbox/sync/semaphore.h>

#include "fairness.h"

#include <algorithm>
#include <cassert>
#include <limits>

namespace threadbox {

namespace {

// Leaves room above, so that no sum of a value and a release overflows the state.
constexpr std::int64_t largest_value = std::numeric_limits<std::int64_t>::max() / 2 - 1;
std::int64_t checked_value(long long value) {
  if (value < 0) throw Error(ErrorType::ValueError, "semaphore initial value must be >= 0");
  if (value > largest_value) throw Error(ErrorType::OverflowError, "semaphore value is too large");
  return value;
}

std::uint16_t traced(std::int64_t value) noexcept {
  return static_cast<std::uint16_t>(std::clamp<std::int64_t>(value, 0, 65535));
}

}  // namespace

Semaphore::Semaphore(long long value, Runtime* runtime, Waiter* self) : Semaphore(value, largest_value, runtime, self) {}

Semaphore::Semaphore(long long value, long long bound, Runtime* runtime, Waiter* self)
    : SyncObject(ObjectKind::semaphore, runtime, self, checked_value(value)), state_(value * one_permit), bound_(bound) {}

Semaphore::~Semaphore() {
  assert(waiters_.empty());
  end_trace();
}

bool Semaphore::tell(ObjectState& state) const noexcept {
  const auto now = static_cast<std::uint64_t>(value());
  state.argument = static_cast<std::uint32_t>(now);
  state.more = static_cast<std::uint32_t>(now >> 32);
  return true;
}

bool Semaphore::try_acquire(Waiter& self) noexcept {
  if (!try_take()) return false;
  trace(self, EventKind::semaphore_acquired, 1, 0, traced(value()));
  return true;
}

bool Semaphore::acquire(bool blocking, std::optional<Seconds> timeout) {
  Acquire operation(*this, blocking, timeout);
  wait_or_throw(this_waiter(), operation);
  return operation.acquired();
}

bool Semaphore::acquire_slow() {
  Acquire operation(*this);
  wait_or_throw(this_waiter(), operation);
  return true;
}

void Semaphore::release(long long n) { release(this_waiter(), n); }

void Semaphore::release(Waiter& self, long long n) {
  if (n < 1) throw Error(ErrorType::ValueError, "n must be one or more");
  if (id() == 0 && try_give(n)) return;
  release_slow(self, n);
}

void Semaphore::release_slow(Waiter& self, long long n) {
  // Recorded before the release, so that the acquire that it allows has a later number.
  if (id() != 0 && n <= bound_ - value())
    trace(self, EventKind::semaphore_released,
          static_cast<std::uint32_t>(std::min<long long>(n, std::numeric_limits<std::uint32_t>::max())), 0, traced(value() + n));
  if (try_give(n)) return;
  GuardLock guarded(guard_);
  if (n <= bound_ - value()) return release_to_waiters(n);
  watch(self);  // Another thread may have released since value() was checked, so that a recorded release did not happen.
  if (bound_ == largest_value) throw Error(ErrorType::OverflowError, "semaphore value is too large");
  throw Error(ErrorType::ValueError, "Semaphore released too many times");
}

void Semaphore::release_to_waiters(std::int64_t n) {
  for (; n > 0 && !waiters_.empty(); --n) {
    const WaitNode& first = *waiters_.front();
    if (!has_waited_too_long(first, first.waiter()->clock().now_ns())) break;
    waiters_.grant_front();
  }
  if (waiters_.empty()) state_.fetch_and(~queued_bit, std::memory_order_relaxed);
  state_.fetch_add(n * one_permit, std::memory_order_release);
  wake();
}

void Semaphore::wake() noexcept { waiters_.wake_until(value()); }

/// Takes the waiter off the queue. If there are permits, other waiters are woken, since the wake-up may have been given to this
/// one.
void Semaphore::dequeue(WaitNode& node) noexcept {
  waiters_.remove(node);
  if (waiters_.empty()) state_.fetch_and(~queued_bit, std::memory_order_relaxed);
  wake();
}

Semaphore::Acquire::Acquire(Semaphore& semaphore, bool blocking, std::optional<Seconds> timeout)
    : Operation(OperationKind::semaphore_acquire, &semaphore, not_negative(timeout)),
      semaphore_(semaphore),
      blocking_(blocking && this->timeout() != Seconds{0}) {
  if (!blocking && timeout) throw Error(ErrorType::ValueError, "can't specify timeout for non-blocking acquire");
}

Progress Semaphore::Acquire::poll(Waiter& self) {
  if (node_.granted()) return succeed(self);
  // A queued waiter takes a permit under the guard only; otherwise a concurrent release would count it as still on its way and
  // wake no other.
  if (node_.waiter() == nullptr && semaphore_.try_take()) return succeed(self);
  if (!blocking_) return Progress::done;
  if (timeout() > timeout_max) return raise(ErrorType::OverflowError, timeout_too_large);
  return enqueue(self);
}

/// One compare-and-swap both takes a permit, if there is one, and announces the waiter otherwise, so a later release wakes a
/// waiter.
Progress Semaphore::Acquire::enqueue(Waiter& self) {
  const TimeNs now = node_.queued() ? 0 : self.clock().now_ns();
  GuardLock guarded(semaphore_.guard_);
  if (node_.granted()) return succeed(self);
  std::int64_t state = semaphore_.state_.load(std::memory_order_relaxed);
  while (true) {
    const bool available = state >= one_permit;
    if (!semaphore_.state_.compare_exchange_weak(state, available ? state - one_permit : state | queued_bit,
                                                 std::memory_order_acquire, std::memory_order_relaxed))
      continue;
    if (available) {
      if (node_.queued()) semaphore_.dequeue(node_);
      return succeed(self);
    }
    if (node_.queued()) {
      semaphore_.waiters_.sleep_again(node_);
    } else {
      semaphore_.waiters_.push_back(node_, self, now);
    }
    return Progress::pending;
  }
}

Progress Semaphore::Acquire::cancel(Waiter& self, CancelReason why) {
  GuardLock guarded(semaphore_.guard_);
  if (node_.granted()) {
    // The permit was granted, so the acquire succeeds, whatever the reason was. A thread that is stopped passes the permit on.
    if (why != CancelReason::stop) return succeed(self);
    semaphore_.release_to_waiters(1);
    return Progress::done;
  }
  // As in CPython, an acquire that times out tries once more.
  const bool taken = why == CancelReason::timeout && semaphore_.try_take();
  semaphore_.dequeue(node_);
  if (taken) return succeed(self);
  return end_cancelled(why);
}

Progress Semaphore::Acquire::succeed(Waiter& self) {
  acquired_ = true;
  semaphore_.trace(self, EventKind::semaphore_acquired, 1, 0, traced(semaphore_.value()));
  return Progress::done;
}

}  // namespace threadbox
