#include "explore/telling.h"

#include "explore/follow.h"
#include "explore/provoking.h"
#include "script/machine/places.h"

#include <algorithm>

namespace threadbox::explore {

namespace {

constexpr std::size_t most_told = 20;  // Outcomes.
constexpr std::size_t most_provoked = 20;  // Warnings.

std::vector<ThreadId> threads_of(const script::Schedule& schedule) {
  std::vector<ThreadId> threads;
  for (const script::Schedule::Stretch& stretch : schedule.stretches())
    if (stretch.choice.kind == script::Choice::Kind::run) threads.insert(threads.end(), stretch.count, stretch.choice.thread);
  return threads;
}

bool passes(const Outcome& outcome) { return !outcome.fails() && outcome.kind == Outcome::Kind::ended; }

/// "A's read of counter"
std::string phrase(const Retelling& told, std::size_t step, const Footprint& other) {
  const std::string name = name_in(told.names, told.execution.steps[step].thread) + "'s ";
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

/// A warning about a variable says nothing beside an error of its kind about one of its lines. Where all schedules were tried and it has not
/// happened, it is a hint that says so.
void settle_accesses(Exploration& exploration) {
  using enum session::FindingKind;
  const auto warns = [](const Reported& each) {
    const session::FindingKind kind = each.finding.kind;
    return each.finding.level == session::FindingLevel::warning &&
           (kind == lost_update || kind == check_then_act || kind == not_always_locked);
  };
  const auto is_proven = [&](const Reported& each) {
    return warns(each) && std::ranges::any_of(exploration.findings, [&](const Reported& other) {
             return other.finding.level == session::FindingLevel::error && share_a_line(each.finding, other.finding);
           });
  };
  std::vector<Reported> kept;
  for (const Reported& each : exploration.findings)
    if (!is_proven(each)) kept.push_back(each);
  exploration.findings = std::move(kept);
  if (!exploration.is_complete) return;
  for (Reported& each : exploration.findings) {
    // What is not always locked shows in nothing but a failure.
    if (!warns(each) || (each.finding.kind == not_always_locked && exploration.failing > 0)) continue;
    each.finding.level = session::FindingLevel::hint;
    each.finding.text += " All schedules were tried, and none shows it.";
  }
}

/// What is wrong in one run, a warning that another one has turned into an error as that error.
class Gathering {
 public:
  Gathering(const Subject& subject, Exploration& exploration) : subject_(subject), exploration_(exploration) {}

  void add(const Retelling& told, const std::string& schedule, std::size_t outcome) {
    for (const FindingOfRun& each : told.findings) {
      if (each.finding.kind == session::FindingKind::unordered_access) {
        if (unordered_.size() < most_provoked) unordered_.push_back({each, told, schedule, outcome});
        continue;
      }
      Reported reported{each.finding, each.threads, told.names, schedule, outcome};
      const auto known =
          std::ranges::find_if(exploration_.findings, [&](const Reported& one) { return are_alike(one.finding, each.finding); });
      if (known != exploration_.findings.end()) {
        if (known->finding.level < each.finding.level) *known = std::move(reported);
        continue;
      }
      exploration_.findings.push_back(std::move(reported));
      if (std::vector<ThreadId> choices = provoking(told, each); !choices.empty() && pending_.size() < most_provoked)
        pending_.push_back({each.finding, std::move(choices)});
    }
  }

  /// Executes the program so that what is a warning happens, if it can.
  void provoke(const Effort& effort) {
    for (std::size_t i = 0; i < pending_.size(); ++i) {
      const Pending each = pending_[i];
      if (std::chrono::steady_clock::now() > effort.end) return;
      const auto known =
          std::ranges::find_if(exploration_.findings, [&](const Reported& one) { return are_alike(one.finding, each.warning); });
      if (known == exploration_.findings.end() || known->finding.level != session::FindingLevel::warning) continue;
      const std::unique_ptr<Search> search = following_search(each.choices);
      const Retelling told = retell(subject_, *search);
      const auto outcome = std::ranges::find(exploration_.outcomes, told.execution.outcome, &Found::outcome);
      if (!told.execution.is_complete || outcome == exploration_.outcomes.end()) continue;
      add(told, told.execution.schedule.text(), static_cast<std::size_t>(outcome - exploration_.outcomes.begin()));
    }
  }

  /// Keeps, of the accesses that nothing orders and that no other finding is about, those whose order decides what the program comes to.
  void decide_order(const Effort& effort) {
    for (const Unordered& each : unordered_) {
      if (std::chrono::steady_clock::now() > effort.end) return;
      const auto is_known = [&](const Reported& one) {
        const auto has_line = [&](const session::Evidence& piece) {
          return std::ranges::find(one.finding.evidence, piece.line, &session::Evidence::line) != one.finding.evidence.end();
        };
        return one.finding.kind != session::FindingKind::unobserved_exception &&
               std::ranges::any_of(each.found.finding.evidence, has_line);
      };
      if (std::ranges::any_of(exploration_.findings, is_known)) continue;
      const std::vector<ThreadId> choices = reversing(each.told, each.found);
      if (choices.empty()) continue;
      const std::unique_ptr<Search> search = following_search(choices);
      bool again = false;
      const Execution other = execute(subject_, *search, again);
      const auto outcome = std::ranges::find(exploration_.outcomes, other.outcome, &Found::outcome);
      if (!other.is_complete || outcome == exploration_.outcomes.end() || other.outcome == each.told.execution.outcome) continue;
      exploration_.findings.push_back({each.found.finding, each.found.threads, each.told.names, each.schedule, each.outcome});
    }
  }

 private:
  struct Unordered {
    FindingOfRun found;
    Retelling told;
    std::string schedule;
    std::size_t outcome = 0;
  };
  struct Pending {
    session::Finding warning;
    std::vector<ThreadId> choices;
  };
  const Subject& subject_;
  Exploration& exploration_;
  std::vector<Pending> pending_;
  std::vector<Unordered> unordered_;
};

}  // namespace

void tell(const Subject& subject, Exploration& exploration, Effort effort, Executor* executor) {
  std::optional<Executor> own;
  if (executor == nullptr) executor = &own.emplace(subject);
  const bool any_fails = std::ranges::any_of(exploration.outcomes, [](const Found& each) { return each.outcome.fails(); });
  // If nothing fails, the usual outcome is that of the schedule without a preemption.
  const auto usual = std::ranges::min_element(exploration.outcomes, {}, [](const Found& each) { return each.first; });
  std::size_t place = 0;
  Gathering findings(subject, exploration);
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
    findings.add(told, found.least.schedule.text(), at);
  }
  findings.provoke(effort);
  settle_warnings(exploration);
  settle_accesses(exploration);
  findings.decide_order(effort);
  std::ranges::stable_sort(exploration.findings, std::ranges::greater{}, [](const Reported& each) { return each.finding.level; });
}

}  // namespace threadbox::explore
