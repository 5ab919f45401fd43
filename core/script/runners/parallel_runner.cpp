#include "script/runners/parallel_runner.h"

#include "script/machine/execution.h"
#include "script/machine/gil.h"
#include "script/machine/output.h"
#include "script/machine/requests.h"
#include "script/machine/vm.h"

#include <threadbox/sync/blocking.h>
#include <threadbox/sync/condition.h>

namespace threadbox::script {

namespace {

/// Whether a woken thread has the GIL when it looks whether its wait is over. It has in CPython in what is written in
/// Python, over a Condition: so a thread that releases a semaphore and goes on can take the permit back. What
/// is written in C (locks, SimpleQueue, join, sleep) is taken or over before the thread waits for the GIL.
bool polls_with_gil(const Operation& operation) noexcept {
  switch (operation.kind()) {
    case OperationKind::semaphore_acquire:
    case OperationKind::barrier_wait: return true;
    case OperationKind::condition_wait: return static_cast<const Condition::Wait&>(operation).waits_for_notify();
    default: return false;
  }
}

/// The turn of the calling thread, from begin to end, however it ends. It is given up around a real wait.
class GatePass final : public BlockingHook {
 public:
  /// Errors: ThreadStopped.
  GatePass(ThreadGate& gate, Waiter& self) : gate_(gate), self_(self), held_(gate.take(self)) {
    if (!held_) throw ThreadStopped{};
  }
  ~GatePass() {
    if (held_) gate_.release(self_);
  }
  GatePass(const GatePass&) = delete;
  GatePass& operator=(const GatePass&) = delete;

  /// False: the thread was stopped while it did not have it, and must not execute any more.
  [[nodiscard]] bool held() const noexcept { return held_; }
  void before_park() override {
    held_ = false;
    gate_.release(self_);
  }
  bool after_park() override { return held_ = gate_.take(self_); }
  bool looks_afterwards(const Operation& operation) override { return gate_.one_at_a_time() && polls_with_gil(operation); }
  /// Lets others go first that want to. Errors: ThreadStopped.
  void yield() {
    held_ = gate_.yield(self_);
    if (!held_) throw ThreadStopped{};
  }

 private:
  ThreadGate& gate_;
  Waiter& self_;
  bool held_;
};

/// The thread is one of the VM's, whose frames are roots, for as long as it executes. One that was stopped where it must not touch
/// the VM stays there.
class Membership {
 public:
  Membership(std::shared_ptr<VmThread> thread, const GatePass& pass) : thread_(std::move(thread)), pass_(pass) {
    thread_->vm.add_thread(thread_);
  }
  ~Membership() {
    if (pass_.held()) thread_->vm.remove_thread(thread_);
  }
  Membership(const Membership&) = delete;
  Membership& operator=(const Membership&) = delete;

 private:
  const std::shared_ptr<VmThread> thread_;
  const GatePass& pass_;
};

/// However the thread ends: afterwards nobody reaches what it has waited in.
class Departure {
 public:
  Departure(VmThread& thread, Routine& routine) noexcept : thread_(thread), routine_(routine) {}
  ~Departure() {
    routine_.leave();
    thread_.drop_operation();
  }
  Departure(const Departure&) = delete;
  Departure& operator=(const Departure&) = delete;

 private:
  VmThread& thread_;
  Routine& routine_;
};

void answer_requests(VmThread& thread, GatePass& pass) {
  Waiter& self = thread.waiter();
  if ((self.requests() & stop_request) != 0) throw ThreadStopped{};
  answer_interrupt(thread);
  if (!self.answer(gil_drop_request)) return;
  record_line(thread);
  pass.yield();
}

/// Waits in the thread's operation, which is pending, with the turn given up.
Progress wait(VmThread& thread, GatePass& pass) {
  const Progress progress = wait_pending(thread.waiter(), *thread.operation(), &pass);
  // A wait that has succeeded is worth nothing to a thread that is stopped before it may execute again.
  if (progress != Progress::pending && pass.held()) return progress;
  throw ThreadStopped{};
}

void execute(VmThread& thread, GatePass& pass) {
  while (true) {
    answer_requests(thread, pass);
    switch (script::run(thread)) {
      case Outcome::finished: return;
      case Outcome::preempted:
      case Outcome::requested: break;
      case Outcome::blocked: resume(thread, wait(thread, pass));
    }
  }
}

}  // namespace

void ParallelRunner::run(std::shared_ptr<VmThread> thread, std::shared_ptr<Routine> routine) {
  // With the GIL CPython's locks and semaphores can be taken back by the thread that has given them up, however long
  // another has waited; the GIL sees to it that both go on.
  thread->waiter().is_handed_over = !gate_.one_at_a_time();
  GatePass pass(gate_, thread->waiter());
  thread->thread->let_starter_go();
  const Heap::AllocationBuffer buffer(thread->vm.heap());
  const Membership membership(thread, pass);
  const Departure departure(*thread, *routine);
  Progress waited = Progress::done;
  while (true) {
    const Routine::Next next = routine->next(*thread, waited);
    if (next == Routine::Next::end) return;
    if (next == Routine::Next::execute) {
      execute(*thread, pass);
    } else {
      waited = thread->operation()->poll(thread->waiter());
      if (waited == Progress::pending) waited = wait(*thread, pass);
    }
  }
}

}  // namespace threadbox::script
