#include <threadbox/park/waiter.h>

#include <threadbox/park/futex.h>

namespace threadbox {

namespace {
constexpr std::uint32_t idle = 0, signalled = 1, parked = 2;
}

bool Waiter::take_signal() noexcept {
  std::uint32_t expected = signalled;
  // Acquire: what the waker did before its unpark is seen after the park.
  return signal_.compare_exchange_strong(expected, idle, std::memory_order_acquire,
                                         std::memory_order_relaxed);
}

bool Waiter::park(std::optional<TimeNs> deadline) noexcept {
  for (int spins = spin_limit(); spins > 0; --spins) {
    if (take_signal()) return true;
    spin_pause();
  }
  while (true) {
    std::uint32_t expected = idle;
    if (!signal_.compare_exchange_strong(expected, parked, std::memory_order_acquire)) {
      if (take_signal()) return true;
      continue;
    }
    std::optional<std::uint64_t> timeout_ns;
    if (deadline) timeout_ns = clock_->real_ns_until(*deadline);
    const bool handled_signal = timeout_ns != std::uint64_t{0} && futex_wait(signal_, parked, timeout_ns);
    if (signal_.exchange(idle, std::memory_order_acquire) == signalled || handled_signal) return true;
    if (timeout_ns && clock_->real_ns_until(*deadline) == 0) return false;
  }
}

void Waiter::unpark() noexcept {
  if (signal_.exchange(signalled, std::memory_order_release) == parked) futex_wake_one(signal_);
}

void Waiter::request(std::uint32_t bits) noexcept {
  // Release, and the unpark behind it: a thread that is about to park sees the bits when it looks.
  requests_.fetch_or(bits, std::memory_order_release);
  unpark();
}

bool Waiter::answer(std::uint32_t bits) noexcept {
  return (requests_.fetch_and(~bits, std::memory_order_acq_rel) & bits) != 0;
}

}  // namespace threadbox
