#include <threadbox/sync/detail/lock_core.h>

#include <threadbox/park/detail/futex.h>
#include "fairness.h"

#include <cassert>

namespace threadbox {

LockCore::~LockCore() { assert(waiters_.empty()); }

bool LockCore::try_acquire_slow(std::uint32_t owner) noexcept {
  std::uint32_t state = state_.load(std::memory_order_relaxed);
  while ((state & held_bit) == 0) {
    if (state_.compare_exchange_weak(state, state | held_by(owner), std::memory_order_acquire, std::memory_order_relaxed))
      return true;
  }
  return false;
}

bool LockCore::spin_acquire(std::uint32_t owner) noexcept {
  for (int spins = spin_limit(); spins > 0; --spins) {
    const std::uint32_t state = state_.load(std::memory_order_relaxed);
    if ((state & held_bit) == 0 && try_acquire(owner)) return true;
    if ((state & queued_bit) != 0) return false;
    spin_pause();
  }
  return false;
}

bool LockCore::release_slow() noexcept {
  std::uint32_t state = state_.load(std::memory_order_relaxed);
  while (true) {
    if ((state & held_bit) == 0) return false;
    if ((state & (queued_bit | waking_bit)) == queued_bit) return release_to_waiters();
    if (state_.compare_exchange_weak(state, state & ~holder_mask, std::memory_order_release, std::memory_order_relaxed))
      return true;
  }
}

bool LockCore::release_to_waiters() noexcept {
  GuardLock guarded(guard_);
  WaitNode* first = waiters_.front();
  const TimeNs now = first != nullptr ? first->waiter()->clock().now_ns() : 0;
  // One in a millisecond: if all have waited for long, handing over to each in turn would cost a switch of threads for
  // every release. Waiters may have clocks of their own; that makes it one more at worst.
  if (first != nullptr && has_waited_too_long(*first, now) && now - last_handed_over_ns_ >= time_to_be_fair_ns) {
    if (!held()) return false;
    last_handed_over_ns_ = now;
    // It stays held; by whom, the next one says. If it had been woken, it has looked now.
    const std::uint32_t gone = (holder_mask & ~held_bit) | waking_bit;
    state_.fetch_and(~(waiters_.size() == 1 ? gone | queued_bit : gone), std::memory_order_relaxed);
    waiters_.grant_front();
    return true;
  }
  // The first stays in the queue until it has the lock: it keeps its place when somebody barges in.
  const std::uint32_t waking = first != nullptr ? waking_bit : 0;
  std::uint32_t state = state_.load(std::memory_order_relaxed);
  do {
    if ((state & held_bit) == 0) return false;
  } while (!state_.compare_exchange_weak(state, (state & ~holder_mask) | waking, std::memory_order_release,
                                         std::memory_order_relaxed));
  if (first != nullptr) guard_.wake_later(first->waiter()->signal());
  return true;
}

/// The lock was handed over: says to whom.
bool LockCore::accept_handoff(std::uint32_t owner) noexcept {
  if (owner != no_owner) state_.fetch_or(owner << owner_shift, std::memory_order_relaxed);
  return true;
}

bool LockCore::poll(WaitNode& node, Waiter& self, std::uint32_t owner) noexcept {
  if (node.granted()) return accept_handoff(owner);
  // One that is queued takes it under the guard only: else it might be handed what it has taken by itself.
  if (node.waiter() == nullptr && try_acquire(owner)) return true;
  // Only reads of the clock are slow, so this one is done before others have to wait for it.
  const TimeNs now = node.queued() ? 0 : self.clock().now_ns();
  GuardLock guarded(guard_);
  if (node.granted()) return accept_handoff(owner);
  // Announces the waiter, or that it has looked, and finds out whether the lock is free: in one step, so that
  // whoever gives it back afterwards wakes somebody.
  const bool was_queued = node.queued();
  std::uint32_t state = state_.load(std::memory_order_relaxed);
  while (true) {
    const bool free = (state & held_bit) == 0;
    const std::uint32_t pending = (was_queued ? state & ~waking_bit : state) | queued_bit;
    if (!state_.compare_exchange_weak(state, free ? state | held_by(owner) : pending, std::memory_order_acquire,
                                      std::memory_order_relaxed))
      continue;
    if (free) {
      if (was_queued) dequeue(node);
      return true;
    }
    if (!was_queued) waiters_.push_back(node, self, now);
    return false;
  }
}

/// Takes the waiter off the queue. The wake-up that may have been meant for it goes to the next, or nobody would
/// take a lock that is free.
void LockCore::dequeue(WaitNode& node) noexcept {
  waiters_.remove(node);
  WaitNode* next = waiters_.front();
  const std::uint32_t gone = next == nullptr ? queued_bit | waking_bit : waking_bit;
  const std::uint32_t before = state_.fetch_and(~gone, std::memory_order_relaxed);
  if (next == nullptr || (before & held_bit) != 0) return;
  state_.fetch_or(waking_bit, std::memory_order_relaxed);
  guard_.wake_later(next->waiter()->signal());
}

bool LockCore::cancel(WaitNode& node, std::uint32_t owner) noexcept {
  GuardLock guarded(guard_);
  if (node.granted()) return accept_handoff(owner);
  dequeue(node);
  return false;
}

}  // namespace threadbox
