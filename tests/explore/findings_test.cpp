#include "subjects.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <variant>
#include <vector>

using namespace threadbox;
using namespace threadbox::explore;

// What is wrong with variables, in explored programs: each finding comes with a schedule that shows it.

namespace {

/// Thread A executes `first`, and B `second`.
Subject a_and_b(const std::string& first, const std::string& second, const std::string& end = "") {
  return subject_of(
      "import threading\ncounter = 0\nitems = [1]\nlock = threading.Lock()\n"
      "def first():\n    global counter\n" +
      first + "def second():\n    global counter\n" + second +
      "a = threading.Thread(target=first, name='A')\nb = threading.Thread(target=second, name='B')\n"
      "a.start()\nb.start()\na.join()\nb.join()\n" +
      end);
}

/// "error lost-update 7 9 7" for each finding.
std::vector<std::string> found_in(const Exploration& exploration) {
  std::vector<std::string> texts;
  for (const Reported& each : exploration.findings) {
    std::string text = std::string(finding_level_name(each.finding.level)) + " " + finding_name(each.finding.kind);
    for (const session::Evidence& evidence : each.finding.evidence) text += " " + std::to_string(evidence.line);
    texts.push_back(text);
  }
  return texts;
}

/// Whether the finding's schedule shows it, as the error that it says it is, and comes to its outcome.
void check_schedule(const Subject& subject, const Exploration& exploration, const Reported& reported) {
  const Retelling again = retell(subject, std::get<script::Schedule>(script::Schedule::parse(reported.schedule)));
  CHECK(again.execution.outcome == exploration.outcomes.at(reported.outcome).outcome);
  CHECK(std::ranges::any_of(again.findings, [&](const FindingOfRun& each) {
    return each.finding.text == reported.finding.text && each.finding.level == reported.finding.level;
  }));
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("findings: accesses that nothing orders are told only if the other order comes to something else") {
  const Exploration decides = told(a_and_b("    counter = 5\n", "    print(counter)\n"));
  REQUIRE(found_in(decides).size() == 1);
  CHECK(found_in(decides).front().starts_with("warning unordered-access"));
  CHECK(found_in(told(a_and_b("    counter = 5\n", "    counter\n"))) == Texts{});
  CHECK(found_in(told(a_and_b("    with lock: counter = 5\n", "    with lock: print(counter)\n"))) == Texts{});
}

TEST_CASE("findings: one cause is told once: a warning says nothing beside an error about the same line") {
  const Exploration found =
      told(a_and_b("    counter += 1\n    counter += 1\n", "    counter += 1\n    counter += 1\n", "print(counter)\n"));
  CHECK(std::ranges::none_of(found.findings,
                             [](const Reported& each) { return each.finding.level == session::FindingLevel::warning; }));
  CHECK_FALSE(found.findings.empty());
}

TEST_CASE("findings: a lost update has the schedule of the outcome in which it shows") {
  const Subject subject = a_and_b("    counter += 1\n", "    counter += 1\n", "print(counter)\n");
  const Exploration exploration = told(subject);
  REQUIRE(found_in(exploration) == Texts{"error lost-update 7 10 7"});
  CHECK(exploration.outcomes.at(exploration.findings.front().outcome).outcome.output == "1\n");
  check_schedule(subject, exploration, exploration.findings.front());
}

TEST_CASE("findings: a lost update that no outcome shows is made to happen, whichever thread is first") {
  for (const auto& [first, second, texts] :
       {std::tuple{"    counter += 1\n", "    counter = 5\n", Texts{"error lost-update 7 10 7"}},
        std::tuple{"    counter = 5\n", "    counter += 1\n", Texts{"error lost-update 10 7 10"}}}) {
    CAPTURE(first);
    const Subject subject = a_and_b(first, second);
    const Exploration exploration = told(subject);
    CHECK(exploration.outcomes.size() == 1);
    REQUIRE(found_in(exploration) == texts);
    check_schedule(subject, exploration, exploration.findings.front());
  }
}

TEST_CASE("findings: a check that is acted on, where the outcome does not depend on it") {
  const Subject subject = a_and_b("    if items:\n        items.pop()\n", "    items.clear()\n", "");
  const Exploration exploration = told(subject);
  const Texts texts = found_in(exploration);
  REQUIRE(std::ranges::find(texts, "error check-then-act 7 11 8") != texts.end());
  for (const Reported& each : exploration.findings) check_schedule(subject, exploration, each);
}

TEST_CASE("findings: with one lock over both there are none") {
  const std::string locked = "    with lock:\n        counter += 1\n        if items:\n            items.pop()\n";
  CHECK(found_in(told(a_and_b(locked, locked, "print(counter)\n"))).empty());
}

TEST_CASE("findings: what is recorded does not change the run") {
  const Subject subject =
      a_and_b("    counter += 1\n    items.append(counter)\n", "    counter += 1\n", "print(counter, items)\n");
  const auto search = tree_search(Reduction::races);
  const Exploration exploration = explore::explore(subject, *search, {.time = std::chrono::minutes(10)});
  for (const Found& found : exploration.outcomes) {
    const Retelling again = retell(subject, found.least.schedule);
    CHECK(again.execution.outcome == found.outcome);
    CHECK(again.execution.schedule == found.least.schedule);
    CHECK(again.execution.steps.size() == found.least.steps.size());
  }
}
