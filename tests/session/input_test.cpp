#include "stepping.h"

#include "session/calls.h"
#include "session/summary.h"

#include <threadbox/park/waiter.h>

#include <functional>
#include <string>

using namespace threadbox;
using namespace threadbox::session;

namespace {

RunOptions with_input(RunnerKind runner = RunnerKind::parallel, bool interactive = false) {
  RunOptions options{.interactive = interactive};
  options.runner = runner;
  options.has_input = options.input_is_terminal = true;
  return options;
}

/// A run that reads, observed by the test.
class ReadingRun {
 public:
  explicit ReadingRun(const char* program, const RunOptions& options = with_input()) {
    REQUIRE(session.load(program).empty());
    REQUIRE(session.run(options));
  }

  void until(const std::function<bool(const Model&)>& is_so) {
    const Clock clock;
    Waiter self(0, clock);
    while (!is_so(session.model()))
      if (session.drain() == 0) self.park(clock.deadline_after(Seconds{0.0005}));
  }
  void until_end() {
    until([](const Model& model) { return model.state == RunState::ended; });
  }
  /// Until so many threads wait for input.
  void until_read_by(std::size_t count) {
    until([count](const Model& model) { return std::ranges::count_if(model.threads, is_reading) == std::ptrdiff_t(count); });
  }
  void type(const std::string& text) { session.post(Input{text}); }
  [[nodiscard]] std::string output(OutputStream stream = OutputStream::out) const {
    std::string text;
    for (const ConsoleLine& line : session.model().console)
      if (line.stream == stream) text += line.text;
    return text;
  }
  [[nodiscard]] const Model& model() const { return session.model(); }

  Session session;
};

constexpr const char* two_readers = R"(import threading
lock = threading.Lock()
def work(name):
    line = input()
    with lock:
        print(name, line)
first = threading.Thread(target=work, args=("first",))
second = threading.Thread(target=work, args=("second",))
first.start()
if input() == "go":
    second.start()
first.join()
second.join()
)";

constexpr const char* dialogue = R"(import threading
name = input("Name? ")
greeting = "hello " + name
print(greeting)
)";

}  // namespace

TEST_CASE("input: lines go to the threads in the order in which they have called") {
  ReadingRun run(R"(import threading
def work(name):
    print(name, input())
threads = [threading.Thread(target=work, args=(i,), name=str(i)) for i in range(4)]
for t in threads:
    t.start()
)");
  run.until_read_by(4);
  CHECK(run.session.wants_input());
  std::vector<std::string> expected;
  std::vector<const ThreadRow*> readers;
  for (const ThreadRow& thread : run.model().threads)
    if (is_reading(thread)) readers.push_back(&thread);
  std::ranges::sort(readers, {}, [](const ThreadRow* thread) { return thread->wait.since_ns; });
  for (const ThreadRow* thread : readers) expected.push_back(thread->name);
  for (std::size_t i = 0; i < expected.size(); ++i) {
    run.type("line\n");
    run.until_read_by(3 - i);
  }
  run.until_end();
  std::string wanted;
  for (const std::string& name : expected) wanted += name + " line\n";
  CHECK(run.output() == wanted);
}

TEST_CASE(
    "input: lines that come before a thread reads wait for it; a line without a newline is the last one; then the input ends") {
  for (const RunnerKind runner : {RunnerKind::parallel, RunnerKind::simulated}) {
    ReadingRun run("import sys\nprint(repr(input()), repr(input()), repr(sys.stdin.readline()), repr(sys.stdin.readline()))\n",
                   with_input(runner));
    run.type("one\n\nlast");
    run.type("");
    run.until_end();
    CHECK(run.output() == "'one' '' 'last' ''\n");
    CHECK(run.output(OutputStream::echo) == "one\n\nlast");
  }
}

TEST_CASE("input: without an observer that answers, its end comes at once") {
  for (const RunnerKind runner : {RunnerKind::parallel, RunnerKind::simulated}) {
    RunOptions options{.interactive = false};
    options.runner = runner;
    ReadingRun run("try:\n    input()\nexcept EOFError as error:\n    print(error)\n", options);
    run.until_end();
    CHECK(run.output() == "EOF when reading a line\n");
  }
}

TEST_CASE("input: a wait for it has a name, a line and a standing, and is not stuck") {
  for (const bool simulated : {false, true}) {
    ReadingRun run("x = 1\ninput('? ')\n", with_input(simulated ? RunnerKind::simulated : RunnerKind::parallel));
    run.until_read_by(1);
    const ThreadRow& main = run.model().threads.front();
    CHECK(wait_text(run.model(), main) == "input()");
    CHECK(main.line == 2);
    const TimeNs now = run.model().time_ns;
    run.until([&](const Model& model) { return simulated || model.time_ns > now + 200'000'000; });
    CHECK(stuck_threads(run.model()).empty());
    CHECK(summary(run.model()).standing == Standing::reading);
    CHECK(summary(run.model()).text == "Waiting for input: MainThread in line 2");
    run.type("\n");
    run.until_end();
  }
}

TEST_CASE("input: a wait in a method of sys.stdin has that name") {
  ReadingRun run("import sys\nfor line in sys.stdin:\n    print(line)\n");
  run.until_read_by(1);
  CHECK(wait_text(run.model(), run.model().threads.front()) == "stdin.readline()");
  run.type("");
  run.until_end();
}

TEST_CASE("input: Stop ends the wait") {
  for (const RunnerKind runner : {RunnerKind::parallel, RunnerKind::simulated}) {
    ReadingRun run(R"(import threading
threading.Thread(target=input).start()
input()
)",
                   with_input(runner));
    run.until_read_by(runner == RunnerKind::parallel ? 2 : 1);
    run.session.stop();
    run.until_end();
    CHECK(run.model().stopped_by_user);
  }
}

TEST_CASE("input: Ctrl-C raises KeyboardInterrupt in the main thread's wait, and a later line is read") {
  for (const RunnerKind runner : {RunnerKind::parallel, RunnerKind::simulated}) {
    ReadingRun run("try:\n    input('a')\nexcept KeyboardInterrupt:\n    print('caught', flush=True)\nprint(input('b'))\n",
                   with_input(runner));
    run.until_read_by(1);
    run.session.post(Interrupt{});
    run.until([&](const Model&) { return run.output() == "acaught\nb"; });
    run.type("line\n");
    run.until_end();
    CHECK(run.output() == "acaught\nbline\n");
  }
}

TEST_CASE("input: a line that comes after Ctrl-C is not lost with the wait that Ctrl-C ends") {
  for (const RunnerKind runner : {RunnerKind::parallel, RunnerKind::simulated}) {
    ReadingRun run("try:\n    input()\nexcept KeyboardInterrupt:\n    print(input())\n", with_input(runner));
    run.until([&](const Model&) { return run.session.wants_input(); });
    run.session.post(Interrupt{});
    run.type("line\n");
    run.until_end();
    CHECK(run.output() == "line\n");
  }
}

TEST_CASE("input: a statement of the console can read, and be cancelled") {
  for (const RunnerKind runner : {RunnerKind::parallel, RunnerKind::simulated}) {
    ReadingRun run("", with_input(runner, true));
    run.session.post(Execute{"print(input() * 2)"});
    run.until_read_by(1);
    run.type("ab\n");
    run.until([&](const Model&) { return run.output() == "abab\n"; });
    run.session.post(Execute{"input()"});
    run.until_read_by(1);
    const auto reader = std::ranges::find_if(run.model().threads, is_reading);
    run.session.post(Cancel{reader->object});
    run.until([&](const Model& model) { return model.statements.size() == 2 && model.statements.back().end_ns; });
    CHECK(run.model().statements.back().raised);
    CHECK_FALSE(run.session.wants_input());
    run.session.stop();
    run.until_end();
  }
}

TEST_CASE(
    "input: in a stepped run a thread that waits for it goes on once a line was typed, and the line is kept for steps back") {
  SteppedRun run(dialogue, with_input());
  run.choose("MainThread");
  CHECK_FALSE(run.row("MainThread").can_run);
  CHECK(run.row("MainThread").wait == "for input");
  CHECK(summary(run.session.model()).standing == Standing::reading);
  const std::uint64_t asked = run.steps().position;
  run.post(Input{"Ada\n"});
  CHECK(run.row("MainThread").can_run);
  CHECK(run.steps().position == asked);
  run.on(3);
  CHECK(run.output() == "Name? Ada\nhello Ada\n");
  const std::string ended = run.snapshot();
  CHECK(value(run.steps(), "greeting") == "'hello Ada'");
  run.back(3);
  CHECK(run.output() == "Name? Ada\n");
  run.on(3);
  CHECK(run.snapshot() == ended);
  run.back(4);
  CHECK(run.output().empty());
  run.on(4);
  CHECK(value(run.steps(), "greeting") == "'hello Ada'");
}

TEST_CASE("input: in a stepped run the other threads go on, and a wait for input is no deadlock") {
  SteppedRun run(two_readers, with_input());
  for (int i = 0; i < 40 && (run.row("MainThread").can_run || run.steps().threads.size() < 2 || run.steps().threads[1].can_run);
       ++i)
    run.on();
  REQUIRE(run.steps().threads.size() == 2);
  CHECK(run.steps().threads[1].wait == "for input");
  CHECK_FALSE(run.session.model().deadlocked);
  run.post(Input{"go\n"});
  run.post(Input{"go\n"});
  run.on(200);
  CHECK(run.session.wants_input());
  run.post(Input{"end\n"});
  run.on(200);
  CHECK(run.session.model().state == RunState::ended);
  CHECK(run.output().find("second end\n") != std::string::npos);
}

TEST_CASE("input: a simulated run stands still while it waits for a line, so its log is the same whenever the line comes") {
  std::vector<std::uint64_t> times;
  for (const bool early : {true, false}) {
    ReadingRun run(R"(import threading, time
def tick():
    for i in range(3):
        time.sleep(1)
threading.Thread(target=tick).start()
input()
print(time.monotonic())
)",
                   with_input(RunnerKind::simulated));
    if (early) run.type("line\n");
    else {
      run.until([&](const Model&) { return run.session.wants_input(); });
      run.type("line\n");
    }
    run.until_end();
    times.push_back(run.model().event_count);
    times.push_back(run.model().time_ns);
  }
  CHECK(times[0] == times[2]);
  CHECK(times[1] == times[3]);
}
