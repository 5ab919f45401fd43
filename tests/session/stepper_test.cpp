#include "stepping.h"

#include <threadbox/park/waiter.h>

#include <string>

using namespace threadbox;
using namespace threadbox::session;

namespace {

constexpr const char* racy_counter = R"(import threading
import time
counter = 0
def work():
    global counter
    for i in range(3):
        seen = counter
        counter = seen + 1
threads = [threading.Thread(target=work, name=name) for name in "AB"]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(counter)
)";

constexpr const char* timed = R"(import threading
gate = threading.Event()
def wait():
    print(gate.wait(5))
waiter = threading.Thread(target=wait, name="waiter")
bell = threading.Timer(9, print, ["bell"])
waiter.start()
bell.start()
for i in range(6):
    x = i
)";

/// Steps the main thread, and lets each thread that it starts begin, until so many threads live.
void step_to_threads(SteppedRun& run, std::size_t count) {
  for (int i = 0; i < 100 && run.steps().threads.size() < count; ++i)
    run.choose(run.row("MainThread").can_run ? "MainThread" : run.steps().threads.back().name);
  REQUIRE(run.steps().threads.size() == count);
  while (!run.row("MainThread").can_run) run.choose(run.steps().threads.back().name);
}

/// Steps until the thread of that name is before the line.
void step_to(SteppedRun& run, std::string_view name, std::uint32_t line) {
  for (int i = 0; i < 100 && run.row(name).line != line; ++i) run.choose(name);
  REQUIRE(run.row(name).line == line);
}

}  // namespace

TEST_CASE("stepper: a run stands before its first statement that is not an import") {
  SteppedRun run(racy_counter);
  CHECK(run.steps().active);
  CHECK(run.steps().position == 0);
  REQUIRE(run.steps().threads.size() == 1);
  const StepRow& main = run.row("MainThread");
  CHECK(main.can_run);
  CHECK(main.line == 3);
  CHECK(main.text == "counter = 0");
  CHECK(variable(run.steps(), "counter") == nullptr);
}

TEST_CASE("stepper: a module that begins with its first statement stands before it, too") {
  SteppedRun run("x = 1\ny = 2\n");
  CHECK(run.steps().position == 0);
  CHECK(run.row("MainThread").line == 1);
  CHECK(run.row("MainThread").text == "x = 1");
  CHECK(run.output().empty());
  run.on();
  CHECK(value(run.steps(), "x") == "1");
  CHECK(run.row("MainThread").text == "y = 2");
}

TEST_CASE("stepper: a step executes one statement of the chosen thread") {
  SteppedRun run(racy_counter);
  run.choose("MainThread");
  CHECK(run.steps().position == 1);
  CHECK(value(run.steps(), "counter") == "0");
  CHECK(run.row("MainThread").line == 4);
  step_to_threads(run, 3);
  step_to(run, "MainThread", 13);
  run.choose("MainThread");
  CHECK(run.row("A").can_run);
  CHECK_FALSE(run.row("MainThread").can_run);  // join() waits.
  CHECK(run.row("MainThread").wait == "for the end of A");
}

TEST_CASE("stepper: both threads read the counter before either writes it") {
  SteppedRun run(racy_counter);
  step_to_threads(run, 3);
  for (const char* name : {"A", "B"}) {
    step_to(run, name, 8);
    CHECK(run.row(name).text == "counter = seen + 1");
  }
  run.choose("A");
  run.choose("B");
  CHECK(value(run.steps(), "counter") == "1");
}

TEST_CASE("stepper: a step back leads to the same moment, and the step on to the same step") {
  SteppedRun run(racy_counter);
  std::vector<std::string> moments = {run.snapshot()};
  while (run.session.live()) {
    run.on();
    moments.push_back(run.snapshot());
  }
  CHECK_FALSE(run.output().empty());
  const std::uint64_t end = run.steps().position;
  for (std::uint64_t back = 0; back < end; ++back) {
    run.back();
    CHECK(run.session.live());
    CHECK(run.steps().position == end - back - 1);
    CHECK(run.steps().recorded == end);
  }
  CHECK(run.steps().position == 0);
  run.back();
  CHECK(run.steps().position == 0);
  for (std::uint64_t step = 1; step <= end; ++step) {
    run.on();
    // The steps that are known already are the only difference.
    CHECK(run.steps().position == step);
  }
  CHECK(run.snapshot() == moments.back());
}

TEST_CASE("stepper: another choice forgets the steps that were taken back") {
  SteppedRun run(racy_counter);
  step_to_threads(run, 3);
  run.choose("A");
  run.choose("A");
  run.back(2);
  CHECK(run.steps().next == run.row("A").object);
  const std::uint64_t here = run.steps().position;
  CHECK(run.steps().recorded == here + 2);
  run.choose("B");
  CHECK(run.steps().position == here + 1);
  CHECK(run.steps().recorded == here + 1);
}

TEST_CASE("stepper: the filler chooses as a simulated run with the same seed") {
  for (const std::uint64_t seed : {0, 1, 7}) {
    RunOptions options;
    options.interactive = false;
    options.step_seed = seed;
    SteppedRun stepped(racy_counter, options);
    for (int i = 0; stepped.session.live(); ++i) stepped.on(i % 3 + 1);

    options.runner = RunnerKind::simulated;
    options.simulation = {.seed = seed, .record_schedule = true, .points_in_a_drain = 1000};
    Session whole;
    whole.load(racy_counter);
    whole.run(options);
    while (whole.live()) whole.drain();
    CHECK(stepped.session.schedule().text() == whole.schedule().text());
  }
}

TEST_CASE("stepper: in turn, each runnable thread runs once") {
  RunOptions options;
  options.interactive = false;
  options.round_robin = true;
  SteppedRun run(racy_counter, options);
  step_to_threads(run, 3);
  const std::uint32_t a = run.row("A").line, b = run.row("B").line;
  run.on(3);
  CHECK(run.row("A").line != a);
  CHECK(run.row("B").line != b);
}

TEST_CASE("stepper: a timeout expires when the user lets it, and a Timer fires") {
  SteppedRun run(timed);
  step_to_threads(run, 3);
  step_to(run, "waiter", 4);
  run.choose("waiter");
  CHECK(run.row("waiter").can_expire);
  CHECK_FALSE(run.row("waiter").is_timer);
  CHECK_FALSE(run.row("waiter").can_run);
  const std::string bell = run.steps().threads.back().name;
  CHECK(run.row(bell).is_timer);
  run.post(Expire{run.row("waiter").object});
  CHECK(run.row("waiter").can_run);
  CHECK_FALSE(run.row(bell).can_run);
  run.choose("waiter");
  CHECK(run.output() == "False\n");
  run.post(Expire{run.row(bell).object});
  run.choose(bell);
  CHECK(run.output() == "False\nbell\n");
  CHECK(run.steps().schedule.find(".e3") != std::string::npos);
}

TEST_CASE("stepper: a schedule leads to its end from anywhere, and one that does not fit says where") {
  SteppedRun run(racy_counter);
  run.on(12);
  const std::string schedule = run.steps().schedule, moment = run.snapshot();
  run.back(5);
  run.post(Follow{schedule});
  CHECK(run.steps().problem.empty());
  CHECK(run.snapshot() == moment);

  run.post(Follow{"1l.1x4.9"});
  CHECK(run.steps().problem == "The schedule does not fit this program: after 4 choices, thread 9 cannot run.");
  CHECK(run.session.live());
  const std::uint64_t here = run.steps().position;
  run.on();
  CHECK(run.steps().position == here + 1);
  CHECK(run.steps().problem.empty());

  run.post(Follow{"1l.x"});
  CHECK(run.steps().problem == "This is not a schedule: a schedule names a thread by its number, from 1 (at character 4).");
  run.post(Follow{"1b.1"});
  CHECK(run.steps().problem == "This schedule switches threads between instructions, not lines.");
  CHECK(run.steps().position == here + 1);
}

TEST_CASE("stepper: a schedule that switches threads between accesses is followed within a statement, and back") {
  SteppedRun run(
      "import threading\ncounter = 0\ndef add():\n  global counter\n  counter += 1\n"
      "threads = [threading.Thread(target=add, name=name) for name in 'AB']\n"
      "for t in threads: t.start()\nfor t in threads: t.join()\nprint(counter)\n");
  run.post(Follow{"1l.1x4"});
  const std::uint64_t lines = run.steps().position;
  run.post(Follow{"1a.1x10.2.3x3.2x2"});
  CHECK(run.steps().problem.empty());
  CHECK(run.steps().position == 16);
  CHECK(value(run.steps(), "counter") == "1");
  const std::string there = run.snapshot();
  run.back();
  run.on();
  CHECK(run.snapshot() == there);
  while (run.session.live() && run.row("MainThread").can_run) run.choose("MainThread");
  CHECK(run.output() == "1\n");
  run.post(Follow{"1l.1x4"});
  CHECK(run.steps().position == lines);
}

TEST_CASE("stepper: a schedule that is longer than the run says so") {
  SteppedRun run("x = 1\n");
  run.post(Follow{"1l.1x50"});
  CHECK_FALSE(run.session.live());
  CHECK(run.steps().problem.find("no thread can run after") != std::string::npos);
  run.back();
  CHECK(run.session.live());
  CHECK(value(run.steps(), "x").empty());
}

TEST_CASE("stepper: a deadlock ends the run, and the user can step back out of it") {
  SteppedRun run(R"(import threading
a = threading.Lock()
b = threading.Lock()
def work(first, second):
    with first:
        with second:
            pass
threads = [threading.Thread(target=work, args=locks, name=name) for name, locks in (("A", (a, b)), ("B", (b, a)))]
for t in threads:
    t.start()
for t in threads:
    t.join()
)");
  step_to_threads(run, 3);
  while (run.row("MainThread").can_run) run.choose("MainThread");
  step_to(run, "A", 6);
  step_to(run, "B", 6);
  run.choose("A");
  CHECK(run.row("A").wait == "for lock b held by B");
  run.choose("B");
  CHECK(run.session.model().deadlocked);
  CHECK_FALSE(run.session.live());
  run.back();
  CHECK(run.session.live());
  CHECK(run.row("B").can_run);
}

TEST_CASE("stepper: a statement of the Console is executed in a step, and again in a replay") {
  SteppedRun run(racy_counter);
  run.on(2);
  run.post(Execute{"counter = 40"});
  CHECK(value(run.steps(), "counter") == "0");
  run.choose("Console");
  while (std::ranges::find(run.steps().threads, "Console", &StepRow::name) != run.steps().threads.end()) run.choose("Console");
  CHECK(value(run.steps(), "counter") == "40");
  run.on();
  const std::string moment = run.snapshot();
  run.on();
  run.back();
  CHECK(run.steps().recorded == run.steps().position + 1);
  CHECK(value(run.steps(), "counter") == "40");
  run.back(run.steps().position);
  CHECK(variable(run.steps(), "counter") == nullptr);
}

TEST_CASE("stepper: Ctrl-C is repeated in a replay") {
  SteppedRun run("import time\nwhile True:\n    x = 1\n");
  run.on(5);
  run.post(Interrupt{});
  run.on();
  CHECK(run.output().find("KeyboardInterrupt") != std::string::npos);
  const std::string moment = run.snapshot();
  run.back();
  CHECK(run.session.live());
  run.on();
  CHECK(run.snapshot() == moment);
}

TEST_CASE("stepper: the last step is marked although it was not known to be the last") {
  SteppedRun one("x = 1\ny = 2\n"), far("x = 1\ny = 2\n");
  one.on();
  one.on();
  far.on(50);
  CHECK(variable(far.steps(), "y")->changed);
  CHECK_FALSE(variable(far.steps(), "x")->changed);
  CHECK(far.snapshot() == one.snapshot());
}

TEST_CASE("stepper: play is on until the user steps back or nothing can go on") {
  SteppedRun run(racy_counter);
  run.post(Play{4});
  CHECK(run.steps().speed == 4);
  run.on(2);
  CHECK(run.steps().speed == 4);
  run.back();
  CHECK(run.steps().speed == 0);
  run.post(Play{4});
  run.on(1000);
  CHECK_FALSE(run.session.live());
  CHECK(run.steps().speed == 0);
}

TEST_CASE("stepper: Stop ends the run, and a new run is stepped from its begin") {
  SteppedRun run(racy_counter);
  run.on(20);
  run.post(Stop{});
  CHECK_FALSE(run.session.live());
  RunOptions options;
  options.stepped = true;
  REQUIRE(run.session.run(options));
  run.session.drain();
  CHECK(run.steps().position == 0);
  // A run in progress is replaced, too.
  run.on(4);
  REQUIRE(run.session.run(options));
  run.session.drain();
  run.session.drain();
  CHECK(run.steps().position == 0);
}

TEST_CASE("stepper: an object has the same id and the same place in a set in every replay") {
  SteppedRun run(R"(class C: pass
made = {C() for _ in range(40)}
kept = C()
print(id(kept), hash(kept), repr(kept), [id(each) for each in made])
done = True
)");
  run.on(200);
  const std::string text = run.output();
  CHECK_FALSE(text.empty());
  for (int i = 0; i < 3; ++i) {
    run.back(1 + static_cast<std::uint64_t>(i));
    run.on(200);
    CHECK(run.output() == text);
  }
}

TEST_CASE("stepper: an import that fails leaves a run that has ended") {
  SteppedRun run("import nothing_of_the_kind\nx = 1\n");
  run.on();
  CHECK_FALSE(run.session.live());
  CHECK(run.output().find("ModuleNotFoundError") != std::string::npos);
}
