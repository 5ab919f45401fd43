#include "explore/explorer.h"
#include "subjects.h"

#include <doctest/doctest.h>

#include <chrono>
#include <string>

using namespace threadbox;
using namespace threadbox::explore;

namespace {

Exploration explored(const Subject& subject) {
  const auto search = tree_search(Reduction::races);
  return explore::explore(subject, *search, {.time = std::chrono::minutes(10)});
}

/// Two threads execute `body`; the main thread joins them and executes `end`.
std::string two_threads(const std::string& body, const std::string& end = "") {
  return "import threading\nimport time\nfrom collections import deque\n"
         "x = y = 0\nitems = []\nqueue = deque()\nnames = {}\nlock = threading.RLock()\n"
         "class Account: pass\naccount = Account()\naccount.balance = 0\n"
         "def work():\n    global x, y\n" +
         body +
         "threads = [threading.Thread(target=work) for _ in range(2)]\n"
         "for thread in threads: thread.start()\n"
         "for thread in threads: thread.join()\n" +
         end;
}

std::uint64_t schedules(const std::string& body) {
  const Exploration found = explored(subject_of(two_threads(body)));
  INFO(body);
  CHECK(found.is_complete);
  return found.schedules;
}

}  // namespace

TEST_CASE("explore: what changes nothing that threads share changes no number") {
  const std::uint64_t count = schedules("    x += 1\n");
  CHECK(count == 4);
  CHECK(schedules("    # a comment\n    x += 1\n") == count);
  CHECK(schedules("    local = 1\n    local += 2\n    x += 1\n") == count);
  CHECK(schedules("    y\n    x += 1\n") == count);
  CHECK(schedules("    print\n    len\n    x += 1\n") == count);
  CHECK(schedules("    account.balance += 1\n") == count);
  CHECK(schedules("    names['a'] = names.get('a', 0) + 1\n") > 2);
  CHECK(schedules("    own = [0]\n    own[0] += 1\n    own.append(2)\n    x += 1\n") == count);
}

TEST_CASE("explore: threads that share nothing have one schedule") {
  CHECK(schedules("    pass\n") == 1);
  CHECK(schedules("    own = {}\n    own[1] = 2\n    own.setdefault(3, []).append(4)\n") == 1);
  CHECK(schedules("    x\n    y\n    account.balance\n    items[:]\n") == 1);
  CHECK(schedules("    local = threading.local()\n    local.x = 1\n") == 1);
}

TEST_CASE("explore: one atomic operation in each of two threads has two orders") {
  CHECK(schedules("    items.append(1)\n") == 2);
  CHECK(schedules("    queue.append(1)\n") == 2);
  CHECK(schedules("    names[threading.get_ident()] = 1\n") == 2);
  CHECK(schedules("    print('a')\n") == 2);
  CHECK(schedules("    with lock:\n        with lock:\n            x += 1\n") == 2);
}

TEST_CASE("explore: a get or put that does not wait is made although the queue is empty or full") {
  const Exploration found =
      explored(subject_of("import queue\nimport threading\ntasks = queue.Queue(1)\n"
                          "def take():\n"
                          "    try: print(tasks.get_nowait())\n"
                          "    except queue.Empty: print('empty')\n"
                          "def fill():\n"
                          "    tasks.put_nowait(1)\n"
                          "    try: tasks.put_nowait(2)\n"
                          "    except queue.Full: print('full')\n"
                          "threads = [threading.Thread(target=take), threading.Thread(target=fill)]\n"
                          "for thread in threads: thread.start()\n"
                          "for thread in threads: thread.join()\n"));
  CHECK(found.is_complete);
  CHECK(found.failing == 0);
  CHECK(found.outcomes.size() ==
        5);  // The item between the two puts, after them, or empty; in two orders of the lines, where there are two.
}

TEST_CASE("explore: sleeps that end together end in any order, the others in the order of their deadlines") {
  CHECK(schedules("    time.sleep(0.1)\n    print(1)\n") == 2);
  const std::string different = "    time.sleep(0.1 * threading.get_ident())\n    print(1)\n";
  CHECK(schedules(different) == 1);
}

namespace {

std::uint64_t any_sleep_schedules(const Subject& subject, Reduction reduction) {
  const auto search = tree_search(reduction);
  const Exploration found = explore::explore(subject, *search, {.time = std::chrono::minutes(10)});
  CHECK(found.is_complete);
  for (const Found& each : found.outcomes) {
    INFO(each.least.schedule.text());
    const auto replay = replay_search(each.least.schedule);
    bool again = false;
    const Execution execution = execute(subject, *replay, again);
    CHECK(execution.is_complete);
    CHECK(execution.outcome == each.outcome);
    CHECK(execution.schedule == each.least.schedule);
    CHECK(execution.preemptions == each.least.preemptions);
  }
  return found.schedules;
}

}  // namespace

TEST_CASE("explore: if a sleep guarantees nothing, sleeps end in any order, and before what others do meanwhile") {
  Subject different = subject_of(two_threads("    time.sleep(0.1 * threading.get_ident())\n    print(1)\n"));
  different.waits_end_any_time = true;
  CHECK(any_sleep_schedules(different, Reduction::races) == 2);
  CHECK(any_sleep_schedules(different, Reduction::sleep_sets) == 2);

  Subject hopes = subject_of(
      "import threading\nimport time\nready = False\n"
      "def prepare():\n    global ready\n    time.sleep(0.1)\n    ready = True\n"
      "thread = threading.Thread(target=prepare)\nthread.start()\ntime.sleep(1)\nprint(ready)\nthread.join()\n");
  CHECK(explored(hopes).outcomes.size() == 1);
  hopes.waits_end_any_time = true;
  CHECK(any_sleep_schedules(hopes, Reduction::races) == 2);
  CHECK(explored(hopes).outcomes.size() == 2);

  Subject holds = subject_of(
      "import threading\nimport time\nlock = threading.Lock()\nevent = threading.Event()\n"
      "def hold():\n    with lock:\n        time.sleep(1)\n    event.set()\n"
      "def wait():\n    with lock:\n        pass\n    print(event.wait(0.5))\n"
      "threads = [threading.Thread(target=hold), threading.Thread(target=wait)]\n"
      "for thread in threads: thread.start()\n"
      "for thread in threads: thread.join()\n");
  holds.waits_end_any_time = true;
  CHECK(any_sleep_schedules(holds, Reduction::races) == any_sleep_schedules(holds, Reduction::sleep_sets));
  CHECK(explored(holds).outcomes.size() == 2);

  Subject notified = subject_of(
      "import threading\ncondition = threading.Condition()\n"
      "def wait():\n    with condition:\n        print(condition.wait(0.2))\n"
      "def notify():\n    with condition:\n        condition.notify()\n"
      "threads = [threading.Thread(target=wait), threading.Thread(target=notify)]\n"
      "for thread in threads: thread.start()\n"
      "for thread in threads: thread.join()\n");
  notified.waits_end_any_time = true;
  CHECK(any_sleep_schedules(notified, Reduction::races) == 3);
  CHECK(any_sleep_schedules(notified, Reduction::sleep_sets) == 3);
}

TEST_CASE("explore: threads that print in another order have other outcomes, unless that does not matter") {
  Subject subject = subject_of(two_threads("    print(threading.get_ident())\n"));
  CHECK(explored(subject).outcomes.size() == 2);
  subject.ignores_output_order = true;
  const Exploration same = explored(subject);
  CHECK(same.schedules == 1);
  CHECK(same.outcomes.size() == 1);
}

TEST_CASE("explore: a lost update is an outcome") {
  const Exploration found = explored(subject_of(two_threads("    x += 1\n", "print(x)\n")));
  REQUIRE(found.outcomes.size() == 2);
  CHECK(found.outcomes[0].outcome.output != found.outcomes[1].outcome.output);
  CHECK(found.failing == 0);
}

TEST_CASE("explore: a program without an end is ended, and the walk is not complete") {
  Subject subject = subject_of(two_threads("    while x == 0:\n        y += 1\n"));
  subject.most_steps = 200;
  const auto search = tree_search(Reduction::races);
  const Exploration found = explore::explore(subject, *search, {.schedules = 3});
  CHECK_FALSE(found.is_complete);
  REQUIRE_FALSE(found.outcomes.empty());
  CHECK(found.outcomes[0].outcome.kind == Outcome::Kind::limit);
}

TEST_CASE("explore: the main thread's uncaught exception, exit codes and those of threads fail") {
  CHECK(explored(subject_of("import sys\nsys.exit(3)\n")).outcomes[0].outcome.exit_code == 3);
  CHECK(explored(subject_of("import sys\nsys.exit(3)\n")).failing == 1);
  CHECK(explored(subject_of("1 / 0\n")).outcomes[0].outcome.kind == Outcome::Kind::raised);
  const Exploration found = explored(subject_of(two_threads("    1 / 0\n")));
  CHECK(found.failing == found.schedules);
  CHECK(found.outcomes[0].outcome.exceptions.size() == 2);
}

TEST_CASE("explore: a wait for a lock that gives up in time keeps no thread from going on") {
  for (const char* kind : {"Lock", "RLock", "Semaphore"}) {
    CAPTURE(kind);
    const std::string made = std::string("threading.") + kind + "()";
    const Exploration found =
        explored(subject_of("import threading\nfirst, second = " + made + ", " + made +
                            "\ndef one():\n    with first, second: pass\n"
                            "def tries():\n    global got\n    with second:\n        got = first.acquire(timeout=5)\n        if "
                            "got: first.release()\n"
                            "threads = [threading.Thread(target=each) for each in (one, tries)]\n"
                            "for thread in threads: thread.start()\nfor thread in threads: thread.join()\nprint(got)\n"));
    CHECK(found.is_complete);
    CHECK(found.failing == 0);
    std::string outputs;
    for (const Found& each : found.outcomes) outputs += each.outcome.output;
    CHECK((outputs == "True\nFalse\n" || outputs == "False\nTrue\n"));
  }
}

TEST_CASE("explore: a wait for a condition whose time is over still needs the lock") {
  const Exploration found =
      explored(subject_of("import threading\ncondition = threading.Condition()\nheld = threading.Event()\n"
                          "def waits():\n    with condition:\n        condition.wait(1)\n        print('over')\n"
                          "def holds():\n    with condition:\n        held.wait(5)\n        print('held')\n"
                          "threads = [threading.Thread(target=each) for each in (waits, holds)]\n"
                          "for thread in threads: thread.start()\nfor thread in threads: thread.join()\n"));
  CHECK(found.is_complete);
  CHECK(found.failing == 0);
}
