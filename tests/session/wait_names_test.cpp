#include "session/calls.h"
#include "session/session.h"

#include <threadbox/park/waiter.h>

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace threadbox;
using namespace threadbox::session;

namespace {

/// A wait of the thread named "w", as the program knows it.
struct NamedWait {
  const char* set_up;
  const char* statement;  ///< Executed by the thread; it never returns.
  const char* text;       ///< wait_text()
  const char* object;     ///< The label of the object whose card lists the thread; empty: none.
};

std::string program_of(const NamedWait& wait) {
  return std::string("import contextlib, functools, logging, queue, threading, time\nimport concurrent.futures as futures\n") +
         wait.set_up + "\ndef body():\n    " + wait.statement + "\nw = threading.Thread(target=body, name='w')\nw.start()\n";
}

/// Runs the program until thread "w" waits in its statement; a simulated run then ends by a deadlock, a parallel one is stopped.
/// Returns the last wait that was seen.
std::string wait_of_w(const NamedWait& wait, RunnerKind runner, std::string& object) {
  Session session;
  REQUIRE(session.load(program_of(wait)).empty());
  session.run({.interactive = false, .runner = runner});
  const Clock clock;
  Waiter self(0, clock);
  std::string text;
  const auto look = [&] {
    const Model& model = session.model();
    const auto w = std::ranges::find(model.threads, "w", &ThreadRow::name);
    if (w == model.threads.end()) return false;
    for (const Span& span : w->spans)
      if (span.state == ThreadState::waiting) text = wait_text(model, *w, span);
    if (w->state == ThreadState::waiting && object.empty())
      for (const ObjectRow& row : model.objects)
        if (!row.is_internal && std::ranges::find(row.waiters, w->object) != row.waiters.end()) object = label(row);
    return text == wait.text && object == wait.object;
  };
  while (!look() && session.model().state != RunState::ended)
    if (session.drain() == 0) self.park(clock.deadline_after(Seconds{0.0005}));
  return text;
}

void check(const NamedWait& wait) {
  CAPTURE(wait.set_up);
  CAPTURE(wait.statement);
  for (const RunnerKind runner : {RunnerKind::parallel, RunnerKind::simulated}) {
    std::string object;
    CHECK(wait_of_w(wait, runner, object) == wait.text);
    // A simulated run has ended by the time that it is looked at.
    if (runner == RunnerKind::parallel) CHECK(object == wait.object);
  }
}

}  // namespace

TEST_CASE("wait names: a queue's calls") {
  check({"q = queue.Queue()", "q.get()", "q.get()", "q"});
  check({"q = queue.Queue()", "q.get(timeout=1e6)", "q.get()", "q"});
  check({"q = queue.PriorityQueue()", "q.get()", "q.get()", "q"});
  check({"q = queue.Queue(1); q.put(1)", "q.put(2)", "q.put()", "q"});
  check({"q = queue.Queue(); q.put(1)", "q.join()", "q.join()", "q"});
  check({"q = queue.SimpleQueue()", "q.get()", "q.get()", "q"});
  check({"class Mine(queue.Queue):\n    def get(self):\n        return super().get()\nq = Mine()", "q.get()", "q.get()", "q"});
}

TEST_CASE("wait names: threading's calls") {
  check({"lock = threading.Lock(); lock.acquire()", "lock.acquire()", "lock.acquire()", "lock"});
  check({"lock = threading.RLock(); lock.acquire()", "with lock: pass", "lock.acquire()", "lock"});
  check({"cond = threading.Condition()", "with cond: cond.wait()", "cond.wait()", "cond"});
  check({"cond = threading.Condition()", "with cond: cond.wait_for(lambda: False)", "cond.wait_for()", "cond"});
  check({"cond = threading.Condition(); cond.acquire()", "with cond: pass", "cond.acquire()", "cond"});
  check({"cond = threading.Condition(); cond.acquire()", "cond.acquire()", "cond.acquire()", "cond"});
  check(
      {"lock = threading.Lock(); cond = threading.Condition(lock); lock.acquire()", "with cond: pass", "lock.acquire()", "lock"});
  check({"free = threading.Semaphore(0)", "free.acquire()", "free.acquire()", "free"});
  check({"done = threading.Event()", "done.wait()", "done.wait()", "done"});
  check({"gate = threading.Barrier(2)", "gate.wait()", "gate.wait()", "gate"});
  check({"other = threading.Thread(target=threading.Event().wait, name='other'); other.start()", "other.join()", "other.join()",
         ""});
  check({"", "time.sleep(1e6)", "time.sleep()", ""});
}

TEST_CASE("wait names: the outermost call into a module counts, wherever it was called from") {
  check({"q = queue.Queue()", "functools.partial(q.get)()", "q.get()", "q"});
  check({"q = queue.Queue()", "list(iter(q.get, None))", "q.get()", "q"});
  check({"q = queue.Queue()", "max([1, 2], key=lambda n: q.get())", "q.get()", "q"});
  check({"lock = threading.Lock(); lock.acquire()", "contextlib.ExitStack().enter_context(lock)", "lock.acquire()", "lock"});
  check({"q = queue.Queue()\nclass Target:\n    def __call__(self): q.get()", "Target()()", "q.get()", "q"});
}

TEST_CASE("wait names: a thread's own target counts as a call of the program") {
  Session session;
  REQUIRE(session.load("import queue, threading\nq = queue.Queue()\nthreading.Thread(target=q.get, name='w').start()\n").empty());
  session.run({.interactive = false, .runner = RunnerKind::simulated});
  while (session.model().state != RunState::ended) session.drain();
  const ThreadRow& w = session.model().threads[1];
  const auto waits = std::ranges::find(w.spans, ThreadState::waiting, &Span::state);
  REQUIRE(waits != w.spans.end());
  CHECK(wait_text(session.model(), w, *waits) == "q.get()");
}

TEST_CASE("wait names: calls of futures and pools") {
  check({"f = futures.Future()", "f.result()", "f.result()", "f"});
  check({"f = futures.Future()", "f.exception(1e6)", "f.exception()", "f"});
  check({"f = futures.Future()", "futures.wait([f])", "futures.wait()", ""});
  check({"f = futures.Future()", "list(futures.as_completed([f]))", "futures.as_completed()", ""});
  const char* pool = "pool = futures.ThreadPoolExecutor(1); pool.submit(threading.Event().wait)";
  check({pool, "pool.shutdown()", "pool.shutdown()", "pool"});
  check({pool, "with pool: pass", "pool.shutdown()", "pool"});
  check({pool, "next(pool.map(print, [1]))", "pool.map()", "pool"});
}

namespace {

/// The labels of the objects that the program knows once a simulated run has ended.
std::vector<std::string> known_labels(const char* program) {
  Session session;
  REQUIRE(session.load(program).empty());
  session.run({.interactive = false, .runner = RunnerKind::simulated});
  while (session.model().state != RunState::ended) session.drain();
  std::vector<std::string> labels;
  for (const ObjectRow& row : session.model().objects)
    if (!row.is_internal) labels.push_back(label(row));
  return labels;
}

using Labels = std::vector<std::string>;

}  // namespace

TEST_CASE("owners: what modules make for themselves is internal") {
  CHECK(known_labels("import queue\nq = queue.Queue()\n") == Labels{"q"});
  CHECK(known_labels("import threading\nt = threading.Timer(1, print)\nc = threading.Condition()\n") == Labels{"c"});
  CHECK(known_labels("import logging\nlogging.warning('x')\n") == Labels{});
  CHECK(known_labels("import functools\n@functools.lru_cache\ndef f(n): return n\nf(1)\n") == Labels{});
  CHECK(known_labels("from concurrent.futures import ThreadPoolExecutor\nwith ThreadPoolExecutor(2) as pool:\n    f = "
                     "pool.submit(abs, 1)\n") == Labels{"pool", "f"});
}

TEST_CASE("owners: an object that a module makes on the program's behalf is the program's") {
  CHECK(
      known_labels("import threading\nfrom collections import defaultdict\nlocks = defaultdict(threading.Lock)\nlocks['a']\n") ==
      Labels{"Lock 2"});
  CHECK(known_labels("import threading\nfrom dataclasses import dataclass, field\n@dataclass\nclass A:\n"
                     "    lock: object = field(default_factory=threading.RLock)\na = A()\n") == Labels{"a.lock"});
}

TEST_CASE("object names: an element or attribute of a global variable is named as the program reaches it") {
  CHECK(known_labels("import threading\nlocks = [threading.Lock() for _ in range(2)]\nfor l in locks: pass\n") ==
        Labels{"locks[0]", "locks[1]"});
  CHECK(known_labels("import threading\nforks = {'a': threading.Lock(), 2: threading.Lock()}\n") ==
        Labels{"forks['a']", "forks[2]"});
  CHECK(known_labels("import threading\nclass Account:\n    def __init__(self):\n        self.lock = threading.Lock()\n"
                     "account = Account()\nothers = [Account()]\n") == Labels{"account.lock", "others[0].lock"});
  CHECK(known_labels("import threading\ndef make():\n    done = threading.Event()\n    return done\n"
                     "kept = {make(), make()}\n") == Labels{"done", "done (2)"});
  CHECK(known_labels("import threading\na = threading.Lock()\nb = [a]\n") == Labels{"a"});
}

TEST_CASE("thread targets: a thread shows the call that it makes") {
  const auto target = [](const char* program) {
    Session session;
    REQUIRE(session.load(program).empty());
    session.run({.interactive = false, .runner = RunnerKind::simulated});
    while (session.model().state != RunState::ended) session.drain();
    return session.model().threads[1].target;
  };
  const std::string head = "import queue, threading\ndef greet(*args, **kwargs): pass\n";
  CHECK(target((head + "threading.Thread(target=greet, args=('Ada', 1, None)).start()").c_str()) == "greet('Ada', 1, None)");
  CHECK(target((head + "threading.Thread(target=greet, kwargs={'a': 1}).start()").c_str()) == "greet(…)");
  CHECK(target((head + "q = queue.Queue()\nthreading.Thread(target=greet, args=(q, [1])).start()").c_str()) ==
        "greet(q, <list>)");
  CHECK(target((head + "threading.Timer(0, greet).start()").c_str()) == "greet()");
  CHECK(target((head + "threading.Thread(target=greet, args=('x' * 100,)).start()").c_str()) == "greet('…')");
}
