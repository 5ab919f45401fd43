#include "explore/provoking.h"

#include <algorithm>
#include <set>

namespace threadbox::explore {

namespace {

std::set<std::uint32_t> lines_of(const session::Finding& finding) {
  std::set<std::uint32_t> all;
  for (const session::Evidence& evidence : finding.evidence) all.insert(evidence.line);
  return all;
}

}  // namespace

bool are_alike(const session::Finding& one, const session::Finding& other) {
  return one.kind == other.kind && lines_of(one) == lines_of(other);
}

bool share_a_line(const session::Finding& one, const session::Finding& other) {
  const std::set<std::uint32_t> lines = lines_of(other);
  return one.kind == other.kind && std::ranges::any_of(lines_of(one), [&](std::uint32_t line) { return lines.contains(line); });
}

std::vector<ThreadId> reversing(const Retelling& told, const FindingOfRun& unordered) {
  if (unordered.finding.kind != session::FindingKind::unordered_access || unordered.steps.size() != 2) return {};
  const std::size_t first = unordered.steps[0], second = unordered.steps[1];
  const std::vector<Step>& steps = told.execution.steps;
  if (first >= second || second >= steps.size()) return {};
  std::vector<ThreadId> choices;
  for (std::size_t i = 0; i <= second; ++i)
    if (i < first || steps[i].thread != steps[first].thread) choices.push_back(steps[i].thread);
  choices.push_back(steps[first].thread);
  return choices;
}

std::vector<ThreadId> provoking(const Retelling& told, const FindingOfRun& warning) {
  using enum session::FindingKind;
  const session::Finding& finding = warning.finding;
  if (finding.level != session::FindingLevel::warning || (finding.kind != lost_update && finding.kind != check_then_act))
    return {};
  if (finding.evidence.size() != 3) return {};
  // What was read, what was done with it, and what another thread has stored before or after both.
  const std::size_t read = warning.steps[0], act = warning.steps[1], store = warning.steps[2];
  const ThreadId actor = warning.threads[0], other = warning.threads[2];
  const std::vector<Step>& steps = told.execution.steps;
  if (actor == other || actor == 0 || other == 0 || std::max(act, store) >= steps.size() || read >= act) return {};
  std::vector<ThreadId> choices;
  if (read < store && store < act) return {};
  const bool is_after = store > act;
  for (std::size_t i = 0; i < std::max(act, store); ++i) {
    const bool is_others = steps[i].thread == other;
    // From there on, only the other thread makes steps; or, while the first one comes to its act, all but the other thread.
    if (i < std::min(act, store) || is_others == is_after) choices.push_back(steps[i].thread);
  }
  choices.insert(choices.end(), {other, actor});
  return choices;
}

}  // namespace threadbox::explore
