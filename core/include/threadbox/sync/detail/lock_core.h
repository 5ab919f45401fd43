#pragma once

#include <threadbox/park/detail/atomic.h>
#include <threadbox/park/detail/guard.h>
#include <threadbox/park/detail/wait_queue.h>

#include <cstdint>

namespace threadbox {

/// What Lock and RLock have in common, and what a Condition takes back: a word and a queue. It records nothing and raises
/// nothing. It knows its owner, by a Waiter's token, if it is told one; the word has room for it, so that this costs nothing.
/// Threads:  any.
/// Fairness: giving it back does not hand it over, unless the first waiter has waited over 1 ms, and none was handed
///           it within the last one.
/// Mirrors:  Python/lock.c, PyMutex.
class LockCore {
 public:
  LockCore() = default;
  ~LockCore();
  LockCore(const LockCore&) = delete;
  LockCore& operator=(const LockCore&) = delete;

  static constexpr std::uint32_t no_owner = 0;

  [[nodiscard]] bool held() const noexcept { return (state_.load(std::memory_order_relaxed) & held_bit) != 0; }
  /// Whom take() named: an RLock's owner by its token, a Lock's by its ThreadId; no_owner if nobody has it, or none was
  /// named. A thread can rely on whether it is its own.
  [[nodiscard]] std::uint32_t owner() const noexcept { return state_.load(std::memory_order_relaxed) >> owner_shift; }

  /// One try; one compare-and-swap when it is free and nobody waits.
  bool try_acquire(std::uint32_t owner = no_owner) noexcept {
    std::uint32_t state = 0;
    if (state_.compare_exchange_strong(state, held_by(owner), std::memory_order_acquire, std::memory_order_relaxed)) return true;
    return (state & held_bit) == 0 && try_acquire_slow(owner);
  }

  /// Looks for a while, as long as nobody sleeps for it; not at all on a single core.
  bool spin_acquire(std::uint32_t owner = no_owner) noexcept;

  /// Gives it back, whoever has it; by one compare-and-swap when nobody waits and `owner` has. False if it was not held.
  bool release(std::uint32_t owner = no_owner) noexcept {
    std::uint32_t state = held_by(owner);
    if (state_.compare_exchange_strong(state, 0, std::memory_order_release, std::memory_order_relaxed)) return true;
    return release_slow();
  }

  /// The poll of an operation whose place is `node`: true when the lock was taken, else the waiter is queued.
  bool poll(WaitNode& node, Waiter& self, std::uint32_t owner = no_owner) noexcept;
  /// The cancel of an operation: true if the lock had been handed over already, else the waiter is queued nowhere.
  bool cancel(WaitNode& node, std::uint32_t owner = no_owner) noexcept;

 private:
  // held     somebody has the lock
  // queued   waiters_ is not empty; changed under guard_ only
  // waking   a waiter was woken and has not looked yet; changed under guard_ only
  // owner    the bits above: see owner(). Whoever is handed the lock writes it there when it looks.
  //
  //   0 ──take──► held ──give back──► 0                                  the fast path: one CAS each
  //   held ──a waiter queues──► held|queued
  //   held|queued ──give back──► queued|waking                           the first is woken and keeps its place;
  //                                                                      anybody may take the lock meanwhile
  //   held|queued|waking ──give back──► queued|waking                    no second wake-up: one CAS
  //   held|queued ──give back, the first has waited too long──► held|queued   handed over, it leaves the queue
  //   queued[|waking] ──take──► held|queued[|waking]
  //   …|waking ──the woken one looks, or gives up──► …                   then the next give back wakes again
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
