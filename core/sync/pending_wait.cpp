#include <threadbox/sync/detail/pending_wait.h>

#include <threadbox/sync/sync_object.h>

#include <limits>
#include <utility>

namespace threadbox {

namespace {

ObjectId object_of(const Operation& operation) noexcept { return operation.object() != nullptr ? operation.object()->id() : 0; }

std::uint32_t timeout_argument(const Operation& operation) noexcept {
  return TraceEvent::from_seconds(operation.timeout() ? static_cast<float>(operation.timeout()->count())
                                                      : std::numeric_limits<float>::infinity());
}

}  // namespace

PendingWait::PendingWait(Waiter& self, Operation& operation, WaitPause* pause)
    : self_(self), operation_(operation), pause_(pause) {
  record(self, EventKind::wait_begin, object_of(operation), timeout_argument(operation),
         static_cast<std::uint8_t>(operation.kind()));
  if (pause != nullptr && std::exchange(pause->left, false)) deadline_ = pause->deadline;
  else if (operation.timeout()) deadline_ = self.clock().deadline_after(*operation.timeout());
}

void PendingWait::end() { record(self_, EventKind::wait_end, object_of(operation_), 0, static_cast<std::uint8_t>(outcome_)); }

Progress PendingWait::answer_requests() {
  const std::uint32_t requests = self_.requests();
  if ((requests & stop_request) != 0) {
    cancel(CancelReason::stop);
    outcome_ = WaitOutcome::stopped;
    return Progress::pending;
  }
  if ((requests & interrupt_request) != 0) return interrupt();
  return pause_ != nullptr && (requests & pause_->requests) != 0 ? leave() : Progress::pending;
}

/// The waiter of a lock is taken out of the lock's queue: if it were woken for the lock, the others would wait until it polls. In other
/// queues it keeps its place, so that no notify is lost.
Progress PendingWait::leave() {
  const OperationKind kind = operation_.kind();
  if (kind == OperationKind::lock_acquire || kind == OperationKind::rlock_acquire) {
    if (operation_.cancel(self_, CancelReason::interrupt) == Progress::done) return Progress::done;
  }
  outcome_ = WaitOutcome::interrupted;
  pause_->left = true;
  pause_->deadline = deadline_;
  return Progress::pending;
}

Progress PendingWait::poll() { return note_outcome(operation_.poll(self_)); }

Progress PendingWait::expire() {
  outcome_ = WaitOutcome::timed_out;
  return note_outcome(cancel(CancelReason::timeout));
}

Progress PendingWait::interrupt() {
  if (interrupted_) return Progress::pending;
  interrupted_ = true;
  return note_outcome(cancel(CancelReason::interrupt));
}

Progress PendingWait::cancel(CancelReason why) {
  deadline_.reset();  // If the operation has to wait on, it does so without a timeout.
  return operation_.cancel(self_, why);
}

Progress PendingWait::note_outcome(Progress progress) {
  if (progress == Progress::pending) {
    if (const std::optional<TimeNs> later = operation_.take_new_deadline()) {
      deadline_ = later;
      outcome_ = WaitOutcome::done;
    }
  }
  if (progress != Progress::raised) return progress;
  if (interrupted_ && operation_.error().type() == ErrorType::KeyboardInterrupt) {
    self_.answer(interrupt_request);
    outcome_ = WaitOutcome::interrupted;
  } else if (outcome_ == WaitOutcome::done) {
    outcome_ = WaitOutcome::raised;
  }
  return progress;
}

}  // namespace threadbox
