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
  // At most one hand-over in a millisecond: if all have waited for long, handing over to each in turn would cost a thread switch
  // for every release. Waiters may have different clocks, which at worst allows one more.
  if (first != nullptr && has_waited_too_long(*first, now) && now - last_handed_over_ns_ >= time_to_be_fair_ns) {
    if (!held()) return false;
    last_handed_over_ns_ = now;
    // The lock stays held; the new owner stores its value when it polls. A wake-up that it was given counts as used.
    const std::uint32_t gone = (holder_mask & ~held_bit) | waking_bit;
    state_.fetch_and(~(waiters_.size() == 1 ? gone | queued_bit : gone), std::memory_order_relaxed);
    waiters_.grant_front();
    return true;
  }
  // The first waiter stays queued until it has the lock, so it keeps its place if another thread barges in.
  const std::uint32_t waking = first != nullptr ? waking_bit : 0;
  std::uint32_t state = state_.load(std::memory_order_relaxed);
  do {
    if ((state & held_bit) == 0) return false;
  } while (!state_.compare_exchange_weak(state, (state & ~holder_mask) | waking, std::memory_order_release,
                                         std::memory_order_relaxed));
  if (first != nullptr) guard_.wake_later(first->waiter()->signal());
  return true;
}

/// The lock was handed over to the caller: stores the owner. True.
bool LockCore::accept_handoff(std::uint32_t owner) noexcept {
  if (owner != no_owner) state_.fetch_or(owner << owner_shift, std::memory_order_relaxed);
  return true;
}

bool LockCore::poll(WaitNode& node, Waiter& self, std::uint32_t owner) noexcept {
  if (node.granted()) return accept_handoff(owner);
  // A queued waiter acquires under the guard only; otherwise it could be handed a lock that it has just acquired by itself.
  if (node.waiter() == nullptr && try_acquire(owner)) return true;
  // Reading the clock is slow, so it is read before the guard is taken.
  const TimeNs now = node.queued() ? 0 : self.clock().now_ns();
  GuardLock guarded(guard_);
  if (node.granted()) return accept_handoff(owner);
  // One compare-and-swap both finds out whether the lock is free and announces the waiter (queued) or its unsuccessful poll (no
  // longer waking), so a later release wakes a waiter.
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

/// Takes the waiter off the queue. If the lock is free, the next waiter is woken, since the wake-up may have been given to this
/// one.
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
