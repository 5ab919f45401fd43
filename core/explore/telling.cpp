#include "explore/telling.h"

#include "script/machine/places.h"

#include <algorithm>

namespace threadbox::explore {

namespace {

constexpr std::size_t most_told = 20;  // Outcomes.

std::vector<ThreadId> threads_of(const script::Schedule& schedule) {
  std::vector<ThreadId> threads;
  for (const script::Schedule::Stretch& stretch : schedule.stretches())
    threads.insert(threads.end(), stretch.count, stretch.choice.thread);
  return threads;
}

bool passes(const Outcome& outcome) { return !outcome.fails() && outcome.kind == Outcome::Kind::ended; }

std::string name_in(const Retelling& told, ThreadId thread) {
  const auto name = told.names.find(thread);
  return name != told.names.end() ? name->second : "thread " + std::to_string(thread);
}

/// "A's read of counter"
std::string phrase(const Retelling& told, std::size_t step, const Footprint& other) {
  const std::string name = name_in(told, told.execution.steps[step].thread) + "'s ";
  const auto meets = [&](const Note& note) {
    return std::ranges::any_of(
        other, [&](const script::Access& access) { return std::ranges::find(note.places, access.place) != note.places.end(); });
  };
  const std::vector<Note>& notes = told.notes[step];
  const auto note = std::ranges::find_if(notes, meets);
  const script::Place signal = script::Places::of_thread(told.execution.steps[step].thread, script::Part::signal);
  const Footprint& own = told.execution.steps[step].footprint;
  const bool wakes = std::ranges::find(own, signal, &script::Access::place) != own.end();
  if (note == notes.end()) return name + (wakes ? "wake-up" : "next step");
  return name + noun_of(note->verb) + " " + note->what + " (line " + std::to_string(note->line) + ")";
}

/// What the other schedule comes to, as a clause.
std::string consequence(const Outcome& nearest, const Outcome& outcome) {
  if (outcome.fails()) return "it would have ended well";
  if (nearest.output == outcome.output) return "it would have ended otherwise";
  std::string last = nearest.output;
  while (!last.empty() && last.back() == '\n') last.pop_back();
  last.erase(0, last.rfind('\n') + 1);
  return last.empty() ? "it would have printed nothing" : "it would have printed \"" + last + "\"";
}

/// Says what the other schedule does otherwise: which step it makes before the one that turned the run.
std::string difference(const Retelling& told, const Retelling& other, std::size_t turn, const Outcome& outcome) {
  const std::vector<Step>&steps = told.execution.steps, &others = other.execution.steps;
  if (turn >= steps.size() || turn >= others.size()) return {};
  const Footprint& turning = steps[turn].footprint;
  const std::string end = ", " + consequence(other.execution.outcome, outcome) + ".";
  for (std::size_t i = turn; i < others.size() && others[i].thread != steps[turn].thread; ++i)
    if (conflict(others[i].footprint, turning))
      return "Had " + phrase(other, i, turning) + " come before " + phrase(told, turn, others[i].footprint) + end;
  const std::string first = phrase(other, turn, others[turn].footprint);
  return "Had " + first + " come before " + phrase(told, turn, turning) + end;
}

/// That locks are taken in opposite order is an error if a schedule ends in the deadlock, and nothing if none can.
void settle_warnings(Exploration& exploration) {
  const auto kind_of = [](const Found& each) { return each.outcome.kind; };
  const auto deadlock = std::ranges::find(exploration.outcomes, Outcome::Kind::deadlock, kind_of);
  const auto warns = [](const Reported& each) { return each.finding.kind == session::FindingKind::lock_order; };
  if (deadlock == exploration.outcomes.end()) {
    if (exploration.is_complete) std::erase_if(exploration.findings, warns);
    return;
  }
  for (Reported& each : exploration.findings) {
    if (!warns(each)) continue;
    each.finding.level = session::FindingLevel::error;
    each.outcome = static_cast<std::size_t>(deadlock - exploration.outcomes.begin());
    each.schedule = deadlock->least.schedule.text();
  }
}

}  // namespace

void tell(const Subject& subject, Exploration& exploration, Effort effort, Executor* executor) {
  std::optional<Executor> own;
  if (executor == nullptr) executor = &own.emplace(subject);
  const bool any_fails = std::ranges::any_of(exploration.outcomes, [](const Found& each) { return each.outcome.fails(); });
  // If nothing fails, the usual outcome is that of the schedule without a preemption.
  const auto usual = std::ranges::min_element(exploration.outcomes, {}, [](const Found& each) { return each.first; });
  std::size_t place = 0;
  for (Found& found : exploration.outcomes) {
    const std::size_t at = place++;
    if (found.story || at >= most_told) continue;
    const Retelling told = retell(subject, found.least.schedule);
    std::optional<TurningPoint> turn;
    const auto is_better = [&](const Outcome& each) { return any_fails ? passes(each) : each == usual->outcome; };
    if (any_fails ? found.outcome.fails() : found.outcome != usual->outcome)
      turn = turning_point(*executor, threads_of(found.least.schedule), is_better, effort);
    found.story = story_of(told, found.outcome, subject.source, turn ? std::optional(turn->step) : std::nullopt);
    found.names = told.names;
    if (turn) {
      const Retelling other = retell(subject, turn->nearest.schedule);
      found.story->difference = difference(told, other, turn->step, found.outcome);
      found.story->passing_schedule = turn->nearest.schedule.text();
    }
    for (const FindingOfRun& each : told.findings) {
      const auto same = [&](const Reported& known) {
        const auto lines = [](const session::Finding& finding) {
          std::vector<std::uint32_t> all;
          for (const session::Evidence& evidence : finding.evidence) all.push_back(evidence.line);
          std::ranges::sort(all);
          return all;
        };
        return known.finding.kind == each.finding.kind && lines(known.finding) == lines(each.finding);
      };
      if (std::ranges::any_of(exploration.findings, same)) continue;
      exploration.findings.push_back({each.finding, each.threads, told.names, found.least.schedule.text(), at});
    }
  }
  settle_warnings(exploration);
  std::ranges::stable_sort(exploration.findings, std::ranges::greater{}, [](const Reported& each) { return each.finding.level; });
}

}  // namespace threadbox::explore
