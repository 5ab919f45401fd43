#pragma once

#include <threadbox/sync/runtime.h>

#include "script/runners/scheduling_strategy.h"
#include "session/command.h"
#include "session/log.h"
#include "session/model.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace threadbox::session {

/// What is wrong with a program's text, with its place.
struct Problem {
  std::string type;     ///< "SyntaxError", "IndentationError", "TabError"; "SyntaxWarning"
  std::string message;
  std::uint32_t line = 0, column = 0, end_line = 0, end_column = 0;  ///< From 1.
  std::string text;     ///< As CPython prints it, source line and caret included.
  bool is_warning = false;  ///< A "SyntaxWarning": the program runs all the same.
};

/// Who makes threads run.
enum class RunnerKind : std::uint8_t {
  parallel,   ///< Each Python thread is an OS thread or a web worker.
  simulated,  ///< One thread, virtual time; the same choices give the same log. See docs/runners.md.
};

/// A simulated run. Its choices come from the strategy, else the schedule, else the seed.
struct Simulation {
  std::uint64_t seed = 0;
  script::Preemption preemption = script::Preemption::line;  ///< A schedule brings its own.
  std::optional<script::Schedule> schedule;
  std::shared_ptr<script::SchedulingStrategy> strategy;
  bool record_schedule = false;         ///< For Session::schedule.
  /// More than 0: the run has no thread at all, and each drain() runs up to so many scheduling points of it: for a page
  /// that cannot have threads.
  std::uint64_t points_in_a_drain = 0;
};

/// What a run is asked for: what run_options.def lists, and how its threads are run.
struct RunOptions {
#define OPTION(type, name, unless_said, typescript) type name = unless_said;
#define LIMIT(type, name, unless_said, ...) type name = unless_said;
#include "session/run_options.def"
  RunnerKind runner = RunnerKind::parallel;
  Simulation simulation;     ///< Of the simulated runner.
  std::size_t log_capacity = 1'000'000;  ///< Events that Session::log() keeps, 32 bytes each.
};

/// What a run has cost.
struct Statistics {
  std::uint64_t events = 0;
  std::uint64_t switches = 0;    ///< How often a thread got the GIL, or its turn.
  std::uint64_t steps = 0;       ///< Scheduling points of a simulated run.
  std::size_t heap_bytes = 0;    ///< In use at the end.
  TimeNs time_ns = 0;            ///< On the run's clock.
};

/// One program and its runs: the only thing that ui, web and cli talk to.
/// Threads:  one thread, the observer (in a page: the browser's main thread). Nothing here blocks,
///           but the destructor of a session whose run still lives (see stop()).
/// Owns:     the program, the current run, its log and the model folded from it.
class Session {
 public:
  /// `launcher`: who runs started threads; null: the process's worker pool.
  explicit Session(Launcher* launcher = nullptr);
  /// Stops a run that still lives and waits for its threads.
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  /// Parses and compiles `source`. With an error, which then comes last, the program that was loaded before stays. A run
  /// that is under way goes on.
  std::vector<Problem> load(std::string source, std::string filename = "main.py");
  [[nodiscard]] const std::string& source() const noexcept;

  /// Starts a run of the loaded program; log and model begin anew. A run that is still under way is stopped
  /// first, and the new one starts as soon as its last thread has ended (within drain()).
  /// Without a loaded program, and with options that no run can have (run_limits.h: objection_to): does nothing, returns false.
  /// Errors: std::bad_alloc; then no run lives, or the one that does goes on. RuntimeError "can't start new thread".
  bool run(const RunOptions& options = {});

  /// Applies a command. Without a live run, it does nothing; but a statement is then answered with an error, if there has
  /// been a run, or is the next one's, if a run is about to begin. Errors: std::bad_alloc; then it has not been applied.
  void post(const Command& command);
  void stop() { post(Stop{}); }

  /// Takes over what has happened since the last call: events into the log, log into the model. Returns
  /// how many events there were. Call it once a frame.
  /// Errors: std::bad_alloc; nothing is lost: the next call continues from there, and its count includes the events of this one.
  std::size_t drain();

  [[nodiscard]] const Model& model() const noexcept;
  [[nodiscard]] const Log& log() const noexcept;
  /// The events that the last drain() took over.
  [[nodiscard]] const std::vector<TraceEvent>& fresh() const noexcept;
  /// The text that an event of the current run names; of an output, or a thread's name, until the next drain().
  [[nodiscard]] std::string_view text(TextId id) const;

  /// What has been chosen in a simulated run with record_schedule, once it has ended.
  [[nodiscard]] const script::Schedule& schedule() const noexcept;
  /// Of a run that has ended.
  [[nodiscard]] Statistics statistics() const;
  /// A strategy that had no answer may have one now.
  void choose_again();

  /// A thread of a run still lives (also while it is being stopped).
  [[nodiscard]] bool live() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace threadbox::session
