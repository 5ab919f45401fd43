#pragma once

#include "explore/least_schedule.h"
#include "explore/outcome.h"
#include "explore/search.h"
#include "script/compile/code.h"
#include "script/machine/accesses.h"
#include "script/runners/program_run.h"
#include "script/runners/schedule.h"

#include <memory>
#include <string>
#include <vector>

namespace threadbox::explore {

/// The program that is explored, and what holds for each of its runs.
struct Subject {
  std::shared_ptr<const script::CodeObject> code;
  std::string source;
  std::string filename;
  std::vector<script::GivenFile> files;  ///< Those that each run finds in its folder.
  std::size_t heap_limit_bytes = std::size_t{256} << 20;
  std::size_t output_limit_bytes = std::size_t{1} << 20;  ///< What a run may print, after which it is ended.
  std::size_t most_steps = 10'000;    ///< Of one run, after which it is ended.
  bool waits_end_any_time = false;    ///< A sleep, or a wait with a timeout, may end before others that are shorter.
  bool ignores_output_order = false;  ///< Threads that print do not depend on each other; the lines of an output are sorted.
};

/// One run.
struct Execution {
  Outcome outcome;
  bool is_complete = false;   ///< It was not ended by the search.
  bool is_shortened = false;  ///< Passes of a loop that polls were left out, and they might have had an effect.
  script::Schedule schedule{script::Preemption::access};
  unsigned preemptions = 0;   ///< How often another thread was chosen although the last one could go on.
  std::vector<Step> steps;
  std::vector<StuckThread> stuck;  ///< The threads that could not go on.
  std::vector<StuckThread> not_made;  ///< The steps that threads would have made: of those, and of daemons that were stopped.
};

/// Is told what a run does while it is executed. It costs time, and is for one run that is told.
class Witness {
 public:
  virtual ~Witness() = default;
  /// An instruction of step number `step`, counted from 0, is about to be executed. It accesses something, or may.
  virtual void instruction(std::size_t step, script::VmThread& thread, const script::Description& description) = 0;
  /// Step number `step` begins; what it does is in the log from event number `event` on.
  virtual void step_begins(std::size_t step, std::uint64_t event) = 0;
  /// The next events of the log.
  virtual void events(script::ProgramRun& run, std::span<const TraceEvent> events) = 0;
};

class Arena;

/// Executes the program again and again. What all runs have in common, up to the first choice, is executed once: each run begins with the
/// memory set back to how it was there.
/// Threads:  one, the same for all calls. Errors: std::bad_alloc. The subject outlives it.
class Executor {
 public:
  /// `reuses`: if not, each run begins anew, which takes longer and has the same result. That is also so while the thread has another Executor.
  /// `witness`: only if it does not.
  explicit Executor(const Subject& subject, bool reuses = true, Witness* witness = nullptr);
  ~Executor();
  Executor(const Executor&) = delete;
  Executor& operator=(const Executor&) = delete;

  /// Executes the program once, under the search's choices, and tells the search when it is over. `again`: set to whether the search wants
  /// another run. The result is valid until the next call.
  const Execution& run(Search& search, bool& again);
  /// The memory that is set back; null if each run begins anew.
  [[nodiscard]] const Arena* arena() const noexcept;

 private:
  class Driver;
  std::unique_ptr<Driver> driver_;
};

/// Executes the program once, anew.
Execution execute(const Subject& subject, Search& search, bool& again, Witness* witness = nullptr);

}  // namespace threadbox::explore
