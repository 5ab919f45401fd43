#include "session/session.h"

#include <threadbox/park/waiter.h>

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace threadbox;
using namespace threadbox::session;

namespace {

struct Ended {
  std::string out, err;
  int code = -1;
};

/// Drains once and appends what was printed.
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
  const Ended crowded = run("import threading\ngate = threading.Event()\nfor _ in range(3):\n    threading.Thread(target=gate.wait, daemon=True).start()\n", options);
  CHECK(contains(crowded.err, "RuntimeError: can't start new thread"));
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
