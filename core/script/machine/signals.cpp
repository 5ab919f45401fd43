#include "script/machine/signals.h"

#include "script/machine/calls.h"
#include "script/machine/requests.h"
#include "script/machine/unwinding.h"
#include "script/machine/vm.h"

#include <bit>
#include <utility>

namespace threadbox::script {

int Signals::take() noexcept {
  std::uint64_t all = tripped_.load(std::memory_order_relaxed);
  while (all != 0)
    if (tripped_.compare_exchange_weak(all, all & (all - 1), std::memory_order_relaxed)) return std::countr_zero(all) + 1;
  return 0;
}

bool enter_handlers(VmThread& thread, ReturnAction action, Value& raised) noexcept {
  try {
    call_value(thread, thread.vm.signals.dispatcher, {});
    Frame& frame = *thread.frame();
    frame.action = action;
    frame.operands = 0;
    return true;
  } catch (const Raised& error) {
    raised = error.exception;
  } catch (const std::bad_alloc&) {
    raised = thread.vm.out_of_memory(thread.waiter());
  }
  return false;
}

void answer_signals(VmThread& thread) noexcept {
  Waiter& self = thread.waiter();
  constexpr std::uint32_t both = std::uint32_t{signal_request} | signal_in_wait_request;
  const Frame* frame = thread.frame();
  if ((self.requests() & both) == 0 || frame == nullptr || frame->code->is_c || !thread.injected.is_undefined()) return;
  self.answer(both);
  if (thread.vm.signals.any()) enter_handlers(thread, ReturnAction::discard, thread.injected);
}

bool leave_wait_for_handlers(VmThread& thread) noexcept {
  thread.waiter().answer(std::uint32_t{signal_request} | signal_in_wait_request);
  if (!thread.vm.signals.any()) return false;
  Value raised = Value::undefined();
  try {
    thread.put_operation_aside();
    if (enter_handlers(thread, ReturnAction::wait, raised)) return true;
    thread.take_operation_back();
  } catch (const std::bad_alloc&) {
    raised = thread.vm.out_of_memory(thread.waiter());
  }
  thread.interrupting = raised;
  thread.waiter().request(interrupt_request);
  return false;
}

void return_to_wait(VmThread& thread) noexcept {
  const Value raised = std::exchange(thread.uncaught, Value::undefined());
  if (raised.is_undefined()) thread.take_operation_back();
  else interrupt_wait(thread, raised);
}

}  // namespace threadbox::script
