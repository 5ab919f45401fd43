#pragma once

#include "script/machine/frame.h"

#include <memory>

namespace threadbox::script {

/// What one thread does from its begin to its end, stretch by stretch, so that any runner can drive it.
/// Threads: the one that runs, or the scheduler for it; never two at once.
class Routine {
 public:
  enum class Next : std::uint8_t {
    execute,  ///< Run the frames of the thread until none is left; see its result and uncaught.
    wait,     ///< Wait in the operation of the thread; then the routine finishes it with `waited`.
    end,      ///< The thread is done.
  };
  virtual ~Routine() = default;
  /// What comes next. Asked when the thread has begun, and after each stretch. `waited`: how the wait ended.
  /// Errors: std::bad_alloc; then comes give_up().
  virtual Next next(VmThread& thread, Progress waited) = 0;
  /// There is no memory for what comes next, or for the thread to begin: it says so, and is done. `self`: the thread.
  virtual void give_up(Vm& vm, Waiter& self) noexcept;
  /// The thread executes no more, however it came to its end; what it waits in, if it was stopped there, goes after this.
  virtual void leave() noexcept {}
};

/// Drives the threads of one run.
class Runner {
 public:
  virtual ~Runner() = default;
  /// Has the thread do what `routine` says. Called by the body of a thread that has begun. On OS threads it returns when
  /// the routine has ended and throws ThreadStopped when the thread is asked to stop; under simulation it returns at once.
  virtual void run(std::shared_ptr<VmThread> thread, std::shared_ptr<Routine> routine) = 0;
};

/// Has KeyboardInterrupt raised where the thread stands, if it has been asked for.
void answer_interrupt(VmThread& thread);

}  // namespace threadbox::script
