#include "script/parallel_runner.h"

namespace threadbox::script {

namespace {

/// The GIL around a real wait.
class GilHook final : public BlockingHook {
 public:
  GilHook(Gil& gil, Waiter& self) noexcept : gil_(gil), self_(self) {}
  void before_park() override { gil_.release(self_); }
  void after_park() override { taken = gil_.take(self_); }
  bool taken = false;

 private:
  Gil& gil_;
  Waiter& self_;
};

}  // namespace

Progress ParallelRunner::wait(VmThread& thread, Operation& operation) {
  GilHook hook(gil_, thread.waiter());
  const Progress progress = wait_pending(thread.waiter(), operation, &hook);
  // A wait that has succeeded is worth nothing to a thread that is stopped before it has the GIL back.
  return hook.taken ? progress : Progress::pending;
}

bool ParallelRunner::answer_requests(VmThread& thread) {
  Waiter& self = thread.waiter();
  if ((self.requests() & stop_request) != 0) {
    gil_.release(self);
    return false;
  }
  if (self.answer(interrupt_request))
    thread.injected = Value(thread.vm.make_exception(thread.vm.exception_class("KeyboardInterrupt"), {}));
  if (self.answer(gil_drop_request)) {
    record_line(thread);
    return gil_.yield(self);
  }
  return true;
}

std::string ParallelRunner::exception_text(VmThread& thread, Value exception) {
  try {
    return format_exception(thread.vm, exception);
  } catch (const NeedsPython&) {
    call_value(thread, thread.vm.twin("format_exception"), {&exception, 1});
  }
  if (!drive(thread)) return "";
  const bool failed = !std::exchange(thread.uncaught, Value::undefined()).is_undefined();
  const auto* text = failed ? nullptr : as<Str>(thread.result);
  return text == nullptr ? thread.vm.type_name(exception) + "\n" : text->text;
}

bool ParallelRunner::drive(VmThread& thread) {
  while (true) {
    if (!answer_requests(thread)) return false;
    switch (run(thread)) {
      case Outcome::finished: return true;
      case Outcome::requested: break;
      case Outcome::blocked: {
        const Progress progress = wait(thread, *thread.operation());
        if (progress == Progress::pending) {
          thread.drop_operation();
          return false;
        }
        resume(thread, progress);
      }
    }
  }
}

}  // namespace threadbox::script
