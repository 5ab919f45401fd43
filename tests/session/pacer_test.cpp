#include "session/pacer.h"
#include "session/summary.h"

#include <threadbox/park/waiter.h>
#include <threadbox/sync/worker_pool.h>

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <string>

using namespace threadbox;
using namespace threadbox::session;

namespace {

constexpr Seconds turn{0.002};

/// A run that is paced by this thread, and stopped at the end.
class PacedRun {
 public:
  explicit PacedRun(const char* program, RunOptions options = {.interactive = false}) {
    REQUIRE(session.load(program).empty());
    options.has_input = options.input_is_terminal = true;
    pacer = Pacer::drive(options, turn);
    REQUIRE(session.run(options));
  }
  ~PacedRun() {
    session.stop();
    until_end();
  }
  PacedRun(const PacedRun&) = delete;
  PacedRun& operator=(const PacedRun&) = delete;

  void until(const std::function<bool()>& is_so) {
    Waiter self(0, clock);
    while (!is_so())
      if (session.drain() == 0) self.park(clock.deadline_after(Seconds{std::min(pacer->due_in_s(), 0.001)}));
  }
  void until_end() {
    until([this] { return session.model().state == RunState::ended; });
  }
  [[nodiscard]] std::string output() const {
    std::string text;
    for (const ConsoleLine& line : session.model().console) text += line.text;
    return text;
  }

  const Clock clock;
  Session session;
  std::shared_ptr<const Pacer> pacer;
};

}  // namespace

TEST_CASE("pacer: a run ends without a worker, and threads take turns") {
  const std::size_t workers = WorkerPool::shared().size();
  PacedRun run(R"(import threading
def work(n):
    global total
    for i in range(1000):
        with lock:
            total += 1
total = 0
lock = threading.Lock()
threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(total)
)");
  run.until_end();
  CHECK(run.output() == "4000\n");
  CHECK(run.session.model().exit_code == 0);
  CHECK(WorkerPool::shared().size() == workers);
}

TEST_CASE("pacer: a sleep takes as long as it takes, at the speed of the run") {
  constexpr const char* sleeper =
      "import time\nbegin = time.monotonic()\ntime.sleep(0.2)\nprint(0.2 <= time.monotonic() - begin < 60)\n";
  for (const double speed : {1.0, 10.0}) {
    PacedRun run(sleeper, {.interactive = false, .speed = speed});
    run.until_end();
    CHECK(run.output() == "True\n");
    CHECK(run.clock.now_ns() >= static_cast<TimeNs>(0.2e9 / speed));
  }
}

TEST_CASE("pacer: threads wake in the order of their deadlines, however late the observer is") {
  PacedRun run(R"(import threading, time
def late(n):
    time.sleep(n / 100)
    print(n)
threads = [threading.Thread(target=late, args=(n,)) for n in (5, 3, 1, 4, 2)]
for thread in threads: thread.start()
for thread in threads: thread.join()
)");
  run.until([&] { return run.pacer->due_in_s() > 0; });
  Waiter self(0, run.clock);
  self.park(run.clock.deadline_after(Seconds{0.1}));
  run.until_end();
  CHECK(run.output() == "1\n2\n3\n4\n5\n");
}

TEST_CASE("pacer: a program that never waits leaves the observer its turn, and can be stopped and interrupted") {
  for (const Command& end : {Command{Stop{}}, Command{Interrupt{}}}) {
    PacedRun run("print('begun')\nwhile True: pass\n");
    run.until([&] { return run.output() == "begun\n"; });
    for (int i = 0; i < 3; ++i) run.session.drain();
    CHECK(run.pacer->due_in_s() == 0);
    run.session.post(end);
    run.until_end();
  }
}

TEST_CASE("pacer: time passes for a program that does not wait") {
  PacedRun run(R"(import threading, time
over = False
def end():
    global over
    over = True
threading.Timer(0.05, end).start()
while not over: pass
end = time.monotonic() + 0.02
while time.monotonic() < end: pass
print("over")
)");
  run.until_end();
  CHECK(run.output() == "over\n");
  CHECK(run.clock.now_ns() >= 55'000'000);  // Virtual time may be ahead by some milliseconds.
}

TEST_CASE("pacer: the steps of a short program are apart, and time is ahead of the real one by little") {
  PacedRun run(
      "import threading\nfor i in range(50): pass\nthread = threading.Thread(target=print, "
      "args=(1,))\nthread.start()\nthread.join()\n");
  run.until_end();
  CHECK(run.session.model().time_ns > 500'000);
  PacedRun spinning("while True: pass\n");
  for (int i = 0; i < 3; ++i) spinning.session.drain();
  CHECK(spinning.session.model().time_ns < spinning.clock.now_ns() + 15'000'000);
}

TEST_CASE("pacer: of two busy threads each has its turn") {
  PacedRun run(R"(import threading
seen = set()
def spin(name):
    while len(seen) < 2: seen.add(name)
threads = [threading.Thread(target=spin, args=(name,)) for name in "ab"]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(sorted(seen))
)");
  run.until_end();
  CHECK(run.output() == "['a', 'b']\n");
}

TEST_CASE("pacer: a deadlock is seen, and the user resolves it") {
  PacedRun run(R"(import threading
gate = threading.Event()
gate.wait()
print("on")
)");
  run.until([&] { return summary(run.session.model()).standing == Standing::stuck; });
  CHECK(run.pacer->due_in_s() == std::numeric_limits<double>::infinity());
  run.session.post(Execute{"gate.set()"});
  run.until_end();
  CHECK(run.output().ends_with("on\n"));
}

TEST_CASE("pacer: while a thread waits for a line, the others go on") {
  PacedRun run(R"(import threading, time
def tick():
    time.sleep(0.01)
    print("tick")
threading.Thread(target=tick).start()
print("hello " + input())
)");
  run.until([&] { return run.session.wants_input() && run.output() == "tick\n"; });
  run.session.post(Input{"Ada\n"});
  run.until_end();
  CHECK(run.output() == "tick\nAda\nhello Ada\n");
}

TEST_CASE("pacer: a run that is kept open answers statements until the user ends it") {
  PacedRun run("x = 20\n", {.interactive = true});
  run.until([&] { return run.session.model().state == RunState::idle; });
  run.session.post(Execute{"x + 1"});
  run.until([&] { return run.output().find("21") != std::string::npos; });
  run.session.post(EndMain{});
  run.until_end();
  CHECK(run.session.model().exit_code == 0);
}

TEST_CASE("pacer: the log of a paced run is one of real time") {
  PacedRun run("print(1)\n");
  run.until_end();
  CHECK_FALSE(run.session.model().simulated);
  CHECK_FALSE(run.session.model().free_threaded);
}
