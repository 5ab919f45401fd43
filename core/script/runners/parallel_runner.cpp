#include "script/runners/parallel_runner.h"

#include "script/machine/interpreter.h"
#include "script/runners/gil.h"

#include <threadbox/sync/condition.h>

namespace threadbox::script {

namespace {

/// Whether a woken thread has the GIL when it looks whether its wait is over. It has in CPython in what is written in
/// Python, over a Condition: so a thread that releases a semaphore and goes on can take the permit back. What
/// is written in C (locks, join, sleep) is taken or over before the thread waits for the GIL.
bool looks_with_the_gil(const Operation& operation) noexcept {
  switch (operation.kind()) {
    case OperationKind::semaphore_acquire:
    case OperationKind::barrier_wait:
    case OperationKind::queue_put:
    case OperationKind::queue_get: return true;
    case OperationKind::condition_wait: return static_cast<const Condition::Wait&>(operation).waits_for_notify();
    default: return false;
  }
}

/// Gives up the turn around a real wait.
class TurnHook final : public BlockingHook {
 public:
  TurnHook(Turns& turns, Waiter& self) noexcept : turns_(turns), self_(self) {}
  void before_park() override { turns_.release(self_); }
  bool after_park() override { return taken = turns_.take(self_); }
  bool looks_afterwards(const Operation& operation) override { return turns_.one_at_a_time() && looks_with_the_gil(operation); }
  bool taken = false;

 private:
  Turns& turns_;
  Waiter& self_;
};

}  // namespace

void ParallelRunner::run(std::shared_ptr<VmThread> thread, std::shared_ptr<Routine> routine) {
  // With the GIL CPython's locks and semaphores can be taken back by the thread that has given them up, however long
  // another has waited; the GIL sees to it that both go on.
  thread->waiter().is_handed_over = !turns_.one_at_a_time();
  Vm& vm = thread->vm;
  if (!turns_.take(thread->waiter())) throw ThreadStopped{};
  thread->thread->let_starter_go();
  const Heap::Portion portion(vm.heap());
  vm.add_thread(thread);
  Progress waited = Progress::done;
  while (true) {
    const Routine::Next next = routine->next(*thread, waited);
    if (next == Routine::Next::end) break;
    if (next == Routine::Next::execute) {
      execute(*thread);
    } else {
      waited = thread->operation()->poll(thread->waiter());
      if (waited == Progress::pending) waited = wait(*thread);
    }
  }
  vm.remove_thread(thread);
  turns_.release(thread->waiter());
}

void ParallelRunner::execute(VmThread& thread) {
  while (true) {
    answer_requests(thread);
    switch (script::run(thread)) {
      case Outcome::finished: return;
      case Outcome::preempted:
      case Outcome::requested: break;
      case Outcome::blocked: resume(thread, wait(thread));
    }
  }
}

/// Waits in the thread's operation, which is pending, with the turn given up.
Progress ParallelRunner::wait(VmThread& thread) {
  TurnHook hook(turns_, thread.waiter());
  const Progress progress = wait_pending(thread.waiter(), *thread.operation(), &hook);
  // A wait that has succeeded is worth nothing to a thread that is stopped before it may execute again.
  if (progress != Progress::pending && hook.taken) return progress;
  thread.drop_operation();
  throw ThreadStopped{};
}

void ParallelRunner::answer_requests(VmThread& thread) {
  Waiter& self = thread.waiter();
  if ((self.requests() & stop_request) != 0) {
    turns_.release(self);
    throw ThreadStopped{};
  }
  answer_interrupt(thread);
  if (!self.answer(gil_drop_request)) return;
  record_line(thread);
  if (!turns_.yield(self)) throw ThreadStopped{};
}

}  // namespace threadbox::script
