#include <threadbox/park/clock.h>

#include <cassert>
#include <cmath>
#include <limits>

namespace threadbox {

namespace {

std::uint64_t steady_ns() noexcept {
  return static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()).count());
}

}  // namespace

Clock::Clock(double speed) noexcept : kind_(speed == 1.0 ? Kind::real : Kind::scaled), speed_(speed), origin_ns_(steady_ns()) {
  assert(speed > 0);
}

Clock::Clock(Clock&& other) noexcept
    : kind_(other.kind_),
      speed_(other.speed_),
      origin_ns_(other.origin_ns_),
      simulated_now_(other.simulated_now_.load(std::memory_order_relaxed)) {}

Clock Clock::simulated() noexcept {
  Clock clock;
  clock.kind_ = Kind::simulated;
  return clock;
}

TimeNs Clock::now_ns() const noexcept {
  if (kind_ == Kind::simulated) return simulated_now_.load(std::memory_order_relaxed);
  const std::uint64_t elapsed = steady_ns() - origin_ns_;
  if (kind_ == Kind::real) return elapsed;
  return static_cast<TimeNs>(static_cast<double>(elapsed) * speed_);
}

std::uint64_t Clock::wall_ns() const noexcept {
  constexpr std::uint64_t begin_of_2025_ns = 1'735'689'600'000'000'000;
  if (kind_ == Kind::simulated) return begin_of_2025_ns + now_ns();
  return static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch()).count());
}

std::uint64_t Clock::real_ns_until(TimeNs deadline) const noexcept {
  const TimeNs now = now_ns();
  if (deadline <= now) return 0;
  const std::uint64_t left = deadline - now;
  if (kind_ != Kind::scaled) return left;
  const double real = std::ceil(static_cast<double>(left) / speed_);
  constexpr double longest = 9.2e18;  // Fits the kernel's and wasm's signed 64 bits.
  return static_cast<std::uint64_t>(real < longest ? real : longest);
}

TimeNs Clock::deadline_after(Seconds timeout) const noexcept {
  constexpr double longest = 9.2e18;
  const double ns = std::ceil(timeout.count() * 1e9);
  if (!(ns > 0)) return now_ns();
  const TimeNs now = now_ns();
  const TimeNs wait = static_cast<TimeNs>(ns < longest ? ns : longest);
  return now > std::numeric_limits<TimeNs>::max() - wait ? std::numeric_limits<TimeNs>::max() : now + wait;
}

void Clock::advance_to(TimeNs now) noexcept {
  assert(kind_ == Kind::simulated && now >= simulated_now_.load(std::memory_order_relaxed));
  simulated_now_.store(now, std::memory_order_relaxed);
}

}  // namespace threadbox
