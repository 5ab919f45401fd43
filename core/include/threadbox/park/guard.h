#pragma once

#include <threadbox/park/atomic.h>
#include <threadbox/park/small_guard.h>

#include <cstdint>

namespace threadbox {

/// A SmallGuard inside one primitive, which wakes others; not for the learner's program.
/// Threads: any; not recursive. Nothing that can wait is done while it is held.
///
/// Sleepers that are signalled under it are woken when it is free: at once, they would often run in the waker's
/// place, find it held, and sleep again.
class Guard {
 public:
  void lock() noexcept { lock_.lock(); }
  [[nodiscard]] bool try_lock() noexcept { return lock_.try_lock(); }
  void unlock() noexcept {
    if (to_wake_count_ != 0) return unlock_and_wake();
    lock_.unlock();
  }

  /// Wakes who sleeps on `word`, as soon as the guard is free; null is nobody. Only while it is held.
  void wake_later(Atomic<std::uint32_t>* word) noexcept {
    if (word == nullptr) return;
    if (to_wake_count_ == capacity) return wake_now(*word);
    to_wake_[to_wake_count_++] = word;
  }

 private:
  // More are seldom woken at once; the others are then woken under the guard, which costs time only.
  static constexpr std::uint32_t capacity = 8;

  void unlock_and_wake() noexcept;
  static void wake_now(Atomic<std::uint32_t>& word) noexcept;

  SmallGuard lock_;
  std::uint32_t to_wake_count_ = 0;                       // guarded by itself, as is the next
  Atomic<std::uint32_t>* to_wake_[capacity] = {};    ///< Addresses alone: what is there may be gone already.
};

}  // namespace threadbox
