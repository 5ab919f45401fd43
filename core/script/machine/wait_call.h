#pragma once

#include "script/machine/frame.h"

namespace threadbox::script {

/// Called before the thread waits in its pending operation. If a function of the prelude made the operation, records the program's call
/// that led there as a `wait_call` event: for `q.get()`, "Queue.get" and the queue. Records nothing if the operation's own name and object
/// say the same, or if the thread waits on behalf of a module, as an idle worker of a pool does.
/// Threads: the thread itself.
void record_wait_call(VmThread& thread) noexcept;

}  // namespace threadbox::script
