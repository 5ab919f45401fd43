#include "script/runners/runner.h"

#include "script/machine/vm.h"

namespace threadbox::script {

void answer_interrupt(VmThread& thread) {
  if (thread.waiter().answer(interrupt_request))
    thread.injected = Value(thread.vm.make_exception(thread.vm.exception_class("KeyboardInterrupt"), {}));
}

}  // namespace threadbox::script
