#include <threadbox/park/detail/small_guard.h>

#include <threadbox/park/detail/futex.h>

namespace threadbox {

void SmallGuard::lock_slow() noexcept {
  const bool sleeps = may_sleep();
  for (int spins = spin_limit(); !sleeps || spins > 0; --spins) {
    std::uint32_t expected = open;
    // Reads before the exchange: a failed exchange would only pull the holder's cache line away.
    if (state_.load(std::memory_order_relaxed) == open &&
        state_.compare_exchange_weak(expected, held, std::memory_order_acquire, std::memory_order_relaxed))
      return;
    spin_pause();
  }
  // From here on the state stays contended, since other threads may sleep as well; at worst an unlock makes a needless wake-up
  // call.
  while (state_.exchange(contended, std::memory_order_acquire) != open) futex_wait(state_, contended, std::nullopt);
}

void SmallGuard::wake() noexcept { futex_wake_one(state_); }

}  // namespace threadbox
