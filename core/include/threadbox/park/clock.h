#pragma once

#include <threadbox/park/detail/atomic.h>

#include <chrono>
#include <cstdint>
#include <optional>

namespace threadbox {

/// Python's float seconds.
using Seconds = std::chrono::duration<double>;

/// A point in time on a Clock, in nanoseconds since the clock was created.
using TimeNs = std::uint64_t;

/// The time of one run: real, scaled (slow motion) or virtual.
/// Threads:  any; advance_to: the scheduler of a simulated run.
/// Errors:   none.
/// Units:    nanoseconds, except for Python's float seconds (Seconds).
/// Mirrors:  time.monotonic.
class Clock {
 public:
  enum class Kind : unsigned char { real, scaled, simulated };

  /// Real time, scaled: at `speed` 0.5 a second of the program lasts two real seconds. `speed` > 0.
  explicit Clock(double speed = 1.0) noexcept;
  /// Virtual time: it stands still between calls of advance_to().
  static Clock simulated() noexcept;

  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  Clock(Clock&&) noexcept;

  [[nodiscard]] Kind kind() const noexcept { return kind_; }

  /// Reads the clock. For slow paths only: a reading takes 26 ns natively and about half a microsecond in a web worker.
  [[nodiscard]] TimeNs now_ns() const noexcept;

  /// Nanoseconds since 1970. Virtual time starts at the beginning of 2025, so that a run can be repeated.
  /// Mirrors: time.time.
  [[nodiscard]] std::uint64_t wall_ns() const noexcept;

  /// How many real nanoseconds to sleep until `deadline`; 0 if it has passed.
  [[nodiscard]] std::uint64_t real_ns_until(TimeNs deadline) const noexcept;

  /// The deadline `timeout` from now; saturates instead of overflowing.
  [[nodiscard]] TimeNs deadline_after(Seconds timeout) const noexcept;

  /// Moves virtual time forward. Asserts that the clock is simulated and that `now` is not in its past.
  void advance_to(TimeNs now) noexcept;

 private:
  Kind kind_;
  double speed_;
  std::uint64_t origin_ns_;
  Atomic<TimeNs> simulated_now_{0};
};

}  // namespace threadbox
