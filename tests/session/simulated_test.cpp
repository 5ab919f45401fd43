#include "session/session.h"

#include <threadbox/park/waiter.h>
#include <threadbox/sync/worker_pool.h>

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

using namespace threadbox;
using namespace threadbox::session;

namespace {

RunOptions simulated(std::uint64_t seed = 0) {
  RunOptions options;
  options.interactive = false;
  options.runner = RunnerKind::simulated;
  options.simulation.seed = seed;
  return options;
}

/// FNV-1a over every field of every event: the same in each build.
class LogHash {
 public:
  void add(const TraceEvent& event) {
    number(event.sequence);
    number(event.time_ns);
    number(event.thread);
    number(event.object);
    number(event.argument);
    number(event.detail);
    number(static_cast<std::uint64_t>(event.kind));
    number(event.flags);
  }
  [[nodiscard]] std::uint64_t value() const noexcept { return hash_; }

 private:
  void number(std::uint64_t value) {
    for (int byte = 0; byte < 8; ++byte) {
      hash_ = (hash_ ^ (value >> (8 * byte) & 0xff)) * 0x100000001b3;
    }
  }
  std::uint64_t hash_ = 0xcbf29ce484222325;
};

struct Result {
  std::string out, err;
  int exit_code = -1;
  std::uint64_t log_hash = 0;
  std::string schedule;
};

void drain_until(Session& session, const std::function<bool()>& reached) {
  const Clock clock;
  Waiter self(0, clock);
  while (!reached())
    if (session.drain() == 0) self.park(clock.deadline_after(Seconds{0.0002}));
}

std::string text_of(const Model& model, OutputStream stream) {
  std::string text;
  for (const ConsoleLine& line : model.console)
    if (line.stream == stream) text += line.text;
  return text;
}

Result run(const std::string& program, const RunOptions& options) {
  Session session;
  const auto problems = session.load(program);
  REQUIRE(problems.empty());
  REQUIRE(session.run(options));
  LogHash hash;
  drain_until(session, [&] {
    for (const TraceEvent& event : session.fresh()) hash.add(event);
    return session.model().state == RunState::ended;
  });
  const Model& model = session.model();
  return {text_of(model, OutputStream::out), text_of(model, OutputStream::err), *model.exit_code, hash.value(),
          session.schedule().text()};
}

constexpr const char* racy_counter = R"(import threading
counter = 0
def work():
    global counter
    for i in range(5):
        seen = counter
        counter = seen + 1
threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(counter)
)";

constexpr const char* locked_counter = R"(import threading
counter = 0
lock = threading.Lock()
def work():
    global counter
    for i in range(5):
        with lock:
            seen = counter
            counter = seen + 1
threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(counter)
)";

constexpr const char* two_locks = R"(import threading
a = threading.Lock()
b = threading.Lock()
def one():
    with a:
        print("one has a")
        with b:
            print("one has both")
def two():
    with b:
        print("two has b")
        with a:
            print("two has both")
threads = [threading.Thread(target=one), threading.Thread(target=two)]
for t in threads:
    t.start()
for t in threads:
    t.join()
)";

/// The first seed with which the program ends so.
std::uint64_t first_seed(const char* program, std::uint64_t seeds, const std::function<bool(const Result&)>& wanted) {
  for (std::uint64_t seed = 0; seed < seeds; ++seed)
    if (wanted(run(program, simulated(seed)))) return seed;
  return seeds;
}

}  // namespace

TEST_CASE("simulated: the same seed gives the same log, to the byte") {
  for (std::uint64_t seed = 0; seed < 5; ++seed)
    CHECK(run(racy_counter, simulated(seed)).log_hash == run(racy_counter, simulated(seed)).log_hash);
}

TEST_CASE("simulated: other seeds reach other interleavings: a lost update is found without a lock, never with one") {
  std::set<std::string> outcomes;
  for (std::uint64_t seed = 0; seed < 20; ++seed) outcomes.insert(run(racy_counter, simulated(seed)).out);
  CHECK(outcomes.size() > 1);
  for (std::uint64_t seed = 0; seed < 50; ++seed) CHECK(run(locked_counter, simulated(seed)).out == "10\n");
}

TEST_CASE("simulated: an update on one line is lost only between bytecodes") {
  const char* program = R"(import threading
counter = 0
def work():
    global counter
    for i in range(5):
        counter += 1
threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(counter)
)";
  bool lost = false;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    CHECK(run(program, simulated(seed)).out == "10\n");
    RunOptions options = simulated(seed);
    options.simulation.preemption = script::Preemption::bytecode;
    lost = lost || run(program, options).out != "10\n";
  }
  CHECK(lost);
}

TEST_CASE("simulated: a schedule that was recorded replays to the same log") {
  for (const script::Preemption preemption : {script::Preemption::line, script::Preemption::bytecode}) {
    RunOptions options = simulated(3);
    options.simulation.preemption = preemption;
    options.simulation.record_schedule = true;
    const Result recorded = run(racy_counter, options);
    RunOptions replay = simulated();
    replay.simulation.record_schedule = true;
    replay.simulation.schedule = std::get<script::Schedule>(script::Schedule::parse(recorded.schedule));
    const Result replayed = run(racy_counter, replay);
    CHECK(replayed.log_hash == recorded.log_hash);
    CHECK(replayed.schedule == recorded.schedule);
  }
}

TEST_CASE("simulated: a schedule that does not fit ends the run with the step that does not") {
  RunOptions options = simulated();
  options.simulation.schedule = std::get<script::Schedule>(script::Schedule::parse("1l.1x5.7"));
  const Result result = run(racy_counter, options);
  CHECK(result.exit_code == 1);
  CHECK(result.err == "threadbox: the schedule does not fit this program: at step 5, thread 7 cannot run; those that can: 1\n");
}

TEST_CASE("simulated: a deadlock ends the run, and says who waits for whom") {
  const std::uint64_t seed = first_seed(two_locks, 50, [](const Result& result) { return result.exit_code == 1; });
  const Result result = run(two_locks, simulated(seed));
  CHECK(result.err ==
        "Deadlock: no thread can go on.\n"
        "  MainThread waits for the end of Thread-1 (one) (line 18)\n"
        "  Thread-1 (one) waits for lock b held by Thread-2 (two) (line 7)\n"
        "  Thread-2 (two) waits for lock a held by Thread-1 (one) (line 12)\n"
        "  The circle: Thread-1 (one) -> Thread-2 (two) -> Thread-1 (one)\n");
  CHECK(first_seed(two_locks, 50, [](const Result& run) { return run.exit_code == 0; }) < 50);
}

TEST_CASE("simulated: a thread that waits for its own lock, or without a possible waker, is a deadlock, too") {
  CHECK(run("import threading\nl = threading.Lock()\nl.acquire()\nl.acquire()\n", simulated()).err ==
        "Deadlock: no thread can go on.\n  MainThread waits for lock l held by itself (line 4)\n"
        "  The circle: MainThread -> MainThread\n");
  const Result forgotten = run("import threading\ndone = threading.Event()\ndone.wait()\n", simulated());
  CHECK(forgotten.err == "Deadlock: no thread can go on.\n  MainThread waits for event done in Event.wait (line 3)\n");
  CHECK(forgotten.exit_code == 1);
}

TEST_CASE("simulated: time is virtual") {
  const Result result = run(R"(import threading, time
begin = time.monotonic()
time.sleep(1e6)
print(time.monotonic() - begin >= 1e6)
done = threading.Event()
threading.Timer(10, done.set).start()
print(done.wait(5), done.wait(6))
begin = time.time()
while time.time() < begin + 0.05:
    pass
print("the busy loop ended")
)",
                            simulated());
  CHECK(result.out == "True\nFalse True\nthe busy loop ended\n");
}

// --- living with a simulated run

namespace {

Session& started(Session& session, const std::string& program, const RunOptions& options) {
  REQUIRE(session.load(program).empty());
  REQUIRE(session.run(options));
  return session;
}

void drain_to_end(Session& session) {
  drain_until(session, [&] { return session.model().state == RunState::ended; });
}

bool wrote(const Session& session, std::string_view text, OutputStream stream = OutputStream::out) {
  return text_of(session.model(), stream).find(text) != std::string::npos;
}

RunOptions interactive() {
  RunOptions options = simulated();
  options.interactive = true;
  return options;
}

RunOptions chosen_by(std::function<std::optional<script::Choice>(const script::SchedulingPoint&)> pick) {
  RunOptions options = simulated();
  options.simulation.strategy = script::asking_strategy(std::move(pick));
  options.simulation.record_schedule = true;
  return options;
}

}  // namespace

TEST_CASE("simulated: stop ends a program in any state") {
  for (const char* statement : {"while True: pass", "while True: time.sleep(3600)", "lock.acquire()", "helper.join()",
                                "[i for i in range(10**9) if i < 0]"}) {
    CAPTURE(statement);
    Session session;
    started(session,
            std::string("import threading, time\nlock = threading.Lock()\nlock.acquire()\n"
                        "helper = threading.Thread(target=lock.acquire)\nhelper.start()\n"
                        "print('ready')\ntry:\n    ") +
                statement + "\nfinally:\n    print('finally')\n",
            interactive());
    drain_until(session, [&] { return wrote(session, "ready\n"); });
    session.stop();
    drain_to_end(session);
    CHECK(session.model().stopped_by_user);
    CHECK_FALSE(wrote(session, "finally"));
    for (const ThreadRow& thread : session.model().threads) CHECK(thread.state == ThreadState::stopped);
  }
}

TEST_CASE("simulated: Ctrl-C raises KeyboardInterrupt in the main thread, wherever it waits") {
  for (const char* statement : {"while True: pass", "lock.acquire()", "helper.join()"}) {
    CAPTURE(statement);
    Session session;
    started(session,
            std::string("import threading\nlock = threading.Lock()\nlock.acquire()\n"
                        "helper = threading.Thread(target=lock.acquire, daemon=True)\nhelper.start()\n"
                        "try:\n    print('ready')\n    ") +
                statement + "\nexcept KeyboardInterrupt:\n    print('interrupted')\n",
            interactive());
    drain_until(session, [&] { return wrote(session, "ready\n"); });
    session.post(Interrupt{});
    drain_until(session, [&] { return wrote(session, "interrupted\n"); });
    session.post(EndMain{});
    drain_to_end(session);
    CHECK(session.model().exit_code == 0);
  }
}

TEST_CASE("simulated: who waits for the user is in no deadlock, and a click helps") {
  Session session;
  started(session, "import threading\ngate = threading.Event()\ngate.wait()\nprint('through')\n", interactive());
  drain_until(session,
              [&] { return !session.model().threads.empty() && session.model().threads[0].state == ThreadState::waiting; });
  session.post(Execute{"gate.set()"});
  drain_until(session, [&] { return session.model().state == RunState::idle; });
  CHECK(wrote(session, ">>> gate.set()\n", OutputStream::echo));
  CHECK(wrote(session, "through\n"));
  session.post(Execute{"gate.nothing"});
  drain_until(session, [&] { return wrote(session, "AttributeError", OutputStream::err); });
  session.post(EndMain{});
  drain_to_end(session);
}

TEST_CASE("simulated: daemons stop where they stand when the others have ended") {
  const Result result = run(R"(import threading, time
def beat():
    try:
        while True:
            time.sleep(1)
    finally:
        print("never")
def work():
    time.sleep(5)
    print("worked")
threading.Thread(target=beat, daemon=True).start()
threading.Thread(target=work).start()
print("main done")
)",
                            simulated());
  CHECK(result.out == "main done\nworked\n");
  CHECK(result.exit_code == 0);
}

TEST_CASE("simulated: sleepers wake in the order of their deadlines, with every seed") {
  for (std::uint64_t seed = 0; seed < 10; ++seed)
    CHECK(run("import threading, time\ndef late(s):\n    time.sleep(s)\n    print(s)\n"
              "for s in (3, 1, 2): threading.Thread(target=late, args=(s,)).start()\n",
              simulated(seed))
              .out == "1\n2\n3\n");
}

TEST_CASE("simulated: a run that is stepped by its caller has no thread, and the same log") {
  const Result hosted = run(racy_counter, simulated(11));
  const std::size_t workers = WorkerPool::shared().size();
  for (const std::uint64_t points : {1, 7, 100000}) {
    RunOptions options = simulated(11);
    options.simulation.points_in_a_drain = points;
    CHECK(run(racy_counter, options).log_hash == hosted.log_hash);
  }
  CHECK(WorkerPool::shared().size() == workers);
}

TEST_CASE("simulated: what the observer is too slow for is not lost") {
  const char* program = "import threading\nlock = threading.Lock()\nfor i in range(20000):\n    with lock:\n        pass\n";
  RunOptions at_once = simulated(), in_pieces = simulated();
  at_once.simulation.points_in_a_drain = 10'000'000;
  in_pieces.simulation.points_in_a_drain = 100;
  CHECK(run(program, at_once).log_hash == run(program, in_pieces).log_hash);
}

TEST_CASE("simulated: a deadline expires early when the strategy says so, and the schedule has it") {
  const char* program =
      "import threading, time\ndef late():\n    time.sleep(1000)\n    print('late')\n"
      "t = threading.Thread(target=late)\nt.start()\nfor i in range(3):\n    print(i)\nt.join()\n";
  CHECK(run(program, simulated()).out == "0\n1\n2\nlate\n");
  const RunOptions options = chosen_by([](const script::SchedulingPoint& point) -> script::Choice {
    using enum script::Choice::Kind;
    if (!point.timed.empty()) return {expire, point.timed.front().thread};
    return {run, point.runnable.back()};
  });
  const Result early = run(program, options);
  CHECK(early.out == "late\n0\n1\n2\n");
  CHECK(early.schedule.find(".e2") != std::string::npos);
  RunOptions replay = simulated();
  replay.simulation.schedule = std::get<script::Schedule>(script::Schedule::parse(early.schedule));
  CHECK(run(program, replay).log_hash == early.log_hash);
}

TEST_CASE("simulated: a strategy that does not know yet lets the run wait for it") {
  for (const std::uint64_t points : {0, 1000}) {
    std::atomic<int> allowed{0};
    RunOptions options = chosen_by([&](const script::SchedulingPoint& point) -> std::optional<script::Choice> {
      if (allowed.load() == 0) return std::nullopt;
      --allowed;
      return script::Choice{script::Choice::Kind::run, point.runnable.front()};
    });
    options.simulation.points_in_a_drain = points;
    Session session;
    started(session, "print(1)\nprint(2)\n", options);
    for (int i = 0; i < 3; ++i) session.drain();
    CHECK(session.model().state == RunState::running);
    allowed = 1;  // The main thread begins, with its first statement.
    session.choose_again();
    drain_until(session, [&] { return wrote(session, "1\n"); });
    CHECK_FALSE(wrote(session, "2\n"));
    allowed = 1000;
    session.choose_again();
    drain_to_end(session);
    CHECK(wrote(session, "2\n"));
  }
}

TEST_CASE("simulated: chance is the same in every run") {
  const char* program = "import random\nprint(random.random(), random.Random().random())\n";
  const Result one = run(program, simulated(1));
  CHECK(one.out == run(program, simulated(2)).out);
  CHECK(one.out.substr(0, one.out.find(' ')) != one.out.substr(one.out.find(' ') + 1));
}

// --- the begin of the program

namespace {

RunOptions without_gil() {
  RunOptions options;
  options.interactive = false;
  options.free_threaded = true;
  return options;
}

RunOptions by_bytecode() {
  RunOptions options = simulated();
  options.simulation.preemption = script::Preemption::bytecode;
  return options;
}

/// The kinds of a run's events that tell where its main module is, in order.
std::vector<EventKind> milestones(const char* program, const RunOptions& options) {
  std::vector<EventKind> found;
  Session session;
  started(session, program, options);
  drain_until(session, [&] {
    for (const TraceEvent& event : session.fresh())
      for (const EventKind kind : {EventKind::program_begin, EventKind::object_create, EventKind::output, EventKind::shutdown})
        if (event.kind == kind) found.push_back(kind);
    return session.model().state == RunState::ended;
  });
  return found;
}

std::uint64_t steps_of(const std::string& program, const RunOptions& options) {
  Session session;
  started(session, program.c_str(), options);
  drain_until(session, [&] { return session.model().state == RunState::ended; });
  return session.statistics().steps;
}

}  // namespace

TEST_CASE("program: it begins once, with its first statement that is neither the docstring nor an import") {
  using enum EventKind;
  RunOptions with_gil = without_gil();
  with_gil.free_threaded = false;
  for (const RunOptions& options : {with_gil, without_gil(), simulated(), by_bytecode()}) {
    CHECK(milestones("'text'\nimport time\nfrom threading import *\nLock()\nimport queue\n", options) ==
          std::vector{program_begin, object_create, shutdown});
    CHECK(milestones("while True:\n  print(1)\n  break\n", options) == std::vector{program_begin, output, shutdown});
    CHECK(milestones("try:\n  import nothing\nexcept ImportError:\n  print(1)\n", options) ==
          std::vector{program_begin, output, shutdown});
    CHECK(milestones("import time", options) == std::vector{program_begin, shutdown});
    CHECK(milestones("", options) == std::vector{program_begin, shutdown});
    CHECK(milestones("import nothing\nprint(1)", options) == std::vector{program_begin, output, shutdown});
  }
}

TEST_CASE("simulated: the begin of the program is not a scheduling point") {
  for (const RunOptions& options : {simulated(), by_bytecode()}) {
    for (const std::string program : {"for i in range(3): i\n", "while not print(): break\n", "x = 1\n"})
      for (const std::string imports : {"", "import time\n"})
        CHECK(steps_of(imports + "pass\n" + program, options) == steps_of(imports + program, options) + 1);
  }
}

// --- the meaning of schedules and seeds, which must not change, because links contain them

namespace {

/// FNV-1a over the story of a run: which thread ran, waited, wrote, when. Numbers of objects and texts, which may
/// change with the modules, are left out.
class StoryHash {
 public:
  explicit StoryHash(const Session& session) noexcept : session_(session) {}
  void add(const TraceEvent& event) {
    using enum EventKind;
    // A wait_end without a wait_begin tells of a call that did not wait: it is no part of what the threads do.
    if (event.kind == wait_end && waiting_.erase(event.thread) == 0) return;
    if (event.kind == wait_begin) waiting_.insert(event.thread);
    switch (event.kind) {
      case output: text(session_.text(event.argument)); break;
      case wait_begin: text(operation_name(static_cast<OperationKind>(event.flags))); break;
      case thread_begin:
      case thread_end:
      case wait_end:
      case gil_acquired:
      case gil_released:
      case lock_acquired:
      case lock_released:
      case event_set:
      case deadlock: break;
      default: return;
    }
    text(event_name(event.kind));
    text(std::to_string(event.thread) + " " + std::to_string(event.time_ns) + " " + std::to_string(event.detail));
  }
  [[nodiscard]] std::uint64_t value() const noexcept { return hash_; }

 private:
  void text(std::string_view text) {
    for (const char c : text) hash_ = (hash_ ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  }
  const Session& session_;
  std::set<ThreadId> waiting_;
  std::uint64_t hash_ = 0xcbf29ce484222325;
};

std::uint64_t story(const char* program, const RunOptions& options) {
  Session session;
  started(session, program, options);
  StoryHash hash(session);
  drain_until(session, [&] {
    for (const TraceEvent& event : session.fresh()) hash.add(event);
    return session.model().state == RunState::ended;
  });
  return hash.value();
}

constexpr const char* timed_program = R"(import threading, time
done = threading.Event()
lock = threading.Lock()
def work(n):
    with lock:
        time.sleep(0.5 * n)
    if not done.wait(1):
        print("worker", n, "gave up at", round(time.monotonic(), 2))
for n in range(3):
    threading.Thread(target=work, args=(n,)).start()
time.sleep(1.25)
done.set()
)";

}  // namespace

TEST_CASE("simulated: seeds and schedules mean the same in every build and version") {
  RunOptions bytecode = simulated(5);
  bytecode.simulation.preemption = script::Preemption::bytecode;
  RunOptions scheduled = simulated();
  scheduled.simulation.schedule = std::get<script::Schedule>(script::Schedule::parse("1l.1x8.2x2.1x2.3.1x2.2.3.2.3x2"));
  CHECK(story(racy_counter, simulated(0)) == 14846826908962037750U);
  CHECK(story(racy_counter, simulated(12345678901234567890U)) == 7286723411995718967U);
  CHECK(story(locked_counter, bytecode) == 11724688564330711848U);
  CHECK(story(two_locks, simulated(0)) == 7250514378070315523U);
  CHECK(story(two_locks, scheduled) == 15271991246293805091U);
  CHECK(story(timed_program, simulated(7)) == 5299451317114502908U);
}
