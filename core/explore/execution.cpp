#include "explore/execution.h"

#include "explore/arena.h"
#include "explore/notes.h"
#include "script/machine/access_watch.h"
#include "script/runners/program_run.h"

#include <threadbox/sync/blocking.h>

#include <algorithm>
#include <map>
#include <utility>

namespace threadbox::explore {

namespace {

// Scheduling points in one call of step(): a thread that computes without end uses them up.
constexpr std::uint64_t points_in_a_step = 1 << 16;
constexpr unsigned most_calls_without_a_step = 64;

// Alive at once.
constexpr std::size_t most_threads = 256;

// How many moments of a run are kept, and how many steps there are between two of them at least. To copy this many bytes takes as long as
// a step.
constexpr std::size_t most_kept = 48, least_spacing = 24, bytes_copied_in_a_step = std::size_t{16} << 10;

script::ProgramOptions options_of(const Subject& subject, std::shared_ptr<script::SchedulingStrategy> strategy, bool is_told) {
  script::ProgramOptions options;
  options.filename = subject.filename;
  options.files = subject.files;
  options.heap_limit_bytes = subject.heap_limit_bytes;
  options.output_limit_bytes = subject.output_limit_bytes;
  options.max_threads = most_threads;
  options.simulation = script::SimulationOptions{.strategy = std::move(strategy),
                                                 .preemption = script::Preemption::access,
                                                 .record_schedule = true,
                                                 .records_accesses = is_told,
                                                 .stepped = true};
  return options;
}

}  // namespace

/// Makes one run after the other.
class Executor::Driver {
 public:
  Driver(const Subject& subject, bool reuses, Witness* witness)
      : subject_(subject), witness_(witness), reuses_(reuses && Arena::of_thread() == nullptr) {
    // What a run would make for all runs of the process must not be made in its memory.
    script::ProgramRun::prepare();
    static_cast<void>(this_waiter());
  }
  ~Driver() {
    if (!arena_) end_run();
  }
  Driver(const Driver&) = delete;
  Driver& operator=(const Driver&) = delete;

  const Execution& run(Search& search, bool& again) {
    // A search knows nothing of the runs of another one.
    in_common_ = search_ == &search ? search.steps_in_common() : 0;
    search_ = &search;
    begin_run();
    decides_ = true;
    for (drive(); waits_for_choice_; drive()) keep_moment();
    finish_step();
    script::ProgramRun& run = world_->run;
    done_.stuck = run.stuck();
    done_.not_made = done_.stuck;
    done_.not_made.insert(done_.not_made.end(), run.cut_off().begin(), run.cut_off().end());
    again = search_->next_run(done_.not_made);
    done_.is_complete = !so_far_.is_abandoned;
    note_end();
    done_.schedule = done_.is_complete ? run.schedule() : script::Schedule(script::Preemption::access);
    // With an arena, the run is simply forgotten.
    if (!arena_) end_run();
    conclude();
    return done_;
  }

  [[nodiscard]] Arena* arena() noexcept { return arena_ ? &*arena_ : nullptr; }

 private:
  struct World {
    World(const Subject& subject, std::shared_ptr<script::SchedulingStrategy> strategy, bool is_told)
        : run({std::shared_ptr<const void>(), subject.code.get()}, subject.source,
              options_of(subject, std::move(strategy), is_told)) {}
    script::ProgramRun run;
    std::vector<TraceEvent> events;  ///< Drained and not read.
  };
  /// What is known about a run, beside its steps.
  struct SoFar {
    Outcome outcome;
    unsigned preemptions = 0;
    std::map<ObjectId, ThreadId> threads;
    ThreadId last = 0;
    bool is_in_step = false, is_after_jump = false, expires = false;
    bool is_over = false, is_abandoned = false, is_stuck = false, spins = false;
    Outcome::Limit limit = Outcome::Limit::none;
  };

  /// A moment of the last run, to which later ones that have its first steps in common go back.
  struct Kept {
    std::size_t step = 0;
    Arena::Moment moment;
    SoFar so_far;
  };

  void begin_run() {
    if (!is_marked_) {
      begin();
    } else {
      while (kept_count_ > 0 && kept_[kept_count_ - 1].step > in_common_) --kept_count_;
      if (kept_count_ > 0) {
        const Kept& last = kept_[kept_count_ - 1];
        arena_->reset(last.moment);
        so_far_ = last.so_far;
        done_.steps.resize(last.step);
        search_->begin_at(last.step);
      } else {
        arena_->reset();
        so_far_ = at_mark_;
        done_.steps.clear();
      }
    }
    next_kept_ = done_.steps.size() + spacing_;
  }

  /// Whether the moment before the next step is one to be kept: if the search goes back and forth, and the last one is some steps ago.
  [[nodiscard]] bool wants_to_keep() const noexcept { return is_marked_ && in_common_ > 0 && done_.steps.size() >= next_kept_; }

  void keep_moment() {
    if (kept_count_ == most_kept) {
      for (std::size_t i = 1; 2 * i < most_kept; ++i) std::swap(kept_[i], kept_[2 * i]);
      kept_count_ /= 2;
      spacing_ *= 2;
    }
    next_kept_ = done_.steps.size() + spacing_;
    if (kept_count_ == kept_.size()) kept_.emplace_back();
    Kept& kept = kept_[kept_count_];
    if (!arena_->save(kept.moment)) return;
    kept.step = done_.steps.size();
    kept.so_far = so_far_;
    ++kept_count_;
  }

  /// Makes a run and executes it up to its first choice, where all runs are the same. It is marked there.
  void begin() {
    arena_.reset();
    if (reuses_) arena_.emplace();
    so_far_ = {};
    done_ = {};
    decides_ = waits_for_choice_ = false;
    {
      const Arena::Scope scope(arena());
      own_world_ = std::make_unique<World>(
          subject_, script::asking_strategy([this](const script::SchedulingPoint& point) { return choose(point); }),
          witness_ != nullptr);
      world_ = own_world_.get();
      if (arena_) static_cast<void>(own_world_.release());  // It ends with the arena.
      world_->run.start();
    }
    drive();
    if (!arena_ || !waits_for_choice_) return;
    is_marked_ = arena_->mark();
    if (is_marked_) {
      at_mark_ = so_far_;
      spacing_ = std::max(least_spacing, arena_->bytes_of_reset() / bytes_copied_in_a_step);
    } else {
      reuses_ = false;
      begin();
    }
  }

  /// Stops a run that was not executed to its end, and destroys it.
  void end_run() {
    if (own_world_ == nullptr) return;
    if (!world_->run.ended()) {
      decides_ = false;
      world_->run.stop();
      while (!world_->run.ended()) advance();
    }
    advance_log();
    own_world_.reset();
    world_ = nullptr;
  }

  void drive() {
    std::size_t calls = 0, steps = 0;
    script::ProgramRun& run = world_->run;
    waits_for_choice_ = false;
    while (!run.ended() && !so_far_.is_over && !waits_for_choice_) {
      const bool goes_on = advance();
      calls = done_.steps.size() == steps ? calls + 1 : 0;
      steps = done_.steps.size();
      if (!goes_on && !run.ended() && !run.wants_draining()) break;
      if (calls > most_calls_without_a_step) end_by(Outcome::Limit::steps);
    }
    advance_log();
  }

  bool advance() {
    bool goes_on = false;
    {
      const Arena::Scope scope(arena());
      goes_on = world_->run.step(points_in_a_step);
    }
    advance_log();
    return goes_on;
  }

  void advance_log() {
    {
      const Arena::Scope scope(arena());
      world_->run.drain(world_->events);
    }
    read();
  }

  std::optional<script::Choice> choose(const script::SchedulingPoint& point) {
    const Arena::Scope outside(nullptr);
    if (so_far_.is_over) return std::nullopt;
    if (!decides_) {
      if (subject_.waits_end_any_time) world_->run.watch()->let_waits_end_any_time();
      waits_for_choice_ = true;
      return std::nullopt;
    }
    finish_step();
    if (const Outcome::Limit limit = reached(); limit != Outcome::Limit::none) {
      end_by(limit);
      return std::nullopt;
    }
    if (wants_to_keep()) {
      waits_for_choice_ = true;
      return std::nullopt;
    }
    script::AccessWatch* watch = world_->run.watch();
    const auto waits = [&](ThreadId thread) {
      return std::ranges::find(point.timed, thread, &script::TimedWait::thread) != point.timed.end();
    };
    if (witness_ != nullptr && done_.steps.empty())
      watch->listen([this](script::VmThread& thread, const script::Description& description) {
        witness_->instruction(done_.steps.size(), thread, description);
      });
    // A search may ask it what has happened so far.
    if (witness_ != nullptr) advance_log();
    if (witness_ != nullptr) witness_->step_begins(done_.steps.size(), drained_ + world_->run.tracer().undrained());
    const Point asked{done_.steps.size(),
                      point.runnable,
                      so_far_.last,
                      watch->take_jump(),
                      watch->known_objects(),
                      &blocked_,
                      witness_ != nullptr ? &standing_ : nullptr};
    const std::optional<ThreadId> chosen = search_->choose(asked);
    if (!chosen) {
      so_far_.is_abandoned = so_far_.is_over = true;
      return std::nullopt;
    }
    if (so_far_.last != 0 && *chosen != so_far_.last && std::ranges::binary_search(point.runnable, so_far_.last) &&
        !waits(so_far_.last))
      ++so_far_.preemptions;
    so_far_.last = *chosen;
    so_far_.is_after_jump = asked.after_jump;
    so_far_.is_in_step = true;
    so_far_.expires = waits(*chosen);
    return script::Choice{script::Choice::Kind::run, *chosen};
  }

  /// Notes what is known as long as there is the run.
  void note_end() {
    script::AccessWatch* watch = world_->run.watch();
    if (watch == nullptr) return;
    const Outcome::Limit limit = reached();
    // Its last step may have been its last but one.
    if (so_far_.limit == Outcome::Limit::none && limit != Outcome::Limit::steps) so_far_.limit = limit;
    done_.is_shortened = watch->spins().has_shortened();
    so_far_.spins = std::ranges::any_of(done_.stuck, &StuckThread::polls);
  }

  [[nodiscard]] Outcome::Kind kind_of_stuck() const {
    if (wait_in_a_circle(done_.stuck)) return Outcome::Kind::deadlock;
    return so_far_.spins ? Outcome::Kind::spins : Outcome::Kind::stuck;
  }

  /// The limit that the run has reached.
  [[nodiscard]] Outcome::Limit reached() {
    using Limit = script::AccessWatch::Limit;
    if (world_->run.runtime().live_threads() >= most_threads) return Outcome::Limit::threads;
    switch (world_->run.watch()->limit()) {
      case Limit::memory: return Outcome::Limit::memory;
      case Limit::output: return Outcome::Limit::output;
      case Limit::none: break;
    }
    return done_.steps.size() >= subject_.most_steps ? Outcome::Limit::steps : Outcome::Limit::none;
  }

  void end_by(Outcome::Limit limit) noexcept {
    so_far_.limit = limit;
    so_far_.is_over = true;
  }

  std::span<const StuckThread> blocked() {
    const Arena::Scope scope(arena());
    return world_->run.blocked();
  }

  std::vector<Standing> standing() {
    std::vector<Standing> all;
    world_->run.each_standing([&](script::VmThread& thread, const script::Description* description) {
      all.push_back(standing_of(thread, description));
    });
    return all;
  }

  /// Tells the search what the last step has accessed.
  void finish_step() {
    if (!std::exchange(so_far_.is_in_step, false)) return;
    Footprint footprint = world_->run.watch()->footprint();
    if (subject_.ignores_output_order) {
      const script::Place output = script::Places::of_thread(0, script::Part::output);
      std::erase_if(footprint, [output](const script::Access& access) { return access.place == output; });
    }
    search_->made(footprint);
    done_.steps.push_back({so_far_.last, std::move(footprint), so_far_.is_after_jump, so_far_.expires});
  }

  void read() {
    script::ProgramRun& run = world_->run;
    if (witness_ != nullptr) witness_->events(run, world_->events);
    drained_ += world_->events.size();
    for (const TraceEvent& event : world_->events) {
      const auto text = [&] { return std::string(run.tracer().texts().text(event.argument)); };
      Outcome& outcome = so_far_.outcome;
      if (event.kind == EventKind::output && static_cast<OutputStream>(event.flags) == OutputStream::out)
        outcome.output += text();
      if (event.kind == EventKind::thread_begin) so_far_.threads[event.object] = event.argument;
      if (event.kind == EventKind::thread_died) outcome.exceptions.push_back({so_far_.threads[event.object], text()});
      if (event.kind == EventKind::deadlock) so_far_.is_stuck = true;
      if (event.kind == EventKind::run_end) outcome.exit_code = static_cast<int>(event.argument);
    }
    world_->events.clear();
  }

  void conclude() {
    done_.preemptions = so_far_.preemptions;
    Outcome& outcome = done_.outcome = std::move(so_far_.outcome);
    std::ranges::sort(outcome.exceptions);
    outcome.limit = so_far_.limit;
    if (outcome.limit != Outcome::Limit::none) outcome.kind = Outcome::Kind::limit;
    else if (so_far_.is_stuck) outcome.kind = kind_of_stuck();
    else if (!outcome.exceptions.empty()) outcome.kind = Outcome::Kind::raised;
    if (outcome.kind == Outcome::Kind::limit || so_far_.is_stuck) outcome.exit_code = 1;
    if (subject_.ignores_output_order) sort_lines(outcome.output);
  }

  static void sort_lines(std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size() - 1);
      lines.push_back(text.substr(begin, end + 1 - begin));
      begin = end + 1;
    }
    std::ranges::sort(lines);
    text.clear();
    for (const std::string& line : lines) text += line;
  }

  const Subject& subject_;
  Witness* const witness_;
  bool reuses_;
  Search* search_ = nullptr;
  const std::function<std::span<const StuckThread>()> blocked_ = [this] { return blocked(); };
  const std::function<std::vector<Standing>()> standing_ = [this] { return standing(); };  ///< Only without an arena.
  std::optional<Arena> arena_;
  std::unique_ptr<World> own_world_;  ///< Without an arena.
  World* world_ = nullptr;
  Execution done_;
  SoFar so_far_, at_mark_;
  // The first kept_count_ of kept_ are moments of the last run, by their steps; the others have memory for more.
  std::vector<Kept> kept_;
  std::size_t kept_count_ = 0, in_common_ = 0, next_kept_ = 0, spacing_ = least_spacing;
  bool is_marked_ = false;
  std::uint64_t drained_ = 0;  ///< Events of the run; used only for a witness.
  bool decides_ = false;  ///< If not, the run waits at its next choice …
  bool waits_for_choice_ = false;  ///< … which it does.
};

Executor::Executor(const Subject& subject, bool reuses, Witness* witness)
    : driver_(std::make_unique<Driver>(subject, reuses, witness)) {}
Executor::~Executor() = default;
const Execution& Executor::run(Search& search, bool& again) { return driver_->run(search, again); }
const Arena* Executor::arena() const noexcept { return driver_->arena(); }

Execution execute(const Subject& subject, Search& search, bool& again, Witness* witness) {
  return Executor(subject, false, witness).run(search, again);
}

}  // namespace threadbox::explore
