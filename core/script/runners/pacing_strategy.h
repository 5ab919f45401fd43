#pragma once

#include "script/runners/scheduling_strategy.h"

namespace threadbox::script {

class ProgramRun;

/// A strategy that also decides when: it executes a paced run, and lets its time pass (SimulationOptions::paced). For a page that cannot have
/// threads. Threads: the one that steps the run.
class PacingStrategy : public SchedulingStrategy {
 public:
  /// Executes the run for a while. Called by each Session::drain().
  virtual void advance(ProgramRun& run) = 0;
};

}  // namespace threadbox::script
