#include "session/session.h"
#include "session/summary.h"

#include <threadbox/park/waiter.h>

#include <doctest/doctest.h>

#include <functional>
#include <string>

using namespace threadbox;
using namespace threadbox::session;

namespace {

/// Runs a program until its summary is so, or it has ended, and returns that summary.
Summary summary_when(const char* program, const std::function<bool(const Summary&)>& is_so, RunOptions options = {}) {
  Session session;
  REQUIRE(session.load(program).empty());
  REQUIRE(session.run(options));
  const Clock clock;
  Waiter self(0, clock);
  Summary last = summary(session.model());
  while (!is_so(last) && session.model().state != RunState::ended) {
    if (session.drain() == 0) self.park(clock.deadline_after(Seconds{0.0005}));
    last = summary(session.model());
  }
  return last;
}

Summary final_summary(const char* program, RunnerKind runner) {
  return summary_when(program, [](const Summary&) { return false; }, {.interactive = false, .runner = runner});
}

void check_end(const char* program, Standing standing, const std::string& text, std::uint32_t line = 0) {
  for (const RunnerKind runner : {RunnerKind::parallel, RunnerKind::simulated}) {
    CAPTURE(program);
    const Summary last = final_summary(program, runner);
    CHECK(last.standing == standing);
    CHECK(last.text == text);
    CHECK(last.line == line);
  }
}

}  // namespace

TEST_CASE("summary: before anything has run") { CHECK(summary(Model()).text == "Not run yet"); }

TEST_CASE("summary: a program that ends") {
  check_end("print(1)\n", Standing::ended, "Ended");
  check_end("import sys\nsys.exit(3)\n", Standing::ended, "Ended with exit code 3");
}

TEST_CASE("summary: an exception of the main thread, with the line of the program that raised it") {
  check_end("x = 1\nraise RuntimeError('boom')\n", Standing::failed, "Failed: RuntimeError in line 2", 2);
  check_end("def f():\n    [][1]\n\nf()\n", Standing::failed, "Failed: IndexError in line 2", 2);
  // The innermost line is the program's, also where a module raised.
  check_end("import queue\nqueue.Queue().get_nowait()\n", Standing::failed, "Failed: _queue.Empty in line 2", 2);
}

TEST_CASE("summary: an exception of another thread") {
  check_end(
      "import threading\ndef work():\n    {}['a']\nthread = threading.Thread(target=work, "
      "name='w')\nthread.start()\nthread.join()\n",
      Standing::ended, "Ended. w died: KeyError in line 3", 3);
}

TEST_CASE("summary: a thread that ends by SystemExit has not died") {
  check_end("import sys, threading\nthread = threading.Thread(target=sys.exit)\nthread.start()\nthread.join()\n", Standing::ended,
            "Ended");
}

TEST_CASE("summary: an exception whose message is Python's work is told by its type") {
  check_end("class Odd(Exception):\n    def __str__(self):\n        return 'odd'\nraise Odd\n", Standing::failed,
            "Failed: Odd in line 4", 4);
}

TEST_CASE("summary: a simulated run that no thread can continue") {
  const Summary last = final_summary("import threading\nthreading.Event().wait()\n", RunnerKind::simulated);
  CHECK(last.standing == Standing::deadlocked);
}

TEST_CASE("summary: every thread waits, and nothing is left that could end the waits") {
  const char* program = R"(
import threading
gate = threading.Event()
def work():
    gate.wait()
thread = threading.Thread(target=work, name="worker")
thread.start()
thread.join()
)";
  const Summary stuck =
      summary_when(program, [](const Summary& now) { return now.standing == Standing::stuck; }, {.interactive = false});
  CHECK(stuck.text ==
        "Nothing can go on: MainThread waits for the end of worker (line 8); "
        "worker waits for event gate in Event.wait (line 5)");
}

TEST_CASE("summary: two threads that wait for each other") {
  const char* program = R"(
import threading
a, b = threading.Lock(), threading.Lock()
both = threading.Barrier(2)
def work(first, second):
    with first:
        both.wait()
        with second:
            pass
for order in ((a, b), (b, a)):
    threading.Thread(target=work, args=order).start()
)";
  const Summary last = summary_when(program, [](const Summary& now) { return now.standing == Standing::deadlocked; });
  CHECK(last.standing == Standing::deadlocked);
  CHECK(last.line == 8);
}

TEST_CASE("summary: what End main will do") {
  const char* program = R"(
import threading
gate = threading.Event()
for daemon in (False, False, True):
    threading.Thread(target=gate.wait, daemon=daemon).start()
)";
  const Summary idle = summary_when(program, [](const Summary& now) { return now.standing == Standing::idle; });
  CHECK(idle.end_main == "End main waits for 2 threads, then stops 1 daemon where it stands.");
}
