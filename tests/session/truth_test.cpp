#include "session/session.h"

#include <threadbox/park/waiter.h>

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <sstream>

// Compares the model with the objects' own state after bursts of more events than the rings can hold.

using namespace threadbox;
using namespace threadbox::session;

namespace {

/// Rounds of a burst on every kind of object, which each thread leaves at another place; while all of them wait, `truth()`
/// prints what is. The test lets the next round begin.
constexpr const char* bursts = R"(
import threading, queue, random, time

WORKERS, ROUNDS = 4, 3
lock, kept, rlock = threading.Lock(), threading.Lock(), threading.RLock()
sem, flag, gate = threading.Semaphore(70000), threading.Event(), threading.Barrier(3)
fifo, heap, simple = queue.Queue(), queue.PriorityQueue(), queue.SimpleQueue()
cond, met = threading.Condition(threading.Lock()), threading.Barrier(WORKERS)
paused, go_on = [threading.Event() for _ in range(WORKERS)], [threading.Event() for _ in range(ROUNDS)]

def part(text, name):
    return text.split(name)[1].split()[0].rstrip(">") if name in text else "0"

def truth():
    owner = part(repr(rlock), "owner=")
    print("truth lock=", int(lock.locked()), " kept=", int(kept.locked()), " rlock=", owner, "x", part(repr(rlock), "count="),
          " sem=", part(repr(sem), "value="), " flag=", int(flag.is_set()), " gate=", gate.n_waiting, int(gate.broken),
          " fifo=", fifo.qsize(), "/", fifo.unfinished_tasks, " heap=", heap.qsize(), "/", heap.unfinished_tasks,
          " simple=", simple.qsize(), sep="")

def burst(n):
    for i in range(400 + random.randrange(100)):
        with lock:
            pass
        with rlock, rlock:
            pass
        with sem:
            pass
        flag.set()
        flag.clear()
        for q in (fifo, heap):
            q.put(n)
            q.get()
            q.task_done()
        simple.put(n)
        simple.get()
        with cond:
            cond.notify()
    # The state at the end of the round: no thread changes it before the next one.
    fifo.put(n)
    heap.put(n)
    sem.acquire()
    simple.put(n)

def work(n):
    for i in range(ROUNDS):
        burst(n)
        met.wait()
        if n == 0:
            lock.acquire()
            flag.set()
        if n == 1:
            rlock.acquire(), rlock.acquire(), rlock.acquire()
        if n == 2 and i == ROUNDS - 1:
            kept.acquire()
        paused[n].set()
        if i < ROUNDS - 1:
            go_on[i].wait()
        if n == 0 and i < ROUNDS - 1:
            lock.release()
        if n == 1:
            rlock.release(), rlock.release(), rlock.release()

def arrive():
    try:
        gate.wait()
    except threading.BrokenBarrierError:
        pass

threads = [threading.Thread(target=work, args=(n,), name=f"worker {n}") for n in range(WORKERS)]
for t in threads:
    t.start()
threading.Thread(target=arrive, daemon=True).start()
while gate.n_waiting == 0:
    time.sleep(0.001)
for i in range(ROUNDS):
    for event in paused:
        event.wait()
        event.clear()
    if i == 1:
        gate.abort()
    if i < ROUNDS - 1:
        seen = threading.Event()
        truth()
        seen.wait()
        go_on[i].set()
for t in threads:
    t.join()
truth()
)";

const ObjectRow& variable(const Model& model, std::string_view name) {
  CAPTURE(name);
  const auto found = std::ranges::find(model.objects, name, &ObjectRow::variable);
  REQUIRE(found != model.objects.end());
  return *found;
}

/// The text that the program's truth() prints, written from the model.
std::string told(const Model& model) {
  std::ostringstream out;
  const auto held = [&](const char* name) { return variable(model, name).owner != 0 ? 1 : 0; };
  const auto queue = [&](const char* name) {
    return std::to_string(variable(model, name).size) + "/" + std::to_string(variable(model, name).unfinished);
  };
  const ObjectRow &rlock = variable(model, "rlock"), &gate = variable(model, "gate");
  const ThreadRow* owner = model.thread(rlock.owner);
  out << "truth lock=" << held("lock") << " kept=" << held("kept") << " rlock=" << (owner != nullptr ? owner->id : 0) << "x"
      << rlock.count << " sem=" << variable(model, "sem").value << " flag=" << (variable(model, "flag").flag ? 1 : 0)
      << " gate=" << gate.n_waiting << (gate.broken ? 1 : 0) << " fifo=" << queue("fifo") << " heap=" << queue("heap")
      << " simple=" << variable(model, "simple").size;
  return out.str();
}

/// Checks that the list of a thread's locks and the owners of the locks agree.
void check_holds(const Model& model) {
  for (const ThreadRow& thread : model.threads)
    for (const ObjectId held : thread.holds) CHECK(model.object(held)->owner == thread.object);
  for (const ObjectRow& object : model.objects) {
    CHECK(object.known);
    if (object.owner != 0) CHECK(std::ranges::count(model.thread(object.owner)->holds, object.id) == 1);
  }
}

std::vector<std::string> printed(const Model& model) {
  std::vector<std::string> lines;
  for (const ConsoleLine& line : model.console)
    if (line.stream == OutputStream::out && line.text.starts_with("truth "))
      lines.push_back(line.text.substr(0, line.text.find('\n')));
  return lines;
}

/// Looks seldom, as a page that draws does, so that rings run over.
void drain_until(Session& session, const std::function<bool(const Model&)>& reached) {
  const Clock clock;
  Waiter self(0, clock);
  while (!reached(session.model())) {
    self.park(clock.deadline_after(Seconds{0.004}));
    session.drain();
  }
  session.drain();
}

void check_bursts(const RunOptions& options) {
  Session session;
  REQUIRE(session.load(bursts).empty());
  REQUIRE(session.run(options));
  for (std::size_t round = 1; round <= 3; ++round) {
    drain_until(session, [&](const Model& model) { return printed(model).size() == round; });
    if (round == 3) drain_until(session, [](const Model& model) { return model.state == RunState::idle; });
    CHECK(told(session.model()) == printed(session.model()).back());
    check_holds(session.model());
    if (round < 3) session.post(Execute{"seen.set()"});
  }
  const Model& model = session.model();
  CHECK(variable(model, "simple").kind == ObjectKind::simple_queue);
  CHECK(model.thread(variable(model, "kept").owner)->name == "worker 2");
  CHECK(model.thread(variable(model, "lock").owner)->name == "worker 0");
  MESSAGE(model.lost_events, " events were lost, of ", model.event_count + model.lost_events);
}

}  // namespace

TEST_CASE("truth: after a burst of parallel threads the model says what the objects say") { check_bursts({}); }

TEST_CASE("truth: … without the GIL") { check_bursts({.free_threaded = true}); }

TEST_CASE("truth: … one at a time, in virtual time") { check_bursts({.runner = RunnerKind::simulated}); }

TEST_CASE("truth: a free lock has no owner, after more events than the rings can hold") {
  for (const bool free_threaded : {false, true}) {
    Session session;
    REQUIRE(session
                .load(R"(
import threading
lock, sem = threading.Lock(), threading.Semaphore(3)
def work():
    for _ in range(20000):
        with lock: pass
        with sem: pass
threads = [threading.Thread(target=work) for _ in range(8)]
for t in threads: t.start()
for t in threads: t.join()
)")
                .empty());
    REQUIRE(session.run({.interactive = false, .free_threaded = free_threaded}));
    drain_until(session, [](const Model& model) { return model.state == RunState::ended; });
    const Model& model = session.model();
    CHECK(variable(model, "lock").owner == 0);
    CHECK(variable(model, "sem").value == 3);
    check_holds(model);
  }
}
