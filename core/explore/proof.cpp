#include "explore/proof.h"

#include "explore/line_map.h"
#include "explore/standing.h"
#include "explore/started_threads.h"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <utility>
#include <variant>
#include <vector>

namespace threadbox::explore {

namespace {

/// How many of a thread's steps may have been left out without a line that was deleted.
constexpr std::size_t most_skipped = 16;

struct OldStep {
  std::string path;  ///< Its thread's.
  Standing does;
};

class Seeing : public Witness {
 public:
  void instruction(std::size_t, script::VmThread&, const script::Description&) override {}
  void step_begins(std::size_t, std::uint64_t) override {}
  void events(script::ProgramRun& run, std::span<const TraceEvent> events) override { threads.see(run, events); }
  StartedThreads threads;
};

/// A run whose steps are noted: by a schedule, from whose end on the thread that ran last goes on.
class Noted final : public Search {
 public:
  Noted(const script::Schedule& schedule, const StartedThreads& threads) : threads_(threads) {
    for (const auto& [choice, count] : schedule.stretches())
      if (choice.kind == script::Choice::Kind::run) left_.emplace_back(choice.thread, count);
    std::ranges::reverse(left_);
  }

  std::optional<ThreadId> choose(const Point& point) override {
    while (!left_.empty() && (left_.back().second == 0 || !std::ranges::binary_search(point.able, left_.back().first)))
      left_.pop_back();
    ThreadId chosen = std::ranges::binary_search(point.able, point.last) ? point.last : point.able.front();
    if (!left_.empty()) {
      chosen = left_.back().first;
      --left_.back().second;
    }
    for (const Standing& each : (*point.standing)())
      if (each.thread == chosen) steps.push_back({threads_.path_of(chosen), each});
    return chosen;
  }
  void made(const Footprint&) override {}
  bool next_run(std::span<const StuckThread>) override { return false; }
  [[nodiscard]] bool is_exhaustive() const noexcept override { return false; }

  std::vector<OldStep> steps;

 private:
  const StartedThreads& threads_;
  std::vector<std::pair<ThreadId, std::uint32_t>> left_;  ///< The next one last.
};

/// A run of the edited program that does what the old one did.
class Guided final : public Search {
 public:
  Guided(const std::vector<OldStep>& steps, const LineMap& lines, std::map<std::string, std::string> old_paths,
         const StartedThreads& threads)
      : steps_(steps), lines_(lines), threads_(threads), is_done_(steps.size()) {
    for (const auto& [edited, old] : old_paths) paths_[old] = edited;
  }

  std::optional<ThreadId> choose(const Point& point) override {
    const std::vector<Standing> standing = (*point.standing)();
    std::set<std::string> asked;  // The threads whose first step that is left was looked at.
    std::optional<Hindrance> hindrance;
    for (std::size_t i = first_; i < steps_.size(); ++i) {
      if (is_done_[i] != 0 || asked.contains(steps_[i].path)) continue;
      const auto path = paths_.find(steps_[i].path);
      const ThreadId thread = path != paths_.end() ? threads_.at(path->second) : 0;
      const auto stands = std::ranges::find(standing, thread, &Standing::thread);
      if (thread != 0 && std::ranges::binary_search(point.able, thread)) {
        const bool is_known = stands != standing.end();
        const Fit fit = is_known ? fit_of(i, *stands) : Fit::same;
        if (fit != Fit::added) is_done_[i] = 1;
        if (fit == Fit::removed) continue;
        while (first_ < steps_.size() && is_done_[first_] != 0) ++first_;
        if (fit == Fit::same && hindrance && !hindrance_) hindrance_ = hindrance;
        return thread;
      }
      asked.insert(steps_[i].path);
      if (thread == 0 || hindrance) continue;
      // A thread that was added has its turn when no other one can go on.
      const ThreadId owner = owner_for(point, thread);
      if (owner == 0 || !is_added(owner)) hindrance = Hindrance{thread, stands != standing.end() ? stands->line : 0, owner};
    }
    if (hindrance && !hindrance_) hindrance_ = hindrance;
    return std::ranges::binary_search(point.able, point.last) ? point.last : point.able.front();
  }
  void made(const Footprint&) override {}
  bool next_run(std::span<const StuckThread>) override { return false; }
  [[nodiscard]] bool is_exhaustive() const noexcept override { return false; }

  [[nodiscard]] bool fits() const noexcept { return !hindrance_ && std::ranges::find(is_done_, 0) == is_done_.end(); }
  [[nodiscard]] const std::optional<Hindrance>& hindrance() const noexcept { return hindrance_; }

 private:
  enum class Fit : unsigned char {
    same,     ///< The thread is about to do what this step did.
    added,    ///< It is about to do what it did not do before.
    removed,  ///< It has no such step any more.
  };

  [[nodiscard]] bool is_same(const Standing& old, const Standing& now, bool exactly) const {
    const std::size_t block = lines_.of_old(old.line);
    if (old.verb != now.verb || block != lines_.of_edited(now.line) || (block == 0 && (old.line != 0 || now.line != 0)))
      return false;
    return old.what == now.what || (!exactly && lines_.is_changed(block));
  }

  [[nodiscard]] Fit fit_of(std::size_t step, const Standing& now) const {
    const Standing& old = steps_[step].does;
    if (is_same(old, now, false)) return Fit::same;
    if (old.line != 0 && lines_.of_old(old.line) == 0) return Fit::removed;
    if (now.line != 0 && lines_.of_edited(now.line) == 0) return Fit::added;
    // Steps between may be gone, as with an assignment that reads less.
    std::size_t looked_at = 0;
    for (std::size_t i = step + 1; i < steps_.size() && looked_at < most_skipped; ++i) {
      if (is_done_[i] != 0 || steps_[i].path != steps_[step].path) continue;
      if (is_same(steps_[i].does, now, true)) return Fit::removed;
      ++looked_at;
    }
    return Fit::added;
  }

  [[nodiscard]] bool is_added(ThreadId thread) const {
    const std::string path = threads_.path_of(thread);
    return std::ranges::none_of(paths_, [&](const auto& each) { return each.second == path; });
  }

  static ThreadId owner_for(const Point& point, ThreadId thread) {
    if (point.blocked == nullptr) return 0;
    for (const StuckThread& each : (*point.blocked)())
      if (each.thread == thread) return each.waits_for;
    return 0;
  }

  const std::vector<OldStep>& steps_;
  const LineMap& lines_;
  const StartedThreads& threads_;
  std::map<std::string, std::string> paths_;  ///< Of the old program's threads those of the edited one's.
  std::vector<unsigned char> is_done_;        ///< For each step, whether it was made or is gone.
  std::size_t first_ = 0;                     ///< Those before are done.
  std::optional<Hindrance> hindrance_;
};

/// What a run came to, after "still" or "now".
std::string ending_of(const Outcome& outcome) {
  switch (outcome.kind) {
    case Outcome::Kind::deadlock: return "ends in a deadlock";
    case Outcome::Kind::stuck: return "gets stuck";
    case Outcome::Kind::spins: return "spins for ever";
    case Outcome::Kind::limit: return "is cut off";
    case Outcome::Kind::raised: {
      const std::string text = outcome.exceptions.empty() ? "an exception" : outcome.exceptions.front().text;
      return "raises " + text.substr(0, text.find_first_of(":\n"));
    }
    case Outcome::Kind::ended: break;
  }
  return outcome.exit_code == 0 ? "ends well" : "ends with exit code " + std::to_string(outcome.exit_code);
}

}  // namespace

Proof prove(const Subject& edited, const Subject& old, std::string_view schedule) {
  const auto parsed = script::Schedule::parse(schedule);
  if (const auto* wrong = std::get_if<std::string>(&parsed)) throw std::invalid_argument(*wrong + ".");
  Proof proof{.old_schedule = std::string(schedule)};
  bool again = false;
  Seeing before, first, now;
  Noted noted(std::get<script::Schedule>(parsed), before.threads);
  proof.before = execute(old, noted, again, &before).outcome;
  // Which threads it starts is needed before the first of its steps.
  Noted plain(script::Schedule(script::Preemption::access), first.threads);
  static_cast<void>(execute(edited, plain, again, &first));
  const LineMap lines(old.source, edited.source);
  Guided guided(noted.steps, lines, match(before.threads.list(), first.threads.list(), lines), now.threads);
  Execution execution = execute(edited, guided, again, &now);
  proof.outcome = std::move(execution.outcome);
  proof.schedule = std::move(execution.schedule);
  proof.fits = guided.fits();
  proof.hindrance = guided.hindrance();
  for (const StartedThread& each : now.threads.list()) proof.names[each.id] = each.name;
  return proof;
}

std::string sentence_of(const Proof& proof, std::size_t number) {
  const std::string before = ending_of(proof.before), now = ending_of(proof.outcome);
  std::string text =
      "The old failing schedule " + std::to_string(number) + (proof.outcome.fails() && now == before ? " still " : " now ") + now;
  if (proof.hindrance && !proof.outcome.fails()) {
    const auto name_of = [&](ThreadId thread) {
      const auto name = proof.names.find(thread);
      return name != proof.names.end() ? name->second : "thread " + std::to_string(thread);
    };
    const Hindrance& hindrance = *proof.hindrance;
    text += ": " + name_of(hindrance.thread) +
            (hindrance.waits_for != 0 ? " has to wait for " + name_of(hindrance.waits_for) : " cannot go on then");
    if (hindrance.line != 0) text += " (line " + std::to_string(hindrance.line) + ")";
  } else if (!proof.outcome.fails() && proof.outcome.kind == Outcome::Kind::ended && !proof.fits) {
    text += ": it can no longer be followed to its end";
  }
  return text + ".";
}

}  // namespace threadbox::explore
