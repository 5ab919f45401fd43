#pragma once

#include "script/runners/pacing_strategy.h"
#include "session/session.h"

#include <threadbox/park/clock.h>

#include <memory>
#include <optional>

namespace threadbox::session {

/// Executes a simulated run on the observer's thread, a few milliseconds at a time, and lets its time follow the real one: a sleep takes
/// as long as it takes, and whatever the program does, the observer gets its turn. Threads take turns as under the GIL: the one that ran
/// last goes on while it can and its time slice is not over, then comes the next one. A short program takes milliseconds, so that its
/// timeline can be read: time may be ahead of the real one by a few.
/// Threads:  the observer.
class Pacer final : public script::PacingStrategy {
 public:
  /// Has a run with these options paced, at RunOptions::speed. Each Session::drain() then executes it for `turn`.
  /// Errors: std::bad_alloc.
  static std::shared_ptr<const Pacer> drive(RunOptions& options, Seconds turn);

  /// In how many real seconds the run must be drained next; infinity: only after a command.
  [[nodiscard]] double due_in_s() const noexcept { return due_in_s_; }

  std::optional<script::Choice> choose(const script::SchedulingPoint& point) override;
  void advance(script::ProgramRun& run) override;

 private:
  Pacer(double speed, Seconds turn) noexcept : speed_(speed), turn_(turn) {}
  void rest(const script::ProgramRun& run) noexcept;

  const double speed_;
  const Seconds turn_;
  std::optional<Clock> clock_;  ///< Begins with the run.
  TimeNs slice_end_ns_ = 0;
  double due_in_s_ = 0;
};

}  // namespace threadbox::session
