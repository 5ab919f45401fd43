#include "script/runner.h"

#include "script/vm.h"

namespace threadbox::script {

void answer_interrupt(VmThread& thread) {
  if (thread.waiter().answer(interrupt_request))
    thread.injected = Value(thread.vm.make_exception(thread.vm.exception_class("KeyboardInterrupt"), {}));
}

}  // namespace threadbox::script
