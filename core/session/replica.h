#pragma once

#include "session/stepper.h"

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <vector>

namespace threadbox::session {

/// A second run that has gone the way of a stepped run up to one of its steps, for questions about that step: the user's run stays as it
/// is. A replica costs as much as the run did up to there.
/// Threads: the observer. Errors: std::bad_alloc. Owns: its run, which it ends.
class Replica {
 public:
  /// Makes a run of the program with this strategy and launches its main thread.
  using Start = std::function<std::unique_ptr<script::ProgramRun>(std::shared_ptr<script::SchedulingStrategy>)>;

  /// Repeats the steps of the original's run that were over at a moment.
  Replica(const Stepper& original, TimeNs moment, const Start& start);
  Replica(const Replica&) = delete;
  Replica& operator=(const Replica&) = delete;

  /// Repeats all steps of the original's run.
  Replica(const Stepper& original, const Start& start) : Replica(original, std::numeric_limits<TimeNs>::max(), start) {}

  /// Describes where it stands, as Stepper::look() does; `model`: that of the moment. Not active if a step before it takes too long. No
  /// variable is marked as changed.
  [[nodiscard]] Steps look(const Model& model);

  /// What repr() said.
  struct Answer {
    /// In one line of at most some hundred bytes: its result, the last line of a traceback, or a sentence why there is none.
    std::string text;
    bool raised = false;  ///< It is not a result.
  };
  /// Calls repr() of a variable, by its number, in a thread of the Console while all others stand still. Called once. It changes the
  /// replica. An endless one is given up after a million instructions.
  [[nodiscard]] Answer repr(std::uint32_t variable);

 private:
  std::optional<script::Choice> choose(const script::SchedulingPoint& point);
  void go_there();
  void drain();
  void run_statement(Answer& answer);
  bool take(const TraceEvent& event, Answer& answer);

  std::unique_ptr<Stepper> stepper_;
  std::shared_ptr<script::SchedulingStrategy> strategy_;
  std::vector<TraceEvent> events_;  ///< Of the last drain().
  bool is_there_ = false;
  bool asks_ = false;  ///< repr() is being called: only its thread is chosen.
  ThreadId asking_ = 0;  ///< The Console's thread; 0: not known yet. It is the one that could not run before.
  std::vector<ThreadId> others_;  ///< Those that could.
  struct End {
    void operator()(script::ProgramRun* run) const;
  };
  std::unique_ptr<script::ProgramRun, End> run_;  ///< The last, since it asks for choices until it has ended.
};

}  // namespace threadbox::session
