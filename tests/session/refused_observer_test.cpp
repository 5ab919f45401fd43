#include "refused_allocations.h"

#include "session/chrome_trace.h"
#include "session/fold.h"
#include "session/session.h"
#include "session/snapshot.h"

#include <threadbox/park/waiter.h>

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

// The observer with a refusing operator new: the next drain continues, or the caller gets the error.

using namespace threadbox;
using namespace threadbox::session;
using tests::refuse_each;
using tests::refused;
using tests::Unrefused;

namespace {

/// Every kind of object, threads that wait and end, a daemon, a Timer, output, a deadlock at the end.
constexpr const char* program = R"(
import queue, threading
lock, rlock, gate = threading.Lock(), threading.RLock(), threading.Barrier(2)
flag, sem, cond, fifo = threading.Event(), threading.Semaphore(2), threading.Condition(), queue.Queue()
kept = threading.Lock()

def work(n):
    for i in range(3):
        with lock, rlock, rlock, sem:
            fifo.put("an item that is too long to be kept in place")
    gate.wait()
    flag.set()
    with cond:
        cond.notify_all()
    print("the line that a worker writes, number", n)
    if n == 1:
        kept.acquire()

def ring():
    print("the line that a timer writes")

threads = [threading.Thread(target=work, args=(n,), name=f"a worker with a long name {n}") for n in range(2)]
for t in threads: t.start()
timer = threading.Timer(0.01, ring)
timer.start()
flag.wait()
for t in threads: t.join()
timer.join()
threads = [threading.Thread(target=threading.Lock().acquire) for n in range(3)]
for n in range(6): fifo.get(); fifo.task_done()
del sem, gate
kept.acquire()
)";

RunOptions simulated(std::uint64_t seed) {
  return {.interactive = false, .runner = RunnerKind::simulated, .simulation = {.seed = seed}};
}

bool has_ended(const Session& session) { return session.model().state == RunState::ended; }

/// Calls `drain`, which returns whether it was completed, until the run has ended. Returns all events.
std::vector<TraceEvent> drain_to_end(Session& session, const std::function<bool()>& drain) {
  std::vector<TraceEvent> events;
  const Clock clock;
  Waiter self(0, clock);
  bool completed = true;
  while (!has_ended(session) || !completed) {
    self.park(clock.deadline_after(Seconds{0.0002}));
    completed = drain();
    if (completed) events.insert(events.end(), session.fresh().begin(), session.fresh().end());
  }
  return events;
}

std::vector<TraceEvent> drain_to_end(Session& session) {
  return drain_to_end(session, [&] {
    session.drain();
    return true;
  });
}

/// Drains once, with the allocation refused that `refused` counts. Returns whether the drain was completed.
bool drain_refused(Session& session) {
  bool completed = true;
  try {
    session.drain();
  } catch (const std::bad_alloc&) {
    completed = false;
  }
  refused = -1;
  return completed;
}

/// Drains that are refused one allocation each: the first, the second, and so on.
std::function<bool()> refused_drains(Session& session) {
  constexpr long most_of_a_drain = 40;
  return [&session, which = 0L]() mutable {
    refused = which++ % most_of_a_drain;
    return drain_refused(session);
  };
}

void drain_until(Session& session, const std::function<bool()>& seen) {
  const Clock clock;
  Waiter self(0, clock);
  for (session.drain(); !seen(); session.drain()) self.park(clock.deadline_after(Seconds{0.0002}));
}

/// Everything that the views show of a model.
std::string shown(const Model& model) {
  std::string text = snapshot_json(model);
  for (const ThreadRow& thread : model.threads) {
    std::ostringstream out;
    out << "\n" << thread.name;
    for (const Span& span : thread.spans)
      out << " span " << span.begin_ns << "-" << span.end_ns << " " << thread_state_name(span.state) << span.object;
    for (const Mark& mark : thread.marks) out << " mark " << mark.time_ns << event_name(mark.kind) << mark.object;
    for (const Hold& hold : thread.past_holds) out << " hold " << hold.object << " " << hold.begin_ns << "-" << hold.end_ns;
    text += out.str();
  }
  return text;
}

std::string written(const Model& model) {
  std::string text;
  for (const ConsoleLine& line : model.console) text += line.text;
  return text;
}

struct Observed {
  std::string model;
  std::vector<TraceEvent> events;
};

/// The model and the events of a run; `refusing`: each drain is refused one allocation.
Observed observed(const RunOptions& options, bool refusing) {
  Session session;
  REQUIRE(session.load(program).empty());
  REQUIRE(session.run(options));
  const std::vector<TraceEvent> events = refusing ? drain_to_end(session, refused_drains(session)) : drain_to_end(session);
  return {shown(session.model()), events};
}

}  // namespace

TEST_CASE("no memory: a fold that could not apply an event is as it was, and applies it later") {
  Session session;
  REQUIRE(session.load(program).empty());
  REQUIRE(session.run(simulated(3)));
  const std::vector<TraceEvent> events = drain_to_end(session);
  // The run's own texts are gone by now; this one is long enough to be allocated.
  TextTable texts;
  const TextId text = texts.intern("a text that is too long to be kept in place");
  Fold fold(texts), unrefused(texts);
  long refusals = 0;
  for (TraceEvent event : events) {
    const bool names_text = event.kind == EventKind::output || event.kind == EventKind::thread_create ||
                            event.kind == EventKind::thread_name || event.kind == EventKind::object_name ||
                            event.kind == EventKind::line;
    if (names_text) event.argument = text;
    const std::string before = shown(fold.model());
    refusals += refuse_each([&] { fold.apply(event); },
                            [&](bool ended_well) {
                              if (!ended_well) CHECK(shown(fold.model()) == before);
                            });
    unrefused.apply(event);
    REQUIRE(shown(fold.model()) == shown(unrefused.model()));
  }
  CHECK(refusals > 100);
}

TEST_CASE("no memory: an observer that is refused in every drain sees the same run, in the end") {
  for (std::uint64_t seed = 0; seed < 5; ++seed) {
    const Observed expected = observed(simulated(seed), false), refused_one = observed(simulated(seed), true);
    CHECK(refused_one.model == expected.model);
    CHECK(refused_one.events == expected.events);
  }
}

TEST_CASE("no memory: parallel threads are observed to their end, and no event is missing") {
  for (const bool free_threaded : {false, true}) {
    RunOptions options{.interactive = false, .free_threaded = free_threaded};
    Session session;
    std::string ends_well = program;
    ends_well.replace(ends_well.rfind("kept.acquire()"), 14, "print(kept.locked())");
    REQUIRE(session.load(ends_well).empty());
    REQUIRE(session.run(options));
    const std::vector<TraceEvent> events = drain_to_end(session, refused_drains(session));
    std::uint64_t next = 0;
    for (const TraceEvent& event : events) CHECK(event.sequence == next++);
    CHECK(session.model().exit_code == 0);
    CHECK(written(session.model()).ends_with("True\n"));
    for (const ThreadRow& thread : session.model().threads) CHECK(thread.state != ThreadState::running);
  }
}

TEST_CASE("no memory: a run that could not begin is none, and the next one begins") {
  for (const RunnerKind runner : {RunnerKind::parallel, RunnerKind::simulated}) {
    Session session;
    REQUIRE(session.load("print('the line that the program writes')").empty());
    RunOptions options{.interactive = false, .arguments = {"an argument that is too long to be kept in place"}, .runner = runner};
    const long refusals = refuse_each([&] { session.run(options); },
                                      [&](bool ended_well) {
                                        if (!ended_well) {
                                          CHECK_FALSE(session.live());
                                          CHECK_FALSE(session.model().state == RunState::running);
                                          CHECK(session.run(options));
                                        }
                                        drain_to_end(session);
                                        CHECK(session.model().exit_code == 0);
                                        CHECK(written(session.model()) == "the line that the program writes\n");
                                      },
                                      0.2);
    CHECK(refusals > 100);
  }
}

TEST_CASE("no memory: a run that takes another one's place begins with one of the next drains") {
  for (const RunnerKind runner : {RunnerKind::parallel, RunnerKind::simulated}) {
    Session session;
    REQUIRE(session.load("print('the line that the program writes')").empty());
    RunOptions options{.arguments = {"an argument that is too long to be kept in place"}, .runner = runner};
    REQUIRE(session.run(options));
    const Clock clock;
    Waiter self(0, clock);
    long failed = 0;
    for (long which = 0; which < 3000; which += 1 + which / 3) {
      session.run(options);
      const std::string statement = "print('the line that a statement writes', " + std::to_string(which) + ")";
      session.post(Execute{statement});
      while (session.live()) self.park(clock.deadline_after(Seconds{0.0002}));
      refused = which;
      try {
        session.drain();
      } catch (const std::bad_alloc&) {
        ++failed;
      }
      refused = -1;
      const auto wrote = [&](const std::string& text) { return written(session.model()).find(text) != std::string::npos; };
      while (!wrote("\nthe line that a statement writes " + std::to_string(which)) && !wrote(statement + "\nMemoryError")) {
        self.park(clock.deadline_after(Seconds{0.0002}));
        session.drain();
      }
    }
    CHECK(failed > 10);
  }
}

TEST_CASE("no memory: a command that could not be applied throws, and says nothing else; the next one is applied") {
  for (const RunnerKind runner : {RunnerKind::parallel, RunnerKind::simulated}) {
    Session session;
    REQUIRE(session.load("print('ready')").empty());
    long executed = 0;
    const auto settle = [&] {
      const std::string last = "done " + std::to_string(++executed) + "\n";
      session.post(Execute{"print('done " + std::to_string(executed) + "')"});
      drain_until(session, [&] { return written(session.model()).find("\n" + last) != std::string::npos; });
    };
    REQUIRE(session.run({.runner = runner}));
    long told = 0, well = 0;
    const auto count = [&](const std::string& what) {
      const std::string text = written(session.model());
      long found = 0;
      for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; ++at) ++found;
      return found;
    };
    const Command statement = Execute{"print('a statement', 'that was executed')"};
    refuse_each([&] { session.post(statement); },
                [&](bool ended_well) {
                  well += ended_well ? 1 : 0;
                  settle();
                  CHECK(count("\na statement that was executed") + count("\nMemoryError") == well);
                  CHECK(std::ranges::count(session.model().threads, true, &ThreadRow::is_console) == 1);
                });
    refuse_each([&] { session.post(Interrupt{}); },
                [&](bool ended_well) {
                  told += ended_well ? 1 : 0;
                  settle();
                  drain_until(session, [&] { return count("KeyboardInterrupt") >= told; });  // Another thread writes it.
                  CHECK(count("KeyboardInterrupt") == told);
                });
    CHECK(told == 1);
    refuse_each([&] { session.post(EndMain{}); }, [](bool) {});
    drain_to_end(session);
    CHECK(session.model().exit_code == 0);
    // After the end each statement is answered once, or its caller got the error.
    well = 0;
    refuse_each([&] { session.post(statement); },
                [&](bool ended_well) {
                  well += ended_well ? 1 : 0;
                  session.drain();
                  CHECK(count("the run has ended") == well);
                  CHECK(count(">>> print('a statement'") == well + 1);
                });
  }
}

TEST_CASE("no memory: Stop needs none, and what was typed for the run that it called off is answered") {
  for (const RunnerKind runner : {RunnerKind::parallel, RunnerKind::simulated}) {
    Session session;
    REQUIRE(session.load("while True: pass").empty());
    REQUIRE(session.run({.runner = runner}));
    REQUIRE(session.run({.runner = runner}));
    session.post(Execute{"print('a statement that was typed')"});
    refused = 0;
    session.stop();
    CHECK(std::exchange(refused, -1) == 0);
    drain_to_end(session, refused_drains(session));
    session.drain();
    CHECK(session.model().stopped_by_user);
    CHECK(written(session.model()).find(">>> print('a statement that was typed')\n") != std::string::npos);
  }
}

TEST_CASE("no memory: a schedule that does not fit is told, or that there was no memory for it") {
  RunOptions options = simulated(0);
  options.simulation.points_in_a_drain = 1;
  for (long which = 0; which < 40; ++which) {
    Session session;
    REQUIRE(session.load("import time\ntime.sleep(1)").empty());
    // Allocations are counted from the choice that does not fit.
    options.simulation.strategy =
        script::asking_strategy([which](const script::SchedulingPoint& point) -> std::optional<script::Choice> {
          if (point.step < 1) return script::Choice{script::Choice::Kind::run, point.runnable.front()};
          refused = which;
          return script::Choice{script::Choice::Kind::run, 77};
        });
    REQUIRE(session.run(options));
    drain_to_end(session, [&] { return drain_refused(session); });
    CHECK(session.model().exit_code == 1);
    const std::string text = written(session.model());
    CAPTURE(text);
    CAPTURE(which);
    CHECK((text.starts_with("MemoryError") || text.starts_with("threadbox: the schedule does not fit this program")));
  }
}

TEST_CASE("no memory: a simulation that is stepped by its observer goes on, whatever is refused") {
  RunOptions options = simulated(1);
  options.simulation.points_in_a_drain = 5;
  for (long which = 0; which < 400; which += 3) {
    Session session;
    REQUIRE(session.load(program).empty());
    REQUIRE(session.run(options));
    long drains = 0;
    drain_to_end(session, [&] {
      if (++drains % 16 == 0) refused = which;
      return drain_refused(session);
    });
    CHECK(session.model().exit_code.has_value());
  }
}

TEST_CASE("no memory: a program that could not be loaded leaves the one that was") {
  Session session;
  REQUIRE(session.load("print('the first program')").empty());
  const std::string first = session.source(), second = program;
  std::vector<Problem> problems;
  refuse_each(
      [&] {
        problems = {{.type = "none"}};
        problems = session.load(std::string(second));
      },
      [&](bool ended_well) {
        CHECK((session.source() == first || problems.empty()));
        CHECK((!ended_well || problems.empty() || problems.front().type == "MemoryError"));
      });
  CHECK(session.source() == second);
  refuse_each([&] { session.load("a program that is wrong"); }, [&](bool) { CHECK(session.source() == second); });
}

TEST_CASE("no memory: a snapshot that could not be made can be made again") {
  Session session;
  REQUIRE(session.load(program).empty());
  REQUIRE(session.run(simulated(3)));
  drain_to_end(session);
  const std::string expected = snapshot_json(session.model());
  std::string made;
  const long refusals = refuse_each([&] { made = snapshot_json(session.model()); }, [](bool) {});
  CHECK(refusals > 5);
  CHECK(made == expected);
}

TEST_CASE("no memory: a trace that could not be written whole is one that has failed") {
  Session session;
  REQUIRE(session.load(program).empty());
  REQUIRE(session.run(simulated(3)));
  const std::vector<TraceEvent> events = drain_to_end(session);
  const auto write = [&](std::ostream& out, long which) {
    ChromeTrace trace(out, [&](TextId id) { return session.text(id); });
    refused = which;
    trace.add(events);
    trace.finish();
    const bool none_refused = refused >= 0;
    refused = -1;
    return none_refused;
  };
  std::ostringstream whole;
  REQUIRE(write(whole, 1'000'000'000));
  bool none_refused = false;
  for (long which = 0; !none_refused; which = which < 300 ? which + 1 : which + which / 10) {
    std::ostringstream out;
    none_refused = write(out, which);
    CHECK(out.good() == none_refused);
    if (out.good()) CHECK(out.str() == whole.str());
  }
}
