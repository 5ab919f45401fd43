#include "script/runners/console_thread.h"

#include "script/compile/compiler.h"
#include "script/machine/calls.h"
#include "script/machine/output.h"

#include <utility>

namespace threadbox::script {

bool ConsoleThread::is_busy_with_click() const noexcept {
  const ConsoleStatement& first = begun_ != 0 || statements_.empty() ? statement_ : statements_.front();
  return first.origin != 0;
}

void ConsoleThread::give(Console::Statements& statement) noexcept {
  statements_.splice(statements_.end(), statement);
  if (idle_ != nullptr) std::exchange(idle_, nullptr)->wake(*waiter_);
}

Routine::Next ConsoleThread::next(VmThread& thread, Progress waited) {
  if (thread.operation() != nullptr) finish_wait(thread, waited);
  thread.is_console = true;
  while (true) {
    if (code_ != nullptr && !loads_) {
      thread.block<Lock::Acquire>([](VmThread&, Operation&) { return Value::none(); }, console_.loading_);
      return Next::wait;
    }
    if (code_ != nullptr && thread.uncaught.is_undefined() && push_next(thread)) return Next::execute;
    if (report(thread)) return Next::execute;
    end_statement(thread);
    if (!begin_statement(thread)) return wait_or_end(thread);
    try {
      compile_statement(thread, statement_.text);
    } catch (const std::bad_alloc&) {
      thread.uncaught = console_.vm_.out_of_memory(thread.waiter());
    }
  }
}

/// The wait for a statement, or for the right to load modules, is over.
void ConsoleThread::finish_wait(VmThread& thread, Progress waited) {
  {
    GuardLock guarded(console_.guard_);
    idle_ = nullptr;
  }
  thread.drop_operation();
  // A Ctrl-C that arrived as its statement ended, or before it could begin.
  if (waited == Progress::raised) write(thread, "KeyboardInterrupt\n", OutputStream::err);
  if (code_ == nullptr) return;
  loads_ = waited == Progress::done;
  if (!loads_) {
    code_ = nullptr;
    return;
  }
  try {
    loader_.want_imports(*code_);
  } catch (const std::bad_alloc&) {
    thread.uncaught = console_.vm_.out_of_memory(thread.waiter());
  }
}

/// Called however it ends: in a wait, or in a statement.
void ConsoleThread::leave() noexcept {
  GuardLock guarded(console_.guard_);
  idle_ = nullptr;
  begun_ = 0;
  console_.waiting_.splice(console_.waiting_.end(), statements_);
  console_.forget(*this);
}

/// False if there is none.
bool ConsoleThread::begin_statement(VmThread& thread) {
  {
    GuardLock guarded(console_.guard_);
    waiter_ = &thread.waiter();
    if (console_.exiting_ || statements_.empty()) return false;
    statement_ = std::move(statements_.front());
    statements_.pop_front();
    begun_ = ++console_.begun_;
  }
  raised_ = false;
  record(thread.waiter(), EventKind::statement_begin, statement_.origin);
  return true;
}

void ConsoleThread::end_statement(VmThread& thread) noexcept {
  {
    GuardLock guarded(console_.guard_);
    if (std::exchange(begun_, 0) == 0) return;
  }
  record(thread.waiter(), EventKind::statement_end, statement_.origin, raised_ ? 1 : 0);
}

Routine::Next ConsoleThread::wait_or_end(VmThread& thread) {
  GuardLock guarded(console_.guard_);
  const bool is_prompt = console_.prompt_ == this;
  if (!is_prompt && statements_.empty()) {
    console_.forget(*this);
    return Next::end;
  }
  thread.block<Idle>([](VmThread&, Operation&) { return Value::none(); });
  auto& idle = static_cast<Idle&>(*thread.operation());
  if (console_.exiting_) return Next::wait;  // It waits until the run ends.
  if (!statements_.empty()) idle.wake(thread.waiter());
  else idle_ = &idle;
  return Next::wait;
}

/// Compiles the statement into code_, or reports its errors.
void ConsoleThread::compile_statement(VmThread& thread, const std::string& statement) {
  write(thread, ">>> " + statement + "\n", OutputStream::echo);
  const Parsed parsed = parse(statement + "\n", "<console>");
  Compiled compiled;
  if (parsed.diagnostics.empty()) compiled = compile(parsed, CompileMode::interactive, console_.text_annotations_);
  const auto& diagnostics = parsed.diagnostics.empty() ? compiled.diagnostics : parsed.diagnostics;
  if (!diagnostics.empty()) {
    raised_ = true;
    write(thread, format_diagnostic(diagnostics.front(), statement, "<console>"), OutputStream::err);
    return;
  }
  for (const Diagnostic& warning : compiled.warnings)
    write(thread, format_warning(warning, source_line(statement, warning.range.line), "<console>"), OutputStream::err);
  code_ = compiled.code;
  console_.text_annotations_ = code_->text_annotations;
}

/// Pushes the frame of the next module that the statement imports, then of the statement itself. False if that raised.
bool ConsoleThread::push_next(VmThread& thread) {
  Vm& vm = console_.vm_;
  try {
    if (loader_.push_next(thread)) return true;
    end_loading(thread);
    push_module_frame(thread, vm.load(std::exchange(code_, nullptr)), vm.main_module);
    return true;
  } catch (const Raised& raised) {
    thread.uncaught = raised.exception;
  } catch (const std::bad_alloc&) {
    thread.uncaught = vm.out_of_memory(thread.waiter());
  }
  return false;
}

void ConsoleThread::end_loading(VmThread& thread) {
  if (std::exchange(loads_, false)) console_.loading_.release(thread.waiter());
}

/// Reports the exception that left the statement. True if that takes Python: frames have been pushed.
bool ConsoleThread::report(VmThread& thread) {
  if (report_.under_way()) {
    report_.finish(thread);
    after_report();
    return false;
  }
  code_ = nullptr;
  end_loading(thread);
  const Value exception = std::exchange(thread.uncaught, Value::undefined());
  if (exception.is_undefined()) return false;
  raised_ = true;
  if (report_.begin(thread, exception)) return true;
  after_report();
  return false;
}

void ConsoleThread::after_report() {
  const std::optional<int> code = report_.exit_code();
  if (!code || !console_.exit(*code)) return;
  GuardLock guarded(console_.guard_);
  console_.exiting_ = true;
}

}  // namespace threadbox::script
