#pragma once

#include "script/runners/simulated_runner.h"

#include <threadbox/sync/detail/pending_wait.h>

#include <memory>
#include <optional>
#include <utility>

namespace threadbox::script {

/// A thread of a simulated run, as its runner knows it. For the files of the runner alone.
struct SimulatedRunner::Task {
  explicit Task(std::shared_ptr<Thread> its_thread) noexcept : thread(std::move(its_thread)) {}
  [[nodiscard]] ThreadId id() const noexcept { return thread->waiter().thread(); }
  [[nodiscard]] bool asked_to_stop() const noexcept { return (thread->waiter().requests() & stop_request) != 0; }

  std::shared_ptr<Thread> thread;
  std::shared_ptr<VmThread> vm_thread;  ///< None before it has begun.
  std::shared_ptr<Routine> routine;
  Progress waited = Progress::done;  ///< Passed to the routine next.
  std::optional<Brake::Hold> hold;  ///< What it waits in while the user has it held.
  std::optional<PendingWait> wait;  ///< The wait that it is in, if any.
  WaitPurpose purpose = WaitPurpose::instruction;  ///< Of that wait.
  bool is_at_statement = false;  ///< It has not been asked yet whether it may execute the next statement.
  std::optional<TimedWait> timed;  ///< Its entry in timed_.
  bool is_ending = false;  ///< Its routine has ended; its end is a step of its own.
  bool is_between_frames = false;  ///< Its routine goes on in a step of its own.
  bool has_left_routine = false;  ///< Its frames are a signal's handlers, for which it has left a wait of the routine.
};

}  // namespace threadbox::script
