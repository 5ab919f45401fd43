#include "session/run_limits.h"
#include "session/session.h"

#include <threadbox/park/waiter.h>

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <string>

using namespace threadbox;
using namespace threadbox::session;

namespace {

struct Ended {
  std::string out, err;
  int code = -1;
};

/// Drains once and appends the output.
void take_output(Session& session, Ended& ended) {
  session.drain();
  for (const TraceEvent& event : session.fresh())
    if (event.kind == EventKind::output)
      (static_cast<OutputStream>(event.flags) == OutputStream::out ? ended.out : ended.err) += session.text(event.argument);
}

Ended run(const std::string& program, RunOptions options) {
  options.interactive = false;
  Session session;
  REQUIRE(session.load(program).empty());
  session.run(options);
  const Clock clock;
  Waiter self(0, clock);
  Ended ended;
  while (session.model().state != RunState::ended) {
    take_output(session, ended);
    self.park(clock.deadline_after(Seconds{0.0005}));
  }
  ended.code = session.model().exit_code.value_or(-1);
  return ended;
}

/// Those of each runner.
std::vector<RunOptions> options_of_all(std::size_t heap_limit_bytes) {
  RunOptions options;
  options.heap_limit_bytes = heap_limit_bytes;
  std::vector<RunOptions> all = {options, options, options};
  all[1].free_threaded = true;
  all[2].runner = RunnerKind::simulated;
  return all;
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("limits: the heap, the recursion and the threads of a run are as its options say") {
  RunOptions options;
  options.heap_limit_bytes = std::size_t{16} << 20;
  CHECK(run("try:\n    x = 'x' * (20 << 20)\nexcept MemoryError:\n    print('MemoryError')\n", options).out == "MemoryError\n");
  options.recursion_limit = 50;
  const Ended deep = run("def f(n): return f(n + 1)\nf(0)\n", options);
  CHECK(deep.code == 1);
  CHECK(contains(deep.err, "RecursionError: maximum recursion depth exceeded"));
  options.max_threads = 2;
  const Ended crowded =
      run("import threading\ngate = threading.Event()\nfor _ in range(3):\n    threading.Thread(target=gate.wait, "
          "daemon=True).start()\n",
          options);
  CHECK(contains(crowded.err, "RuntimeError: can't start new thread"));
}

TEST_CASE("limits: the least heap is enough for every module; with less there is no run, and a sentence says why") {
  for (RunOptions options : options_of_all(least_heap_bytes)) {
    const Ended ended =
        run("import collections, concurrent.futures, contextlib, dataclasses, functools, heapq, itertools, logging, math, queue, "
            "random, typing\nprint(1)\n",
            options);
    CHECK(ended.out == "1\n");
    CHECK(ended.err == "");
    options.heap_limit_bytes = least_heap_bytes - 1;
    Session session;
    REQUIRE(session.load("print(1)\n").empty());
    CHECK(!session.run(options));
    CHECK(objection_to(options) == "a run needs a heap of at least 3145728 bytes, not 3145727");
  }
}

TEST_CASE("limits: options that no run can have are objected to") {
  RunOptions options;
  CHECK(!objection_to(options));
  options.max_threads = 0;
  CHECK(contains(*objection_to(options), "from 1 to 10000 threads, not 0"));
  options = {};
  options.max_threads = most_threads + 1;
  CHECK(objection_to(options).has_value());
  options = {};
  options.recursion_limit = 0;
  CHECK(objection_to(options).has_value());
  for (const double speed : {0.0, -1.0, std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()}) {
    options = {};
    options.speed = speed;
    CHECK(objection_to(options).has_value());
  }
}

TEST_CASE("limits: the sum of all that a run may take") {
  RunOptions options;
  const std::size_t beside = bytes_beside_the_heap(options);
  CHECK(beside > options.output_limit_bytes);
  CHECK(most_heap_bytes(options, beside) == 0);
  CHECK(most_heap_bytes(options, beside + 1000) == 1000);
  options.max_threads *= 2;
  CHECK(bytes_beside_the_heap(options) > beside);
  options.output_limit_bytes = std::numeric_limits<std::size_t>::max();
  CHECK(bytes_beside_the_heap(options) == std::numeric_limits<std::size_t>::max());
  CHECK(memory_bytes() > 0);
}

TEST_CASE("limits: an uncaught MemoryError is told of although nothing is left of the heap") {
  for (const char* const program :
       {"x = []\nwhile True:\n    x.append('a' * 100)\n", "x = []\nwhile True:\n    x.append([])\n",
        "def f(x):\n    while True:\n        x = (x, x)\nf(())\n", "x = {}\nwhile True:\n    x[len(x)] = str(len(x))\n"})
    for (RunOptions options : options_of_all(least_heap_bytes)) {
      const Ended ended = run(program, options);
      INFO(std::string(program), " ", options.free_threaded, " ", static_cast<int>(options.runner), " ", ended.err);
      CHECK(ended.code == 1);
      CHECK(ended.err.starts_with("Traceback (most recent call last):\n  File \"main.py\", line "));
      CHECK(ended.err.ends_with("\nMemoryError\n"));
    }
}

TEST_CASE("limits: whatever a program makes more and more of, it gets a MemoryError in the end") {
  const char* const statements[] = {
      "kept.append('x' * 2**20)",
      "kept.append(type('C', (), {}))",
      "kept.append(threading.Lock())",
      "kept.append(threading.Thread())",
      "kept.append(threading.local())",
      "kept.append(generator())",
      "getattr(kept, 'name' + str(len(numbers)), None); numbers.add(len(numbers))",
      "kept.append(recursion_error())",
      "kept.append(lambda: 0)",
      "kept.append(bytearray) if False else kept.append(range(10**6).__iter__())",
      "kept.append({1}); kept.append({1: 2}); kept.append(2**500)",
      "forever()",
  };
  for (const std::string statement : statements)
    for (RunOptions options : options_of_all(least_heap_bytes)) {
      CAPTURE(statement);
      const Ended ended = run(R"(
import sys, threading
kept, numbers = [], set()
def generator():
    yield 1
def deep():
    deep()
def recursion_error():
    try: deep()
    except RecursionError as error: return error
def forever():
    sys.setrecursionlimit(10**9)
    deep()
try:
    while True:
        )" + statement + R"(
except MemoryError:
    kept = numbers = None
    print("MemoryError")
)",
                              options);
      CHECK(ended.out == "MemoryError\n");
    }
}

TEST_CASE("limits: a program that has caught a MemoryError has the memory back that it has dropped") {
  for (RunOptions options : options_of_all(least_heap_bytes)) {
    const Ended ended = run(R"(
for attempt in range(5):
    kept = []
    try:
        while True: kept.append("x" * 100_000)
    except MemoryError:
        len(kept)  # A call, at which the collection that is due frees nothing.
    kept = None
    rows = [str(i) * 10 for i in range(500)]
    rows = None
print("all")
)",
                            options);
    CHECK(ended.out == "all\n");
    CHECK(ended.err == "");
  }
}

TEST_CASE("limits: a run whose output is too long is stopped, and says so in its last line") {
  RunOptions options;
  options.output_limit_bytes = 10;
  for (const RunnerKind runner : {RunnerKind::parallel, RunnerKind::simulated}) {
    options.runner = runner;
    const Ended ended = run("while True:\n    print('né')\n", options);
    CHECK(ended.out == "né\nné\nn");  // A character is not cut.
    CHECK(ended.err == "\nThreadbox: the output is longer than the limit; the run was stopped.\n");
    CHECK(ended.code == 1);
  }
}

TEST_CASE("limits: what takes long in C++ stops when it is asked to") {
  const char* const statements[] = {
      "sorted(range(10**6, 0, -1), key=str) and [0] * 10**6 and sorted([str(i) for i in range(10**7)])",
      "x = 'x' * 10**8; x.replace('x', 'yy').upper().title().split('Y')",
      "'a' * 10**7 in ('a' * (5 * 10**6) + 'b') * 3",
      "sum(range(10**12))",
      "max(range(10**7)), 5 in list(range(10**7)), [0] * 10**7 == [0] * 10**7, set(range(10**7))",
      "any(range(0)) or all(range(1, 10**12))",
      "x = 7 ** 5 ** 11",
      "x = 3 ** 10**7; y = x * x // (x + 1) % (x - 1)",
      "x = 10 ** 10**6; pow(x + 1, x + 3, x + 7)",
      "x = [0]\nfor _ in range(40): x = [x, x]\nrepr(x)",
      "x, y = (0,), (0,)\nfor _ in range(40): x, y = (x, x), (y, y)\nx == y",
      "x = (0,)\nfor _ in range(40): x = (x, x)\nhash(x)",
      "len(repr('\\n' * 10**8)), hex(1 << 10**8), ('é' * 10**7)[::-1]",
  };
  for (const std::string statement : statements) {
    CAPTURE(statement);
    std::string body;
    for (std::size_t at = 0; at < statement.size();) {
      const std::size_t end = std::min(statement.find('\n', at), statement.size());
      body += "        " + statement.substr(at, end - at) + "\n";
      at = end + 1;
    }
    Session session;
    // Whatever it asks for, it asks for it again and again.
    REQUIRE(session.load("print('begun')\nwhile True:\n    try:\n" + body + "    except MemoryError:\n        pass\n").empty());
    session.run({.interactive = false});
    const Clock clock;
    Waiter self(0, clock);
    const auto drain_while = [&](auto going_on) {
      while (going_on()) {
        session.drain();
        self.park(clock.deadline_after(Seconds{0.001}));
      }
    };
    drain_while([&] { return session.model().console.empty(); });
    const TimeNs begun = clock.now_ns();
    drain_while([&] { return clock.now_ns() < begun + 50'000'000; });  // It is in the midst of it.
    const TimeNs asked = clock.now_ns();
    session.stop();
    drain_while([&] { return session.model().state != RunState::ended; });
    const double took_ms = static_cast<double>(clock.now_ns() - asked) / 1e6;
    CAPTURE(took_ms);
    CHECK(took_ms < 3000);  // The bar is 100; a loaded machine and the sanitizers take their time.
  }
}
