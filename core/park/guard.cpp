#include <threadbox/park/guard.h>

#include <threadbox/park/futex.h>

#include <algorithm>
#include <utility>

namespace threadbox {

void SmallGuard::lock_slow() noexcept {
  const bool sleeps = may_sleep();
  for (int spins = spin_limit(); !sleeps || spins > 0; --spins) {
    std::uint32_t expected = open;
    // Looks before it takes: to take in vain would only pull the holder's cache line away.
    if (state_.load(std::memory_order_relaxed) == open &&
        state_.compare_exchange_weak(expected, held, std::memory_order_acquire, std::memory_order_relaxed))
      return;
    spin_pause();
  }
  // From here on the state is left as contended, since there may be further sleepers; at worst the
  // unlock wakes nobody.
  while (state_.exchange(contended, std::memory_order_acquire) != open)
    futex_wait(state_, contended, std::nullopt);
}

void SmallGuard::wake() noexcept { futex_wake_one(state_); }

void Guard::wake_now(std::atomic<std::uint32_t>& word) noexcept { futex_wake_one(word); }

void Guard::unlock_and_wake() noexcept {
  std::atomic<std::uint32_t>* to_wake[capacity];
  const std::uint32_t count = std::exchange(to_wake_count_, 0);
  std::copy_n(to_wake_, count, to_wake);
  lock_.unlock();
  // From here on the guard itself may be gone: whoever is done with it may destroy what it guards.
  for (std::uint32_t i = 0; i < count; ++i) futex_wake_one(*to_wake[i]);
}

}  // namespace threadbox
