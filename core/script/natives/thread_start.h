#pragma once

#include "script/machine/vm.h"

namespace threadbox::script {

/// Makes `thread` ready to run `thread_object._bootstrap()` when it is launched: gives it its place among the
/// VM's threads. The runner drives it.
void prepare_thread(Vm& vm, const std::shared_ptr<Thread>& thread, Value thread_object);

}  // namespace threadbox::script
