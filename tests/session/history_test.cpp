#include "session/history.h"
#include "session/session.h"
#include "session/snapshot.h"

#include "script/compile/compiler.h"
#include "script/compile/parser.h"
#include "script/runners/program_run.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

using namespace threadbox;
using namespace threadbox::session;

namespace {

/// Threads of every kind come and go, hold and wait, and write.
constexpr const char* program = R"(
import threading, queue, time
from concurrent.futures import ThreadPoolExecutor

lock, rlock, sem, done = threading.Lock(), threading.RLock(), threading.Semaphore(2), threading.Event()
gate, q = threading.Barrier(3), queue.Queue(2)

def producer():
    for i in range(30):
        q.put(i)
        time.sleep(0.01)

def consumer():
    for _ in range(30):
        with lock, rlock, sem:
            print("got", q.get())
        q.task_done()

def meet(n):
    gate.wait()
    if n == 1:
        raise ValueError(n)
    done.wait(5)

threading.excepthook = lambda args: print("died of", args.exc_value)
threads = [threading.Thread(target=f, args=a) for f, a in [(producer, ()), (consumer, ()), (meet, (0,)), (meet, (1,)), (meet, (2,))]]
for t in threads:
    t.start()
with ThreadPoolExecutor(2) as pool:
    print(list(pool.map(lambda x: x * x, range(5))))
done.set()
for t in threads:
    t.join()
threading.Timer(0.02, print, ["timer"]).start()
)";

/// The model as JSON, without saying whether it is past.
std::string past_snapshot(Model model) {
  model.is_past = true;
  return snapshot_json(model);
}

/// A run in virtual time, drained a few points at a time, so that names and outputs are folded while their texts live.
struct Log {
  explicit Log(History::Limits limits) : run(code(), program, options()) {
    history.emplace(run.tracer().texts(), limits);
    fold.emplace(run.tracer().texts());
    run.start();
    std::vector<TraceEvent> fresh;
    while (!run.ended() || !fresh.empty()) {
      fresh.clear();
      run.step(5);
      run.drain(fresh);
      for (const TraceEvent& event : fresh) take(event);
    }
  }

  static std::shared_ptr<const script::CodeObject> code() { return script::compile(script::parse(program, "main.py")).code; }

  static script::ProgramOptions options() {
    script::ProgramOptions options;
    options.interactive = false;
    options.simulation.emplace();
    options.simulation->stepped = true;
    return options;
  }

  /// Notes the model of each moment: before an event that is later than all others.
  void take(const TraceEvent& event) {
    const TimeNs now = fold->model().time_ns;
    if (event.time_ns > now) moments.push_back({now, past_snapshot(fold->model())});
    fold->apply(event);
    history->add(event);
    if (event.kind == EventKind::output) run.tracer().texts().release(event.argument);
  }

  struct Moment {
    TimeNs time_ns;
    std::string snapshot;
  };

  script::ProgramRun run;
  std::optional<Fold> fold;
  std::optional<History> history;
  std::vector<Moment> moments;
};

constexpr std::size_t step = 37;  // Prime, so that the moments are visited in another order, all of them.

}  // namespace

TEST_CASE("history: every moment of a run is the fold of the events up to it, wherever one comes from") {
  Log log({.events = 1'000'000, .events_of_a_chapter = 64});
  REQUIRE(log.moments.size() > 200);
  REQUIRE(log.moments.size() % step != 0);
  for (std::size_t i = 0, place = 0; i < log.moments.size(); ++i, place = (place + step) % log.moments.size()) {
    const Log::Moment& moment = log.moments[place];
    CAPTURE(moment.time_ns);
    REQUIRE(snapshot_json(log.history->at(moment.time_ns, log.fold->model())) == moment.snapshot);
  }
}

TEST_CASE("history: between two events the state is that after the earlier one, and the time passes") {
  Log log({.events = 1'000'000, .events_of_a_chapter = 64});
  const TimeNs earlier = log.moments.at(100).time_ns, later = log.moments.at(101).time_ns;
  REQUIRE(later > earlier + 1);
  const Model& between = log.history->at(earlier + 1, log.fold->model());
  CHECK(between.time_ns == earlier + 1);
  const std::uint64_t count = between.event_count;
  CHECK(log.history->at(earlier, log.fold->model()).event_count == count);
  CHECK(log.history->at(later, log.fold->model()).event_count > count);
}

TEST_CASE("history: the events before and after a moment") {
  Log log({.events = 1'000'000, .events_of_a_chapter = 64});
  const TimeNs earlier = log.moments.at(200).time_ns, later = log.moments.at(201).time_ns;
  CHECK(log.history->event_after(earlier) == later);
  CHECK(log.history->event_before(later) == earlier);
  CHECK(log.history->event_before(earlier + 1) == earlier);
  const TimeNs last = log.fold->model().last_event_ns;
  CHECK(log.history->event_after(last) == last);
  CHECK(log.history->event_before(0) == 0);
}

TEST_CASE("history: the oldest chapters are dropped, and the moments that are left stay as they were") {
  Log log({.events = 400, .events_of_a_chapter = 64});
  const TimeNs begin = log.history->begin_ns();
  REQUIRE(begin > log.moments.front().time_ns);
  std::size_t known = 0;
  for (const Log::Moment& moment : log.moments) {
    if (moment.time_ns < begin) continue;
    ++known;
    REQUIRE(snapshot_json(log.history->at(moment.time_ns, log.fold->model())) == moment.snapshot);
  }
  CHECK(known > 20);
  CHECK(log.history->at(0, log.fold->model()).time_ns == begin);
}

TEST_CASE("history: a session with a history knows its moments; one without gives the current model") {
  for (const std::size_t events : {std::size_t{0}, std::size_t{10'000}}) {
    Session session;
    REQUIRE(session.load("import threading\nlock = threading.Lock()\nlock.acquire()\n").empty());
    RunOptions options{.interactive = false, .runner = RunnerKind::simulated};
    options.simulation.points_in_a_drain = 1;
    options.history_events = events;
    REQUIRE(session.run(options));
    while (session.live()) session.drain();
    session.drain();
    const TimeNs begin = session.model().begin_ns;
    const Model& past = session.model_at(begin);
    CHECK((&past == &session.model()) == (events == 0));
    if (events == 0) continue;
    CHECK(past.state == RunState::running);
    CHECK(session.model().state == RunState::ended);
    CHECK(session.event_after(begin) > begin);
  }
}
