#pragma once

#include "script/compile/code.h"
#include "script/runners/scheduling_strategy.h"
#include "script/values/heap.h"

#include <threadbox/sync/runtime.h>
#include <threadbox/trace/tracer.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace threadbox::script {

/// One OS thread, virtual time, every choice drawn from `strategy`: same choices, same log.
struct SimulationOptions {
  std::shared_ptr<SchedulingStrategy> strategy;            ///< None: random_strategy(0).
  Preemption preemption = Preemption::line;
  bool record_schedule = false;                ///< Keep the choices made: see ProgramRun::schedule.
  bool stepped = false;                        ///< No thread at all: the caller steps the run, see ProgramRun::step.
};

struct RunOptions {
  std::string filename;
  std::vector<std::string> arguments;          ///< sys.argv[1:].
  bool interactive = false;                    ///< Wait for the user when the module has ended.
  Seconds switch_interval{0.005};
  std::size_t heap_limit_bytes = std::size_t{256} << 20;
  std::size_t max_threads = 256;
  std::size_t output_limit_bytes = std::size_t{64} << 20;  ///< More ends the run, with exit code 1.
  std::string warnings;                        ///< Of the program's text; printed on standard error first.
  double speed = 1;                            ///< 0.5: slow motion, half as fast. Of real time only.
  unsigned recursion_limit = 1000;
  bool free_threaded = false;                  ///< Without a GIL. Of parallel threads only.
  std::optional<SimulationOptions> simulation; ///< None: real parallel threads.
  std::shared_ptr<AllocationFaults> faults;    ///< Of tests: which allocations of the run fail.
};

/// One run of one compiled program. Construct it, start it, observe its tracer until it has ended.
/// Threads:  the observer's (in a page: the browser's main thread). No function here blocks.
/// Owns:     the run's clock, trace, runtime, heap; everything is freed with it.
/// Errors:   what the program raises is output of the program, never an exception here. The constructor: std::bad_alloc, when the
///           heap's limit does not suffice for what comes before the program.
class ProgramRun {
 public:
  /// `launcher`: who runs started threads; null: the process's worker pool.
  ProgramRun(std::shared_ptr<const CodeObject> code, std::string source, RunOptions options, Launcher* launcher = nullptr);
  /// Asserts that it has ended, or was never started.
  ~ProgramRun();

  Tracer& tracer() noexcept;
  Runtime& runtime() noexcept;

  /// Launches the main thread. Errors: std::bad_alloc, RuntimeError "can't start new thread"; then nothing of the run lives.
  void start();
  /// Gives a statement to the Console thread, which starts with the first one. What it cannot execute is answered with an
  /// error, also after the run has ended. Errors: std::bad_alloc; then it is neither executed nor answered.
  void execute(std::string statement);
  /// Lets the interactive main thread go on to its end, now or as soon as its module has ended.
  void end_main();
  /// Ctrl-C, which ends a wait of the main thread, too. Errors: std::bad_alloc; then nothing has happened.
  void interrupt();
  /// Every thread stops where it stands.
  void stop();
  /// The program cannot go on, for the reason that is written to its stderr: it ends with exit code 1.
  /// Errors: std::bad_alloc; then nothing has happened.
  void abandon(std::string_view reason);

  /// Runs up to `budget` scheduling points of a stepped simulation. Returns whether more can be done at once; if not, the
  /// run has ended or waits for its user, its strategy, or for the trace to be drained.
  bool step(std::uint64_t budget);
  /// The strategy that had no answer may have one now.
  void choose_again();

  /// Appends what has happened since the last call to `into`; to be called until the run has ended and nothing comes any
  /// more. Records run_end when the last thread has gone. Errors: std::bad_alloc; the next call does what is left.
  void drain(std::vector<TraceEvent>& into);

  /// No thread of the run lives any more.
  [[nodiscard]] bool ended() const noexcept;
  /// The choices of a simulation that has ended or is stepped by the caller.
  [[nodiscard]] const Schedule& schedule() const noexcept;
  /// What has been chosen so far, of such a simulation: its scheduling points.
  [[nodiscard]] std::uint64_t steps() const noexcept;
  /// Bytes in use on the heap, once the run has ended.
  [[nodiscard]] std::size_t heap_bytes() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace threadbox::script
