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
/// For assertions: the calling thread may wait.
inline bool holds_no_guard() noexcept { return guards_held <= 0; }
#endif
}  // namespace detail

/// A lock for a few instructions, in four bytes: for what there are many of. It spins briefly and then sleeps, so that a
/// holder that lost its core does not burn the others; on the browser's main thread it only spins. Meets BasicLockable.
/// Threads: any; not recursive. Nothing that can wait is done while it is held.
class THREADBOX_CAPABILITY("guard") SmallGuard {
 public:
  // The analysis takes it for granted that a guard works.
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

  /// Tells the analysis that the caller holds the guard, where it cannot see that. Asserts that some thread does.
  void assert_held() const noexcept THREADBOX_ASSERT_HELD() { assert(state_.load(std::memory_order_relaxed) != open); }

 private:
  // open ──lock──► held ──another waits──► contended ──unlock (wakes one)──► open
  static constexpr std::uint32_t open = 0, held = 1, contended = 2;

  void lock_slow() noexcept;
  void wake() noexcept;

  Atomic<std::uint32_t> state_{open};
};

}  // namespace threadbox
