#include "explore/report.h"
#include "subjects.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

// Programs that do not end by themselves: loops that poll, and limits.

using namespace threadbox;
using namespace threadbox::explore;

namespace {

using Kind = Outcome::Kind;

/// Thread A executes `first`; then the main thread executes `end`.
Subject beside(const std::string& first, const std::string& end) {
  return subject_of(
      "import queue, threading, time\nflag = False\nlock = threading.Lock()\nq = queue.Queue()\nitems = []\n"
      "def first():\n    global flag\n" +
      first + "a = threading.Thread(target=first, name='A')\na.start()\n" + end);
}

Exploration explored(const Subject& subject) {
  const auto search = tree_search(Reduction::races);
  return explore::explore(subject, *search, {.time = std::chrono::minutes(10)});
}

/// The only outcome.
const Found& only(const Exploration& found) {
  REQUIRE(found.outcomes.size() == 1);
  return found.outcomes.front();
}

bool is_cut_by(const Exploration& found, Cut cut) { return std::ranges::find(found.why_cut, cut) != found.why_cut.end(); }

std::string last_of_story(const Found& found) {
  return found.names.at(found.story->steps.back().thread) + " " + found.story->steps.back().text;
}

}  // namespace

TEST_CASE("explore: a loop that looks at what no thread is left to change spins, which is a failure, and the walk is complete") {
  const char* const loops[] = {
      "while not flag: pass\n",
      "while not flag: time.sleep(0.1)\n",
      "while not flag:\n  with lock: pass\n",
      "while True:\n  with lock:\n    if flag: break\n  time.sleep(1)\n",
      "while True:\n  try:\n    q.get_nowait()\n    break\n  except queue.Empty: pass\n",
      "while True:\n  try:\n    q.get(timeout=0.5)\n    break\n  except queue.Empty: continue\n",
      "event = threading.Event()\nwhile not event.wait(0.1): pass\n",
      "condition = threading.Condition()\nwith condition:\n  while not flag: condition.wait(1)\n",
      "while q.empty(): pass\n",
      "while True: pass\n",
      "while not flag and time.monotonic() < 1e9: pass\n",
  };
  for (const char* const loop : loops) {
    INFO(loop);
    const Exploration found = explored(beside("    pass\n", loop));
    CHECK(only(found).outcome.kind == Kind::spins);
    CHECK(only(found).outcome.fails());
    CHECK(found.is_complete);
  }
}

TEST_CASE("explore: a loop that polls ends when another thread sets what it looks at, in each schedule") {
  const char* const loops[] = {
      "while not flag: pass\n",     "while not flag: time.sleep(0.1)\n", "while True:\n  with lock:\n    if flag: break\n",
      "while a.is_alive(): pass\n", "while a.is_alive(): a.join(0.1)\n", "while not flag and time.monotonic() < 1e6: pass\n",
  };
  for (const char* const loop : loops) {
    INFO(loop);
    const Exploration found = explored(beside("    time.sleep(0.35)\n    flag = True\n", loop));
    CHECK(only(found).outcome.kind == Kind::ended);
    CHECK(found.is_complete);
  }
}

TEST_CASE("explore: time passes for a thread that asks the clock again and again") {
  const Exploration found =
      explored(beside("    pass\n", "end = time.monotonic() + 5\nwhile time.monotonic() < end: pass\nprint('late')\n"));
  CHECK(only(found).outcome.kind == Kind::ended);
  CHECK(only(found).outcome.output == "late\n");
}

TEST_CASE("explore: a loop that counts its passes is shortened, so that nothing is claimed of all schedules") {
  const Exploration found = explored(beside("    n = 0\n    while not flag: n += 1\n", "flag = True\n"));
  CHECK(only(found).outcome.kind == Kind::ended);
  CHECK_FALSE(found.is_complete);
  CHECK(found.why_cut == std::vector{Cut::loops});
}

TEST_CASE("explore: a loop over a range that looks again and again is no poll") {
  const Exploration found = explored(beside("    flag = True\n", "for _ in range(30):\n  if flag: pass\n"));
  CHECK(found.is_complete);
  CHECK(found.schedules == 31);
}

TEST_CASE("explore: the story of a program that spins says who looks at what, and so does the finding") {
  const Exploration found = told(beside("    pass\n", "while not flag: pass\n"));
  CHECK(last_of_story(only(found)) == "MainThread looks at flag again and again, for ever");
  REQUIRE(found.findings.size() == 1);
  CHECK(found.findings.front().finding.kind == session::FindingKind::spinning);
  CHECK(found.findings.front().finding.text ==
        "MainThread looks at flag (line 11) again and again, and no thread is left that changes it.");
  CHECK(json_of(found).find(R"("kind":"spins")") != std::string::npos);
  CHECK(text_of(found).find("spins: threads look, for ever, at what no thread is left to change") != std::string::npos);
}

TEST_CASE("explore: a thread that waits for one that spins is not blamed") {
  const Exploration found = told(beside("    while not flag: pass\n", "a.join()\n"));
  CHECK(only(found).outcome.kind == Kind::spins);
  REQUIRE(found.findings.size() == 1);
  CHECK(found.findings.front().finding.kind == session::FindingKind::spinning);
}

TEST_CASE("explore: a deadlock beside a thread that spins is a deadlock") {
  const Exploration found = explored(beside("    lock.acquire()\n    lock.acquire()\n", "while not flag: pass\n"));
  CHECK(only(found).outcome.kind == Kind::deadlock);
}

TEST_CASE("explore: a thread that is woken for a lock and comes too late still gives up when its time is over") {
  const Exploration found =
      explored(subject_of("import threading\nlock, other = threading.Lock(), threading.Lock()\n"
                          "def brief():\n  with lock: pass\ndef long():\n  with lock:\n    with other: pass\n"
                          "other.acquire()\n"
                          "for each in (brief, long): threading.Thread(target=each).start()\n"
                          "if lock.acquire(timeout=5): lock.release()\nother.release()\n"));
  CHECK(found.is_complete);
  for (const Found& each : found.outcomes) CHECK(each.outcome.kind == Kind::ended);
}

TEST_CASE("explore: a daemon that goes round for ever is stopped with the main thread") {
  const Exploration found =
      explored(subject_of("import threading\ndef first():\n  while True: pass\n"
                          "threading.Thread(target=first, daemon=True).start()\nprint('end')\n"));
  CHECK(only(found).outcome.kind == Kind::ended);
  CHECK(found.is_complete);
}

TEST_CASE("explore: a run that reaches a limit is ended, and is no failure") {
  const auto kept = [](const char* first, Outcome::Limit limit, Cut cut) {
    INFO(first);
    Subject subject = beside(first, "a.join()\n");
    subject.heap_limit_bytes = std::size_t{16} << 20;
    const Exploration found =
        explore::explore(subject, *tree_search(Reduction::races), {.time = std::chrono::minutes(10), .schedules = 3});
    REQUIRE_FALSE(found.outcomes.empty());
    CHECK(found.outcomes.front().outcome.kind == Kind::limit);
    CHECK(found.outcomes.front().outcome.limit == limit);
    CHECK(found.failing == 0);
    CHECK_FALSE(found.is_complete);
    CHECK(is_cut_by(found, cut));
    CHECK(json_of(found).find(std::string(R"("limit":")") + limit_name(limit) + '"') != std::string::npos);
  };
  kept("    while True: items.append('x' * 1000000)\n", Outcome::Limit::memory, Cut::limit);
  kept("    try:\n        while True: items.append('x' * 1000000)\n    except MemoryError: items.clear()\n",
       Outcome::Limit::memory, Cut::limit);
  kept("    while True: print('x' * 10000)\n", Outcome::Limit::output, Cut::limit);
  kept("    while True: threading.Thread(target=q.get, daemon=True).start()\n", Outcome::Limit::threads, Cut::limit);
  kept("    while True: items.append(1)\n", Outcome::Limit::steps, Cut::steps);
}

TEST_CASE("explore: too deep a recursion is an exception, as in CPython, since no other thread has to do with it") {
  const Exploration found = explored(beside("    first()\n", "a.join()\n"));
  CHECK(only(found).outcome.kind == Kind::raised);
  CHECK(found.is_complete);
}

TEST_CASE("explore: a program that asks for input is told that it has none") {
  const Exploration found = told(subject_of("def name():\n    return input('? ')\nprint(name())\n"));
  CHECK(found.asks_for_input);
  CHECK(only(found).outcome.exceptions.front().text == "EOFError: EOF when reading a line");
  CHECK(text_of(found).find("The program asks for input: while it is explored it has none, and input() raises EOFError.") !=
        std::string::npos);
  CHECK_FALSE(told(subject_of("def input(): return 1\nprint(input())\n")).asks_for_input);
}
