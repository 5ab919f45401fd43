#include "stepping.h"

#include <threadbox/park/waiter.h>

#include <functional>
#include <string>

using namespace threadbox;
using namespace threadbox::session;

namespace {

class SignalledRun {
 public:
  SignalledRun(const std::string& program, RunnerKind runner, bool interactive, bool free_threaded = false) {
    REQUIRE(session.load(program).empty());
    RunOptions options{.interactive = interactive};
    options.runner = runner;
    options.free_threaded = free_threaded;
    REQUIRE(session.run(options));
  }
  void until(const std::function<bool()>& is_so) {
    const Clock clock;
    Waiter self(0, clock);
    while (!is_so())
      if (session.drain() == 0) self.park(clock.deadline_after(Seconds{0.0005}));
  }
  void until_written(const char* text, OutputStream stream = OutputStream::out) {
    until([&] { return output(stream).find(text) != std::string::npos; });
  }
  void until_end() {
    until([this] { return session.model().state == RunState::ended; });
  }
  [[nodiscard]] std::string output(OutputStream stream = OutputStream::out) const {
    std::string text;
    for (const ConsoleLine& line : session.model().console)
      if (line.stream == stream) text += line.text;
    return text;
  }
  Session session;
};

constexpr const char* prologue =
    "import signal, sys, threading, time\n"
    "stop = threading.Event()\n"
    "lock = threading.Lock()\n"
    "lock.acquire()\n"
    "got = []\n"
    "def handler(signum, frame):\n"
    "    got.append(signum)\n"
    "    print('handler in', threading.current_thread().name, flush=True)\n"
    "    stop.set()\n"
    "    if lock.locked(): lock.release()\n"
    "signal.signal(signal.SIGINT, handler)\n";

}  // namespace

TEST_CASE("signals: Ctrl-C calls the handler in the main thread, wherever it waits, and the wait goes on") {
  for (const RunnerKind runner : {RunnerKind::parallel, RunnerKind::simulated})
    for (const bool free_threaded : {false, true})
      for (const char* statement :
           {"stop.wait()", "lock.acquire()", "while not got: pass", "threading.Thread(target=stop.wait).start()",
            "worker = threading.Thread(target=stop.wait); worker.start(); worker.join()"}) {
        if (free_threaded && runner == RunnerKind::simulated) continue;
        CAPTURE(statement);
        CAPTURE(free_threaded);
        SignalledRun run(std::string(prologue) +
                             // A thread without a timeout to wait for keeps a simulation from ending as deadlocked.
                             "threading.Thread(target=lambda: [time.sleep(3600) for _ in iter(int, 1)], daemon=True).start()\n"
                             "import atexit\natexit.register(print, 'the end')\nprint('ready', flush=True)\n" +
                             statement + "\n",
                         runner, false, free_threaded);
        run.until_written("ready");
        run.session.post(Interrupt{});
        run.until_end();
        CHECK(run.output() == "ready\nhandler in MainThread\nthe end\n");
        CHECK(run.output(OutputStream::err) == "");
        CHECK(run.session.model().exit_code == 0);
      }
}

TEST_CASE("signals: a handler that raises ends the wait, and its exception ends the program") {
  for (const RunnerKind runner : {RunnerKind::parallel, RunnerKind::simulated}) {
    SignalledRun run(
        "import signal, sys, time\n"
        "signal.signal(signal.SIGINT, lambda signum, frame: sys.exit(signum + 40))\n"
        "try:\n    print('ready', flush=True)\n    while True: time.sleep(3600)\nfinally: print('finally')\n",
        runner, false);
    run.until_written("ready");
    run.session.post(Interrupt{});
    run.until_end();
    CHECK(run.output() == "ready\nfinally\n");
    CHECK(run.session.model().exit_code == 42);
  }
}

TEST_CASE("signals: the main thread at its end, which waits for the user, calls the handler, too") {
  for (const RunnerKind runner : {RunnerKind::parallel, RunnerKind::simulated}) {
    SignalledRun run(std::string(prologue) + "print('ready', flush=True)\n", runner, true);
    run.until([&] { return run.session.model().state == RunState::idle; });
    run.session.post(Interrupt{});
    run.until_written("handler in MainThread");
    run.session.post(Execute{"1/0"});
    run.until_written("ZeroDivisionError", OutputStream::err);
    run.session.post(EndMain{});
    run.until_end();
    CHECK(run.session.model().exit_code == 0);
  }
}

TEST_CASE("signals: Ctrl-C that is ignored changes nothing, and with the system's default it ends the run") {
  for (const RunnerKind runner : {RunnerKind::parallel, RunnerKind::simulated}) {
    SignalledRun ignoring("import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nprint('ready', flush=True)\ninput()\n",
                          runner, true);
    ignoring.until_written("ready");
    ignoring.session.post(Interrupt{});
    ignoring.until([&] { return ignoring.session.model().state == RunState::idle; });
    CHECK(ignoring.output(OutputStream::err).find("KeyboardInterrupt") == std::string::npos);
    ignoring.session.stop();
    ignoring.until_end();

    SignalledRun ending(
        "import signal\nsignal.signal(signal.SIGINT, signal.SIG_DFL)\nprint('ready', flush=True)\nwhile True: pass\n", runner,
        false);
    ending.until_written("ready");
    ending.session.post(Interrupt{});
    ending.until_end();
    CHECK(ending.session.model().exit_code == 130);
  }
}

TEST_CASE("signals: a thread that is stopped in a handler leaves the wait that it was called in") {
  for (const RunnerKind runner : {RunnerKind::parallel, RunnerKind::simulated}) {
    SignalledRun run(
        "import signal, threading\ngate = threading.Event()\n"
        "def handler(signum, frame):\n    print('in the handler', flush=True)\n    gate.wait()\n"
        "signal.signal(signal.SIGINT, handler)\nprint('ready', flush=True)\nthreading.Barrier(2).wait()\n",
        runner, true);
    run.until_written("ready");
    run.session.post(Interrupt{});
    run.until_written("in the handler");
    run.session.stop();
    run.until_end();
    CHECK(run.session.model().stopped_by_user);
  }
}

TEST_CASE("signals: Ctrl-C in a stepped run calls the handler, also when the run is repeated") {
  SteppedRun run(
      std::string("import signal\ngot = []\nsignal.signal(signal.SIGINT, lambda signum, frame: got.append(signum))\n") +
      "while not got:\n    x = 1\nprint('over')\n");
  run.on(9);
  run.post(Interrupt{});
  run.on(20);
  CHECK(run.output() == "over\n");
  const std::string moment = run.snapshot();
  run.back(3);
  CHECK(run.output().empty());
  run.on(20);
  CHECK(run.snapshot() == moment);
}
