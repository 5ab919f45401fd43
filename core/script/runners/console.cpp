#include "script/runners/console.h"

#include "script/compile/compiler.h"
#include "script/machine/calls.h"
#include "script/machine/output.h"

#include <utility>

namespace threadbox::script {

namespace {

constexpr std::string_view run_has_ended = "RuntimeError: the run has ended";

}  // namespace

void Console::post(std::string statement) {
  {
    GuardLock guarded(guard_);
    statements_.push_back(std::move(statement));
    if (idle_ != nullptr) std::exchange(idle_, nullptr)->wake(*waiter_);
    if (!closed_ && (!open_ || std::exchange(started_, true))) return;
  }
  try {
    if (closed_) refuse_all(nullptr, run_has_ended);
    else start(nullptr);
  } catch (const std::bad_alloc&) {
    GuardLock guarded(guard_);
    if (!statements_.empty()) statements_.pop_back();
    throw;
  }
}

void Console::open(Waiter& self) {
  {
    GuardLock guarded(guard_);
    open_ = true;
    if (statements_.empty()) return;
    started_ = true;
  }
  start(&self);
}

void Console::close() {
  closed_ = true;
  refuse_all(nullptr, run_has_ended);
}

bool Console::interrupt() {
  GuardLock guarded(guard_);
  if (executing_) waiter_->request(interrupt_request);
  return executing_;
}

void Console::start(Waiter* creator) {
  Thread::Options options;
  options.name = "Console";
  options.daemon = true;
  options.body = [this] { vm_.run_routine(vm_.runtime().find(this_waiter().thread()), shared_from_this()); };
  try {
    vm_.runtime().launch_hidden(std::move(options), creator);
  } catch (const Error& error) {
    could_not_start(creator, std::string(error_name(error.type())) + ": " + error.what());
  } catch (const std::bad_alloc&) {
    could_not_start(creator, "MemoryError");
  }
}

void Console::could_not_start(Waiter* creator, std::string_view reason) {
  {
    GuardLock guarded(guard_);
    started_ = false;
  }
  refuse_all(creator, reason);
}

/// Answers the queued statements, which will not be executed. `self`: the calling thread; null: the observer.
/// Errors: std::bad_alloc; the statements that have not been answered stay queued.
void Console::refuse_all(Waiter* self, std::string_view reason) {
  std::list<std::string> refused;
  {
    GuardLock guarded(guard_);
    refused.swap(statements_);
  }
  try {
    for (; !refused.empty(); refused.pop_front()) refuse(self, refused.front(), reason);
  } catch (...) {
    GuardLock guarded(guard_);
    statements_.splice(statements_.begin(), refused);
    throw;
  }
}

/// Writes the echo and the reason, or neither.
void Console::refuse(Waiter* self, const std::string& statement, std::string_view reason) {
  Tracer* tracer = vm_.runtime().tracer();
  if (tracer == nullptr) return;
  const TextId echo = tracer->texts().intern(">>> " + statement + "\n");
  const TextId answer = tracer->texts().intern(std::string(reason) + "\n");
  if (self == nullptr) tracer->make_room(2);
  const auto put = [&](TextId text, OutputStream stream) {
    const auto flags = static_cast<std::uint8_t>(stream);
    if (self != nullptr) record(*self, EventKind::output, 0, text, flags);
    else tracer->record_observer(EventKind::output, 0, text, flags);
  };
  put(echo, OutputStream::echo);
  put(answer, OutputStream::err);
}

Routine::Next Console::next(VmThread& thread, Progress waited) {
  if (thread.operation() != nullptr) {
    {
      GuardLock guarded(guard_);
      idle_ = nullptr;
    }
    thread.drop_operation();
    // A Ctrl-C that arrived as its statement ended.
    if (waited == Progress::raised) write(thread, "KeyboardInterrupt\n", OutputStream::err);
  }
  thread.is_console = true;
  while (true) {
    if (code_ != nullptr && thread.uncaught.is_undefined() && push_next(thread)) return Next::execute;
    if (report(thread)) return Next::execute;
    const auto statement = begin_statement(thread);
    if (!statement) return wait_for_statement(thread);
    try {
      compile_statement(thread, *statement);
    } catch (const std::bad_alloc&) {
      thread.uncaught = vm_.out_of_memory(thread.waiter());
    }
  }
}

/// Called in either case: stopped in its wait, or in a statement.
void Console::leave() noexcept {
  GuardLock guarded(guard_);
  idle_ = nullptr;
  executing_ = false;
}

std::optional<std::string> Console::begin_statement(VmThread& thread) {
  {
    GuardLock guarded(guard_);
    waiter_ = &thread.waiter();
    executing_ = !exiting_ && !statements_.empty();
    if (!executing_) return std::nullopt;
  }
  return take_statement();
}

std::optional<std::string> Console::take_statement() {
  GuardLock guarded(guard_);
  if (statements_.empty()) return std::nullopt;
  std::string statement = std::move(statements_.front());
  statements_.pop_front();
  return statement;
}

Routine::Next Console::wait_for_statement(VmThread& thread) {
  thread.block<Idle>([](VmThread&, Operation&) { return Value::none(); });
  auto& idle = static_cast<Idle&>(*thread.operation());
  GuardLock guarded(guard_);
  if (exiting_) return Next::wait;  // It waits until the run ends.
  if (!statements_.empty()) idle.wake(thread.waiter());
  else idle_ = &idle;
  return Next::wait;
}

/// Compiles the statement into code_, or reports its errors.
void Console::compile_statement(VmThread& thread, const std::string& statement) {
  write(thread, ">>> " + statement + "\n", OutputStream::echo);
  const Parsed parsed = parse(statement + "\n", "<console>");
  Compiled compiled;
  if (parsed.diagnostics.empty()) compiled = compile(parsed, CompileMode::interactive, text_annotations_);
  const auto& diagnostics = parsed.diagnostics.empty() ? compiled.diagnostics : parsed.diagnostics;
  if (!diagnostics.empty()) {
    write(thread, format_diagnostic(diagnostics.front(), statement, "<console>"), OutputStream::err);
    return;
  }
  for (const Diagnostic& warning : compiled.warnings)
    write(thread, format_warning(warning, source_line(statement, warning.range.line), "<console>"), OutputStream::err);
  code_ = compiled.code;
  text_annotations_ = code_->text_annotations;
  try {
    loader_.want_imports(*code_);
  } catch (const std::bad_alloc&) {
    thread.uncaught = vm_.out_of_memory(thread.waiter());
  }
}

/// Pushes the frame of the next module that the statement imports, then of the statement itself. False if that raised.
bool Console::push_next(VmThread& thread) {
  try {
    if (!loader_.push_next(thread)) push_module_frame(thread, vm_.load(std::exchange(code_, nullptr)), vm_.main_module);
    return true;
  } catch (const Raised& raised) {
    thread.uncaught = raised.exception;
  } catch (const std::bad_alloc&) {
    thread.uncaught = vm_.out_of_memory(thread.waiter());
  }
  return false;
}

/// Reports the exception that left the statement. True if that takes Python: frames have been pushed.
bool Console::report(VmThread& thread) {
  if (report_.under_way()) {
    report_.finish(thread);
    after_report();
    return false;
  }
  code_ = nullptr;
  const Value exception = std::exchange(thread.uncaught, Value::undefined());
  if (exception.is_undefined()) return false;
  if (report_.begin(thread, exception)) return true;
  after_report();
  return false;
}

void Console::after_report() {
  const std::optional<int> code = report_.exit_code();
  if (!code || !exit(*code)) return;
  GuardLock guarded(guard_);
  exiting_ = true;
}

}  // namespace threadbox::script
