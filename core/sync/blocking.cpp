#include <threadbox/sync/blocking.h>

#include <threadbox/sync/local.h>
#include <threadbox/sync/sync_object.h>

#include <limits>
#include <memory>

namespace threadbox {

namespace {

/// One real wait: an operation that is pending, its deadline, and the requests that end it early.
class Blocked {
 public:
  Blocked(Waiter& self, Operation& operation, BlockingHook* hook)
      : self_(self), operation_(operation), hook_(hook) {
    if (operation.timeout()) deadline_ = self.clock().deadline_after(*operation.timeout());
  }

  Progress run() {
    Progress progress = Progress::pending;
    while (progress == Progress::pending) {
      const std::uint32_t requests = self_.requests();
      if ((requests & stop_request) != 0) return stop();
      if ((requests & interrupt_request) != 0 && !interrupted_) {
        progress = interrupt();
      } else if (self_.park(deadline_)) {
        progress = operation_.poll(self_);
        if (progress == Progress::pending && hook_ != nullptr && !interrupted_ && hook_->interrupted())
          progress = interrupt();
      } else {
        outcome_ = WaitOutcome::timed_out;
        progress = cancel(CancelReason::timeout);
      }
    }
    if (progress == Progress::raised) raised();
    return progress;
  }

  [[nodiscard]] WaitOutcome outcome() const noexcept { return outcome_; }

 private:
  Progress cancel(CancelReason why) {
    deadline_.reset();  // Whatever is still to do has no time-out any more.
    return operation_.cancel(self_, why);
  }

  Progress stop() {
    cancel(CancelReason::stop);
    outcome_ = WaitOutcome::stopped;
    return Progress::pending;
  }

  Progress interrupt() {
    interrupted_ = true;
    return cancel(CancelReason::interrupt);
  }

  void raised() {
    if (interrupted_ && operation_.error().type() == ErrorType::KeyboardInterrupt) {
      self_.answer(interrupt_request);
      outcome_ = WaitOutcome::interrupted;
    } else if (outcome_ == WaitOutcome::done) {
      outcome_ = WaitOutcome::raised;
    }
  }

  Waiter& self_;
  Operation& operation_;
  BlockingHook* hook_;
  std::optional<TimeNs> deadline_;
  WaitOutcome outcome_ = WaitOutcome::done;
  bool interrupted_ = false;
};

std::uint32_t timeout_argument(const Operation& operation) noexcept {
  return TraceEvent::from_seconds(operation.timeout() ? static_cast<float>(operation.timeout()->count())
                                                      : std::numeric_limits<float>::infinity());
}

}  // namespace

Progress wait(Waiter& self, Operation& operation, BlockingHook* hook) {
  const Progress progress = operation.poll(self);
  if (progress != Progress::pending) return progress;
  return wait_pending(self, operation, hook);
}

namespace {

ObjectId record_begin(Waiter& self, const Operation& operation) noexcept {
  const ObjectId object = operation.object() != nullptr ? operation.object()->id() : 0;
  record(self, EventKind::wait_begin, object, timeout_argument(operation),
         static_cast<std::uint8_t>(operation.kind()));
  return object;
}

}  // namespace

Progress wait_uninterrupted(Waiter& self, Operation& operation) {
  Progress progress = operation.poll(self);
  if (progress != Progress::pending) return progress;
  const ObjectId object = record_begin(self, operation);
  while (progress == Progress::pending) {
    self.park();
    progress = operation.poll(self);
  }
  record(self, EventKind::wait_end, object, 0, static_cast<std::uint8_t>(WaitOutcome::done));
  return progress;
}

Progress wait_pending(Waiter& self, Operation& operation, BlockingHook* hook) {
  const ObjectId object = record_begin(self, operation);
  if (hook != nullptr) hook->before_park();
  Blocked blocked(self, operation, hook);
  const Progress progress = blocked.run();
  const bool stopped = blocked.outcome() == WaitOutcome::stopped;
  if (hook != nullptr && !stopped) hook->after_park();
  record(self, EventKind::wait_end, object, 0, static_cast<std::uint8_t>(blocked.outcome()));
  return progress;
}

void wait_or_throw(Waiter& self, Operation& operation) {
  switch (wait(self, operation)) {
    case Progress::done: return;
    case Progress::raised: throw operation.error();
    case Progress::pending: throw ThreadStopped{};
  }
}

namespace {

/// The identity of a thread that no Runtime knows.
struct ForeignThread {
  static ThreadId next_ident() noexcept {
    constexpr ThreadId first = 0x8000'0000;
    static std::atomic<ThreadId> next{first};
    return next.fetch_add(1, std::memory_order_relaxed);
  }
  ~ForeignThread() {
    detail::forget_locals(waiter);
    if (detail::bound_waiter == &waiter) detail::bound_waiter = nullptr;
  }
  Clock clock;
  Waiter waiter{next_ident(), clock};
};

}  // namespace

Waiter& detail::bind_foreign_waiter() {
  thread_local ForeignThread foreign;
  bound_waiter = &foreign.waiter;
  return foreign.waiter;
}

void bind_this_waiter(Waiter* waiter) noexcept { detail::bound_waiter = waiter; }

}  // namespace threadbox
