#pragma once

#include <threadbox/sync/runtime.h>

#include "script/runners/run_files.h"
#include "script/runners/scheduling_strategy.h"
#include "session/command.h"
#include "session/findings/finding.h"
#include "session/model.h"
#include "session/steps.h"
#include "session/wake_up.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace threadbox::session {

/// An error or warning about a program's text, with its place.
struct Problem {
  std::string type;     ///< "SyntaxError", "IndentationError", "TabError"; "SyntaxWarning"
  std::string message;
  std::uint32_t line = 0, column = 0, end_line = 0, end_column = 0;  ///< Counted from 1.
  std::string text;     ///< As CPython prints it, source line and caret included.
  bool is_warning = false;  ///< A "SyntaxWarning": the program runs all the same.
};

/// How the threads of a run are driven.
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
  bool records_accesses = false;        ///< For the findings about variables that threads share.
  /// If positive, the run has no OS thread; each drain() executes at most this many scheduling points. For a page that cannot have
  /// threads.
  std::uint64_t points_in_a_drain = 0;
  bool unattended =
      false;  ///< With points_in_a_drain: no user acts on the run, so it stands still while a thread waits for input.
};

/// The options of a run: those that run_options.def lists, and its runner. A stepped run is simulated.
struct RunOptions {
#define OPTION(type, name, unless_said, typescript) type name = unless_said;
#define SESSION_OPTION(type, name, unless_said, typescript) type name = unless_said;
#define LIMIT(type, name, unless_said, ...) type name = unless_said;
#include "session/run_options.def"
  RunnerKind runner = RunnerKind::parallel;
  std::vector<script::GivenFile> files;  ///< The files that there are at first.
  bool has_input = false;  ///< The observer answers each wait for input, by the command Input. If not, its end comes at once.
  bool input_is_terminal = false;  ///< A user types it: what is typed is a part of the console.
  Simulation simulation;  ///< For the simulated runner.
  /// The events that are kept for Session::model_at, each with up to bytes_of_a_past_event (run_limits.h); 0: none.
  std::size_t history_events = 0;
};

/// The cost of a run.
struct Statistics {
  std::uint64_t events = 0;
  std::uint64_t switches = 0;  ///< How often a thread got the GIL or was chosen.
  std::uint64_t steps = 0;  ///< Scheduling points of a simulated run.
  std::size_t heap_bytes = 0;  ///< In use at the end.
  TimeNs time_ns = 0;  ///< On the run's clock.
};

/// One program and its runs: the only thing that ui, web and cli talk to.
/// Threads:  one, the observer (in a page: the browser's main thread). Nothing blocks, except the destructor of a session
///           whose run still lives (see stop()).
/// Owns:     the program, the current run, and the model folded from its events.
class Session {
 public:
  /// Makes ready what all runs of the process share, so that the first one begins as fast as the others: runs an empty program, which
  /// also has a browser compile the functions that a run needs, and makes the code of the standard library's modules.
  /// Blocks. Threads: any. Errors: those of run(); then the first run does the rest.
  static void prepare();

  /// `launcher` runs the started threads; null: the process's worker pool.
  explicit Session(Launcher* launcher = nullptr);
  /// Stops a run that still lives and waits for its threads.
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  /// Parses and compiles `source`. On an error, which then comes after the warnings, the previously loaded program stays. A run in
  /// progress goes on.
  std::vector<Problem> load(std::string source, std::string filename = "main.py");
  [[nodiscard]] const std::string& source() const noexcept;

  /// The modules of the library that the loaded program, or the statement that waits to be executed, imports and the process does not
  /// have: the page loads them, gives them, and asks again, since they may import others. Natively there are none.
  /// Without them, a run's import statement raises ImportError. Errors: std::bad_alloc.
  [[nodiscard]] std::vector<std::string> missing_modules() const;
  /// Gives the process the text of a missing module. Returns false if it is not that of a module. Errors: std::bad_alloc.
  static bool give_module(std::string_view name, std::string_view text);
  /// Whether statements wait for modules, or for a run to begin.
  [[nodiscard]] bool has_waiting_statements() const noexcept;
  /// Executes the statements that wait for modules, also if these are missing still.
  void execute_waiting();

  /// Starts a run of the loaded program with an empty model. A run in progress is stopped first; the new one starts, within
  /// drain(), once the last thread of the old one has ended.
  /// Returns false, and does nothing, if no program is loaded or the options are impossible (objection_to in run_limits.h).
  /// Errors: std::bad_alloc; then the run in progress, if any, goes on. RuntimeError "can't start new thread".
  bool run(const RunOptions& options = {});

  /// Applies a command. Without a live run it does nothing, but a statement is answered with an error if a run has ended, or
  /// passed to the next run if one is about to begin. A statement that imports missing modules, and those after it, wait for them. Errors: std::bad_alloc; then the command has not been applied.
  void post(const Command& command);
  void stop() { post(Stop{}); }

  /// Reads the events that the run has recorded since the last call and folds them into the model. Returns their number.
  /// Call it once a frame.
  /// Errors: std::bad_alloc; nothing is lost: the next call continues from there, and its count includes the events of this one.
  std::size_t drain();

  /// Whether a thread of the run waits for input: it has been given all lines so far.
  [[nodiscard]] bool wants_input() const noexcept;

  /// The files of the run as they are now, in the order of their paths; those of an ended run until the next one begins. Errors: std::bad_alloc.
  [[nodiscard]] std::vector<script::RunFile> files() const;
  /// The content of one, by its path in files(). None: there is no such file. Errors: std::bad_alloc.
  [[nodiscard]] std::optional<std::string> file(const std::string& path) const;
  /// Another number after each change of a file, and in another run.
  [[nodiscard]] std::uint64_t file_changes() const noexcept;

  [[nodiscard]] const Model& model() const noexcept;
  /// The model of the run with the GIL, once it has ended and the program runs again without: see RunOptions::compares. Null if there is
  /// nothing to compare.
  [[nodiscard]] const Model* compared() const noexcept;
  /// The model at a moment of the run with history_events; before the first moment that is kept, that one. Without a history the
  /// current model. It has no spans, marks, past holds and turns: those of model() contain them; of the console it has the last lines.
  /// Valid until the next call and the next drain(). Errors: std::bad_alloc.
  [[nodiscard]] const Model& model_at(TimeNs moment);
  /// The time of the last event before a moment, or of the first one after it; the moment itself if there is none.
  [[nodiscard]] TimeNs event_before(TimeNs moment) const noexcept;
  [[nodiscard]] TimeNs event_after(TimeNs moment) const noexcept;
  /// What ended the wait of a thread that began at a time. Needs a history.
  [[nodiscard]] WakeUp wake_up(ThreadId waiter, TimeNs begin_ns) const noexcept;
  /// What is wrong with the program, as the log of the run shows it so far. Valid until the next drain() and run().
  [[nodiscard]] const std::vector<Finding>& findings() const noexcept;
  /// The events that the last drain() has read. Earlier ones are not kept: an observer that needs them copies them.
  [[nodiscard]] const std::vector<TraceEvent>& fresh() const noexcept;
  /// The text of an id that an event of the current run carries. Texts of output and of thread names are valid until the next drain().
  [[nodiscard]] std::string_view text(TextId id) const;

  /// How the run stands, if the user steps it (RunOptions::stepped). Then drain() carries out the commands Choose to Follow, and does not
  /// return before the run has got there, unless that takes long; live() may become true again.
  [[nodiscard]] const Steps& steps() const noexcept;
  /// The same after the last step that was over at a moment: the run is repeated up to there for that. Not active if a step takes too long.
  /// Valid until the next call. Errors: std::bad_alloc.
  [[nodiscard]] const Steps& steps_at(TimeNs moment);
  /// The choices made in a simulated run with record_schedule, once it has ended; in a stepped run those so far, at any time.
  [[nodiscard]] const script::Schedule& schedule() const noexcept;
  /// The cost of a run that has ended.
  [[nodiscard]] Statistics statistics() const;
  /// Tells a run that pauses at a choice to ask its strategy again.
  void choose_again();

  /// How many runs have begun; of two that are compared, each counts. It tells whether the model is that of another run than before.
  [[nodiscard]] std::uint64_t runs() const noexcept;
  /// Whether a thread of a run still lives, also while the run is being stopped.
  [[nodiscard]] bool live() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace threadbox::session
