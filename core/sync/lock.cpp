#include <threadbox/sync/lock.h>

#include <cassert>
#include <mutex>

namespace threadbox {

namespace {

// state_:  held     somebody has the lock
//          queued   waiters_ is not empty; changed under guard_ only
//
//          0 ──acquire──► held ──release──► 0                          the fast path: one CAS each
//          held ──a waiter queues──► held|queued
//          held|queued ──release──► queued (and the first is woken; anybody may take it: barging)
//          held|queued ──release, the first has waited too long──► held|queued (handed over)
//          queued ──acquire──► held|queued
constexpr std::uint32_t held = 1, queued = 2;

// PyMutex's TIME_TO_BE_FAIR_NS.
constexpr TimeNs time_to_be_fair_ns = 1'000'000;

}  // namespace

Lock::Lock(Runtime* runtime, Waiter* self) : SyncObject(ObjectKind::lock, runtime, self) {}

Lock::~Lock() { assert(waiters_.empty()); }

bool Lock::locked() const noexcept { return (state_.load(std::memory_order_relaxed) & held) != 0; }

bool Lock::try_take() noexcept {
  std::uint32_t state = 0;
  if (state_.compare_exchange_strong(state, held, std::memory_order_acquire, std::memory_order_relaxed))
    return true;
  while ((state & held) == 0) {
    if (state_.compare_exchange_weak(state, state | held, std::memory_order_acquire,
                                     std::memory_order_relaxed))
      return true;
  }
  return false;
}

bool Lock::try_acquire(Waiter& self) noexcept {
  if (!try_take()) return false;
  trace(self, EventKind::lock_acquired);
  return true;
}

bool Lock::acquire(bool blocking, Seconds timeout) {
  const bool plain = blocking && timeout == Seconds{-1};
  if (plain && id() == 0 && try_take()) return true;
  Acquire operation(*this, blocking, timeout);
  wait_or_throw(this_waiter(), operation);
  return operation.acquired();
}

void Lock::release() {
  // Without a trace nobody needs to know who releases.
  if (id() != 0) return release(this_waiter());
  release_untraced();
}

void Lock::release(Waiter& self) {
  // Before the fact, so that the next owner's lock_acquired has a later number.
  if (locked()) trace(self, EventKind::lock_released);
  release_untraced();
}

void Lock::release_untraced() {
  std::uint32_t state = held;
  if (state_.compare_exchange_strong(state, 0, std::memory_order_release, std::memory_order_relaxed))
    return;
  if ((state & held) == 0) throw Error(ErrorType::RuntimeError, "release unlocked lock");
  release_to_waiters();
}

void Lock::release_to_waiters() {
  std::lock_guard guarded(guard_);
  WaitNode* first = waiters_.front();
  if (first != nullptr && first->waiter()->clock().now_ns() - first->since_ns() >= time_to_be_fair_ns) {
    waiters_.grant_front();
    if (waiters_.empty()) state_.fetch_and(~queued, std::memory_order_relaxed);
    return;
  }
  // The first stays in the queue until it has the lock: it keeps its place when somebody barges in.
  const std::uint32_t before = state_.fetch_and(~held, std::memory_order_release);
  if ((before & held) == 0) throw Error(ErrorType::RuntimeError, "release unlocked lock");
  if (first != nullptr) first->waiter()->unpark();
}

void Lock::leave_queue(WaitNode& node) noexcept {
  waiters_.remove(node);
  if (waiters_.empty()) state_.fetch_and(~queued, std::memory_order_relaxed);
}

Lock::Acquire::Acquire(Lock& lock, bool blocking, Seconds timeout)
    : Operation(OperationKind::lock_acquire, &lock, checked_acquire_timeout(blocking, timeout)),
      lock_(lock),
      blocking_(blocking && timeout != Seconds{0}) {}

Progress Lock::Acquire::poll(Waiter& self) {
  if (node_.granted()) return succeed(self);
  if (lock_.try_take()) {
    if (node_.queued()) {
      std::lock_guard guarded(lock_.guard_);
      lock_.leave_queue(node_);
    }
    return succeed(self);
  }
  if (!blocking_) return Progress::done;
  std::lock_guard guarded(lock_.guard_);
  if (node_.granted()) return succeed(self);
  return node_.queued() ? Progress::pending : enqueue(self);
}

/// Under the guard: announces the waiter, then looks once more. A release before the announcement is seen
/// here; one after it finds the waiter in the queue.
Progress Lock::Acquire::enqueue(Waiter& self) {
  std::uint32_t state = lock_.state_.load(std::memory_order_relaxed);
  while (true) {
    const std::uint32_t wanted = (state & held) == 0 ? state | held : state | queued;
    if (!lock_.state_.compare_exchange_weak(state, wanted, std::memory_order_acquire,
                                            std::memory_order_relaxed))
      continue;
    if ((state & held) == 0) return succeed(self);
    lock_.waiters_.push_back(node_, self);
    return Progress::pending;
  }
}

Progress Lock::Acquire::cancel(Waiter& self, CancelReason why) {
  {
    std::lock_guard guarded(lock_.guard_);
    if (!node_.granted()) {
      lock_.leave_queue(node_);
      // The wake-up that was on its way to this waiter goes to the next, or nobody would take the lock.
      WaitNode* next = lock_.waiters_.front();
      if (next != nullptr && !lock_.locked()) next->waiter()->unpark();
      if (why == CancelReason::interrupt) return raise(ErrorType::KeyboardInterrupt, "");
      return Progress::done;
    }
  }
  return succeed(self);  // Handed over already: it is ours, whatever the reason was.
}

Progress Lock::Acquire::succeed(Waiter& self) {
  acquired_ = true;
  lock_.trace(self, EventKind::lock_acquired);
  return Progress::done;
}

}  // namespace threadbox
