#pragma once

#include <threadbox/park/operation.h>
#include <threadbox/sync/blocking.h>
#include <threadbox/trace/event.h>

namespace threadbox {

/// One real wait: a pending operation, its deadline, and the requests that end it early. Every runner drives waits through it,
/// whether it parks the thread meanwhile or runs another.
/// Threads:  the thread that owns `self`, or a scheduler on its behalf.
/// Owns:     nothing; waiter and operation outlive it.
class PendingWait {
 public:
  /// Records wait_begin; the timeout counts from here. `pause`: null if the wait cannot be left; one that was left goes on.
  PendingWait(Waiter& self, Operation& operation, WaitPause* pause = nullptr);
  /// Records wait_end. Called once, when the operation has ended or the thread is being stopped.
  void end();

  /// When to call expire(); none: never.
  [[nodiscard]] const std::optional<TimeNs>& deadline() const noexcept { return deadline_; }
  [[nodiscard]] const Operation& operation() const noexcept { return operation_; }
  /// The thread was asked to stop: the operation is cancelled, and only end() is left to do.
  [[nodiscard]] bool stopped() const noexcept { return outcome_ == WaitOutcome::stopped; }
  /// The wait has been left for a while: only end() is left to do.
  [[nodiscard]] bool left() const noexcept { return pause_ != nullptr && pause_->left; }

  /// Cancels the operation if the thread is asked to stop or interrupted, and leaves the wait if `pause` says so. To be called before
  /// each sleep.
  Progress answer_requests();
  /// Polls the operation. To be called after a signal.
  Progress poll();
  /// Cancels the operation. To be called when the deadline has passed.
  Progress expire();
  /// Cancels the operation for a KeyboardInterrupt, once. The request of an interrupt that came too late remains.
  Progress interrupt();

 private:
  Progress cancel(CancelReason why);
  Progress leave();
  Progress note_outcome(Progress progress);

  Waiter& self_;
  Operation& operation_;
  WaitPause* pause_;
  std::optional<TimeNs> deadline_;
  WaitOutcome outcome_ = WaitOutcome::done;
  bool interrupted_ = false;
};

}  // namespace threadbox
