#include "script/console.h"

#include "script/compiler.h"

#include <mutex>
#include <utility>

namespace threadbox::script {

void Console::post(std::string statement) {
  {
    std::lock_guard guarded(guard_);
    statements_.push_back(std::move(statement));
    if (idle_ != nullptr) std::exchange(idle_, nullptr)->wake(*waiter_);
    if (!open_ || std::exchange(started_, true)) return;
  }
  start(nullptr);
}

void Console::open(Waiter& self) {
  {
    std::lock_guard guarded(guard_);
    open_ = true;
    if (statements_.empty()) return;
    started_ = true;
  }
  start(&self);
}

void Console::start(Waiter* creator) {
  Thread::Options options;
  options.name = "Console";
  options.daemon = true;
  options.body = [this] { body(); };
  try {
    vm_.runtime().launch_hidden(std::move(options), creator);
  } catch (const Error&) {
    // The run is finalizing: nobody would see what the statement does.
  }
}

bool Console::next(std::string& statement, Idle& idle) {
  std::lock_guard guarded(guard_);
  if (statements_.empty()) {
    idle_ = &idle;
    waiter_ = &this_waiter();
    return false;
  }
  statement = std::move(statements_.front());
  statements_.pop_front();
  return true;
}

void Console::body() {
  const std::shared_ptr<Thread> self = vm_.runtime().find(this_waiter().thread());
  auto thread = std::make_shared<VmThread>(vm_, self);
  thread->is_console = true;
  if (!runner_.enter(*thread)) throw ThreadStopped{};
  vm_.threads.push_back(thread);
  while (true) {
    std::string statement;
    Idle idle;
    if (next(statement, idle)) {
      execute(*thread, statement);
      continue;
    }
    const Progress progress = runner_.wait(*thread, idle);
    {
      std::lock_guard guarded(guard_);
      idle_ = nullptr;
    }
    if (progress == Progress::pending) throw ThreadStopped{};
  }
}

void Console::execute(VmThread& thread, const std::string& statement) {
  write(thread, ">>> " + statement + "\n", OutputStream::echo);
  const Parsed parsed = parse(statement + "\n", "<console>");
  Compiled compiled;
  if (parsed.diagnostics.empty()) compiled = compile(parsed, CompileMode::interactive);
  const auto& diagnostics = parsed.diagnostics.empty() ? compiled.diagnostics : parsed.diagnostics;
  if (!diagnostics.empty()) {
    write(thread, format_diagnostic(diagnostics.front(), statement, "<console>"), OutputStream::err);
    return;
  }
  vm_.sources["<console>"] = statement;
  try {
    if (!loader_.load_imports(thread, *compiled.code)) throw ThreadStopped{};
    push_module_frame(thread, vm_.load(compiled.code), vm_.main_module);
  } catch (const Raised& raised) {
    thread.uncaught = raised.exception;
  } catch (const HeapExhausted&) {
    thread.uncaught = vm_.memory_error;
  }
  if (thread.frame() != nullptr && !runner_.drive(thread)) throw ThreadStopped{};
  const Value exception = std::exchange(thread.uncaught, Value::undefined());
  if (!exception.is_undefined()) write(thread, runner_.exception_text(thread, exception), OutputStream::err);
}

}  // namespace threadbox::script
