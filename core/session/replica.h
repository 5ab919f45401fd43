#pragma once

#include "session/stepper.h"

#include <cstdint>
#include <functional>
#include <memory>
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

  /// The step and its variables. Not known if a step before it takes too long.
  [[nodiscard]] PastStep look();

 private:
  std::optional<script::Choice> choose(const script::SchedulingPoint& point);
  void go_there();
  void drain();

  std::unique_ptr<Stepper> stepper_;
  std::shared_ptr<script::SchedulingStrategy> strategy_;
  struct End {
    void operator()(script::ProgramRun* run) const;
  };
  std::unique_ptr<script::ProgramRun, End> run_;
  std::vector<TraceEvent> events_;  ///< Of the last drain().
  bool is_there_ = false;
};

}  // namespace threadbox::session
