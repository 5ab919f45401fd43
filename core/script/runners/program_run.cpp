#include "script/runners/program_run.h"

#include "script/machine/file_system.h"
#include "script/machine/gil.h"
#include "script/machine/requests.h"
#include "script/machine/standard_input.h"
#include "script/machine/vm.h"
#include "script/machine/stop_the_world.h"
#include "script/natives/install.h"
#include "script/natives/prelude_loader.h"
#include "script/prelude/prelude.h"
#include "script/runners/console.h"
#include "script/runners/main_routine.h"
#include "script/runners/parallel_runner.h"
#include "script/runners/simulated_runner.h"
#include "script/runners/simulation_host.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace threadbox::script {

namespace {

constexpr int exit_abandoned = 1;

Clock clock_of(const ProgramOptions& options) { return options.simulation ? Clock::simulated() : Clock(options.speed); }

InputKind input_kind(const ProgramOptions& options) {
  if (!options.has_input) return InputKind::none;
  return options.input_is_terminal ? InputKind::terminal : InputKind::file;
}

// Under an explorer many threads begin and few events are recorded, of which more than that are spilled.
constexpr std::size_t small_ring = 16;

std::size_t ring_capacity(const ProgramOptions& options) {
  const bool explores = options.simulation && options.simulation->preemption == Preemption::access;
  return explores ? small_ring : Tracer::default_ring_capacity;
}

std::vector<std::string> argv_of(const ProgramOptions& options) {
  std::vector<std::string> argv = {options.filename};
  argv.insert(argv.end(), options.arguments.begin(), options.arguments.end());
  return argv;
}

}  // namespace

struct ProgramRun::State {
  State(std::shared_ptr<const CodeObject> program, std::string source, const ProgramOptions& options, Launcher* launcher)
      : code(program),
        faults(options.faults),
        clock(clock_of(options)),
        tracer(clock, ring_capacity(options)),
        simulated(options.simulation
                      ? std::make_unique<SimulatedRunner>(clock, tracer, *options.simulation, options.interactive, brake)
                      : nullptr),
        runtime(Runtime::Options{&clock, &tracer, simulated ? simulated.get() : launcher, options.max_threads}),
        input(input_kind(options),
              options.simulation && SimulatedRunner::stands_for_input(*options.simulation, options.interactive)),
        gil(options.switch_interval),
        parallel(free(options) ? static_cast<ThreadGate&>(world) : gil, brake),
        vm(runtime, options.heap_limit_bytes, options.recursion_limit, free(options), faults.get()),
        console(vm, code->text_annotations),
        main(std::make_shared<MainRoutine>(
            vm, console, MainRoutine::Program{std::move(program), argv_of(options), options.warnings, options.interactive},
            faults.get())) {
    install_natives(vm);
    console.exit = [this](int code) { return main->end(code); };
    vm.set_source(options.filename, std::move(source));
    for (const GivenFile& file : options.files) files.give(file.name, file.content);
    vm.files = &files;
    vm.input = &input;
    vm.gil = &gil;
    if (vm.free_threaded) vm.world = &world;
    vm.output_left = static_cast<std::int64_t>(options.output_limit_bytes);
    vm.end_for_output = [this] {
      main->exit_with(exit_abandoned);
      runtime.stop();
    };
    vm.end_by_signal = [this](int signal) {
      main->end_by_signal(signal);
      runtime.stop();
    };
    vm.signals.ends_waits = !options.simulation || options.simulation->preemption != Preemption::access;
    vm.end_process = [this](int code) {
      main->exit_with(code);
      runtime.stop();
    };
    vm.prepare_thread = [this](const std::shared_ptr<Thread>& thread, Value thread_object) {
      vm.set_thread_object(thread->waiter().thread(), thread_object);
      auto routine = std::make_shared<ThreadRoutine>();
      // As in CPython: start() returns when the new thread has had the GIL.
      thread->hold_starter();
      thread->set_body(
          [this, thread = thread.get(), routine = std::move(routine)] { vm.run_routine(thread->shared_from_this(), routine); });
    };
    vm.run_routine = [this](std::shared_ptr<Thread> thread, std::shared_ptr<Routine> routine) {
      Waiter& self = thread->waiter();
      try {
        runner().run(std::make_shared<VmThread>(vm, std::move(thread)), routine);
      } catch (const std::bad_alloc&) {
        routine->give_up(vm, self);
      }
    };
    if (simulated && !options.simulation->stepped) host.emplace(*simulated, launcher);
  }

  static bool free(const ProgramOptions& options) noexcept { return options.free_threaded && !options.simulation; }
  Runner& runner() noexcept { return simulated ? static_cast<Runner&>(*simulated) : parallel; }
  [[nodiscard]] bool ended() const noexcept { return started && runtime.live_threads() == 0 && (!host || host->ended()); }
  /// Tells the threads that the brake is engaged; each then reports the statements that it reaches.
  void tell_of_brake() {
    if (!simulated && brake.engaged())
      for (const auto& thread : runtime.enumerate()) thread->waiter().request(brake_request);
  }
  void wake_host() noexcept {
    if (host) host->wake();
  }

  const std::shared_ptr<const CodeObject> code;
  std::shared_ptr<AllocationFaults> faults;
  Clock clock;
  Tracer tracer;
  std::unique_ptr<SimulatedRunner> simulated;  // one of the two runs the threads
  Runtime runtime;
  StandardInput input;
  FileSystem files;
  Gil gil;      // one of the two is the parallel runner's gate
  StopTheWorld world;
  Brake brake;
  ParallelRunner parallel;
  Vm vm;
  Console console;
  std::shared_ptr<MainRoutine> main;
  std::optional<SimulationHost> host;  // steps the simulation unless the caller does

  // Used by the observer only:
  bool started = false;
  bool stopped = false;
  bool abandoned = false;
  bool end_recorded = false;
};

void ProgramRun::prepare() { prepare_prelude(); }

bool ProgramRun::has_module(std::string_view name) noexcept {
  return !Vm::is_internal(name) && std::ranges::find(prelude_modules(), name, &PreludeModule::name) != prelude_modules().end();
}

std::vector<std::string> ProgramRun::missing_modules(const CodeObject& code) { return script::missing_modules(code); }

bool ProgramRun::give_module(std::string_view name, std::string_view text) { return script::give_module(name, text); }

bool ProgramRun::embeds_all_modules() noexcept { return script::embeds_all_modules(); }

ProgramRun::ProgramRun(std::shared_ptr<const CodeObject> code, std::string source, ProgramOptions options, Launcher* launcher)
    : state_(std::make_unique<State>(std::move(code), std::move(source), options, launcher)) {
  if (!options.breakpoints.empty()) state_->brake.set_breakpoints(std::move(options.breakpoints));
}

ProgramRun::~ProgramRun() { assert(!state_->started || ended()); }

Tracer& ProgramRun::tracer() noexcept { return state_->tracer; }
Runtime& ProgramRun::runtime() noexcept { return state_->runtime; }

void ProgramRun::start() {
  State& state = *state_;
  // To an observer, a paced simulation is a run in real time.
  const bool is_simulated = state.simulated && !state.simulated->is_paced();
  const int flags = (state.vm.free_threaded ? run_is_free_threaded : 0) | (is_simulated ? run_is_simulated : 0);
  state.tracer.record_observer(EventKind::run_begin, 0, 0, static_cast<std::uint8_t>(flags));
  state.runtime.launch_main([&state] { state.vm.run_routine(state.runtime.main_thread().shared_from_this(), state.main); });
  state.started = true;
  try {
    if (state.host) state.host->start();
  } catch (...) {
    // No host will step the run, so the main thread is ended here, before it has begun.
    state.runtime.stop();
    state.simulated->step(1);
    throw;
  }
}

void ProgramRun::execute(std::string statement, ObjectId origin) { state_->console.post({std::move(statement), origin}); }

void ProgramRun::cancel(ThreadId thread) { state_->console.interrupt(thread); }

void ProgramRun::give_input(std::string_view text) {
  State& state = *state_;
  if (state.input.kind() == InputKind::terminal && !text.empty()) {
    state.tracer.make_room(1);
    state.tracer.record_observer(EventKind::output, 0, state.tracer.texts().add(text),
                                 static_cast<std::uint8_t>(OutputStream::echo));
  }
  state.input.give(text);
}

bool ProgramRun::wants_input() const noexcept { return state_->input.wanted(); }

std::vector<RunFile> ProgramRun::files() const {
  const std::string home = std::string(FileSystem::home) + "/";
  std::vector<RunFile> files;
  for (const FileSystem::Entry& entry : state_->files.files())
    files.push_back({entry.path.starts_with(home) ? entry.path.substr(home.size()) : entry.path, entry.size});
  return files;
}

std::optional<std::string> ProgramRun::file(const std::string& path) const {
  return state_->files.content(path.starts_with('/') ? path : std::string(FileSystem::home) + "/" + path);
}

std::uint64_t ProgramRun::file_changes() const noexcept { return state_->files.changes(); }

void ProgramRun::end_main() { state_->main->end(); }

void ProgramRun::interrupt() {
  State& state = *state_;
  state.tracer.record_observer(EventKind::interrupt);
  Signals& signals = state.vm.signals;
  switch (signals.disposition(Signals::sigint)) {
    case Signals::Disposition::raises: return state.runtime.interrupt_main();
    case Signals::Disposition::ignored: return;
    case Signals::Disposition::system: return state.vm.end_by_signal(Signals::sigint);
    case Signals::Disposition::handled:
      signals.trip(Signals::sigint);
      state.runtime.main_thread().waiter().request(std::uint32_t{signal_request} | signal_in_wait_request);
  }
}

void ProgramRun::pause() {
  state_->brake.pause();
  state_->tell_of_brake();
}

void ProgramRun::resume() { state_->brake.resume(); }

void ProgramRun::step_thread(ThreadId thread) { state_->brake.step(thread); }

void ProgramRun::run_thread_on(ThreadId thread) { state_->brake.run_on(thread); }

void ProgramRun::run_to(std::uint32_t line) {
  state_->brake.run_to(line);
  state_->tell_of_brake();
}

void ProgramRun::set_breakpoints(std::vector<std::uint32_t> lines) {
  state_->brake.set_breakpoints(std::move(lines));
  state_->tell_of_brake();
}

void ProgramRun::request_line(ThreadId thread) {
  if (state_->simulated) return state_->simulated->request_line(thread);
  if (const std::shared_ptr<Thread> found = state_->runtime.find(thread)) found->waiter().request(line_request);
}

void ProgramRun::stop() {
  state_->stopped = !ended();
  state_->runtime.stop();
}

void ProgramRun::abandon(std::string_view reason) {
  State& state = *state_;
  if (state.abandoned) return;
  state.tracer.make_room(1);
  state.tracer.record_observer(EventKind::output, 0, state.tracer.texts().add(reason),
                               static_cast<std::uint8_t>(OutputStream::err));
  state.abandoned = true;
  state.main->exit_with(exit_abandoned);
  state.runtime.stop();
}

bool ProgramRun::step(std::uint64_t budget) {
  SimulatedRunner& runner = *state_->simulated;
  return runner.step(budget) == SimulatedRunner::Pause::budget && !runner.wants_draining();
}

void ProgramRun::set_tick(TimeNs ns) { state_->simulated->set_tick(ns); }

bool ProgramRun::pass_time(TimeNs until) { return state_->simulated->let_time_pass(until); }

std::optional<TimeNs> ProgramRun::next_deadline() const noexcept { return state_->simulated->next_deadline(); }

bool ProgramRun::wants_draining() const noexcept { return state_->simulated->wants_draining(); }

bool ProgramRun::has_begun() const noexcept {
  const Vm& vm = state_->vm;
  return vm.has_begun() || (vm.threads().empty() ? is_begin(*state_->code, 0) : is_at_begin(vm));
}

Variables ProgramRun::variables() { return read_variables(state_->vm); }

bool ProgramRun::bind_variable(std::uint32_t number, std::string_view name) {
  Vm& vm = state_->vm;
  const Value value = find_variable(vm, number);
  if (value.is_undefined()) return false;
  vm.main_module->names.set(vm.intern(name), value);
  return true;
}

std::vector<ThreadPlace> ProgramRun::places() {
  std::vector<ThreadPlace> places = read_places(state_->vm);
  if (!state_->vm.has_begun() && places.empty()) places.push_back(place_in(state_->vm, *state_->code, 0));
  return places;
}

void ProgramRun::choose_again() { state_->wake_host(); }

void ProgramRun::drain(std::vector<TraceEvent>& into) {
  State& state = *state_;
  if (ended() && !state.end_recorded) {
    const int flags = (state.stopped ? run_stopped_by_user : 0) | (state.main->interrupted() ? run_ended_by_interrupt : 0);
    state.console.close();
    state.tracer.record_observer(EventKind::run_end, 0, static_cast<std::uint32_t>(state.main->exit_code()),
                                 static_cast<std::uint8_t>(flags));
    state.end_recorded = true;
  }
  if (state.simulated)
    if (const std::optional<std::string> reason = state.simulated->misfit()) abandon(*reason);
  state.tracer.drain(into);
  state.wake_host();
}

bool ProgramRun::ended() const noexcept { return state_->ended(); }

const Schedule& ProgramRun::schedule() const noexcept {
  static const Schedule none;
  return state_->simulated ? state_->simulated->schedule() : none;
}

std::uint64_t ProgramRun::steps() const noexcept { return state_->simulated ? state_->simulated->steps() : 0; }

AccessWatch* ProgramRun::watch() noexcept { return state_->simulated->watch(); }

const std::vector<StuckThread>& ProgramRun::stuck() const noexcept { return state_->simulated->stuck(); }

const std::vector<StuckThread>& ProgramRun::blocked() { return state_->simulated->blocked(); }

const std::vector<StuckThread>& ProgramRun::cut_off() const noexcept { return state_->simulated->cut_off(); }

void ProgramRun::each_standing(const std::function<void(VmThread&, const Description*)>& take) {
  state_->simulated->each_standing(take);
}

std::size_t ProgramRun::heap_bytes() const noexcept { return state_->vm.heap().used_bytes(); }

}  // namespace threadbox::script
