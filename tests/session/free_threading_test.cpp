#include "session/session.h"

#include <threadbox/park/waiter.h>

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace threadbox;
using namespace threadbox::session;

namespace {

/// A run without the GIL, seen from outside.
class FreeRun {
 public:
  explicit FreeRun(std::string program, std::size_t heap_limit_bytes = std::size_t{256} << 20) {
    const auto problems = session_.load(std::move(program));
    REQUIRE(problems.empty());
    session_.run({.interactive = false, .free_threaded = true, .heap_limit_bytes = heap_limit_bytes});
  }

  void until(const auto& reached) {
    while (!reached()) {
      if (session_.drain() == 0) self_.park(clock_.deadline_after(Seconds{0.0005}));
      events_.insert(events_.end(), session_.fresh().begin(), session_.fresh().end());
    }
  }
  [[nodiscard]] const std::vector<TraceEvent>& events() const noexcept { return events_; }
  std::string output() {
    until([&] { return session_.model().state == RunState::ended; });
    return written();
  }
  void until_written(std::string_view text) {
    until([&] { return written().find(text) != std::string::npos; });
  }
  [[nodiscard]] std::string written() const {
    std::string text;
    for (const ConsoleLine& line : session_.model().console) text += line.text;
    return text;
  }
  Session& session() noexcept { return session_; }

 private:
  Session session_;
  std::vector<TraceEvent> events_;
  const Clock clock_;
  Waiter self_{0, clock_};
};

/// Three threads that change everything they share, for ever.
constexpr const char* restless = R"(
import threading
items, table, keys, error = [], {}, set(), ValueError("shared")
class Thing: pass
thing = Thing()
def numbers():
    while True: yield 1
shared = numbers()
def work():
    i = 0
    while True:
        i += 1
        try:
            items.append([i]); table[i % 50] = [str(i)]; keys.add(i % 70); setattr(thing, "x" + str(i % 60), (i,))
            next(shared); len(items) > 200 and items.clear(); table.pop(i % 30); keys.pop(); items.sort(); items[:] = items[::2]
            for key in table: pass
            raise error
        except (ValueError, KeyError, IndexError, RuntimeError):
            pass
        if i == 200: print("runs")
for _ in range(3): threading.Thread(target=work).start()
)";

}  // namespace

TEST_CASE("free threading: there is no GIL, and no event of one") {
  FreeRun run(
      "import sys, threading\nprint(sys._is_gil_enabled(), sys.getswitchinterval())\n"
      "t = threading.Thread(target=print, args=('other',))\nt.start()\nt.join()\n");
  CHECK(run.output() == "False 0.005\nother\n");
  CHECK(run.session().statistics().switches == 0);
  CHECK(std::ranges::none_of(run.events(), [](const TraceEvent& event) {
    return event.kind == EventKind::gil_acquired || event.kind == EventKind::gil_released;
  }));
}

TEST_CASE("free threading: threads execute at the same time") {
  // Each waits for the other without ever blocking: with one at a time neither would see a switch within a loop so short.
  FreeRun run(R"(
import threading
import sys
sys.setswitchinterval(1000)
here = [0, 0]
def meet(me):
    for i in range(1, 200):
        here[me] = i
        while here[1 - me] < i: pass
threads = [threading.Thread(target=meet, args=(n,)) for n in range(2)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(here)
)");
  CHECK(run.output() == "[199, 199]\n");
}

TEST_CASE("free threading: stop ends threads that race, wherever they stand") {
  for (int attempt = 0; attempt < 10; ++attempt) {
    FreeRun run(restless);
    run.until_written("runs");
    run.session().stop();
    run.until([&] { return run.session().model().state == RunState::ended; });
    CHECK(!run.session().live());
  }
}

TEST_CASE("free threading: Ctrl-C interrupts the main thread while others race") {
  FreeRun run(std::string(restless).append(
      "try:\n    print('in main')\n    work()\nexcept KeyboardInterrupt:\n    print('interrupted')\n"));
  run.until_written("in main");
  run.session().post(Interrupt{});
  run.until_written("interrupted");
  run.session().stop();
  run.output();
}

TEST_CASE("free threading: garbage is collected while all threads make it") {
  constexpr std::size_t limit = std::size_t{16} << 20;
  FreeRun run(R"(
import threading
kept = [{} for _ in range(4)]
def work(n):
    for i in range(3000):
        row = [[j, str(j)] for j in range(20)]
        kept[n][i % 100] = row
        loop = []
        loop.append(loop)
threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(all(row == [[j, str(j)] for j in range(20)] for table in kept for row in table.values()))
)",
              limit);
  CHECK(run.output() == "True\n");
  CHECK(run.session().statistics().heap_bytes < limit);
}

// No thread allocates where a MemoryError would not be caught: the greedy ones begin when all threads have started and the main thread
// has nothing left to start. No thread ends before both are done and a collection has freed what they had.
TEST_CASE("free threading: a thread that wants too much gets a MemoryError, and the others go on") {
  FreeRun run(R"(
import threading
def greedy(n):
    begun[n] = True
    while False in begun: pass
    while greeds[n] < 3:
        try:
            kept = []
            while True: kept.append("x" * 100_000)
        except MemoryError:
            kept = None
            greeds[n] += 1
    while not done[0]: pass
def modest(n):
    begun[n] = True
    while False in begun: pass
    while sums[n - 2] < 1000 or not done[0]:
        try:
            if sum([j for j in range(50)]) == 1225: sums[n - 2] += 1
        except MemoryError: pass
begun, greeds, sums, done = [False] * 5, [0, 0], [0, 0], [False]
threads = [threading.Thread(target=greedy if n < 2 else modest, args=(n,)) for n in range(4)]
for thread in threads: thread.start()
begun[4] = True
while greeds[0] < 3 or greeds[1] < 3: pass
try: "x" * 30_000_000
except MemoryError: done[0] = True
for thread in threads: thread.join()
print(greeds, min(sums) >= 1000)
)",
              std::size_t{24} << 20);
  CHECK(run.output() == "[3, 3] True\n");
}

TEST_CASE("free threading: a thread that waits does not hold a collection up, nor come back during one") {
  FreeRun run(R"(
import threading
gate, done = threading.Event(), threading.Lock()
done.acquire()
def wait():
    held = [[i] for i in range(100)]
    gate.wait()
    print(held == [[i] for i in range(100)])
def blocked():
    done.acquire()
def rush(n):
    lock = locks[n % 2]
    for i in range(400):
        with lock: made = [[j] for j in range(200)]
locks = [threading.Lock(), threading.Lock()]
threads = [threading.Thread(target=wait), threading.Thread(target=blocked)]
threads += [threading.Thread(target=rush, args=(n,)) for n in range(4)]
for thread in threads: thread.start()
for thread in threads[2:]: thread.join()
gate.set()
done.release()
)",
              std::size_t{16} << 20);
  CHECK(run.output() == "True\n");
}

TEST_CASE("free threading: what a user clicks is executed while threads race") {
  FreeRun run(restless);
  run.until_written("runs");
  for (int i = 0; i < 20; ++i) run.session().post(Execute{"len(items) >= 0 and " + std::to_string(i)});
  run.until_written("19\n");
  run.session().post(Execute{"import heapq, logging"});
  run.session().post(Execute{"heapq.__name__"});
  run.until_written("'heapq'");
  run.session().stop();
  run.output();
}

TEST_CASE("compare: the program runs with the GIL, then without, and the model of the first run stays") {
  Session session;
  // Each of the two runs waits until it is interrupted, so that both are observed while they are alive.
  REQUIRE(session
              .load("import threading\nt = threading.Thread(target=print, args=(1,))\nt.start()\nt.join()\n"
                    "gate = threading.Event()\ntry: gate.wait()\nexcept KeyboardInterrupt: pass\n")
              .empty());
  REQUIRE(session.run({.compares = true}));
  const Clock clock;
  Waiter self(0, clock);
  const auto await = [&](const auto& reached) {
    while (!reached())
      if (session.drain() == 0) self.park(clock.deadline_after(Seconds{0.0005}));
  };
  const auto waits = [&] {
    return std::ranges::any_of(session.model().objects,
                               [](const ObjectRow& row) { return row.variable == "gate" && !row.waiters.empty(); });
  };
  await(waits);
  CHECK(session.compared() == nullptr);
  CHECK_FALSE(session.model().free_threaded);
  session.post(Interrupt{});
  await([&] { return session.compared() != nullptr; });
  await(waits);
  CHECK(session.model().free_threaded);
  session.post(Interrupt{});
  await([&] { return !session.live(); });
  session.drain();
  CHECK_FALSE(session.compared()->free_threaded);
  CHECK(session.compared()->state == RunState::ended);
  CHECK(session.compared()->threads.size() == 2);
  CHECK(session.model().free_threaded);
  CHECK(session.model().state == RunState::ended);
  REQUIRE(session.run({.interactive = false}));
  CHECK(session.compared() == nullptr);
}

TEST_CASE("compare: Stop ends the comparison") {
  Session session;
  REQUIRE(session.load("while True:\n    pass\n").empty());
  REQUIRE(session.run({.compares = true}));
  session.drain();
  session.stop();
  const Clock clock;
  Waiter self(0, clock);
  while (session.live())
    if (session.drain() == 0) self.park(clock.deadline_after(Seconds{0.0005}));
  for (int i = 0; i < 3; ++i) session.drain();
  CHECK_FALSE(session.live());
  CHECK(session.compared() == nullptr);
}
