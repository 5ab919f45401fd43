#pragma once

#include <threadbox/park/detail/atomic.h>
#include <threadbox/park/detail/guard_lock.h>  // For code that holds a guard.
#include <threadbox/park/detail/small_guard.h>
#include <threadbox/park/detail/thread_safety.h>

#include <cstdint>

namespace threadbox {

/// A SmallGuard for a primitive that wakes other threads.
/// Threads:  any; not recursive. The holder must not do anything that can wait.
///
/// Wake-ups are deferred until unlock(); otherwise the woken thread would often preempt its waker, block on this guard, and sleep
/// again (measured: four times slower).
class THREADBOX_CAPABILITY("guard") Guard {
 public:
  // The analysis does not look inside a guard.
  void lock() noexcept THREADBOX_ACQUIRE() THREADBOX_NO_THREAD_SAFETY_ANALYSIS { lock_.lock(); }
  [[nodiscard]] bool try_lock() noexcept THREADBOX_TRY_ACQUIRE(true) THREADBOX_NO_THREAD_SAFETY_ANALYSIS {
    return lock_.try_lock();
  }
  void unlock() noexcept THREADBOX_RELEASE() THREADBOX_NO_THREAD_SAFETY_ANALYSIS {
    if (to_wake_count_ != 0) return unlock_and_wake();
    lock_.unlock();
  }
  /// As SmallGuard::assert_held.
  void assert_held() const noexcept THREADBOX_ASSERT_HELD() { lock_.assert_held(); }

  /// Wakes the thread that sleeps on `word` once the guard has been released. Null is ignored.
  void wake_later(Atomic<std::uint32_t>* word) noexcept THREADBOX_REQUIRES(this) {
    if (word == nullptr) return;
    if (to_wake_count_ == capacity) return wake_now(*word);
    to_wake_[to_wake_count_++] = word;
  }

 private:
  // More are seldom woken at once; further ones are woken under the guard, which only costs time.
  static constexpr std::uint32_t capacity = 8;

  void unlock_and_wake() noexcept THREADBOX_RELEASE() THREADBOX_NO_THREAD_SAFETY_ANALYSIS;
  static void wake_now(Atomic<std::uint32_t>& word) noexcept;

  SmallGuard lock_;
  std::uint32_t to_wake_count_ THREADBOX_GUARDED_BY(this) = 0;
  Atomic<std::uint32_t>* to_wake_[capacity] THREADBOX_GUARDED_BY(
      this) = {};  ///< Only addresses: by then the words may no longer exist.
};

}  // namespace threadbox
