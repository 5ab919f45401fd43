#pragma once

#include <threadbox/park/detail/atomic.h>

#include <chrono>
#include <cstdint>
#include <optional>

namespace threadbox {

/// Python's float seconds.
using Seconds = std::chrono::duration<double>;

/// A moment on a Clock, in nanoseconds since the clock was made.
using TimeNs = std::uint64_t;

/// The time of one run: real, scaled (slow motion) or virtual.
/// Threads:  any.
/// Mirrors:  time.monotonic.
class Clock {
 public:
  enum class Kind : unsigned char { real, scaled, simulated };

  /// Real time; `speed` 0.5 makes a second of the program last two real ones. `speed` > 0.
  explicit Clock(double speed = 1.0) noexcept;
  /// Virtual time: it stands still until advance_to().
  static Clock simulated() noexcept;

  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  Clock(Clock&&) noexcept;

  [[nodiscard]] Kind kind() const noexcept { return kind_; }

  /// Reads the clock. Slow path only: 26 ns natively, about half a microsecond in a web worker.
  [[nodiscard]] TimeNs now_ns() const noexcept;

  /// Nanoseconds since 1970. Of virtual time: it begins in the first second of 2025, so that a run can be repeated.
  /// Mirrors: time.time.
  [[nodiscard]] std::uint64_t wall_ns() const noexcept;

  /// How long to sleep in real nanoseconds until `deadline` (0 when it has passed).
  [[nodiscard]] std::uint64_t real_ns_until(TimeNs deadline) const noexcept;

  /// The deadline that lies `timeout` from now; saturates instead of overflowing.
  [[nodiscard]] TimeNs deadline_after(Seconds timeout) const noexcept;

  /// Moves virtual time forward; asserts that the clock is simulated and does not go back.
  void advance_to(TimeNs now) noexcept;

 private:
  Kind kind_;
  double speed_;
  std::uint64_t origin_ns_;
  Atomic<TimeNs> simulated_now_{0};
};

}  // namespace threadbox
