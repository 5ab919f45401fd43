#include "script/program_run.h"

#include "script/compiler.h"
#include "script/console.h"
#include "script/operators.h"
#include "script/parallel_runner.h"
#include "script/prelude_loader.h"
#include "script/thread_start.h"

#include <threadbox/sync/sleep.h>
#include <threadbox/trace/tracer.h>

#include <algorithm>
#include <cassert>
#include <cstdio>
#include <mutex>

namespace threadbox::script {

namespace {

constexpr int exit_raised = 1, exit_interrupted = 130;

}  // namespace

struct ProgramRun::State {
  State(std::shared_ptr<const CodeObject> program, std::string text, RunOptions given, Launcher* launcher)
      : options(std::move(given)),
        code(std::move(program)),
        source(std::move(text)),
        clock(options.speed),
        tracer(clock),
        runtime(Runtime::Options{&clock, &tracer, launcher, options.max_threads}),
        runner(options.switch_interval),
        vm(runtime, options.heap_limit_bytes, options.recursion_limit),
        loader(vm, runner),
        console(vm, runner, loader) {
    vm.sources[options.filename] = source;
    vm.gil = &runner.gil();
    vm.drive_thread = [this](VmThread& thread) { run_thread(thread); };
  }

  // --- the main thread

  void main_body();
  bool load_modules(VmThread& thread);
  void set_arguments();
  bool run_main_module(VmThread& thread);
  int report(VmThread& thread);
  bool wait_for_user(VmThread& thread);
  bool shut_down(VmThread& thread);
  bool call_prelude(VmThread& thread, std::string_view module, std::string_view function);
  void exit_with(int code) { exit_code.store(code, std::memory_order_relaxed); }

  // --- the others

  void run_thread(VmThread& thread);
  void forget(VmThread& thread);

  RunOptions options;
  std::shared_ptr<const CodeObject> code;
  std::string source;
  Clock clock;
  Tracer tracer;
  Runtime runtime;
  ParallelRunner runner;
  Vm vm;
  PreludeLoader loader;
  Console console;

  Guard end_guard;
  Idle* idle_main = nullptr;    // guarded by end_guard; where the main thread waits for the user
  bool end_of_main = false;     // guarded by end_guard
  std::atomic<int> exit_code{0};
  bool started = false;         // The observer's.
  bool stopped = false;         // The observer's.
  bool end_recorded = false;    // The observer's.
};

// --- the main thread

void ProgramRun::State::main_body() {
  auto thread = std::make_shared<VmThread>(vm, runtime.main_thread().shared_from_this());
  if (!runner.enter(*thread)) throw ThreadStopped{};
  vm.threads.push_back(thread);
  if (!load_modules(*thread)) throw ThreadStopped{};
  console.open(thread->waiter());
  if (thread->uncaught.is_undefined() && !run_main_module(*thread)) throw ThreadStopped{};
  exit_with(report(*thread));
  if (options.interactive && !wait_for_user(*thread)) throw ThreadStopped{};
  if (!shut_down(*thread)) throw ThreadStopped{};
  record(thread->waiter(), EventKind::finalize);
  runtime.finalize(thread->waiter());
  runner.leave(*thread);
}

void ProgramRun::State::set_arguments() {
  Module* sys = vm.find_module("sys");
  if (sys == nullptr) return;
  std::vector<Value> values = {vm.text(options.filename)};
  for (const std::string& argument : options.arguments) values.push_back(vm.text(argument));
  sys->names.set(vm.intern("argv"), Value(vm.list(std::move(values))));
}

/// Before anything of the program runs. What goes wrong is left as uncaught. False: stopped.
bool ProgramRun::State::load_modules(VmThread& thread) {
  try {
    if (!loader.load_core(thread) || !loader.load_imports(thread, *code)) return false;
    set_arguments();
  } catch (const Raised& raised) {
    thread.uncaught = raised.exception;
  } catch (const HeapExhausted&) {
    thread.uncaught = vm.memory_error;
  }
  return true;
}

bool ProgramRun::State::run_main_module(VmThread& thread) {
  try {
    push_module_frame(thread, vm.load(code), vm.main_module);
  } catch (const Raised& raised) {
    thread.uncaught = raised.exception;
    return true;
  } catch (const HeapExhausted&) {
    thread.uncaught = vm.memory_error;
    return true;
  }
  return runner.drive(thread);
}

/// Prints what the main module left behind. Returns the exit code.
int ProgramRun::State::report(VmThread& thread) {
  const Value exception = std::exchange(thread.uncaught, Value::undefined());
  if (exception.is_undefined()) return 0;
  if (vm.is_instance(exception, vm.exception_class("SystemExit"))) {
    const auto& arguments = static_cast<ExceptionObject*>(exception.object())->arguments->items;
    if (arguments.empty() || arguments[0].is_none()) return 0;
    if (arguments[0].is_int()) return static_cast<int>(arguments[0].as_int() & 0xff);
    write(thread, str(vm, arguments[0]) + "\n", OutputStream::err);
    return exit_raised;
  }
  write(thread, runner.exception_text(thread, exception), OutputStream::err);
  return vm.is_instance(exception, vm.exception_class("KeyboardInterrupt")) ? exit_interrupted : exit_raised;
}

/// As `python -i` does. A Ctrl-C there is told and forgotten. False: stopped.
bool ProgramRun::State::wait_for_user(VmThread& thread) {
  record(thread.waiter(), EventKind::main_idle);
  while (true) {
    Idle idle;
    {
      std::lock_guard guarded(end_guard);
      if (end_of_main) return true;
      idle_main = &idle;
    }
    const Progress progress = runner.wait(thread, idle);
    {
      std::lock_guard guarded(end_guard);
      idle_main = nullptr;
    }
    if (progress == Progress::pending) return false;
    if (progress == Progress::done) return true;
    write(thread, "KeyboardInterrupt\n", OutputStream::err);
  }
}

/// Calls a function of the prelude. False: stopped.
bool ProgramRun::State::call_prelude(VmThread& thread, std::string_view module, std::string_view function) {
  call_value(thread, vm.module(module)->names.get(vm.intern(function)), {});
  return runner.drive(thread);
}

/// threading._shutdown, then atexit. False: stopped.
bool ProgramRun::State::shut_down(VmThread& thread) {
  record(thread.waiter(), EventKind::shutdown);
  if (!call_prelude(thread, "threading", "_shutdown")) return false;
  Runtime::JoinNonDaemons join(runtime);
  Progress progress = join.poll(thread.waiter());
  if (progress == Progress::pending) progress = runner.wait(thread, join);
  if (progress == Progress::pending) return false;
  if (progress == Progress::raised)
    write(thread, "Exception ignored on threading shutdown:\nKeyboardInterrupt: \n", OutputStream::err);
  return vm.find_module("atexit") == nullptr || call_prelude(thread, "atexit", "_run_exitfuncs");
}

// --- the other threads

void prepare_thread(Vm& vm, const std::shared_ptr<Thread>& thread, Value thread_object) {
  auto vm_thread = std::make_shared<VmThread>(vm, thread);
  vm_thread->result = thread_object;  // Kept alive until it runs; see run_thread.
  vm.threads.push_back(vm_thread);
  vm.thread_objects[thread->waiter().thread()] = thread_object;
  thread->set_body([&vm, weak = std::weak_ptr<VmThread>(vm_thread)] {
    if (const auto self = weak.lock()) vm.drive_thread(*self);
  });
}

void ProgramRun::State::run_thread(VmThread& thread) {
  if (!runner.enter(thread)) throw ThreadStopped{};
  const Value object = std::exchange(thread.result, Value::none());
  bool finished = true;
  try {
    const Value bootstrap = vm.class_of(object)->lookup(vm.intern("_bootstrap"));
    call_value(thread, bootstrap, {&object, 1});
    finished = runner.drive(thread);
  } catch (const HeapExhausted&) {
    thread.uncaught = vm.memory_error;
  }
  if (!finished) throw ThreadStopped{};
  if (!thread.uncaught.is_undefined()) write(thread, runner.exception_text(thread, std::exchange(thread.uncaught, Value::undefined())), OutputStream::err);
  forget(thread);
  runner.leave(thread);
}

void ProgramRun::State::forget(VmThread& thread) {
  vm.thread_objects.erase(thread.waiter().thread());
  std::erase_if(vm.threads, [&](const auto& other) { return other.get() == &thread; });
}

// --- the observer's side

ProgramRun::ProgramRun(std::shared_ptr<const CodeObject> code, std::string source, RunOptions options, Launcher* launcher)
    : state_(std::make_unique<State>(std::move(code), std::move(source), std::move(options), launcher)) {}

ProgramRun::~ProgramRun() { assert(!state_->started || ended()); }

Tracer& ProgramRun::tracer() noexcept { return state_->tracer; }
Runtime& ProgramRun::runtime() noexcept { return state_->runtime; }

void ProgramRun::start() {
  state_->started = true;
  state_->tracer.record_observer(EventKind::run_begin);
  state_->runtime.launch_main([state = state_.get()] { state->main_body(); });
}

void ProgramRun::execute(std::string statement) { state_->console.post(std::move(statement)); }

void ProgramRun::end_main() {
  std::lock_guard guarded(state_->end_guard);
  state_->end_of_main = true;
  if (state_->idle_main != nullptr) std::exchange(state_->idle_main, nullptr)->wake(state_->runtime.main_thread().waiter());
}

void ProgramRun::interrupt() {
  state_->tracer.record_observer(EventKind::interrupt);
  state_->runtime.interrupt_main();
}

void ProgramRun::stop() {
  state_->stopped = !ended();
  state_->runtime.stop();
}

void ProgramRun::observe() {
  if (!ended() || state_->end_recorded) return;
  state_->end_recorded = true;
  state_->tracer.record_observer(EventKind::run_end, 0,
                                 static_cast<std::uint32_t>(state_->exit_code.load(std::memory_order_relaxed)),
                                 state_->stopped ? 1 : 0);
}

bool ProgramRun::ended() const noexcept { return state_->started && state_->runtime.live_threads() == 0; }

}  // namespace threadbox::script
