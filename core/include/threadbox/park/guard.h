#pragma once

#include <atomic>
#include <cstdint>

namespace threadbox {

/// A tiny lock for a few instructions inside one primitive; not for the learner's program.
/// It spins briefly and then sleeps, so that a holder that lost its core does not burn the others; on the
/// browser's main thread it only spins. Meets BasicLockable, for std::lock_guard.
/// Threads: any; not recursive. Nothing that can wait is done while it is held.
///
/// Sleepers that are signalled under it are woken when it is free: at once, they would often run in the waker's
/// place, find it held, and sleep again.
class Guard {
 public:
  void lock() noexcept {
    std::uint32_t expected = open;
    if (!state_.compare_exchange_strong(expected, held, std::memory_order_acquire,
                                        std::memory_order_relaxed))
      lock_slow();
  }
  void unlock() noexcept {
    if (to_wake_count_ != 0) return unlock_and_wake();
    if (state_.exchange(open, std::memory_order_release) == contended) wake();
  }

  /// Wakes who sleeps on `word`, as soon as the guard is free; null is nobody. Only while it is held.
  void wake_later(std::atomic<std::uint32_t>* word) noexcept {
    if (word == nullptr) return;
    if (to_wake_count_ == capacity) return wake_now(*word);
    to_wake_[to_wake_count_++] = word;
  }

 private:
  // open ──lock──► held ──another waits──► contended ──unlock (wakes one)──► open
  static constexpr std::uint32_t open = 0, held = 1, contended = 2;

  // More are seldom woken at once; the others are then woken under the guard, which costs time only.
  static constexpr std::uint32_t capacity = 8;

  void lock_slow() noexcept;
  void wake() noexcept;
  void unlock_and_wake() noexcept;
  static void wake_now(std::atomic<std::uint32_t>& word) noexcept;

  std::atomic<std::uint32_t> state_{open};
  std::uint32_t to_wake_count_ = 0;                       // guarded by itself, as is the next
  std::atomic<std::uint32_t>* to_wake_[capacity] = {};    ///< Addresses alone: what is there may be gone already.
};

}  // namespace threadbox
