#include "session/replica.h"

#include "session/fold.h"

namespace threadbox::session {

Replica::Replica(const Stepper& original, TimeNs moment, const Start& start)
    : stepper_(original.replica(moment)), strategy_(stepper_->strategy()) {
  run_.reset(start(script::asking_strategy([this](const script::SchedulingPoint& point) { return choose(point); })).release());
  stepper_->begin_run(stepper_->make_filler());
  go_there();
}

void Replica::End::operator()(script::ProgramRun* run) const {
  end_stepped(*run);
  delete run;
}

std::optional<script::Choice> Replica::choose(const script::SchedulingPoint& point) { return strategy_->choose(point); }

/// A step that has not ended after a round may never end.
void Replica::go_there() {
  for (std::uint64_t before = 0;; before = run_->steps()) {
    const bool goes_on = stepper_->advance(*run_), waits_for_draining = run_->wants_draining();
    drain();
    if (!goes_on) break;
    if (run_->steps() == before && !waits_for_draining) return;
  }
  is_there_ = true;
}

void Replica::drain() {
  for (const TraceEvent& event : events_)
    if (has_text_of_its_own(event.kind)) run_->tracer().texts().release(event.argument);
  events_.clear();
  run_->drain(events_);
}

PastStep Replica::look() {
  PastStep past;
  past.is_known = is_there_;
  if (!is_there_) return past;
  past.position = stepper_->position_of(*run_);
  past.variables = run_->variables();
  return past;
}

}  // namespace threadbox::session
