#pragma once

#include "script/machine/frame.h"
#include "script/machine/preemption.h"

#include <cstdint>
#include <optional>

namespace threadbox::script {

class AccessWatch;

/// Why the interpreter stopped executing a thread.
enum class Outcome : std::uint8_t {
  finished,   ///< No frame is left: see VmThread::result and uncaught.
  blocked,    ///< VmThread::operation() is pending: drive it to its end, then call resume().
  preempted,  ///< The thread is at a scheduling point: another thread may run now.
  requested,  ///< A safepoint found a request on the waiter, or the fuel is used up: answer requests, then run again.
};

/// Executes `thread` from its current instruction. With `preemption`, it returns before each following statement or instruction of the
/// program, and as `requested` after 4096 instructions without one. `watch` decides where a thread stands with Preemption::access.
/// Threads: the one that `thread` stands for, with the GIL if there is one. Errors: none; the program's are in VmThread::uncaught.
Outcome run(VmThread& thread, std::optional<Preemption> preemption = std::nullopt, AccessWatch* watch = nullptr);

/// Called when the operation that run() left pending has ended: delivers its result to the call, or has its error raised there.
void resume(VmThread& thread, Progress progress);

}  // namespace threadbox::script
