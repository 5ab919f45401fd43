#include <threadbox/sync/blocking.h>

#include <threadbox/sync/detail/thread_locals.h>
#include <threadbox/sync/detail/pending_wait.h>

#include <utility>

namespace threadbox {

namespace {

/// One real wait: parks until the operation has ended or the thread is asked to stop.
class ParkedWait {
 public:
  ParkedWait(PendingWait& pending, Waiter& self, BlockingHook* hook) noexcept : pending_(pending), self_(self), hook_(hook) {}

  Progress run(bool goes_on) {
    if (goes_on)
      if (const Progress progress = pending_.poll(); progress != Progress::pending) return progress;
    leave();
    while (true) {
      Progress progress = pending_.answer_requests();
      if (pending_.stopped()) return progress;
      if (pending_.left()) {
        come_back();
        return progress;
      }
      if (progress == Progress::pending) progress = park();
      if (progress == Progress::pending) continue;
      come_back();
      return progress;
    }
  }

  /// Calls after_park if it is due; also if the operation has thrown, since its caller continues.
  void come_back() {
    if (std::exchange(away_, false) && hook_ != nullptr) hook_->after_park();
  }

 private:
  void leave() {
    away_ = true;
    if (hook_ != nullptr) hook_->before_park();
  }

  Progress park() {
    const bool signalled = self_.park(pending_.deadline());
    if (hook_ == nullptr || !hook_->polls_after_resuming(pending_.operation())) return look(signalled);
    if (!hook_->after_park()) return Progress::pending;  // The request to stop is answered next.
    away_ = false;
    const Progress progress = look(signalled);
    if (progress == Progress::pending) leave();
    return progress;
  }

  Progress look(bool signalled) {
    if (!signalled) return pending_.expire();
    const Progress progress = pending_.poll();
    return progress == Progress::pending && hook_ != nullptr && hook_->interrupted() ? pending_.interrupt() : progress;
  }

  PendingWait& pending_;
  Waiter& self_;
  BlockingHook* hook_;
  bool away_ = false;  ///< Between before_park and after_park.
};

}  // namespace

Progress wait(Waiter& self, Operation& operation, BlockingHook* hook) {
  const Progress progress = operation.poll(self);
  if (progress != Progress::pending) return progress;
  return wait_pending(self, operation, hook);
}

Progress wait_uninterrupted(Waiter& self, Operation& operation) {
  Progress progress = operation.poll(self);
  if (progress != Progress::pending) return progress;
  PendingWait pending(self, operation);
  while (progress == Progress::pending) {
    self.park();
    progress = pending.poll();
  }
  pending.end();
  return progress;
}

Progress wait_pending(Waiter& self, Operation& operation, BlockingHook* hook, WaitPause* pause) {
  const bool goes_on = pause != nullptr && pause->left;
  PendingWait pending(self, operation, pause);
  ParkedWait parked(pending, self, hook);
  try {
    const Progress progress = parked.run(goes_on);
    pending.end();
    return progress;
  } catch (...) {
    parked.come_back();
    pending.end();
    throw;
  }
}

void wait_or_throw(Waiter& self, Operation& operation) {
  switch (wait(self, operation)) {
    case Progress::done: return;
    case Progress::raised: throw operation.error();
    case Progress::pending: throw ThreadStopped{};
  }
}

namespace {

/// The waiter of a thread that no Runtime knows.
struct ForeignThread {
  static ThreadId next_ident() noexcept {
    constexpr ThreadId first = 0x8000'0000;
    static Atomic<ThreadId> next{first};
    return next.fetch_add(1, std::memory_order_relaxed);
  }
  ~ForeignThread() {
    detail::destroy_thread_locals(waiter);
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
