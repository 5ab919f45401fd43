#include "refused_run.h"

#include "allocator.h"
#include "script/runners/program_run.h"

#include <threadbox/park/waiter.h>

#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace threadbox::exhaustion {

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || defined(__EMSCRIPTEN__)
constexpr double patience = 10;
#else
constexpr double patience = 3;
#endif
constexpr Seconds still{0.4 * patience}, busy{4 * patience}, alive_within{4 * patience}, stopped_within{8 * patience};
constexpr std::uint64_t points_in_a_step = 4096, spare_steps = 200'000;

/// One run, from outside.
class Observation {
 public:
  Observation(const Program& program, RunnerName runner, const Refusal& refusal)
      : faults_(std::make_shared<script::AllocationFaults>(refusal.first, refusal.first == 0 ? 0 : refusal.count,
                                                           refusal.of_program)),
        simulated_(runner == RunnerName::simulated),
        allocator_(refusal.kind == Kind::all ? std::make_unique<RefusingAllocator>(*faults_) : nullptr) {
    const script::ProgramOptions wanted = options(program, runner);
    const AsThreadOfTheRun as_thread;
    run_.emplace(program.code, program.text, wanted);
  }

  Outcome watch(const Outcome* usual) {
    run_->start();
    if (simulated_) step_to_the_end(usual != nullptr ? usual->steps * 4 + spare_steps : ~std::uint64_t{0});
    else wait_for_the_end();
    drain();
    outcome_.allocations = faults_->seen();
    outcome_.refused = faults_->refused();
    return std::move(outcome_);
  }

 private:
  script::ProgramOptions options(const Program& program, RunnerName runner) const {
    script::ProgramOptions options;
    options.filename = program.name;
    options.faults = faults_;
    options.free_threaded = runner == RunnerName::no_gil;
    options.heap_limit_bytes = std::size_t{64} << 20;
    if (simulated_)
      options.simulation = script::SimulationOptions{
          .strategy = script::random_strategy(1), .preemption = script::Preemption::line, .stepped = true};
    return options;
  }

  void step_to_the_end(std::uint64_t most_steps) {
    bool stopped = false;
    for (int idle = 0; !run_->ended();) {
      bool more = false;
      {
        const AsThreadOfTheRun as_thread;
        more = run_->step(points_in_a_step);
      }
      if (drain() > 0 || more) idle = 0;
      else if (++idle > 3) return fail("the run neither ends nor goes on");
      if (run_->steps() < most_steps) continue;
      if (stopped) return fail("the run does not stop");
      stopped = true;
      most_steps = run_->steps() + spare_steps;
      run_->stop();
    }
    outcome_.steps = run_->steps();
  }

  void wait_for_the_end() {
    const Deadline done(*this, busy);
    Deadline standstill(*this, still);
    while (!run_->ended()) {
      if (drain() > 0) standstill = Deadline(*this, still);
      if (standstill.passed() || done.passed()) return stop_as_it_is();
      pause();
    }
  }

  /// The run waits, or polls, for something that a thread ended by a MemoryError would have done, or it is very slow. The GIL is free:
  /// the Console gets it.
  void stop_as_it_is() {
    faults_->cease();
    run_->execute("'still ' + 'alive'");
    const Deadline answer(*this, alive_within);
    while (!run_->ended() && outcome_.out.find("'still alive'") == std::string::npos) {
      if (answer.passed()) return fail("the run does not end, and the Console does not get its turn");
      drain();
      pause();
    }
    run_->stop();
    const Deadline end(*this, stopped_within);
    while (!run_->ended()) {
      if (end.passed()) return fail("the run does not stop");
      drain();
      pause();
    }
  }

  class Deadline {
   public:
    Deadline(Observation& run, Seconds from_now) noexcept : run_(&run), at_(run.clock_.deadline_after(from_now)) {}
    [[nodiscard]] bool passed() const noexcept { return run_->clock_.now_ns() >= at_; }

   private:
    Observation* run_;
    TimeNs at_;
  };

  std::size_t drain() {
    events_.clear();
    run_->drain(events_);
    for (const TraceEvent& event : events_) {
      if (event.kind == EventKind::run_end) outcome_.code = static_cast<int>(event.argument);
      if (event.kind == EventKind::deadlock) run_->abandon("deadlock\n");
      if (event.kind != EventKind::output) continue;
      const bool is_out = static_cast<OutputStream>(event.flags) == OutputStream::out;
      (is_out ? outcome_.out : outcome_.err) += run_->tracer().texts().text(event.argument);
    }
    return events_.size();
  }

  void pause() { self_.park(clock_.deadline_after(Seconds{0.0002})); }

  /// A run that does not end cannot be destroyed, so the process ends with it.
  void fail(const char* what) {
    std::fprintf(stderr, "%s\n%s%s\n", what, outcome_.out.c_str(), outcome_.err.c_str());
    std::_Exit(3);
  }

  const Clock clock_;
  Waiter self_{0, clock_};
  const std::shared_ptr<script::AllocationFaults> faults_;
  const bool simulated_;
  std::unique_ptr<RefusingAllocator> allocator_;
  std::optional<script::ProgramRun> run_;
  std::vector<TraceEvent> events_;
  Outcome outcome_;
};

/// Addresses are no difference.
std::string comparable(const std::string& text) {
  std::string rest;
  for (std::size_t at = 0; at < text.size(); ++at) {
    rest += text[at];
    if (!rest.ends_with("0x")) continue;
    while (at + 1 < text.size() && std::isxdigit(static_cast<unsigned char>(text[at + 1])) != 0) ++at;
  }
  return rest;
}

bool same(const Outcome& a, const Outcome& b) {
  return a.code == b.code && comparable(a.out) == comparable(b.out) && comparable(a.err) == comparable(b.err);
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

Outcome run(const Program& program, RunnerName runner, const Refusal& refusal, const Outcome* usual) {
  try {
    return Observation(program, runner, refusal).watch(usual);
  } catch (const std::bad_alloc&) {
    // The run could not be made: its maker is told so.
    Outcome outcome;
    outcome.err = "MemoryError\n";
    outcome.refused = 1;
    return outcome;
  }
}

std::string judge(const Program& program, RunnerName runner, const Outcome& usual, const Outcome& outcome) {
  if (same(usual, outcome)) return {};
  if (outcome.refused == 0) return runner == RunnerName::simulated ? "differs, although nothing was refused" : "";
  // As in CPython, a traceback says the second when an exception's str() fails, for whatever reason, start() raises a
  // RuntimeError with the third when there is no memory for a thread, and the fourth stands for a report that could not be written.
  for (const std::string_view told : {"MemoryError", "<exception str() failed>", "can't start new thread", "lost sys.stderr"})
    if (contains(outcome.err, told) || contains(outcome.out, told)) return {};
  const bool is_certain = runner == RunnerName::simulated || (program.is_exact && !program.meets_threads);
  if (program.catches || !is_certain) return {};
  return "differs, and tells of no MemoryError";
}

}  // namespace threadbox::exhaustion
