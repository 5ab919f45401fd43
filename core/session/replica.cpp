#include "session/replica.h"

#include "session/fold.h"

#include <algorithm>

namespace threadbox::session {

namespace {

// A scheduling point counts as sixteen instructions: see points_per_fuel in simulated_runner.cpp.
constexpr std::uint64_t most_points = 1'000'000 / 16, points_at_once = 1 << 12;
constexpr std::size_t longest_answer = 300, most_text = 1 << 16;

}  // namespace

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

std::optional<script::Choice> Replica::choose(const script::SchedulingPoint& point) {
  using script::Choice;
  if (!asks_) return strategy_->choose(point);
  for (const ThreadId thread : point.runnable) {
    if (asking_ == 0 && !std::ranges::binary_search(others_, thread)) asking_ = thread;
    if (thread == asking_) return Choice{Choice::Kind::run, thread};
  }
  if (std::ranges::find(point.timed, asking_, &script::TimedWait::thread) != point.timed.end())
    return Choice{Choice::Kind::expire, asking_};
  return std::nullopt;
}

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

Steps Replica::look(const Model& model) {
  if (is_there_) stepper_->look(*run_, model);
  return stepper_->steps();
}

Replica::Answer Replica::repr(std::uint32_t variable) {
  constexpr const char* name = "__shown__";  // Of a global that is not shown itself.
  constexpr ObjectId clicked = 1;            // A typed statement would wait for earlier ones.
  if (!is_there_ || !run_->bind_variable(variable, name)) return {"not known", true};
  others_.assign(stepper_->runnable().begin(), stepper_->runnable().end());
  asks_ = true;
  run_->execute(name, clicked);
  Answer answer;
  run_statement(answer);
  while (answer.text.ends_with('\n')) answer.text.pop_back();
  if (answer.raised) answer.text.erase(0, answer.text.rfind('\n') + 1);
  std::ranges::replace(answer.text, '\n', ' ');
  if (answer.text.size() > longest_answer) {
    std::size_t end = longest_answer;
    while ((static_cast<unsigned char>(answer.text[end]) & 0xC0) == 0x80) --end;
    answer.text.resize(end);
    answer.text += "…";
  }
  return answer;
}

/// Executes the statement to its end, or until it is clear that it has none.
void Replica::run_statement(Answer& answer) {
  for (std::uint64_t points = 0; points < most_points; points += points_at_once) {
    const bool goes_on = run_->step(points_at_once) || run_->wants_draining();
    drain();
    for (const TraceEvent& event : events_)
      if (take(event, answer)) return;
    if (!goes_on) {
      answer = {"repr() waits for another thread.", true};
      return;
    }
  }
  answer = {"repr() has not ended after 1,000,000 instructions.", true};
}

/// Returns whether the statement has ended.
bool Replica::take(const TraceEvent& event, Answer& answer) {
  if (asking_ == 0 || event.thread != asking_) return false;
  if (event.kind == EventKind::statement_end) {
    answer.raised = event.argument != 0;
    return true;
  }
  const bool is_echo = event.flags == static_cast<std::uint8_t>(OutputStream::echo);
  if (event.kind == EventKind::output && !is_echo && answer.text.size() < most_text)
    answer.text += run_->tracer().texts().text(event.argument);
  return false;
}

}  // namespace threadbox::session
