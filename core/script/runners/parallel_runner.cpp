#include "script/runners/parallel_runner.h"

#include "script/machine/execution.h"
#include "script/machine/gil.h"
#include "script/machine/output.h"
#include "script/machine/requests.h"
#include "script/machine/vm.h"
#include "script/machine/wait_call.h"

#include <threadbox/sync/blocking.h>
#include <threadbox/sync/condition.h>

#include <utility>

namespace threadbox::script {

namespace {

/// Whether a woken thread polls its operation with the GIL. CPython does so in primitives that are written in Python over a
/// Condition: a thread that releases a semaphore and keeps running can take the permit back. Those written in C (locks,
/// SimpleQueue, join, sleep) are acquired, or over, before the thread waits for the GIL.
bool polls_with_gil(const Operation& operation) noexcept {
  switch (operation.kind()) {
    case OperationKind::semaphore_acquire:
    case OperationKind::barrier_wait: return true;
    case OperationKind::condition_wait: return static_cast<const Condition::Wait&>(operation).waits_for_notify();
    default: return false;
  }
}

/// Takes the gate for the calling thread while it exists, except around a real wait.
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

  /// False if the thread was stopped while it waited for the gate: then it must not execute any more.
  [[nodiscard]] bool held() const noexcept { return held_; }
  void before_park() override {
    held_ = false;
    gate_.release(self_);
  }
  bool after_park() override { return held_ = gate_.take(self_); }
  bool polls_after_resuming(const Operation& operation) override { return gate_.one_at_a_time() && polls_with_gil(operation); }
  /// Lets waiting threads execute first. Errors: ThreadStopped.
  void yield() {
    held_ = gate_.yield(self_);
    if (!held_) throw ThreadStopped{};
  }

 private:
  ThreadGate& gate_;
  Waiter& self_;
  bool held_;
};

/// Registers the thread with the VM while this object exists, so that its frames are roots. A thread that was stopped without the
/// gate must not touch the VM, and stays registered.
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

/// Calls Routine::leave() however the thread ends, after which no other thread can reach its operation.
class Departure {
 public:
  Departure(VmThread& thread, Routine& routine) noexcept : thread_(thread), routine_(routine) {}
  ~Departure() {
    routine_.leave();
    thread_.drop_operations();
  }
  Departure(const Departure&) = delete;
  Departure& operator=(const Departure&) = delete;

 private:
  VmThread& thread_;
  Routine& routine_;
};

/// Whether the thread executes what is C in CPython, in which it keeps the GIL.
bool keeps_gil(const VmThread& thread) noexcept { return thread.frame() != nullptr && thread.frame()->code->is_c; }

void answer_requests(VmThread& thread, GatePass& pass) {
  Waiter& self = thread.waiter();
  if ((self.requests() & stop_request) != 0) throw ThreadStopped{};
  answer_interrupt(thread);
  answer_signals(thread);
  if (self.answer(line_request)) record_line(thread);
  self.answer(brake_request);
  // The thread may be here for another request.
  if (keeps_gil(thread) || !self.answer(gil_drop_request)) return;
  record_line(thread);
  pass.yield();
}

/// Waits in the thread's pending operation, without the gate. Pending: the thread has left the wait, and executes a signal's handler first.
Progress wait(VmThread& thread, GatePass& pass, Brake& brake) {
  while (true) {
    record_wait_call(thread);
    if (brake.engaged()) brake.waits(thread.waiter().thread());
    const Progress progress = wait_pending(thread.waiter(), *thread.operation(), &pass, &thread.pause);
    // A thread that was stopped before it got the gate again does not use the result of its wait.
    if (!pass.held() || (progress == Progress::pending && !thread.pause.left)) throw ThreadStopped{};
    if (progress != Progress::pending || leave_wait_for_handlers(thread)) return progress;
  }
}

/// Waits before a statement while the user has the thread held.
void pass_statement(VmThread& thread, GatePass& pass, Brake& brake) {
  if (!brake.reached(thread.waiter().thread(), next_line(thread))) return;
  record_next_line(thread);
  Brake::Hold hold(brake);
  const Progress progress = threadbox::wait(thread.waiter(), hold, &pass);
  if (progress == Progress::pending || !pass.held()) throw ThreadStopped{};
}

void execute(VmThread& thread, GatePass& pass, Brake& brake) {
  bool begins = begins_program(thread);
  while (true) {
    answer_requests(thread, pass);
    const bool tells = brake.engaged() && !thread.is_console;
    if (std::exchange(begins, false) && tells) pass_statement(thread, pass, brake);
    switch (script::run(thread, tells ? std::optional(Preemption::line) : std::nullopt)) {
      case Outcome::finished: return;
      case Outcome::preempted: pass_statement(thread, pass, brake); break;
      case Outcome::requested: break;
      case Outcome::blocked:
        if (const Progress progress = wait(thread, pass, brake); progress != Progress::pending) resume(thread, progress);
    }
  }
}

}  // namespace

void ParallelRunner::run(std::shared_ptr<VmThread> thread, std::shared_ptr<Routine> routine) {
  // With the GIL, a thread can retake a lock or semaphore that it has released however long another has waited, as in CPython; the
  // GIL ensures that both make progress.
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
      execute(*thread, pass, brake_);
    } else {
      waited = thread->operation()->poll(thread->waiter());
      while (waited == Progress::pending) {
        waited = wait(*thread, pass, brake_);
        if (waited != Progress::pending) break;
        execute(*thread, pass, brake_);
        return_to_wait(*thread);
      }
    }
  }
}

}  // namespace threadbox::script
