#include "session/session.h"

#include "script/runners/pacing_strategy.h"
#include "script/runners/program_run.h"
#include "session/deadlock.h"
#include "session/findings/findings.h"
#include "session/fold.h"
#include "session/history.h"
#include "session/overloaded.h"
#include "session/program.h"
#include "session/replica.h"
#include "session/run_limits.h"
#include "session/stepper.h"
#include "session/truth.h"

#include <threadbox/park/waiter.h>

#include <algorithm>
#include <deque>
#include <new>
#include <type_traits>
#include <utility>

namespace threadbox::session {

namespace {

script::SimulationOptions simulation_of(const Simulation& given) {
  script::SimulationOptions options;
  options.preemption = given.schedule ? given.schedule->preemption() : given.preemption;
  options.strategy = given.strategy   ? given.strategy
                     : given.schedule ? script::replay_strategy(*given.schedule)
                                      : script::random_strategy(given.seed);
  options.record_schedule = given.record_schedule;
  options.records_accesses = given.records_accesses;
  options.paced = dynamic_cast<script::PacingStrategy*>(given.strategy.get()) != nullptr;
  options.stepped = options.paced || given.points_in_a_drain > 0;
  options.unattended = given.unattended;
  return options;
}

/// Carries out a command for stepped runs. False if it is another one.
bool post_to(Stepper& stepper, const Command& command) {
  using Kind = script::Choice::Kind;
  return std::visit(
      overloaded{[&](const Choose& to) { return stepper.choose(Kind::run, static_cast<ObjectId>(to.thread)), true; },
                 [&](const Expire& of) { return stepper.choose(Kind::expire, static_cast<ObjectId>(of.thread)), true; },
                 [&](const StepOn& on) { return stepper.go_on(on.count), true; },
                 [&](const StepBack& back) { return stepper.go_back(back.count), true; },
                 [&](const Play& at) { return stepper.play(at.speed), true; },
                 [&](const Follow& follow) { return stepper.follow(follow.schedule), true; }, [](const auto&) { return false; }},
      command);
}

/// What a command enters into a run from outside; none if it is another one.
std::optional<Stepper::Input> entry_of(const Command& command, const auto& thread_id) {
  using script::ProgramRun;
  using Entry = std::optional<Stepper::Input>;
  return std::visit(
      overloaded{[](const Execute& typed) -> Entry { return [text = typed.statement](ProgramRun& run) { run.execute(text); }; },
                 [](const Click& click) -> Entry {
                   return [click](ProgramRun& run) { run.execute(click.statement, static_cast<ObjectId>(click.origin)); };
                 },
                 [&](const Cancel& cancel) -> Entry {
                   return [thread = thread_id(cancel.thread)](ProgramRun& run) { run.cancel(thread); };
                 },
                 [](const Input& line) -> Entry { return [text = line.text](ProgramRun& run) { run.give_input(text); }; },
                 [](const Interrupt&) -> Entry { return [](ProgramRun& run) { run.interrupt(); }; },
                 [](const EndMain&) -> Entry { return [](ProgramRun& run) { run.end_main(); }; },
                 [](const auto&) -> Entry { return std::nullopt; }},
      command);
}

/// A run and the model folded from its events. The fold reads the texts of the run's tracer, so both have the same lifetime.
struct ObservedRun {
  ObservedRun(const Program& program, const script::ProgramOptions& options, std::size_t history_events, Launcher* launcher)
      : run(program.code, program.source, options, launcher), fold(run.tracer().texts()) {
    fold.set_program(program.code->filename, program.functions);
    findings.set_single_waits(program.single_waits);
    if (history_events == 0) return;
    history.emplace(run.tracer().texts(), History::Limits{.events = history_events});
    history->set_program(program.code->filename, program.functions);
  }

  script::ProgramRun run;
  Fold fold;
  Findings findings;
  std::optional<History> history;
  std::uint64_t points_in_a_drain = 0;
  std::shared_ptr<script::PacingStrategy> pacer;  // Of a paced run.
  TimeNs lines_requested_ns = 0;
  std::uint64_t switches = 0;
};

}  // namespace

struct Session::State {
  Launcher* launcher = nullptr;
  std::optional<Program> program;
  std::unique_ptr<ObservedRun> observed;
  std::optional<RunOptions> next;  // A run that was requested while the previous one still lived.
  std::optional<RunOptions> second;  // The run without the GIL that is to be compared with this one.
  std::optional<Model> compared;     // Of the run with the GIL, while the one without it is observed.
  std::uint64_t runs = 0;
  std::uint64_t observed_runs = 0;  // Each replay of a stepped run is one.
  std::deque<std::string> next_statements;  // Statements entered since then, for that run; or those that wait for modules.
  std::vector<TraceEvent> fresh;
  std::size_t folded = 0;    // How many of `fresh` are in the model.
  std::size_t kept = 0;      // How many of `fresh` are in the history.
  bool fresh_ended = true;   // The drain that read them was completed; the next one starts anew.
  std::vector<std::uint32_t> breakpoints;  // Of the run.
  std::unique_ptr<Stepper> stepper;  // Of the run, if the user steps it.
  // Of a stepped run, for its replays:
  std::optional<Program> stepped_program;
  RunOptions options;
  Steps past;  // At the moment, and the revision of the steps, that were asked about last:
  std::optional<std::pair<TimeNs, std::uint64_t>> past_asked;
  Model empty_model;

  [[nodiscard]] static script::ProgramOptions program_options(const Program& program, const RunOptions& given) {
    script::ProgramOptions run_options;
#define OPTION(type, name, ...) run_options.name = given.name;
#define LIMIT(type, name, ...) run_options.name = given.name;
#include "session/run_options.def"
    run_options.files = given.files;
    run_options.has_input = given.has_input;
    run_options.input_is_terminal = given.input_is_terminal;
    run_options.filename = program.code->filename;
    run_options.warnings = program.warnings;
    return run_options;
  }

  /// Starts a run that the user has requested; of two to be compared, the one with the GIL.
  void start_first(const RunOptions& given) {
    compared.reset();
    second.reset();
    if (!given.compares || given.stepped || given.runner != RunnerKind::parallel) return start(given);
    RunOptions options = given;
    options.interactive = false;  // Each ends by itself.
    options.free_threaded = true;
    second = options;
    options.free_threaded = false;
    start(options);
  }

  /// Starts the run without the GIL, unless the user has stopped the other one.
  void start_second() {
    const RunOptions options = *std::exchange(second, std::nullopt);
    if (observed->fold.model().stopped_by_user) return;
    compared = observed->fold.take_model();
    start(options);
  }

  void start(const RunOptions& given) {
    script::ProgramOptions run_options = program_options(*program, given);
    const bool simulated = given.runner == RunnerKind::simulated;
    if (simulated) run_options.simulation = simulation_of(given.simulation);
    observed.reset();
    stepper.reset();
    forget_fresh();
    ++runs;
    if (given.stepped) return start_stepped(given);
    auto begun = std::make_unique<ObservedRun>(*program, run_options, given.history_events, launcher);
    if (simulated) {
      begun->points_in_a_drain = given.simulation.points_in_a_drain;
      begun->pacer = std::dynamic_pointer_cast<script::PacingStrategy>(given.simulation.strategy);
    }
    breakpoints = given.breakpoints;
    begun->run.start();
    observed = std::move(begun);
    ++observed_runs;
  }

  void start_stepped(const RunOptions& given) {
    options = given;
    stepped_program = *program;
    past_asked.reset();
    stepper =
        std::make_unique<Stepper>(given.round_robin ? Stepper::Filler::round_robin : Stepper::Filler::random, given.step_seed,
                                  given.step_instructions ? script::Preemption::bytecode : script::Preemption::line);
    replay();
  }

  [[nodiscard]] script::ProgramOptions stepped_options(std::shared_ptr<script::SchedulingStrategy> strategy) const {
    script::ProgramOptions run_options = program_options(*stepped_program, options);
    run_options.simulation = script::SimulationOptions{.strategy = std::move(strategy),
                                                       .preemption = stepper->preemption(),
                                                       .record_schedule = true,
                                                       .records_accesses = options.simulation.records_accesses,
                                                       .stepped = true};
    return run_options;
  }

  /// So that the timeline shows the steps of a run with Preemption::access, in which no time passes otherwise, they take as long as others.
  void start_for_steps(script::ProgramRun& run) const {
    if (stepper->preemption() == script::Preemption::access) run.set_tick(script::line_tick_ns);
    run.start();
  }

  /// Starts a second run of the stepped program, for a replica.
  [[nodiscard]] std::unique_ptr<script::ProgramRun> start_replica(std::shared_ptr<script::SchedulingStrategy> strategy) const {
    auto run = std::make_unique<script::ProgramRun>(stepped_program->code, stepped_program->source,
                                                    stepped_options(std::move(strategy)), launcher);
    start_for_steps(*run);
    return run;
  }
  [[nodiscard]] Replica::Start replica_starter() const {
    return [this](std::shared_ptr<script::SchedulingStrategy> strategy) { return start_replica(std::move(strategy)); };
  }

  void ask_repr(std::uint32_t variable) {
    if (!stepper || !stepper->rests(observed->run) || observed->run.ended()) return;
    Replica::Answer answer = Replica(*stepper, replica_starter()).repr(variable);
    stepper->show_repr(variable, std::move(answer.text), answer.raised);
  }

  const Steps& steps_at(TimeNs moment, const Model& model) {
    const std::pair asked(moment, stepper->steps().revision);
    if (past_asked == asked) return past;
    past_asked.reset();
    past = {};
    if (!stepper->rests(observed->run)) return past;
    past_asked = asked;  // Also if memory runs out: then it is not known.
    past = Replica(*stepper, moment, replica_starter()).look(model);
    return past;
  }

  /// Replaces the stepped run, if there is one, by a new one.
  void replay() {
    auto filler = stepper->make_filler();
    auto begun =
        std::make_unique<ObservedRun>(*stepped_program, stepped_options(stepper->strategy()), options.history_events, launcher);
    start_for_steps(begun->run);
    stepper->begin_run(std::move(filler));
    if (observed) end_stepped(observed->run);
    forget_fresh();
    observed = std::move(begun);
    ++observed_runs;
  }

  /// Passes on the statements that have waited for the run to begin or for modules, up to one that still waits for modules.
  void give_statements(bool also_without_modules = false) {
    for (; !next_statements.empty(); next_statements.pop_front()) {
      if (!also_without_modules && !session::missing_modules(next_statements.front()).empty()) return;
      if (!stepper) observed->run.execute(next_statements.front());
      else stepper->enter([text = next_statements.front()](script::ProgramRun& run) { run.execute(text); });
    }
  }

  void toggle_breakpoint(std::uint32_t line) {
    std::vector<std::uint32_t> lines = breakpoints;
    if (std::erase(lines, line) == 0) lines.push_back(line);
    observed->run.set_breakpoints(lines);
    breakpoints = std::move(lines);
  }

  void forget_fresh() noexcept {
    fresh.clear();
    folded = kept = 0;
  }

  /// Releases the texts of the previous drain's events: the model has copied those that it needs; the history releases its own.
  void release_texts() noexcept {
    for (const TraceEvent& event : fresh)
      if (has_text_of_its_own(event.kind) && !(observed->history && History::keeps_text(event.kind)))
        observed->run.tracer().texts().release(event.argument);
  }

  /// If a step finds no memory, the next drain continues from there.
  void observe() {
    if (std::exchange(fresh_ended, false)) {
      release_texts();
      forget_fresh();
    }
    if (observed->pacer) observed->pacer->advance(observed->run);
    else if (observed->points_in_a_drain > 0) observed->run.step(observed->points_in_a_drain);
    observed->run.drain(fresh);
    take_over();
    if (correct_lost_states(observed->run.tracer(), observed->fold)) {
      observed->run.drain(fresh);
      take_over();
    }
    fresh_ended = true;
    request_lines();
  }

  /// The same for a stepped run: brings it to where the user wants to be. Of its events, the last ones stay.
  void observe_steps() {
    constexpr int most_rounds = 32;  // Then the observer gets its turn.
    bool is_under_way = true;
    for (int round = 0; round < most_rounds; ++round) {
      take_over();  // If memory ran out in the previous call.
      if (stepper->must_replay(observed->run)) replay();
      release_texts();
      forget_fresh();
      is_under_way = stepper->advance(observed->run);
      observed->run.drain(fresh);
      take_over();
      observed->fold.advance_to(observed->run.runtime().clock().now_ns());
      if ((fresh.empty() || observed->run.ended()) && !stepper->must_replay(observed->run)) break;
    }
    if (is_under_way) return;
    stepper->look(observed->run, observed->fold.model());
    const auto can_go_on = [](const StepRow& row) { return row.can_run || row.can_expire; };
    if (std::ranges::none_of(stepper->steps().threads, can_go_on)) observed->findings.at_rest(observed->fold.model());
  }

  /// A thread records its line when it waits; one that executes is asked for it.
  void request_lines() {
    constexpr TimeNs interval_ns = 30'000'000;
    const Model& model = observed->fold.model();
    const TimeNs now = observed->run.runtime().clock().now_ns();
    if (now < observed->lines_requested_ns + interval_ns) return;
    observed->lines_requested_ns = now;
    for (const ThreadRow& thread : model.threads)
      if (thread.state == ThreadState::running) observed->run.request_line(thread.id);
  }

  void take_over() {
    for (; folded < fresh.size(); ++folded) {
      const TraceEvent& event = fresh[folded];
      if (event.kind == EventKind::deadlock) observed->run.abandon(deadlock_text(observed->fold.model()));
      observed->findings.before(event, observed->fold);
      observed->fold.apply(event);
      observed->findings.after(event, observed->fold);
      if (event.kind == EventKind::gil_acquired) ++observed->switches;
    }
    if (!observed->history) return;
    for (; kept < fresh.size(); ++kept) observed->history->add(fresh[kept]);
  }
};

void Session::prepare() {
  {
    const Clock clock;
    Waiter self(0, clock);
    Session session;
    session.load("");
    session.run({.interactive = false});
    for (; session.live(); self.park(clock.deadline_after(Seconds{0.001}))) session.drain();
  }
  script::ProgramRun::prepare();
}

Session::Session(Launcher* launcher) : state_(std::make_unique<State>()) { state_->launcher = launcher; }

Session::~Session() {
  state_->next.reset();
  stop();
  const Clock clock;
  Waiter self(0, clock);
  // Draining makes room for threads that still write their last events.
  while (live()) {
    try {
      drain();
    } catch (const std::bad_alloc&) {
      // The next drain continues from there.
    }
    self.park(clock.deadline_after(Seconds{0.001}));
  }
}

std::vector<Problem> Session::load(std::string source, std::string filename) {
  LoadedProgram loaded = load_program(std::move(source), std::move(filename));
  if (loaded.program) state_->program = std::move(loaded.program);
  return std::move(loaded.problems);
}

const std::string& Session::source() const noexcept {
  static const std::string none;
  return state_->program ? state_->program->source : none;
}

std::vector<std::string> Session::missing_modules() const {
  std::vector<std::string> missing;
  if (script::ProgramRun::embeds_all_modules()) return missing;
  if (state_->program) missing = script::ProgramRun::missing_modules(*state_->program->code);
  if (!missing.empty() || state_->next_statements.empty()) return missing;
  return session::missing_modules(state_->next_statements.front());
}

bool Session::give_module(std::string_view name, std::string_view text) { return script::ProgramRun::give_module(name, text); }

bool Session::has_waiting_statements() const noexcept { return !state_->next_statements.empty(); }

void Session::execute_waiting() {
  if (state_->observed && !state_->next) state_->give_statements(true);
}

bool Session::run(const RunOptions& options) {
  if (!state_->program || objection_to(options)) return false;
  if (live()) {
    RunOptions kept = options;
    stop();
    state_->next = std::move(kept);
  } else {
    state_->next.reset();
    state_->start_first(options);
  }
  return true;
}

void Session::post(const Command& command) {
  const auto* execute = std::get_if<Execute>(&command);
  if (execute != nullptr &&
      (state_->next || !state_->next_statements.empty() || !session::missing_modules(execute->statement).empty()))
    return state_->next_statements.push_back(execute->statement);
  const bool is_answered = execute != nullptr || std::holds_alternative<Click>(command);
  if (std::holds_alternative<Stop>(command)) {
    state_->next.reset();
    state_->second.reset();
    if (state_->observed == nullptr) state_->next_statements.clear();
  }
  if (state_->observed == nullptr) return;
  script::ProgramRun& run = state_->observed->run;
  const auto thread_id = [&](std::uint64_t object) {
    const ThreadRow* thread = model().thread(static_cast<ObjectId>(object));
    return thread != nullptr ? thread->id : ThreadId{0};
  };
  Stepper* const stepper = state_->stepper.get();
  if (stepper != nullptr && post_to(*stepper, command)) return;
  if (!is_answered && !live()) return;
  if (std::optional<Stepper::Input> entry = entry_of(command, thread_id)) {
    if (stepper != nullptr) stepper->enter(std::move(*entry));
    else (*entry)(run);
    return;
  }
  std::visit(overloaded{[&](const Repr& of) { state_->ask_repr(static_cast<std::uint32_t>(of.variable)); },
                        [&](const StepThread& step) { run.step_thread(thread_id(step.thread)); },
                        [&](const RunThreadOn& goes_on) { run.run_thread_on(thread_id(goes_on.thread)); },
                        [&](const RunTo& to) { run.run_to(static_cast<std::uint32_t>(to.line)); },
                        [&](const Breakpoint& at) { state_->toggle_breakpoint(static_cast<std::uint32_t>(at.line)); },
                        [&](const Pause&) { run.pause(); }, [&](const Resume&) { run.resume(); },
                        [&](const Stop&) {
                          if (stepper != nullptr) stepper->stay(run);
                          run.stop();
                        },
                        [](const auto&) {}},
             command);
}

std::size_t Session::drain() {
  State& state = *state_;
  const bool was_live = live();
  std::size_t count = 0;
  if (state.observed) {
    if (!state.next) state.give_statements();
    if (state.stepper) state.observe_steps();
    else state.observe();
    if (was_live) {
      state.observed->fold.advance_to(state.observed->run.runtime().clock().now_ns());
      if (!state.observed->fold.model().simulated) state.observed->findings.at_rest(state.observed->fold.model());
    }
    count = state.fresh.size();
  }
  if (!was_live && state.next) {
    state.start_first(*state.next);
    state.next.reset();
    state.give_statements();
  } else if (!was_live && state.second) {
    state.start_second();
  }
  return count;
}

const std::vector<Finding>& Session::findings() const noexcept {
  static const std::vector<Finding> none;
  return state_->observed ? state_->observed->findings.list() : none;
}

const std::vector<TraceEvent>& Session::fresh() const noexcept { return state_->fresh; }

std::string_view Session::text(TextId id) const {
  return state_->observed ? state_->observed->run.tracer().texts().text(id) : std::string_view{};
}

const Model& Session::model() const noexcept { return state_->observed ? state_->observed->fold.model() : state_->empty_model; }

const Model* Session::compared() const noexcept { return state_->compared ? &*state_->compared : nullptr; }

const Model& Session::model_at(TimeNs moment) {
  return state_->observed && state_->observed->history ? state_->observed->history->at(moment, model()) : model();
}

TimeNs Session::event_before(TimeNs moment) const noexcept {
  return state_->observed && state_->observed->history ? state_->observed->history->event_before(moment) : moment;
}

TimeNs Session::event_after(TimeNs moment) const noexcept {
  return state_->observed && state_->observed->history ? state_->observed->history->event_after(moment) : moment;
}

WakeUp Session::wake_up(ThreadId waiter, TimeNs begin_ns) const noexcept {
  return state_->observed && state_->observed->history ? state_->observed->history->wake_up(waiter, begin_ns) : WakeUp{};
}

const script::Schedule& Session::schedule() const noexcept {
  static const script::Schedule none;
  return state_->observed ? state_->observed->run.schedule() : none;
}

const Steps& Session::steps() const noexcept {
  static const Steps none;
  return state_->stepper ? state_->stepper->steps() : none;
}

const Steps& Session::steps_at(TimeNs moment) { return state_->stepper ? state_->steps_at(moment, model_at(moment)) : steps(); }

Statistics Session::statistics() const {
  if (!state_->observed) return {};
  const ObservedRun& observed = *state_->observed;
  const Model& model = observed.fold.model();
  return {model.event_count, observed.switches, observed.run.steps(), observed.run.heap_bytes(), model.time_ns};
}

void Session::choose_again() {
  if (state_->observed) state_->observed->run.choose_again();
}

bool Session::wants_input() const noexcept { return state_->observed && state_->observed->run.wants_input(); }

std::vector<script::RunFile> Session::files() const {
  return state_->observed ? state_->observed->run.files() : std::vector<script::RunFile>();
}

std::optional<std::string> Session::file(const std::string& path) const {
  return state_->observed ? state_->observed->run.file(path) : std::nullopt;
}

std::uint64_t Session::file_changes() const noexcept {
  constexpr std::uint64_t most_in_a_run = std::uint64_t{1} << 32;
  return state_->observed ? state_->observed_runs * most_in_a_run + state_->observed->run.file_changes() : 0;
}

std::uint64_t Session::runs() const noexcept { return state_->runs; }
bool Session::live() const noexcept { return state_->observed && !state_->observed->run.ended(); }

}  // namespace threadbox::session
