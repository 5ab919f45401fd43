#pragma once

#include "script/machine/frame.h"
#include "script/machine/preemption.h"

#include <cstdint>
#include <optional>

namespace threadbox::script {

/// Why the interpreter stopped executing a thread.
enum class Outcome : std::uint8_t {
  finished,   ///< No frame is left: see VmThread::result and uncaught.
  blocked,    ///< An operation is pending: drive it, then call resume().
  preempted,  ///< It stands before a statement or instruction of the program: another thread may go on.
  requested,  ///< A safepoint saw a request on the waiter: answer it, then run again.
};

/// Executes `thread` from where it stands. With `preemption`, it leaves before each next statement or instruction of
/// the program; a long stretch without one it leaves as `requested`. Threads: the one that holds the GIL.
Outcome run(VmThread& thread, std::optional<Preemption> preemption = std::nullopt);

/// The operation that run() left has ended: its result is what the call results in, or raises.
void resume(VmThread& thread, Progress progress);

}  // namespace threadbox::script
