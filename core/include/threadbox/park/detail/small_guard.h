#pragma once

#include <threadbox/park/detail/atomic.h>
#include <threadbox/park/detail/thread_safety.h>

#include <cassert>
#include <cstdint>

namespace threadbox {

namespace detail {
#ifdef NDEBUG
inline void count_guard(int) noexcept {}
inline bool holds_no_guard() noexcept { return true; }
#else
inline constinit thread_local int guards_held = 0;
inline void count_guard(int by) noexcept { guards_held += by; }
/// For assertions that the calling thread may wait.
inline bool holds_no_guard() noexcept { return guards_held <= 0; }
#endif
}  // namespace detail

/// A lock for critical sections of a few instructions, in four bytes, so that every object can have one. It spins briefly and
/// then sleeps, so that a holder that was preempted does not keep other cores busy; on the browser's main thread it only spins.
/// Meets BasicLockable.
/// Threads:  any; not recursive. The holder must not do anything that can wait.
class THREADBOX_CAPABILITY("guard") SmallGuard {
 public:
  // The analysis does not look inside a guard.
  void lock() noexcept THREADBOX_ACQUIRE() THREADBOX_NO_THREAD_SAFETY_ANALYSIS {
    std::uint32_t expected = open;
    if (!state_.compare_exchange_strong(expected, held, std::memory_order_acquire, std::memory_order_relaxed)) lock_slow();
    detail::count_guard(1);
  }
  [[nodiscard]] bool try_lock() noexcept THREADBOX_TRY_ACQUIRE(true) THREADBOX_NO_THREAD_SAFETY_ANALYSIS {
    std::uint32_t expected = open;
    if (!state_.compare_exchange_strong(expected, held, std::memory_order_acquire, std::memory_order_relaxed)) return false;
    detail::count_guard(1);
    return true;
  }
  void unlock() noexcept THREADBOX_RELEASE() THREADBOX_NO_THREAD_SAFETY_ANALYSIS {
    detail::count_guard(-1);
    if (state_.exchange(open, std::memory_order_release) == contended) wake();
  }

  /// Tells the analysis that the caller holds the guard, where it cannot see that. Asserts that some thread holds it.
  void assert_held() const noexcept THREADBOX_ASSERT_HELD() { assert(state_.load(std::memory_order_relaxed) != open); }

 private:
  //   open       no thread holds the guard
  //   held       a thread holds it, and none sleeps
  //   contended  a thread holds it, and others may sleep
  //
  //   open ──lock──► held ──another thread waits──► contended ──unlock, wakes one──► open
  //
  // Taking the guard acquires, unlock releases, so that each holder sees what the previous ones did. The rest is relaxed: a
  // failed exchange publishes nothing.
  static constexpr std::uint32_t open = 0, held = 1, contended = 2;

  void lock_slow() noexcept;
  void wake() noexcept;

  Atomic<std::uint32_t> state_{open};
};

}  // namespace threadbox
