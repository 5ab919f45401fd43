#include "engine/access.h"
#include "engine/world.h"

#include <threadbox/park/clock.h>
#include <threadbox/park/detail/futex.h>

#include <limits>

// In place of core/park's futex_*.cpp, clock.cpp and spin.cpp.
namespace threadbox {

bool futex_wait(Atomic<std::uint32_t>& word, std::uint32_t expected, std::optional<std::uint64_t> timeout_ns) noexcept {
  if (word.load() == expected && timeout_ns != std::uint64_t{0}) model::sleep_on(&word, timeout_ns);
  return false;
}

void futex_wake_one(Atomic<std::uint32_t>& word) noexcept { model::wake_one(&word); }

std::uint64_t native_thread_id() noexcept { return 1; }
bool may_sleep() noexcept { return true; }
// To look more often adds no outcome that the other threads' steps do not.
int spin_limit() noexcept { return 0; }
int park_spin_limit() noexcept { return 0; }
void spin_pause() noexcept {}

Clock::Clock(double) noexcept : kind_(Kind::real), speed_(1), origin_ns_(0) {}
Clock::Clock(Clock&&) noexcept : Clock(1.0) {}
TimeNs Clock::now_ns() const noexcept { return model::now_ns(); }
std::uint64_t Clock::wall_ns() const noexcept { return model::now_ns(); }
std::uint64_t Clock::real_ns_until(TimeNs deadline) const noexcept {
  const TimeNs now = now_ns();
  return deadline <= now ? 0 : deadline - now;
}
TimeNs Clock::deadline_after(Seconds timeout) const noexcept { return now_ns() + static_cast<TimeNs>(timeout.count() * 1e9); }

}  // namespace threadbox
