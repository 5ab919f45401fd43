#include "session/session.h"
#include "session/snapshot.h"

#include <threadbox/park/waiter.h>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>

using namespace threadbox;
using namespace threadbox::session;

namespace {

/// The program that every layer must run: two workers at a barrier of three, a daemon, a timer that aborts.
constexpr const char* barrier_program = R"(import threading
import time

gate = threading.Barrier(3)
lock = threading.Lock()

def worker(n):
    try:
        gate.wait()
    except threading.BrokenBarrierError:
        print("worker", n, "aborting")
        return
    with lock:
        print("worker", n, "through")

def heartbeat():
    while True:
        print("beat")
        time.sleep(0.1)

threading.Thread(target=heartbeat, name="heart", daemon=True).start()
workers = [threading.Thread(target=worker, args=(i,)) for i in range(2)]
for t in workers:
    t.start()
timer = threading.Timer(0.35, gate.abort)
timer.start()
for t in workers:
    t.join()
print("main done")
)";

/// Drains until `reached` holds: the tests wait for events, never for time.
void drain_until(Session& session, const std::function<bool(const Model&)>& reached) {
  const Clock clock;
  Waiter self(0, clock);
  while (!reached(session.model())) {
    if (session.drain() == 0) self.park(clock.deadline_after(Seconds{0.0005}));
  }
}

void drain_to_end(Session& session) {
  drain_until(session, [](const Model& model) { return model.state == RunState::ended; });
}

std::string output(const Model& model, OutputStream stream = OutputStream::out) {
  std::string text;
  for (const ConsoleLine& line : model.console)
    if (line.stream == stream) text += line.text;
  return text;
}

bool wrote(const Model& model, std::string_view text, OutputStream stream = OutputStream::out) {
  return output(model, stream).find(text) != std::string::npos;
}

const ThreadRow* named(const Model& model, std::string_view name) {
  const auto found = std::ranges::find(model.threads, name, &ThreadRow::name);
  return found == model.threads.end() ? nullptr : &*found;
}

const ObjectRow* variable(const Model& model, std::string_view name) {
  const auto found = std::ranges::find(model.objects, name, &ObjectRow::variable);
  return found == model.objects.end() ? nullptr : &*found;
}

void start(Session& session, std::string program, bool interactive = false) {
  REQUIRE(session.load(std::move(program)).empty());
  REQUIRE(session.run({.interactive = interactive}));
}

}  // namespace

TEST_CASE("session: the barrier program ends as under CPython") {
  Session session;
  start(session, barrier_program);
  drain_to_end(session);
  const Model& model = session.model();
  CHECK(wrote(model, "worker 0 aborting\n"));
  CHECK(wrote(model, "worker 1 aborting\n"));
  CHECK(output(model).ends_with("main done\n"));
  CHECK(model.exit_code == 0);
  CHECK(named(model, "heart")->state == ThreadState::stopped);
  CHECK(variable(model, "gate")->broken);
  CHECK(output(model, OutputStream::err).empty());
}

TEST_CASE("session: a click is a statement on the Console thread, echoed, with what it raised") {
  Session session;
  start(session, "import threading\ngate = threading.Barrier(2)\n", true);
  drain_until(session, [](const Model& model) { return model.state == RunState::idle; });
  session.post(Execute{"gate.abort()"});
  drain_until(session, [](const Model& model) { return variable(model, "gate")->broken; });
  session.post(Execute{"gate.wait()"});
  drain_until(session, [](const Model& model) { return wrote(model, "threading.BrokenBarrierError", OutputStream::err); });
  CHECK(wrote(session.model(), ">>> gate.abort()\n", OutputStream::echo));
  session.post(EndMain{});
  drain_to_end(session);
  CHECK(session.model().exit_code == 0);
}

TEST_CASE("session: a user spawns a thread, and its daemon flag is fixed once it has started") {
  Session session;
  start(session, "import threading\nstop = threading.Event()\ndef wait_for_stop():\n    stop.wait()\n", true);
  drain_until(session, [](const Model& model) { return model.state == RunState::idle; });
  session.post(Execute{"t1 = threading.Thread(target=wait_for_stop, name='extra')"});
  session.post(Execute{"t1.daemon = True"});
  session.post(Execute{"t1.start()"});
  drain_until(session, [](const Model& model) {
    const ThreadRow* extra = named(model, "extra");
    return extra != nullptr && extra->state == ThreadState::waiting;
  });
  CHECK(named(session.model(), "extra")->daemon);
  CHECK(expression(*named(session.model(), "extra")) == "t1");
  session.post(Execute{"t1.daemon = False"});
  drain_until(session, [](const Model& model) {
    return wrote(model, "RuntimeError: cannot set daemon status of active thread\n", OutputStream::err);
  });
  CHECK(named(session.model(), "extra")->daemon);
  session.post(EndMain{});
  drain_to_end(session);
  CHECK(named(session.model(), "extra")->state == ThreadState::stopped);
}

TEST_CASE("session: a statement that comes before the program's first line waits for the modules") {
  Session session;
  start(session, "", true);
  session.post(Execute{"import threading; print(threading.current_thread is not None)"});
  drain_until(session, [](const Model& model) { return wrote(model, "True\n"); });
  session.post(EndMain{});
  drain_to_end(session);
}

TEST_CASE("session: ending main joins non-daemons first") {
  Session session;
  start(session,
        "import threading\ngo = threading.Event()\n"
        "def work():\n    go.wait()\n    print('worked')\n"
        "threading.Thread(target=work).start()\n",
        true);
  drain_until(session, [](const Model& model) { return model.state == RunState::idle; });
  session.post(EndMain{});
  drain_until(session, [](const Model& model) {
    return model.state == RunState::shutdown && model.threads[0].state == ThreadState::waiting;
  });
  CHECK(session.model().threads[0].wait.operation == OperationKind::shutdown_join);
  session.post(Execute{"go.set()"});
  drain_to_end(session);
  CHECK(wrote(session.model(), "worked\n"));
}

TEST_CASE("session: a timer can be cancelled, and fires at once when its interval is over") {
  Session session;
  start(session,
        "import threading\n"
        "late = threading.Timer(3600, print, ['late'])\nlate.start()\n"
        "soon = threading.Timer(0, print, ['soon'])\n",
        true);
  drain_until(session, [](const Model& model) { return model.state == RunState::idle; });
  session.post(Execute{"late.cancel()"});
  session.post(Execute{"soon.start()"});
  drain_until(session, [](const Model& model) { return wrote(model, "soon\n"); });
  session.post(EndMain{});
  drain_to_end(session);
  CHECK_FALSE(wrote(session.model(), "late\n"));
  const auto timer_of = [&](std::string_view name) {
    return std::ranges::find(session.model().threads, name, &ThreadRow::variable)->timer;
  };
  CHECK(timer_of("late")->state == TimerRow::State::cancelled);
  CHECK(timer_of("soon")->state == TimerRow::State::fired);
}

TEST_CASE("session: stop ends a program in any state") {
  for (const char* statement :
       {"while True: pass", "time.sleep(3600)", "lock.acquire()", "gate.wait()", "threading.Event().wait()", "helper.join()",
        "sum(range(10**12))", "all(range(1, 10**12))", "[n for n in iter(int, 1)]", "sorted(range(10**12), key=lambda n: -n)"}) {
    CAPTURE(statement);
    Session session;
    start(session, std::string("import threading, time\nlock = threading.Lock()\nlock.acquire()\n"
                               "gate = threading.Barrier(2)\n"
                               "helper = threading.Thread(target=time.sleep, args=(3600,))\nhelper.start()\n"
                               "print('ready')\ntry:\n    ") +
                       statement + "\nfinally:\n    print('finally')\n");
    drain_until(session, [](const Model& model) { return wrote(model, "ready\n"); });
    session.stop();
    drain_to_end(session);
    CHECK(session.model().stopped_by_user);
    CHECK_FALSE(wrote(session.model(), "finally"));
    for (const ThreadRow& thread : session.model().threads) CHECK(thread.state == ThreadState::stopped);
  }
}

TEST_CASE("session: a run that is asked for while another lives starts when that one has ended") {
  Session session;
  start(session, "print('one')\nwhile True: pass\n");
  drain_until(session, [](const Model& model) { return wrote(model, "one\n"); });
  REQUIRE(session.load("print('two')\n").empty());
  REQUIRE(session.run({.interactive = false}));
  CHECK(session.runs() == 1);
  drain_until(session, [](const Model& model) { return wrote(model, "two\n") && model.state == RunState::ended; });
  CHECK_FALSE(wrote(session.model(), "one\n"));
  CHECK(session.runs() == 2);
}

TEST_CASE("session: Ctrl-C raises KeyboardInterrupt in the main thread, wherever it waits") {
  for (const char* statement : {"while True: pass", "time.sleep(3600)", "lock.acquire()", "gate.wait()", "helper.join()"}) {
    CAPTURE(statement);
    Session session;
    start(session, std::string("import threading, time\nlock = threading.Lock()\nlock.acquire()\n"
                               "gate = threading.Barrier(2)\n"
                               "helper = threading.Thread(target=time.sleep, args=(3600,), daemon=True)\nhelper.start()\n"
                               "print('ready')\ntry:\n    ") +
                       statement + "\nexcept KeyboardInterrupt:\n    print('interrupted')\n");
    drain_until(session, [](const Model& model) { return wrote(model, "ready\n"); });
    session.post(Interrupt{});
    drain_to_end(session);
    CHECK(wrote(session.model(), "interrupted\n"));
    CHECK(session.model().exit_code == 0);
  }
}

TEST_CASE("session: a program's text that is wrong is told with its place, and the old program stays") {
  Session session;
  REQUIRE(session.load("print('old')\n").empty());
  const auto problems = session.load("x = 1\nwhile True print(x)\n");
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].line == 2);
  CHECK(problems[0].message == "expected ':'");
  CHECK(session.source() == "print('old')\n");
}

TEST_CASE("session: a global that is bound to another object is no longer an expression for the first") {
  Session session;
  start(session, "import threading\nlock = threading.Lock()\nkept = [lock]\nlock = threading.Lock()\n", true);
  drain_until(session, [](const Model& model) { return model.state == RunState::idle; });
  const Model& model = session.model();
  REQUIRE(model.objects.size() == 2);
  CHECK(expression(model.objects[0]) == "_object(" + std::to_string(model.objects[0].id) + ")");
  CHECK(expression(model.objects[1]) == "lock");
  session.post(Execute{expression(model.objects[0]) + ".acquire()"});
  drain_until(session, [](const Model& now) { return now.objects[0].owner != 0; });
  CHECK(session.model().objects[1].owner == 0);
}

TEST_CASE("session: an uncaught exception in a thread is printed, and the program goes on") {
  Session session;
  start(session,
        "import threading\ndef bad():\n    raise ValueError('no')\n"
        "t = threading.Thread(target=bad, name='bad')\nt.start()\nt.join()\nprint('on')\n");
  drain_to_end(session);
  CHECK(output(session.model(), OutputStream::err) ==
        "Exception in thread bad:\nTraceback (most recent call last):\n"
        "  File \"main.py\", line 3, in bad\n    raise ValueError('no')\nValueError: no\n");
  CHECK(output(session.model()) == "on\n");
  CHECK(session.model().exit_code == 0);
}

TEST_CASE("session: the snapshot says what the model says") {
  Session session;
  start(session, "import threading\ngate = threading.Barrier(2)\n", true);
  // The main thread says that the module has ended, and only then begins to wait.
  drain_until(session,
              [](const Model& model) { return model.state == RunState::idle && model.threads[0].state == ThreadState::waiting; });
  const auto snapshot = nlohmann::json::parse(snapshot_json(session.model()));
  CHECK(snapshot["state"] == "idle");
  CHECK(snapshot["objects"][0]["kind"] == "Barrier");
  CHECK(snapshot["objects"][0]["expression"] == "gate");
  CHECK(snapshot["threads"][0]["wait"]["operation"] == "idle");
}

TEST_CASE("session: a snapshot of any text is JSON, and what is UTF-8 in it stays") {
  const auto told = [](const std::string& text) {
    Model model;
    model.console.push_back({.text = text});
    return nlohmann::json::parse(snapshot_json(model))["console"][0]["text"].get<std::string>();
  };
  const std::string valid =
      "plain \"quoted\" \\ \n\t\r \x01\x1f\x7f \xC3\xA9 \xE2\x82\xAC \xED\x9F\xBF \xEE\x80\x80 \xF0\x9F\x98\x80 "
      "\xF4\x8F\xBF\xBF" +
      std::string(1, '\0');
  CHECK(told(valid) == valid);
  const std::string lone = "\xED\xA0\x80", replaced = "\xEF\xBF\xBD";
  CHECK(told("a" + lone + "b") == "a" + replaced + replaced + replaced + "b");
  // Each of two bytes in a row, at a text's end and before another character: bytes that are not UTF-8 are replaced, or it is not JSON.
  for (int first = 0; first < 256; ++first) {
    Model model;
    for (int second = 0; second < 256; ++second) {
      const std::string pair{static_cast<char>(first), static_cast<char>(second)};
      for (const std::string& text : {pair, pair + "b", pair + "\x80", pair + "\x80\x80"})
        model.console.push_back({.text = text});
    }
    CHECK(nlohmann::json::accept(snapshot_json(model)));
  }
}

TEST_CASE("session: the Console is a thread like any that _thread made: it is counted once it has asked for itself") {
  for (const RunnerKind runner : {RunnerKind::parallel, RunnerKind::simulated}) {
    Session session;
    REQUIRE(session.load("import threading, logging\n").empty());
    REQUIRE(session.run({.interactive = true, .runner = runner}));
    const auto answer = [&](const char* statement, const std::string& text, OutputStream stream = OutputStream::out) {
      CAPTURE(statement);
      session.post(Execute{statement});
      drain_until(session, [&](const Model& model) { return wrote(model, text, stream) || model.state == RunState::ended; });
      CHECK(wrote(session.model(), text, stream));
    };
    answer("len(threading.enumerate()), threading.active_count()", "(1, 1)\n");
    answer("logging.warning('told')", "WARNING:root:told\n", OutputStream::err);
    answer("me = threading.current_thread(); me.name, me.daemon, me.is_alive(), me is threading.current_thread()",
           "('Console', True, True, True)\n");
    answer("me.ident == threading.get_ident() == me.native_id", "True\n");
    answer("me in threading.enumerate(), threading.active_count(), me is threading.main_thread()", "(True, 2, False)\n");
    answer("repr(me) == f'<_DummyThread(Console, started daemon {me.ident})>'", "True\n");
    answer("me.join()", "RuntimeError: cannot join a dummy thread\n", OutputStream::err);
    answer("me.start()", "RuntimeError: threads can only be started once\n", OutputStream::err);
    answer("threading.Thread().name, threading.Thread().daemon", "('Thread-1', False)\n");
    answer("rlock = threading.RLock(); rlock.acquire(); rlock._is_owned()", "True\n");
    session.post(EndMain{});
    drain_to_end(session);
    CHECK(session.model().exit_code == 0);
  }
}

TEST_CASE("session: a statement that no Console can be launched for is answered with the error, and the next one tries again") {
  Session session;
  REQUIRE(
      session.load("import threading\ngo = threading.Event()\nt = threading.Thread(target=go.wait)\nt.start()\nprint('full')\n")
          .empty());
  REQUIRE(session.run({.interactive = true, .max_threads = 2}));
  drain_until(session, [](const Model& model) { return model.state == RunState::idle; });
  session.post(Execute{"'lost?'"});
  drain_until(session,
              [](const Model& model) { return wrote(model, "RuntimeError: can't start new thread\n", OutputStream::err); });
  CHECK(wrote(session.model(), ">>> 'lost?'\n", OutputStream::echo));
  session.stop();
  drain_to_end(session);

  REQUIRE(session.run({.interactive = true, .max_threads = 1}));
  session.post(Execute{"'before the first line'"});
  drain_until(session,
              [](const Model& model) { return wrote(model, "RuntimeError: can't start new thread\n", OutputStream::err); });
  CHECK(wrote(session.model(), ">>> 'before the first line'\n", OutputStream::echo));
  session.stop();
  drain_to_end(session);
}

TEST_CASE("session: a statement that comes when the run ends, or after it, is answered") {
  Session session;
  start(session, "x = 1\n", true);
  drain_until(session, [](const Model& model) { return model.state == RunState::idle; });
  session.post(EndMain{});
  for (int i = 0; i < 50; ++i) session.post(Execute{"x"});
  drain_to_end(session);
  session.post(Execute{"'after'"});
  session.drain();
  const auto count = [&](std::string_view text, OutputStream stream) {
    std::size_t found = 0;
    const std::string all = output(session.model(), stream);
    for (std::size_t at = all.find(text); at != std::string::npos; at = all.find(text, at + 1)) ++found;
    return found;
  };
  CHECK(count(">>> x\n", OutputStream::echo) == 50);
  // "the run has ended", or "can't create new thread at interpreter shutdown" while it still ends.
  // The statement that is under way at the end is cut off there, as any daemon is.
  const std::size_t answers = count("1\n", OutputStream::out) + count("RuntimeError: ", OutputStream::err);
  CHECK((answers == 50 || answers == 51));
  CHECK(wrote(session.model(), ">>> 'after'\n", OutputStream::echo));
}

TEST_CASE("session: statements typed while the main thread shuts down are executed, those left when it is stopped are answered") {
  Session session;
  start(session, "import threading\ngo = threading.Event()\nthreading.Thread(target=go.wait).start()\n", true);
  drain_until(session, [](const Model& model) { return model.state == RunState::idle; });
  session.post(EndMain{});
  drain_until(session, [](const Model& model) { return model.state == RunState::shutdown; });
  session.post(Execute{"'executed'"});
  drain_until(session, [](const Model& model) { return wrote(model, "'executed'\n"); });
  session.post(Execute{"threading.Event().wait()"});
  session.post(Execute{"'queued'"});
  drain_until(session, [](const Model& model) { return wrote(model, ">>> threading.Event().wait()\n", OutputStream::echo); });
  session.stop();
  drain_to_end(session);
  CHECK(wrote(session.model(), ">>> 'queued'\n", OutputStream::echo));
  CHECK(wrote(session.model(), "RuntimeError: the run has ended\n", OutputStream::err));
}

TEST_CASE("session: whatever is typed, or interrupted, while the threads of a run are stopped reaches none that is gone") {
  for (int round = 0; round < 50; ++round) {
    Session session;
    start(session, "pass\n", true);
    drain_until(session, [](const Model& model) { return model.state == RunState::idle; });
    session.post(Execute{"1"});
    drain_until(session, [](const Model& model) { return wrote(model, "1\n"); });
    session.stop();
    do {
      session.post(Execute{"2"});
      session.post(Interrupt{});
      session.post(EndMain{});
      session.drain();
    } while (session.model().state != RunState::ended);
    CHECK(wrote(session.model(), ">>> 2\n", OutputStream::echo));
  }
}

TEST_CASE("session: what is typed while a stopped run makes room belongs to the next one") {
  Session session;
  start(session, "while True: pass\n", true);
  drain_until(session, [](const Model& model) { return model.state == RunState::running; });
  REQUIRE(session.load("y = 'new'\n").empty());
  session.run({.interactive = true});
  session.post(Execute{"y"});
  drain_until(session, [](const Model& model) { return wrote(model, "'new'\n"); });
  session.post(EndMain{});
  drain_to_end(session);
}

TEST_CASE("session: exit() typed ends the program with its code, and what was typed behind it is answered") {
  for (const auto& [statement, code] :
       {std::pair{"exit()", 0}, {"import sys; sys.exit(7)", 7}, {"raise SystemExit('told')", 1}, {"quit(300)", 44}}) {
    Session session;
    start(session, "1 / 0\n", true);
    drain_until(session, [](const Model& model) { return model.state == RunState::idle; });
    session.post(Execute{statement});
    session.post(Execute{"'behind'"});
    drain_to_end(session);
    CAPTURE(statement);
    CHECK(session.model().exit_code == code);
    CHECK(wrote(session.model(), ">>> 'behind'\n", OutputStream::echo));
    CHECK(!wrote(session.model(), "'behind'\n"));
    CHECK(wrote(session.model(), "told\n", OutputStream::err) == (code == 1));
  }
}

TEST_CASE("session: each statement of the console has its own lines in tracebacks, and the last value is _") {
  Session session;
  start(session, "", true);
  session.post(Execute{"def f(x):\n    return 1 / x"});
  session.post(Execute{"6 * 7"});
  session.post(Execute{"_ + 1, __name__"});
  session.post(Execute{"f(0)"});
  drain_until(session,
              [](const Model& model) { return wrote(model, "ZeroDivisionError: division by zero\n", OutputStream::err); });
  CHECK(output(session.model()) == "42\n(43, '__main__')\n");
  CHECK(output(session.model(), OutputStream::err) ==
        "Traceback (most recent call last):\n  File \"<console>\", line 1, in <module>\n    f(0)\n"
        "  File \"<console>\", line 2, in f\n    return 1 / x\nZeroDivisionError: division by zero\n");
  session.post(EndMain{});
  drain_to_end(session);
}

TEST_CASE("session: Ctrl-C while the main thread is idle interrupts the statement that was typed") {
  Session session;
  start(session, "import threading\n", true);
  drain_until(session, [](const Model& model) { return model.state == RunState::idle; });
  session.post(Execute{"threading.Event().wait()"});
  drain_until(session, [](const Model& model) {
    const ThreadRow* console = named(model, "Console");
    return console != nullptr && console->state == ThreadState::waiting && console->wait.operation == OperationKind::event_wait;
  });
  session.post(Interrupt{});
  drain_until(session, [](const Model& model) { return wrote(model, "KeyboardInterrupt\n", OutputStream::err); });
  CHECK(wrote(session.model(), "Traceback (most recent call last):\n  File \"<console>\", line 1, in <module>\n",
              OutputStream::err));
  session.post(Execute{"'goes on'"});
  drain_until(session, [](const Model& model) { return wrote(model, "'goes on'\n"); });
  session.post(EndMain{});
  drain_to_end(session);
  CHECK(session.model().exit_code == 0);
}

TEST_CASE("session: the model has each thread's attributes of a local, and the executor of a future") {
  Session session;
  REQUIRE(session
              .load("import threading\nfrom concurrent.futures import ThreadPoolExecutor\nmine = threading.local()\n"
                    "def work():\n    mine.user = 1\n    mine.user = 2\n    mine.depth = 3\n    del mine.depth\n    done.wait()\n"
                    "done = threading.Event()\nw = threading.Thread(target=work, name='w')\nw.start()\n"
                    "pool = ThreadPoolExecutor(1)\nfuture = pool.submit(int)\n")
              .empty());
  session.run();
  drain_until(session, [](const Model& model) {
    const ThreadRow* w = named(model, "w");
    return model.state == RunState::idle && w != nullptr && w->state == ThreadState::waiting;
  });
  const Model& model = session.model();
  const auto row = [&](std::string_view name) { return std::ranges::find(model.objects, name, &ObjectRow::variable); };
  REQUIRE(row("mine")->locals.size() == 1);
  CHECK(row("mine")->locals[0].thread == named(model, "w")->object);
  CHECK(row("mine")->locals[0].names == std::vector<std::string>{"user"});
  CHECK(row("future")->executor == row("pool")->id);
  CHECK_FALSE(row("future")->is_internal);
}
