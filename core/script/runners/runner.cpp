#include "script/runners/runner.h"

#include "script/machine/output.h"
#include "script/machine/requests.h"
#include "script/machine/vm.h"

#include <utility>

namespace threadbox::script {

void Routine::give_up(Vm& vm, Waiter& self) noexcept {
  record(self, EventKind::output, 0, vm.memory_error_text(), static_cast<std::uint8_t>(OutputStream::err));
}

bool begins_program(const VmThread& thread) noexcept {
  const Frame* frame = thread.frame();
  return frame != nullptr && frame->next == 0 && !is_prelude(*frame->code->code);
}

void answer_interrupt(VmThread& thread) {
  if (!thread.waiter().answer(any_interrupt_request)) return;
  thread.injected = std::exchange(thread.interrupting, Value::undefined());
  if (!thread.injected.is_undefined()) return;
  try {
    thread.injected = Value(thread.vm.make_exception(thread.vm.exception_class("KeyboardInterrupt"), {}));
  } catch (const std::bad_alloc&) {
    thread.injected = thread.vm.out_of_memory(thread.waiter());
  }
}

}  // namespace threadbox::script
