#include "script/machine/calls.h"
#include "script/machine/requests.h"
#include "script/machine/signals.h"
#include "script/natives/library_natives.h"
#include "script/natives/native_arguments.h"
#include "script/natives/natives.h"

#include <algorithm>

namespace threadbox::script {

namespace {

// The module _signals, for prelude/signal.py and os.kill(); and _thread.interrupt_main().

using Disposition = Signals::Disposition;

bool is_main(const Call& call) noexcept {
  return call.vm.runtime().main_thread().waiter().thread() == call.thread.waiter().thread();
}

Value in_main(Call& call) { return Value::boolean(is_main(call)); }

/// set_dispatcher(function): what calls the handlers.
Value set_dispatcher(Call& call) {
  call.vm.signals.dispatcher = call.arguments[0];
  return Value::none();
}

/// set_disposition(signal, kind)
Value set_disposition(Call& call) {
  const std::int64_t kind = to_int(call.vm, call.arguments[1]);
  call.vm.signals.set_disposition(static_cast<int>(to_int(call.vm, call.arguments[0])), static_cast<Disposition>(kind));
  return Value::none();
}

/// take(): the next signal that waits for its handler, or 0.
Value take(Call& call) { return Value::integer(call.vm.signals.take()); }

/// again(): a handler has raised, so the signals that are left have theirs called later.
Value again(Call& call) {
  if (call.vm.signals.any()) call.thread.waiter().request(signal_request);
  return Value::none();
}

/// interrupted_frame(): the program's innermost frame, or None.
Value interrupted_frame(Call& call) {
  for (const Frame* frame = call.thread.frame(); frame != nullptr; frame = frame->below) {
    if (is_prelude(*frame->code->code)) continue;
    const std::uint32_t line = frame->code->code->lines[frame->next > 0 ? frame->next - 1 : 0];
    return Value(call.vm.heap().make<LeftFrame>(call.vm.classes.frame, ExceptionObject::Place{frame->code, line}));
  }
  return Value::none();
}

/// The main thread calls the handler at once, or at its next safepoint.
Value handle(Call& call, int signal, std::uint32_t request) {
  call.vm.signals.trip(signal);
  if (!is_main(call)) {
    call.vm.runtime().main_thread().waiter().request(request);
    return Value::none();
  }
  Value raised = Value::undefined();
  if (!enter_handlers(call.thread, ReturnAction::substitute, raised)) throw Raised{raised};
  call.thread.frame()->operands = 1;  // None is pushed.
  return Value::entered();
}

Value interrupt(Call& call, std::uint32_t request) {
  if (is_main(call)) throw Raised{Value(call.vm.make_exception(call.vm.exception_class("KeyboardInterrupt"), {}))};
  call.vm.runtime().main_thread().waiter().request(request);
  return Value::none();
}

/// What the system does by itself for these: nothing, or it stops the process, which the sandbox cannot do.
bool ends_process(int signal) noexcept {
  constexpr int harmless[] = {17, 18, 19, 20, 21, 22, 23, 28};  // SIGCHLD … SIGURG, SIGWINCH
  return std::ranges::find(harmless, signal) == std::end(harmless);
}

/// send(signal, to_process): raise_signal(), or os.kill(), whose signal ends a wait of the main thread as well.
Value send(Call& call) {
  const int signal = static_cast<int>(to_int(call.vm, call.arguments[0]));
  const bool ends_wait = truthy(call.vm, call.arguments[1]) && call.vm.signals.ends_waits;
  switch (call.vm.signals.disposition(signal)) {
    case Disposition::ignored: break;
    case Disposition::raises: return interrupt(call, ends_wait ? std::uint32_t{interrupt_request} : late_interrupt_request);
    case Disposition::handled:
      return handle(call, signal, ends_wait ? std::uint32_t{signal_request} | signal_in_wait_request : signal_request);
    case Disposition::system:
      if (ends_process(signal)) call.vm.end_by_signal(signal);
  }
  return Value::none();
}

}  // namespace

/// interrupt_main(signum): as if the signal had come: its handler is called at the main thread's next safepoint, at once if it has called
/// this itself, and after a wait if it is in one.
Value interrupt_main(Call& call) {
  const std::int64_t signal = call.arguments[0].is_undefined() ? Signals::sigint : to_int(call.vm, call.arguments[0]);
  if (signal < 1 || signal >= Signals::count) call.vm.raise("ValueError", "signal number out of range");
  switch (call.vm.signals.disposition(static_cast<int>(signal))) {
    case Disposition::raises: return interrupt(call, late_interrupt_request);
    case Disposition::handled: return handle(call, static_cast<int>(signal), signal_request);
    default: return Value::none();
  }
}

void install_signals(Vm& vm) {
  Module* module = vm.module("_signals");
  static constexpr NativeEntry entries[] = {
      {"in_main", in_main, {}},
      {"set_dispatcher", set_dispatcher, {"function"}},
      {"set_disposition", set_disposition, {"signal", "kind"}},
      {"take", take, {}},
      {"again", again, {}},
      {"interrupted_frame", interrupted_frame, {}},
      {"send", send, {"signal", "to_process"}},
  };
  define_all(vm, module, entries);
  static constexpr NativeEntry of_threads[] = {{"interrupt_main", interrupt_main, {"signum", "/"}, 1}};
  define_all(vm, vm.module("_threadbox"), of_threads);
}

}  // namespace threadbox::script
