#include "session/session.h"

#include <threadbox/park/waiter.h>

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace threadbox;
using namespace threadbox::session;

namespace {

struct Ended {
  Session session;

  /// Runs a program to its end.
  Ended(const char* program, RunnerKind runner) {
    REQUIRE(session.load(program).empty());
    RunOptions options{.interactive = false, .runner = runner};
    options.history_events = 100'000;
    REQUIRE(session.run(options));
    const Clock clock;
    Waiter self(0, clock);
    while (session.live())
      if (session.drain() == 0) self.park(clock.deadline_after(Seconds{0.0005}));
    session.drain();
  }

  const ThreadRow& thread(const std::string& name) const {
    const auto& threads = session.model().threads;
    const auto found = std::ranges::find(threads, name, &ThreadRow::name);
    REQUIRE(found != threads.end());
    return *found;
  }
  /// What ended the first wait of the thread of this kind.
  WakeUp wake_up(const std::string& name, OperationKind operation) const {
    const ThreadRow& waiter = thread(name);
    const auto wait = std::ranges::find_if(waiter.spans, [operation](const Span& span) {
      return span.state == ThreadState::waiting && span.operation == operation;
    });
    REQUIRE(wait != waiter.spans.end());
    return session.wake_up(waiter.id, wait->begin_ns);
  }
};

/// Each thread of the program is let go on by the main thread, in a line of its own.
constexpr const char* program = R"(import threading, queue, time
lock, done, cond, q = threading.Lock(), threading.Event(), threading.Condition(), queue.Queue()
sem, gate = threading.Semaphore(0), threading.Barrier(2)

def take():
    lock.acquire()

def wait():
    done.wait()

def stand():
    with cond:
        cond.wait()

def get():
    q.get()

def pass_by():
    sem.acquire()

def meet():
    gate.wait()

def start(f):
    t = threading.Thread(target=f, name=f.__name__)
    t.start()
    time.sleep(0.05)
    return t

lock.acquire()
threads = [start(f) for f in (take, wait, stand, get, pass_by, meet)]
lock.release()
done.set()
with cond:
    cond.notify()
q.put(1)
sem.release()
gate.wait()
for t in threads:
    t.join()
done.wait(0.01)
late = threading.Event()
late.wait(0.01)
)";

}  // namespace

TEST_CASE("wake-up: the thread, the act and the line that let a wait end") {
  for (const RunnerKind runner : {RunnerKind::simulated, RunnerKind::parallel}) {
    CAPTURE(runner);
    const Ended run(program, runner);
    const auto check = [&](const char* name, OperationKind operation, EventKind act, std::uint32_t by_line, std::uint32_t line) {
      CAPTURE(name);
      const WakeUp wake_up = run.wake_up(name, operation);
      CHECK(wake_up.over);
      CHECK(wake_up.outcome == WaitOutcome::done);
      CHECK(wake_up.by == 1);
      CHECK(wake_up.act == act);
      CHECK(wake_up.by_line == by_line);
      CHECK(wake_up.line == line);
    };
    check("take", OperationKind::lock_acquire, EventKind::lock_released, 32, 6);
    check("wait", OperationKind::event_wait, EventKind::event_set, 33, 9);
    check("stand", OperationKind::condition_wait, EventKind::condition_notified, 35, 13);
    check("get", OperationKind::condition_wait, EventKind::condition_notified, 36, 16);
    check("pass_by", OperationKind::semaphore_acquire, EventKind::semaphore_released, 37, 19);
    check("meet", OperationKind::barrier_wait, EventKind::barrier_opened, 38, 22);
  }
}

TEST_CASE("wake-up: the end of a thread ends a join, and time ends a wait with a timeout") {
  const Ended run(R"(import threading, time
def work():
    time.sleep(0.02)
t = threading.Thread(target=work, name="work")
t.start()
t.join()
threading.Event().wait(0.01)
)",
                  RunnerKind::simulated);
  const WakeUp join = run.wake_up("MainThread", OperationKind::thread_join);
  CHECK(join.by == run.thread("work").id);
  CHECK(join.act == EventKind::thread_end);
  CHECK(join.line == 6);
  const WakeUp timeout = run.wake_up("MainThread", OperationKind::event_wait);
  CHECK(timeout.over);
  CHECK(timeout.outcome == WaitOutcome::timed_out);
  CHECK(timeout.by == 0);
}
