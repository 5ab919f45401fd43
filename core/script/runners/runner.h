#pragma once

#include "script/machine/frame.h"

#include <memory>

namespace threadbox::script {

/// The body of one thread as a state machine, so that any runner can drive it.
/// Threads: the thread that it is the body of, or the simulated runner on its behalf; never two at once.
class Routine {
 public:
  enum class Next : std::uint8_t {
    execute,  ///< Execute the thread's frames until none is left; see VmThread::result and uncaught.
    wait,     ///< Wait in VmThread::operation(); the routine finishes it, given the outcome as `waited`.
    end,      ///< The thread is done.
  };
  virtual ~Routine() = default;
  /// Returns the next step. Called when the thread has begun, and after each step. `waited`: the outcome of a wait.
  /// Errors: std::bad_alloc; then the runner calls give_up().
  virtual Next next(VmThread& thread, Progress waited) = 0;
  /// Called when there is no memory for the next step, or for the thread to begin: reports that; the thread then ends. `self`: the
  /// thread's waiter.
  virtual void give_up(Vm& vm, Waiter& self) noexcept;
  /// Called when the thread will not execute any more, however it ended. If it was stopped in a wait, the operation is destroyed
  /// after this.
  virtual void leave() noexcept {}
};

/// Drives the threads of one run: ParallelRunner or SimulatedRunner.
class Runner {
 public:
  virtual ~Runner() = default;
  /// Drives `routine` on the thread. Called by the body of a thread that has begun. On OS threads it returns when the routine has ended,
  /// and throws ThreadStopped if the thread is requested to stop; under simulation it returns at once.
  virtual void run(std::shared_ptr<VmThread> thread, std::shared_ptr<Routine> routine) = 0;
};

/// Whether the thread is about to execute the first statement of the program, or of its function of the program, before which the
/// interpreter does not return.
[[nodiscard]] bool begins_program(const VmThread& thread) noexcept;

/// Has KeyboardInterrupt raised at the thread's current instruction, if that has been requested.
void answer_interrupt(VmThread& thread);

}  // namespace threadbox::script
