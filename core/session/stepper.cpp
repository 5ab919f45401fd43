#include "session/stepper.h"

#include "session/calls.h"
#include "session/deadlock.h"

#include <algorithm>
#include <utility>

namespace threadbox::session {

using script::Choice;
using script::SchedulingPoint;

namespace {

// Scheduling points between two looks at the trace, and the number of such rounds before the observer gets its turn.
constexpr std::uint64_t points_at_once = 1 << 14, most_rounds = 64;

// A longer schedule would take the memory of the page: eight bytes a step.
constexpr std::uint64_t most_steps = 4'000'000;

// A schedule with more stretches is not a part of Steps, which is made at each step.
constexpr std::size_t most_stretches_shown = 400;

/// Whether the thread has been started, by the program or by the run, and can do more.
bool is_listed(const ThreadRow& thread) noexcept {
  if (is_over(thread) || (thread.is_console && is_idle(thread))) return false;
  return thread.state != ThreadState::initial || thread.is_main || thread.is_console;
}

/// When the step is over, which takes no time but the clock's tick.
TimeNs end_of(const Choice& choice, const SchedulingPoint& point) noexcept {
  if (choice.kind == Choice::Kind::run) return point.now_ns + script::line_tick_ns;
  const auto wait = std::ranges::find(point.timed, choice.thread, &script::TimedWait::thread);
  return wait != point.timed.end() ? wait->deadline_ns : point.now_ns;
}

}  // namespace

void end_stepped(script::ProgramRun& run) {
  run.stop();
  while (!run.ended()) run.step(1);
}

std::shared_ptr<script::SchedulingStrategy> Stepper::strategy() {
  return script::asking_strategy([this](const SchedulingPoint& point) { return answer(point); });
}

std::unique_ptr<script::SchedulingStrategy> Stepper::make_filler() const {
  return filler_kind_ == Filler::random ? script::random_strategy(seed_) : script::round_robin_strategy();
}

void Stepper::begin_run(std::unique_ptr<script::SchedulingStrategy> filler) noexcept {
  filler_ = std::move(filler);
  ++runs_;
  given_ = 0;
  limit_ = 0;
  replays_ = asked_ = false;
  before_position_.reset();
}

// --- requests

void Stepper::choose(Choice::Kind kind, ObjectId thread) {
  const auto row = std::ranges::find(steps_.threads, thread, &StepRow::object);
  if (row == steps_.threads.end() || target_ > choices_.size() || !waiting_.empty()) return;
  const Choice choice{kind, row->id};
  const bool is_recorded = target_ < choices_.size() && choices_[target_] == choice;
  if (!is_recorded) {
    choices_.reserve(target_ + 1);
    forget_from(target_);
    choices_.push_back(choice);
  }
  go_on(1);
}

void Stepper::go_on(std::uint64_t count) noexcept {
  problem_.clear();
  target_ = std::min(target_ + std::min(count, most_steps), std::max(target_, begin_ + most_steps));
}

void Stepper::go_back(std::uint64_t count) noexcept {
  problem_.clear();
  speed_ = 0;
  target_ -= std::min(count, target_ - std::min(target_, begin_));
}

void Stepper::follow(std::string_view text) {
  problem_.clear();
  const auto parsed = script::Schedule::parse(text);
  const auto* schedule = std::get_if<script::Schedule>(&parsed);
  std::uint64_t count = 0;
  if (schedule != nullptr)
    for (const auto& stretch : schedule->stretches()) count += stretch.count;
  if (schedule == nullptr) problem_ = "This is not a schedule: " + std::get<std::string>(parsed) + ".";
  else if (schedule->preemption() == script::Preemption::bytecode)
    problem_ = "This schedule switches threads between instructions, not lines.";
  else if (count > most_steps) problem_ = "This schedule has more than " + std::to_string(most_steps) + " steps.";
  if (!problem_.empty()) return;
  std::vector<Choice> choices;
  choices.reserve(count);
  for (const auto& stretch : schedule->stretches()) choices.insert(choices.end(), stretch.count, stretch.choice);
  if (std::exchange(preemption_, schedule->preemption()) != schedule->preemption()) {
    knows_begin_ = false;
    begin_ = 0;
  }
  choices_ = std::move(choices);
  inputs_.clear();
  replays_ = true;
  target_ = std::max(begin_, count);
}

void Stepper::stay(const script::ProgramRun& run) noexcept {
  target_ = run.steps();
  replays_ = false;
  speed_ = 0;
}

void Stepper::enter(Input input) { waiting_.push_back(std::move(input)); }

/// Forgets the choices from a position on, and the inputs that came after them.
void Stepper::forget_from(std::uint64_t position) noexcept {
  if (position < choices_.size()) choices_.erase(choices_.begin() + static_cast<std::ptrdiff_t>(position), choices_.end());
  std::erase_if(inputs_, [&](const Entered& entered) { return entered.position > position; });
}

std::unique_ptr<Stepper> Stepper::replica(TimeNs moment) const {
  auto replica = std::make_unique<Stepper>(filler_kind_, seed_, preemption_);
  const std::uint64_t count = std::min<std::uint64_t>(target_, choices_.size());
  replica->choices_.assign(choices_.begin(), choices_.begin() + static_cast<std::ptrdiff_t>(count));
  for (const Entered& entered : inputs_)
    if (entered.position <= count) replica->inputs_.push_back(entered);
  replica->begin_ = begin_;
  replica->knows_begin_ = knows_begin_;
  replica->target_ = count;
  replica->moment_ = moment;
  return replica;
}

// --- the run

bool Stepper::must_replay(const script::ProgramRun& run) const noexcept { return replays_ || target_ < run.steps(); }

bool Stepper::fits(const Choice& choice, const SchedulingPoint& point) const noexcept {
  return choice.kind == Choice::Kind::run
             ? std::ranges::binary_search(point.runnable, choice.thread)
             : std::ranges::find(point.timed, choice.thread, &script::TimedWait::thread) != point.timed.end();
}

/// The strategy. Answers each point once.
std::optional<Choice> Stepper::answer(const SchedulingPoint& point) {
  const auto leave_open = [&] {
    runnable_.assign(point.runnable.begin(), point.runnable.end());
    timed_.assign(point.timed.begin(), point.timed.end());
    asked_ = true;
    return std::nullopt;
  };
  if (point.step >= limit_) return leave_open();
  const bool is_known = point.step < choices_.size();
  if (is_known && end_of(choices_[point.step], point) > moment_) {
    target_ = limit_ = point.step;
    return leave_open();
  }
  if (is_known && !fits(choices_[point.step], point)) {
    const Choice& choice = choices_[point.step];
    const bool runs = choice.kind == Choice::Kind::run;
    problem_ = "The schedule does not fit this program: after " + std::to_string(point.step) + " choices, " +
               (runs ? "thread " : "the deadline of thread ") + std::to_string(choice.thread) +
               (runs ? " cannot run." : " cannot pass.");
    forget_from(point.step);
    target_ = limit_ = point.step;
    return leave_open();
  }
  if (!is_known && choices_.size() == choices_.capacity()) choices_.reserve(2 * choices_.size() + 64);
  std::optional<Choice> choice = filler_->choose(point);
  if (is_known) return choices_[point.step];
  if (!knows_begin_ && std::ranges::binary_search(point.runnable, ThreadId{1})) choice = Choice{Choice::Kind::run, 1};
  choices_.push_back(*choice);
  return choice;
}

bool Stepper::advance(script::ProgramRun& run) {
  for (std::uint64_t round = 0; round < most_rounds; ++round) {
    asked_ = false;
    if (run.step(points_at_once)) continue;
    if (run.wants_draining()) return true;
    const std::uint64_t position = run.steps();
    if (!knows_begin_) {
      knows_begin_ = !asked_ || run.has_begun();
      if (!knows_begin_) {
        limit_ = position + 1;
        continue;
      }
      begin_ = position;
      target_ = std::max(target_, begin_);
    }
    if (give_input(run, position)) continue;
    if (!asked_) rest_early(position);
    if (position >= target_) return false;
    if (position + 1 == target_ && position >= begin_ && before_position_ != position) {
      before_ = run.variables();
      before_position_ = position;
    }
    limit_ = position + 1 < target_ ? target_ - 1 : target_;
    if (given_ < inputs_.size()) limit_ = std::min(limit_, inputs_[given_].position);
  }
  return true;
}

/// Gives the run what was entered at this position. False if nothing was.
bool Stepper::give_input(script::ProgramRun& run, std::uint64_t position) {
  if (given_ < inputs_.size() && inputs_[given_].position == position) {
    inputs_[given_++].input(run);
    return true;
  }
  if (waiting_.empty() || (asked_ && position < target_)) return false;
  forget_from(position);
  target_ = position;
  for (Input& input : waiting_) inputs_.push_back({position, std::move(input)});
  waiting_.clear();
  return give_input(run, position);
}

/// Called when the run cannot go on without the user, or has ended.
void Stepper::rest_early(std::uint64_t position) {
  const std::uint64_t known = std::min<std::uint64_t>(target_, choices_.size());
  if (known > position) {
    problem_ = "The schedule does not fit this program: no thread can run after " + std::to_string(position) + " of its " +
               std::to_string(known) + " choices.";
    forget_from(position);
  }
  // The variables before the last step are not known, since it was not known to be the last one.
  replays_ = target_ > position && position > begin_ && before_position_ != position - 1;
  target_ = position;
  speed_ = 0;
}

// --- the description

/// The id of a thread that the run itself has launched and that has not begun, since its row does not have it before that: the first one
/// that no row has.
ThreadId Stepper::id_of_new(const Model& model, const Steps& made) const noexcept {
  for (const ThreadId id : runnable_)
    if (std::ranges::find(model.threads, id, &ThreadRow::id) == model.threads.end() &&
        std::ranges::find(made.threads, id, &StepRow::id) == made.threads.end())
      return id;
  return 0;
}

StepRow Stepper::row_of(const Model& model, const ThreadRow& thread, ThreadId id,
                        const std::vector<script::ThreadPlace>& places) const {
  StepRow row;
  row.object = thread.object;
  row.id = id;
  row.name = label(thread);
  row.can_run = asked_ && std::ranges::binary_search(runnable_, row.id);
  row.can_expire = asked_ && std::ranges::find(timed_, row.id, &script::TimedWait::thread) != timed_.end();
  row.is_timer = counts_down(thread);
  const auto place = std::ranges::find(places, row.id, &script::ThreadPlace::thread);
  if (place != places.end()) {
    row.line = place->line;
    row.text = place->text;
  } else {
    row.text = "begins " + thread.target;
  }
  if (!row.can_run) row.wait = is_idle(thread) ? "for the user" : purpose_of_wait(model, thread);
  return row;
}

ObjectId Stepper::next_of(const Model& model, std::uint64_t position) const noexcept {
  if (position >= choices_.size()) return 0;
  const auto thread = std::ranges::find(model.threads, choices_[position].thread, &ThreadRow::id);
  return thread != model.threads.end() ? thread->object : 0;
}

void Stepper::show_repr(std::uint32_t number, std::string text, bool raised) {
  const auto find = [number](const auto& self, std::vector<script::Variable>& variables) -> script::Variable* {
    for (script::Variable& variable : variables) {
      if (variable.number == number) return &variable;
      if (script::Variable* part = self(self, variable.parts)) return part;
    }
    return nullptr;
  };
  for (script::VariableScope& scope : steps_.variables.scopes) {
    script::Variable* variable = find(find, scope.variables);
    if (variable == nullptr) continue;
    variable->repr = std::move(text);
    variable->raised = raised;
    ++steps_.revision;
    return;
  }
}

void Stepper::look(script::ProgramRun& run, const Model& model) {
  const std::uint64_t position = run.steps(), recorded = std::max<std::uint64_t>(choices_.size(), position);
  const bool is_same = steps_.run == runs_ && steps_.position == position - begin_ && steps_.recorded == recorded - begin_ &&
                       steps_.problem == problem_ && steps_.speed == speed_ && seen_events_ == model.event_count;
  if (is_same) return;
  Steps now;
  now.active = true;
  now.position = position - std::min(position, begin_);  // A moment may be before the begin.
  now.recorded = recorded - begin_;
  now.speed = speed_;
  now.next = next_of(model, position);
  const std::vector<script::ThreadPlace> places = run.places();
  for (const ThreadRow& thread : model.threads)
    if (is_listed(thread))
      now.threads.push_back(row_of(model, thread, thread.id != 0 ? thread.id : id_of_new(model, now), places));
  if (run.schedule().stretches().size() <= most_stretches_shown) now.schedule = run.schedule().text();
  now.problem = problem_;
  now.variables = run.variables();
  if (position > begin_ && before_position_ == position - 1) script::mark_changes(now.variables, before_);
  now.run = runs_;
  now.revision = steps_.revision + 1;
  seen_events_ = model.event_count;
  steps_ = std::move(now);
}

}  // namespace threadbox::session
