#pragma once

#include "script/compile/code.h"
#include "script/runners/run_files.h"
#include "script/runners/scheduling_strategy.h"
#include "script/runners/stuck_thread.h"
#include "script/runners/variables.h"
#include "script/values/heap.h"

#include <threadbox/sync/runtime.h>
#include <threadbox/trace/tracer.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace threadbox::script {

class AccessWatch;
class VmThread;
struct Description;

/// A simulated run: one OS thread, virtual time, every choice made by `strategy`. The same choices produce the same log.
struct SimulationOptions {
  std::shared_ptr<SchedulingStrategy> strategy;            ///< None: random_strategy(0).
  Preemption preemption = Preemption::line;
  bool record_schedule = false;                ///< Keep the choices made: see ProgramRun::schedule.
  bool records_accesses = false;               ///< To shared places, as events of the log: what findings about races need.
  bool stepped = false;                        ///< Without an OS thread: the caller steps the run, see ProgramRun::step.
  /// Stepped, and no time passes while every thread waits: the caller lets it pass, as real time does (ProgramRun::pass_time). Otherwise
  /// like parallel threads: the user can hold them, and if none can go on, the run does not end.
  bool paced = false;
  bool unattended = false;  ///< Stepped, and no user acts on the run meanwhile: see SimulatedRunner::stands_for_input.
};

/// The options of a run.
struct ProgramOptions {
  std::string filename;
  std::vector<std::string> arguments;  ///< sys.argv[1:].
  std::vector<GivenFile> files;  ///< The files that there are at first.
  bool interactive = false;  ///< Whether to wait for the user when the module has ended.
  bool has_input = false;  ///< sys.stdin gets the lines of give_input(). If not, it is at its end.
  bool input_is_terminal = false;  ///< A user types them.
  Seconds switch_interval{0.005};  ///< sys.getswitchinterval() at first.
  std::size_t heap_limit_bytes = std::size_t{256} << 20;
  std::size_t max_threads = 256;
  std::size_t output_limit_bytes = std::size_t{64} << 20;  ///< Beyond it the run ends with exit code 1.
  std::string warnings;  ///< The compiler's; printed on standard error first.
  double speed = 1;  ///< 0.5 is half as fast (slow motion). For real time only.
  unsigned recursion_limit = 1000;
  std::vector<std::uint32_t> breakpoints;  ///< The lines before which the run pauses. For parallel threads and paced simulations.
  bool free_threaded = false;  ///< Without a GIL. For parallel threads only.
  std::optional<SimulationOptions> simulation;  ///< None: parallel threads.
  std::shared_ptr<AllocationFaults> faults;  ///< For tests: which allocations of the run fail.
};

/// One run of one compiled program. Construct it, start it, drain its trace until it has ended.
/// Threads:  the observer's (in a page: the browser's main thread). No function here blocks.
/// Owns:     the run's clock, trace, runtime and heap.
/// Errors:   an exception that the program raises is output of the program, never an exception here. The constructor: std::bad_alloc
///           if the heap's limit is too low to set the run up.
class ProgramRun {
 public:
  /// Makes ready what all runs of the process share, so that the first one begins as fast as the others. Threads: any.
  /// Errors: std::bad_alloc; then the first run does the rest.
  static void prepare();

  /// Whether programs can import a module. Threads: any.
  static bool has_module(std::string_view name) noexcept;
  /// The modules that a program needs and the process does not have: see natives/prelude_loader.h, also for the next function.
  static std::vector<std::string> missing_modules(const CodeObject& code);
  static bool give_module(std::string_view name, std::string_view text);
  /// Whether no module can be missing. Threads: any.
  static bool embeds_all_modules() noexcept;

  /// `launcher`: provides OS threads; null: the process's worker pool.
  ProgramRun(std::shared_ptr<const CodeObject> code, std::string source, ProgramOptions options, Launcher* launcher = nullptr);
  /// The run must have ended, or never been started.
  ~ProgramRun();

  Tracer& tracer() noexcept;
  Runtime& runtime() noexcept;

  /// Launches the main thread. Errors: std::bad_alloc, RuntimeError "can't start new thread"; then the run has no threads.
  void start();
  /// Has a thread of the Console execute a statement; `origin`: the object whose button was clicked, 0: it was typed. One that cannot be
  /// executed, also after the run has ended, is answered with an error. Errors: std::bad_alloc; then it is neither executed nor answered.
  void execute(std::string statement, ObjectId origin = 0);
  /// Raises KeyboardInterrupt in the statement that a thread of the Console executes, which also ends its wait.
  void cancel(ThreadId thread);
  /// Gives the program lines of input: see StandardInput::give. What a user types is also recorded, as output of the observer to
  /// OutputStream::echo. Errors: std::bad_alloc.
  void give_input(std::string_view text);
  /// Whether a thread waits for a line. If it does, it has been given all lines so far.
  [[nodiscard]] bool wants_input() const noexcept;
  /// The files of the run as they are now, in the order of their paths. Threads: any. Errors: std::bad_alloc.
  [[nodiscard]] std::vector<RunFile> files() const;
  /// The content of one, by RunFile::path. None: there is no such file. Threads: any. Errors: std::bad_alloc.
  [[nodiscard]] std::optional<std::string> file(const std::string& path) const;
  /// Grows with each change of a file. Threads: any.
  [[nodiscard]] std::uint64_t file_changes() const noexcept;
  /// Ends the interactive main thread, now or as soon as its module has ended.
  void end_main();
  /// Ctrl-C, which also ends a wait of the main thread. Errors: std::bad_alloc; then nothing has happened.
  void interrupt();
  // --- parallel threads and paced simulations only: see Brake

  /// Holds every thread of the program before its next statement.
  void pause();
  /// Lets the held threads go on, up to the next breakpoint.
  void resume();
  /// Lets a held thread execute one statement, or up to its next wait.
  void step_thread(ThreadId thread);
  /// Lets a held thread go on alone, until it waits or reaches a breakpoint.
  void run_thread_on(ThreadId thread);
  /// Resumes, and pauses when a thread reaches the line.
  void run_to(std::uint32_t line);
  /// Pauses whenever a thread reaches one of the lines. Errors: std::bad_alloc; then nothing has changed.
  void set_breakpoints(std::vector<std::uint32_t> lines);

  /// Asks a thread that executes to record its line soon. A thread that waits has recorded it; one of a simulation that is not paced does
  /// so when it leaves its turn.
  void request_line(ThreadId thread);
  /// Requests every thread to stop at its next safepoint or in its wait.
  void stop();
  /// Writes the reason why the program cannot continue to its stderr, and ends it with exit code 1.
  /// Errors: std::bad_alloc; then nothing has happened.
  void abandon(std::string_view reason);

  /// Runs up to `budget` scheduling points of a stepped simulation. True if it can be stepped on at once; otherwise the run has ended,
  /// or waits for the user, for its strategy, or for its trace to be drained.
  bool step(std::uint64_t budget);
  /// Lets the time of a paced simulation pass up to `until`, but not beyond the next deadline of a wait. True if that has been reached.
  bool pass_time(TimeNs until);
  /// How much time of a simulation passes in each step from now on, beside what pass_time() lets pass.
  void set_tick(TimeNs ns);
  /// The deadline that pass_time() regards. None: no thread waits with a timeout.
  [[nodiscard]] std::optional<TimeNs> next_deadline() const noexcept;
  /// To be called when the strategy, which returned no choice, may have one now.
  void choose_again();

  /// Whether step() waits for the trace to be drained. Of a simulation only.
  [[nodiscard]] bool wants_draining() const noexcept;

  // --- a stepped simulation, between two calls of step()
  /// Whether the main thread's next step executes its first statement that is not an import, or it is past that. If the module begins
  /// with that statement, the thread's begin executes it.
  [[nodiscard]] bool has_begun() const noexcept;
  /// What the program's variables hold. Errors: std::bad_alloc.
  [[nodiscard]] Variables variables();
  /// Binds a global name to the value of a variable, by its number in variables(). False if there is none. It changes the run, so it is
  /// for one that is thrown away. Errors: std::bad_alloc.
  bool bind_variable(std::uint32_t number, std::string_view name);
  /// Where its threads go on. Errors: std::bad_alloc.
  [[nodiscard]] std::vector<ThreadPlace> places();

  /// Appends the events since the last call to `into`. To be called until the run has ended and a call appends nothing. Records run_end
  /// when the last thread has ended. Errors: std::bad_alloc; the next call continues.
  void drain(std::vector<TraceEvent>& into);

  /// Whether no thread of the run is left.
  [[nodiscard]] bool ended() const noexcept;
  /// The recorded choices. Only of a simulation that has ended or is stepped by the caller.
  [[nodiscard]] const Schedule& schedule() const noexcept;
  /// The number of scheduling points so far. Only of such a simulation.
  [[nodiscard]] std::uint64_t steps() const noexcept;
  /// What the steps access, and the threads that cannot go on: see SimulatedRunner. Only of a simulation with Preemption::access.
  [[nodiscard]] AccessWatch* watch() noexcept;
  [[nodiscard]] const std::vector<StuckThread>& stuck() const noexcept;
  [[nodiscard]] const std::vector<StuckThread>& blocked();
  [[nodiscard]] const std::vector<StuckThread>& cut_off() const noexcept;
  /// Calls `take` for each thread, at a choice, with what the instruction that it stands before would access; null if it waits.
  void each_standing(const std::function<void(VmThread&, const Description*)>& take);
  /// Bytes in use on the heap. Only once the run has ended.
  [[nodiscard]] std::size_t heap_bytes() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace threadbox::script
