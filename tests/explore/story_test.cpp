#include "subjects.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <string>

using namespace threadbox;
using namespace threadbox::explore;

namespace {

/// Threads A and B execute `first` and `second`; the main thread joins them and executes `end`.
Subject a_and_b(const std::string& first, const std::string& second, const std::string& end = "") {
  return subject_of(
      "import threading\n"
      "counter = 0\nlock, other = threading.Lock(), threading.Lock()\ncondition = threading.Condition()\nready = False\n"
      "def first():\n    global counter, ready\n" +
      first + "def second():\n    global counter, ready\n" + second +
      "a = threading.Thread(target=first, name='A')\nb = threading.Thread(target=second, name='B')\n"
      "a.start()\nb.start()\na.join()\nb.join()\n" +
      end);
}

const Found& failing(const Exploration& exploration) {
  const auto found = std::ranges::find_if(exploration.outcomes, [](const Found& each) { return each.outcome.fails(); });
  REQUIRE(found != exploration.outcomes.end());
  REQUIRE(found->story.has_value());
  return *found;
}

/// "A reads counter: 0; B …"
std::string text_of(const Found& found) {
  std::string text;
  for (const StoryStep& step : found.story->steps)
    text += (text.empty() ? "" : "; ") + found.names.at(step.thread) + " " + step.text;
  return text;
}

bool has_finding(const Exploration& exploration, session::FindingKind kind) {
  return std::ranges::any_of(exploration.findings, [&](const Reported& each) { return each.finding.kind == kind; });
}

}  // namespace

TEST_CASE("story: of a lost update, with the values, the point of no return and the nearest passing schedule") {
  const Exploration exploration = told(a_and_b("    counter += 1\n", "    counter += 1\n", "assert counter == 2\n"));
  const Found& found = failing(exploration);
  CHECK(text_of(found) ==
        "A reads counter: 0; B reads counter: 0; B writes counter: 1; A writes counter: 1; "
        "MainThread reads counter: 1; then AssertionError");
  const Story& story = *found.story;
  CHECK(story.point_of_no_return == 1);
  CHECK(story.steps[0].because.empty());
  CHECK(story.steps[2].because == std::vector<std::size_t>{0});  // B overwrites what A has read.
  CHECK(story.steps[3].because == std::vector<std::size_t>{2});
  CHECK(story.steps[4].because == std::vector<std::size_t>{3});
  CHECK(story.steps[0].line == 8);
  CHECK(story.steps[0].code == "counter += 1");
  CHECK(story.difference ==
        "Had A's write of counter (line 8) come before B's read of counter (line 11), it would have ended well.");
}

TEST_CASE("story: the nearest passing schedule passes, and begins as the failing one up to the point of no return") {
  const Subject subject = a_and_b("    counter += 1\n", "    counter += 1\n", "assert counter == 2\n");
  const Exploration exploration = told(subject);
  const Story& story = *failing(exploration).story;
  const auto schedule = script::Schedule::parse(story.passing_schedule);
  REQUIRE(std::holds_alternative<script::Schedule>(schedule));
  const Retelling passing = retell(subject, std::get<script::Schedule>(schedule));
  CHECK_FALSE(passing.execution.outcome.fails());
  const std::size_t turn = story.steps[*story.point_of_no_return].step;
  const auto& failed = failing(exploration).least.schedule;
  const Retelling again = retell(subject, failed);
  for (std::size_t i = 0; i < turn; ++i) CHECK(passing.execution.steps[i].thread == again.execution.steps[i].thread);
  CHECK(passing.execution.steps[turn].thread != again.execution.steps[turn].thread);
}

TEST_CASE("story: of a deadlock, with what each thread has and waits for") {
  const std::string nested = "    with lock:\n        with other:\n            pass\n";
  const Exploration exploration = told(a_and_b(nested, "    with other:\n        with lock:\n            pass\n"));
  CHECK(text_of(failing(exploration)) ==
        "A takes lock lock; B takes lock other; A waits for lock other held by B; B waits for lock lock held by A");
  CHECK(failing(exploration).story->point_of_no_return == 1);
  CHECK(failing(exploration).story->steps[2].because == std::vector<std::size_t>{1});
  CHECK(has_finding(exploration, session::FindingKind::deadlock));
  for (const Reported& each : exploration.findings) CHECK(each.finding.level == session::FindingLevel::error);
  CHECK_FALSE(has_finding(told(a_and_b(nested, nested)), session::FindingKind::lock_order));
}

TEST_CASE("story: of a task that waits for another one of its pool, without what the pool makes for itself") {
  const Exploration exploration =
      told(subject_of("from concurrent.futures import ThreadPoolExecutor\n"
                      "pool = ThreadPoolExecutor(max_workers=1)\n"
                      "def inner():\n    return 1\n"
                      "def outer():\n    return pool.submit(inner).result()\n"
                      "print(pool.submit(outer).result())\n"));
  const std::string text = text_of(failing(exploration));
  CHECK(text.find("waits for Future") != std::string::npos);
  CHECK(text.find("waits for;") == std::string::npos);
  CHECK(text.find("goes on") == std::string::npos);
}

TEST_CASE("story: a warning that no schedule bears out is withdrawn if all were tried") {
  // A third lock around the others makes the opposite order harmless.
  const std::string gate = "    with condition:\n";
  const std::string one = gate + "        with lock:\n            with other: pass\n";
  const std::string two = gate + "        with other:\n            with lock: pass\n";
  const Exploration exploration = told(a_and_b(one, two));
  CHECK(exploration.failing == 0);
  CHECK_FALSE(has_finding(exploration, session::FindingKind::lock_order));
}

TEST_CASE("story: of a lost wake-up, which is found in the schedule that shows it") {
  const Exploration exploration =
      told(a_and_b("    with condition:\n        condition.wait()\n", "    with condition:\n        condition.notify()\n"));
  const Found& found = failing(exploration);
  CHECK(found.outcome.kind == Outcome::Kind::stuck);
  CHECK(text_of(found).find("B notifies condition condition") != std::string::npos);
  CHECK(text_of(found).ends_with("A waits for condition condition in Condition.wait"));
  CHECK(has_finding(exploration, session::FindingKind::lost_wake_up));
}

TEST_CASE("story: if nothing fails, the outcomes are told apart from the one without a preemption") {
  const Exploration exploration = told(a_and_b("    counter += 1\n", "    counter += 1\n", "print(counter)\n"));
  REQUIRE(exploration.outcomes.size() == 2);
  for (const Found& each : exploration.outcomes) {
    REQUIRE(each.story.has_value());
    CHECK(each.story->difference.empty() == (each.outcome.output == "2\n"));
  }
}

TEST_CASE("story: of a program without threads says where it raised") {
  const Exploration exploration = told(subject_of("x = 1\nassert x == 2, 'no'\n"));
  CHECK(text_of(failing(exploration)) == "MainThread raises AssertionError: no");
  CHECK(failing(exploration).story->steps[0].line == 2);
}

TEST_CASE("story: where all schedules fail there is no point of no return") {
  const Exploration exploration = told(a_and_b("    counter += 1\n", "    counter += 1\n", "assert counter == 3\n"));
  for (const Found& each : exploration.outcomes) CHECK_FALSE(each.story->point_of_no_return.has_value());
}

TEST_CASE("explorer: a walk that was cut goes on, and comes to the same") {
  const Subject subject =
      a_and_b("    counter += 1\n    counter += 1\n", "    counter += 1\n    counter += 1\n", "assert counter == 4\n");
  const auto whole = tree_search(Reduction::races), parts = tree_search(Reduction::races);
  const Exploration once = explore::explore(subject, *whole, {.time = std::chrono::minutes(10)});
  CHECK(once.schedules == 34);
  Explorer explorer(subject, *parts);
  std::uint64_t calls = 0;
  double done = 0;
  while (explorer.step({.time = std::chrono::minutes(10), .schedules = 5})) {
    ++calls;
    const Exploration part = explorer.result();
    CHECK_FALSE(part.is_complete);
    CHECK(part.can_go_on);
    CHECK(part.schedules == 5 * calls);
    CHECK(part.why_cut == std::vector{Cut::max_schedules});
    REQUIRE(part.done.has_value());
    CHECK(*part.done > 0);
    CHECK(*part.done <= 1);
    REQUIRE(part.estimate.has_value());
    CHECK(*part.estimate >= part.schedules);
    done = *part.done;
  }
  CHECK(calls == 6);
  CHECK(done > 0.5);
  const Exploration result = explorer.result();
  CHECK(result.is_complete);
  CHECK(result.why_cut.empty());
  CHECK(result.schedules == once.schedules);
  CHECK(result.failing == once.failing);
  CHECK(result.outcomes.size() == once.outcomes.size());
}
