#pragma once

#include <threadbox/park/detail/atomic.h>
#include <threadbox/park/detail/guard.h>
#include <threadbox/park/detail/wait_queue.h>

#include <cstdint>

namespace threadbox {

/// The word and the queue of a Lock or an RLock, which a Condition uses as well. It records no events and raises no errors. The
/// word has room for the owner, so storing it costs nothing.
/// Threads:  any.
/// Owns:     its queue of waiters.
/// Fairness: release does not hand the lock over, unless the first waiter has waited for over 1 ms and no waiter was handed the
///           lock within the last millisecond.
/// Mirrors:  Python/lock.c, PyMutex.
class LockCore {
 public:
  LockCore() = default;
  ~LockCore();
  LockCore(const LockCore&) = delete;
  LockCore& operator=(const LockCore&) = delete;

  static constexpr std::uint32_t no_owner = 0;

  [[nodiscard]] bool held() const noexcept { return (state_.load(std::memory_order_relaxed) & held_bit) != 0; }
  /// The owner as given to try_acquire() or poll(): an RLock's is a Waiter's token, a Lock's a ThreadId. no_owner if the lock is
  /// free or was acquired without one. Only equality with the caller's own value is reliable.
  [[nodiscard]] std::uint32_t owner() const noexcept { return state_.load(std::memory_order_relaxed) >> owner_shift; }

  /// Acquires the lock if it is free: one compare-and-swap when no thread waits.
  bool try_acquire(std::uint32_t owner = no_owner) noexcept {
    std::uint32_t state = 0;
    if (state_.compare_exchange_strong(state, held_by(owner), std::memory_order_acquire, std::memory_order_relaxed)) return true;
    return (state & held_bit) == 0 && try_acquire_slow(owner);
  }

  /// Polls for a while, unless a thread is queued. Fails at once on a single core.
  bool spin_acquire(std::uint32_t owner = no_owner) noexcept;

  /// Releases the lock, whichever thread owns it: one compare-and-swap if `owner` does and no thread waits. False if it was not
  /// held.
  bool release(std::uint32_t owner = no_owner) noexcept {
    std::uint32_t state = held_by(owner);
    if (state_.compare_exchange_strong(state, 0, std::memory_order_release, std::memory_order_relaxed)) return true;
    return release_slow();
  }

  /// The poll of an operation whose place is `node`: true if it has acquired the lock, else the waiter is queued.
  bool poll(WaitNode& node, Waiter& self, std::uint32_t owner = no_owner) noexcept;
  /// The cancel of an operation: true if the lock had already been handed over to it. Afterwards the waiter is not queued.
  bool cancel(WaitNode& node, std::uint32_t owner = no_owner) noexcept;

 private:
  // state_:
  //   bit 0   held     a thread owns the lock, or it is being handed over
  //   bit 1   queued   waiters_ is not empty; changed under guard_ only
  //   bit 2   waking   the first waiter was woken and has not polled since; changed under guard_ only
  //   bits 3… owner    see owner(); a thread that is handed the lock stores its value when it polls
  //
  //   0 ──acquire──► held ──release──► 0                         the fast path: one compare-and-swap each
  //   held ──a waiter queues──► held|queued
  //   held|queued ──release──► queued|waking                     the first waiter is woken and keeps its place;
  //                                                              any thread may acquire the lock meanwhile (barging)
  //   held|queued|waking ──release──► queued|waking              no second wake-up: one compare-and-swap
  //   held|queued ──release after a long wait──► held|queued     the first waiter is granted the lock and dequeued
  //   queued[|waking] ──acquire──► held|queued[|waking]
  //   …|waking ──the woken waiter polls or gives up──► …         the next release wakes again
  //
  // Acquiring the lock acquires, releasing it releases, so that an owner sees what the previous ones did. A hand-over needs
  // neither: the grant publishes it (WaitNode). Changes of queued and waking alone are relaxed, since guard_ orders them.
  static constexpr std::uint32_t held_bit = 1, queued_bit = 2, waking_bit = 4;
  static constexpr int owner_shift = 3;
  static constexpr std::uint32_t held_by(std::uint32_t owner) noexcept { return held_bit | owner << owner_shift; }
  static constexpr std::uint32_t holder_mask = ~(queued_bit | waking_bit);

  bool try_acquire_slow(std::uint32_t owner) noexcept;
  bool release_slow() noexcept;
  bool release_to_waiters() noexcept;
  void dequeue(WaitNode& node) noexcept THREADBOX_REQUIRES(guard_);
  bool accept_handoff(std::uint32_t owner) noexcept;

  Atomic<std::uint32_t> state_{0};
  Guard guard_;
  WaitQueue waiters_ THREADBOX_GUARDED_BY(guard_){guard_};
  TimeNs last_handed_over_ns_ THREADBOX_GUARDED_BY(guard_) = 0;
};

}  // namespace threadbox
