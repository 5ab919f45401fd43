#include <threadbox/sync/blocking.h>

#include <threadbox/sync/local.h>
#include <threadbox/sync/pending_wait.h>

namespace threadbox {

namespace {

/// Parks until the operation has ended or the thread is asked to stop.
Progress park_until_settled(PendingWait& pending, Waiter& self, BlockingHook* hook) {
  while (true) {
    Progress progress = pending.answer_requests();
    if (progress != Progress::pending || pending.stopped()) return progress;
    if (self.park(pending.deadline())) {
      progress = pending.poll();
      if (progress == Progress::pending && hook != nullptr && hook->interrupted()) progress = pending.interrupt();
    } else {
      progress = pending.expire();
    }
    if (progress != Progress::pending) return progress;
  }
}

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

Progress wait_pending(Waiter& self, Operation& operation, BlockingHook* hook) {
  PendingWait pending(self, operation);
  if (hook != nullptr) hook->before_park();
  const Progress progress = park_until_settled(pending, self, hook);
  if (hook != nullptr && !pending.stopped()) hook->after_park();
  pending.end();
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
    static Atomic<ThreadId> next{first};
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
