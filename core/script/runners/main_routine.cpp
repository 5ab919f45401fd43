#include "script/runners/main_routine.h"

#include "script/machine/calls.h"
#include "script/machine/file_system.h"
#include "script/machine/output.h"
#include "script/machine/requests.h"
#include "script/machine/streams.h"
#include "script/machine/traceback.h"
#include "script/machine/vm.h"
#include "script/runners/console.h"

#include <utility>

namespace threadbox::script {

namespace {

constexpr int exit_raised = 1, exit_unflushed = 120, exit_by_signal = 128, exit_interrupted = exit_by_signal + Signals::sigint;

/// Does `work`, which pushes a frame. False if it raised instead: then the exception is VmThread::uncaught.
bool entered(VmThread& thread, const auto& push) {
  try {
    push();
    return true;
  } catch (const Raised& raised) {
    thread.uncaught = raised.exception;
  } catch (const std::bad_alloc&) {
    thread.uncaught = thread.vm.out_of_memory(thread.waiter());
  }
  return false;
}

}  // namespace

Routine::Next MainRoutine::next(VmThread& thread, Progress waited) {
  switch (stage_) {
    case Stage::begin:
      stage_ = Stage::loading;
      entered(thread, [&] {
        loader_.want_core();
        loader_.want_imports(*program_.code);
      });
      return load_next(thread);
    case Stage::loading: return load_next(thread);
    case Stage::running: return after_module(thread);
    case Stage::reporting: return after_report(thread);
    case Stage::idle: {
      {
        GuardLock guarded(end_guard_);
        idle_ = nullptr;
        if (waited == Progress::done && end_code_) exit_with(*end_code_);
      }
      thread.drop_operation();
      if (waited == Progress::done) return shut_down(thread);
      thread.uncaught = std::exchange(thread.interrupting, Value::undefined());
      if (!thread.uncaught.is_undefined()) return after_module(thread);  // A signal's handler has raised it.
      // As `python -i`: Ctrl-C interrupts the console's statement; if there is none, it is reported only.
      if (!console_.interrupt()) write(thread, "KeyboardInterrupt\n", OutputStream::err);
      return wait_for_user(thread);
    }
    case Stage::ending:
      if (thread.uncaught.is_undefined() && thread.result.is_false()) return run_exit_functions(thread);
      return report_ignored(thread) ? Next::execute : join_threads(thread);
    case Stage::joining:
      thread.drop_operation();
      if (waited == Progress::raised) report_interruption(thread);
      else if (thread.waiter().answer(any_interrupt_request))
        write(thread, "Exception ignored on threading shutdown:\nKeyboardInterrupt: \n", OutputStream::err);
      return run_exit_functions(thread);
    case Stage::exiting: return report_ignored(thread) ? Next::execute : finalize_objects(thread);
    case Stage::finalizing: return report_ignored(thread) ? Next::execute : flush_streams(thread);
    case Stage::flushing:
      if (report_.under_way()) report_.finish(thread);
      else if (report_unflushed(thread)) return Next::execute;
      return finalize(thread);
  }
  return Next::end;
}

void MainRoutine::give_up(Vm& vm, Waiter& self) noexcept {
  exit_with(exit_raised);
  Routine::give_up(vm, self);
  vm.runtime().finalize(self);
}

void MainRoutine::end_by_signal(int signal) noexcept {
  exit_with(exit_by_signal + signal);
  if (signal == Signals::sigint) interrupted_.store(true, std::memory_order_relaxed);
}

void MainRoutine::leave() noexcept {
  GuardLock guarded(end_guard_);
  idle_ = nullptr;
}

/// An exception before the program's first line is reported as if the program had raised it.
Routine::Next MainRoutine::load_next(VmThread& thread) {
  bool more = false;
  const bool raised = !thread.uncaught.is_undefined() || !entered(thread, [&] { more = loader_.push_next(thread); });
  if (more) return Next::execute;
  stage_ = Stage::running;
  const auto push_main_module = [&] {
    if (faults_ != nullptr) faults_->begin_program();
    set_up_names();
    set_up_modules();
    if (!program_.warnings.empty()) write(thread, program_.warnings, OutputStream::err);
    push_module_frame(thread, vm_.load(program_.code), vm_.main_module);
  };
  const bool ready = !raised && entered(thread, push_main_module);
  console_.open(thread.waiter());
  return ready ? Next::execute : after_module(thread);
}

/// `__doc__`, and the names of the file, which a program that is an argument of the command line does not have.
void MainRoutine::set_up_names() {
  NameTable& names = vm_.main_module->names;
  if (const std::string& doc = program_.code->docstring; !doc.empty()) names.set(vm_.names.doc, vm_.text(doc));
  const std::string& file = program_.arguments.front();
  if (file.starts_with('<') || file.starts_with('-')) return;
  names.set(vm_.intern("__file__"), vm_.text(file.starts_with('/') ? file : std::string(FileSystem::home) + "/" + file));
  names.set(vm_.intern("__cached__"), Value::none());
}

void MainRoutine::set_up_modules() {
  std::vector<Value> values;
  for (const std::string& argument : program_.arguments) values.push_back(vm_.text(argument));
  const Value argv(vm_.list(std::move(values)));
  // A statement at the prompt may be the first one to import sys, which takes its argv from _sys.
  for (const char* name : {"_sys", "sys"})
    if (Module* module = vm_.find_module(name)) module->names.set(vm_.intern("argv"), argv);
}

Routine::Next MainRoutine::after_module(VmThread& thread) {
  stage_ = Stage::reporting;
  vm_.begin_program(thread.waiter());  // If an import has raised.
  const Value exception = std::exchange(thread.uncaught, Value::undefined());
  if (!exception.is_undefined()) {
    const bool interrupted = vm_.is_instance(exception, vm_.exception_class("KeyboardInterrupt"));
    interrupted_.store(interrupted, std::memory_order_relaxed);
    exit_with(interrupted ? exit_interrupted : exit_raised);
    record_death(thread, thread.thread->id(), exception);
    if (report_.begin(thread, exception)) return Next::execute;
  } else if (!has_run_streams(vm_) && call_prelude(thread, "reports", "flush_output")) {
    return Next::execute;
  }
  return after_report(thread);
}

Routine::Next MainRoutine::after_report(VmThread& thread) {
  if (report_.under_way()) report_.finish(thread);
  if (const std::optional<int> code = report_.exit_code()) {
    exit_with(*code);
    interrupted_.store(false, std::memory_order_relaxed);
  }
  if (!program_.interactive) return shut_down(thread);
  record(thread.waiter(), EventKind::main_idle);
  return wait_for_user(thread);
}

Routine::Next MainRoutine::wait_for_user(VmThread& thread) {
  stage_ = Stage::idle;
  thread.block<Idle>([](VmThread&, Operation&) { return Value::none(); });
  auto& idle = static_cast<Idle&>(*thread.operation());
  GuardLock guarded(end_guard_);
  if (end_of_main_) idle.wake(thread.waiter());
  else idle_ = &idle;
  return Next::wait;
}

bool MainRoutine::end(std::optional<int> code) {
  GuardLock guarded(end_guard_);
  end_of_main_ = true;
  if (code) end_code_ = code;
  const bool is_idle = idle_ != nullptr;
  if (is_idle) std::exchange(idle_, nullptr)->wake(vm_.runtime().main_thread().waiter());
  return is_idle;
}

/// Pushes the frame of a prelude function. False if the module has none, or if it raised, which has been reported.
bool MainRoutine::call_prelude(VmThread& thread, std::string_view module, std::string_view function) {
  const Module* found = vm_.find_module(module);
  if (found == nullptr) return false;
  bool called = false;
  entered(thread, [&] {
    const Value value = found->names.get(vm_.intern(function));
    if (value.is_undefined()) return;  // The module was not loaded.
    call_value(thread, value, {});
    called = true;
  });
  return called || report_ignored(thread);
}

/// Reports the exception of a prelude function that is called at shutdown. True if that takes Python: frames have been pushed.
/// Mirrors PyErr_WriteUnraisable.
bool MainRoutine::report_ignored(VmThread& thread) noexcept {
  if (report_.under_way()) {
    report_.finish(thread);
    return false;
  }
  const Value exception = std::exchange(thread.uncaught, Value::undefined());
  if (exception.is_undefined()) return false;
  try {
    write(thread, "Exception ignored on threading shutdown:\n", OutputStream::err);
  } catch (const std::bad_alloc&) {
    // Without memory for it, the report has no heading.
  }
  return report_.begin(thread, exception);
}

/// Reports what has ended the wait for the other threads. Mirrors PyErr_WriteUnraisable(NULL), which has no heading.
void MainRoutine::report_interruption(VmThread& thread) noexcept {
  const Value raised = std::exchange(thread.interrupting, Value::undefined());
  try {
    write(thread, raised.is_undefined() ? "KeyboardInterrupt: \n" : format_exception(vm_, raised), OutputStream::err);
  } catch (const std::bad_alloc&) {
    give_up(vm_, thread.waiter());
  }
}

/// threading._shutdown, then atexit.
Routine::Next MainRoutine::shut_down(VmThread& thread) {
  stage_ = Stage::ending;
  record(thread.waiter(), EventKind::shutdown);
  return call_prelude(thread, "threading", "_shutdown") ? Next::execute : join_threads(thread);
}

Routine::Next MainRoutine::join_threads(VmThread& thread) {
  stage_ = Stage::joining;
  // Other threads may be waiting to join the main thread.
  vm_.runtime().main_thread().mark_done();
  thread.block<Runtime::JoinNonDaemons>([](VmThread&, Operation&) { return Value::none(); }, vm_.runtime());
  return Next::wait;
}

Routine::Next MainRoutine::run_exit_functions(VmThread& thread) {
  stage_ = Stage::exiting;
  return call_prelude(thread, "atexit", "_run_exitfuncs") ? Next::execute : finalize_objects(thread);
}

/// Calls the __del__ of the objects that are left.
Routine::Next MainRoutine::finalize_objects(VmThread& thread) {
  if (!vm_.finalizers.any()) return flush_streams(thread);
  stage_ = Stage::finalizing;
  return call_prelude(thread, "reports", "finalize_all") ? Next::execute : flush_streams(thread);
}

/// Calls flush() of a sys.stdout or sys.stderr that the program has replaced.
Routine::Next MainRoutine::flush_streams(VmThread& thread) {
  if (has_run_streams(vm_)) return finalize(thread);
  stage_ = Stage::flushing;
  return call_prelude(thread, "reports", "flush_streams") ? Next::execute : finalize(thread);
}

/// True if that takes Python: frames have been pushed.
bool MainRoutine::report_unflushed(VmThread& thread) noexcept {
  const Value exception = std::exchange(thread.uncaught, Value::undefined());
  if (!exception.is_undefined() || thread.result.is_true()) exit_with(exit_unflushed);
  return !exception.is_undefined() && report_.begin(thread, exception);
}

Routine::Next MainRoutine::finalize(VmThread& thread) {
  record(thread.waiter(), EventKind::finalize);
  vm_.runtime().finalize(thread.waiter());
  return Next::end;
}

Routine::Next ThreadRoutine::next(VmThread& thread, Progress) {
  Vm& vm = thread.vm;
  const ThreadId id = thread.waiter().thread();
  if (!std::exchange(begun_, true)) {
    const Value self = vm.thread_object(id);
    if (entered(thread, [&] { call_value(thread, vm.class_of(self)->lookup(vm.intern("_bootstrap")), {&self, 1}); }))
      return Next::execute;
  }
  if (report_.under_way()) {
    report_.finish(thread);
  } else if (!thread.uncaught.is_undefined()) {
    record_death(thread, thread.thread->id(), thread.uncaught);
    if (report_.begin(thread, std::exchange(thread.uncaught, Value::undefined()))) return Next::execute;
  }
  vm.set_thread_object(id, Value::undefined());
  return Next::end;
}

}  // namespace threadbox::script
