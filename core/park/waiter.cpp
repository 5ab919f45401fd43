#include <threadbox/park/waiter.h>

#include <threadbox/park/detail/futex.h>
#include <threadbox/park/detail/small_guard.h>

#include <algorithm>
#include <cassert>

namespace threadbox {

namespace {
constexpr std::uint32_t idle = 0, signalled = 1, parked = 2;
}

std::uint32_t Waiter::next_token() noexcept {
  static Atomic<std::uint32_t> last{0};
  return last.fetch_add(1, std::memory_order_relaxed) % largest_token + 1;
}

bool Waiter::take_signal() noexcept {
  if (signal_.load(std::memory_order_relaxed) != signalled) return false;
  std::uint32_t expected = signalled;
  // Acquire: what the waker did before its unpark is seen after the park.
  return signal_.compare_exchange_strong(expected, idle, std::memory_order_acquire, std::memory_order_relaxed);
}

/// Polls for the signal before sleeping, for as long as that has paid lately: a wait that ends here costs a hundredth of a sleep
/// and a wake-up, and an unsuccessful one costs as much again. The limit is halved after each unsuccessful spin; one park in 256
/// spins as long as possible, to find out whether it pays again. The thread does not yield its core: on a busy machine that loses
/// it for milliseconds, a thousand times the cost of parking.
bool Waiter::spin() noexcept {
  constexpr std::uint32_t parks_for_each_long_look = 256;
  const int longest = park_spin_limit();
  const int limit = ++parks_ % parks_for_each_long_look == 1 ? longest : spins_;
  for (int spins = limit; spins > 0; --spins) {
    if (take_signal()) {
      spins_ = longest;
      return true;
    }
    spin_pause();
  }
  spins_ /= 2;
  return false;
}

bool Waiter::park(std::optional<TimeNs> deadline) noexcept {
  assert(detail::holds_no_guard());
  if (spin()) return true;
  while (true) {
    std::uint32_t expected = idle;
    if (!signal_.compare_exchange_strong(expected, parked, std::memory_order_acquire)) {
      if (take_signal()) return true;
      continue;
    }
    // Sleeps at least once, even if the deadline has passed, so that time.sleep(0) lets other threads run, as in CPython.
    std::optional<std::uint64_t> timeout_ns;
    if (deadline) timeout_ns = std::max<std::uint64_t>(clock_->real_ns_until(*deadline), 1);
    const bool handled_signal = futex_wait(signal_, parked, timeout_ns);
    if (signal_.exchange(idle, std::memory_order_acquire) == signalled || handled_signal) return true;
    if (timeout_ns && clock_->real_ns_until(*deadline) == 0) return false;
  }
}

bool Waiter::arm() noexcept {
  std::uint32_t expected = idle;
  if (signal_.compare_exchange_strong(expected, parked, std::memory_order_acquire)) return true;
  take_signal();
  return false;
}

bool Waiter::disarm() noexcept { return signal_.exchange(idle, std::memory_order_acquire) == signalled; }

Atomic<std::uint32_t>* Waiter::signal() noexcept {
  has_woken = true;
  WakeListener* const told = listener;  // Read first: once the thread has the signal, it may end and destroy this waiter.
  if (signal_.exchange(signalled, std::memory_order_release) != parked) return nullptr;
  if (told == nullptr) return &signal_;
  told->woken(*this);
  return nullptr;
}

void Waiter::unpark() noexcept {
  if (Atomic<std::uint32_t>* sleeper = signal()) futex_wake_one(*sleeper);
}

void Waiter::request(std::uint32_t bits) noexcept {
  // Release, and an unpark after it: a thread that is about to park sees the bits when it checks them.
  requests_.fetch_or(bits, std::memory_order_release);
  unpark();
}

bool Waiter::answer(std::uint32_t bits) noexcept { return (requests_.fetch_and(~bits, std::memory_order_acq_rel) & bits) != 0; }

}  // namespace threadbox
