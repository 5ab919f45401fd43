#pragma once

#include <threadbox/park/operation.h>
#include <threadbox/trace/event.h>

namespace threadbox {

/// One real wait: an operation that is pending, its deadline, and the requests that end it early. What every runner does
/// with it, whether it parks meanwhile or runs somebody else.
/// Threads:  the one that owns `self`, or a scheduler for it.
/// Owns:     nothing; waiter and operation outlive it.
class PendingWait {
 public:
  /// Records wait_begin; the time-out counts from now.
  PendingWait(Waiter& self, Operation& operation);
  /// Records wait_end. Called once, when the operation has ended or the thread is to stop.
  void end();

  /// When expire() is due; none: never.
  [[nodiscard]] const std::optional<TimeNs>& deadline() const noexcept { return deadline_; }
  [[nodiscard]] const Operation& operation() const noexcept { return operation_; }
  /// The thread is asked to stop where it stands: the operation is taken back, and end() is all that is left to do.
  [[nodiscard]] bool stopped() const noexcept { return outcome_ == WaitOutcome::stopped; }

  /// Takes the operation back if the thread is asked to stop or interrupted. To be called before each sleep.
  Progress answer_requests();
  /// There was a signal.
  Progress poll();
  /// The deadline has passed.
  Progress expire();
  /// Takes the operation back for a KeyboardInterrupt, once; an interrupt that came too late stays asked for.
  Progress interrupt();

 private:
  Progress cancel(CancelReason why);
  Progress note_outcome(Progress progress);

  Waiter& self_;
  Operation& operation_;
  std::optional<TimeNs> deadline_;
  WaitOutcome outcome_ = WaitOutcome::done;
  bool interrupted_ = false;
};

}  // namespace threadbox
