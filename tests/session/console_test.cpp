#include "session/session.h"

#include <threadbox/park/waiter.h>

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <string>

using namespace threadbox;
using namespace threadbox::session;

namespace {

const StatementRow* statement(const Model& model, const std::string& text) {
  const auto found = std::ranges::find(model.statements, text, &StatementRow::text);
  return found == model.statements.end() ? nullptr : &*found;
}

bool waits(const Model& model, const std::string& text) {
  const StatementRow* row = statement(model, text);
  const ThreadRow* thread = row != nullptr ? model.thread(row->thread) : nullptr;
  return thread != nullptr && thread->state == ThreadState::waiting;
}

bool has_ended(const Model& model, const std::string& text) {
  const StatementRow* row = statement(model, text);
  return row != nullptr && row->end_ns;
}

ObjectId object_named(const Model& model, const std::string& variable) {
  return std::ranges::find(model.objects, variable, &ObjectRow::variable)->id;
}

/// An interactive run, at its end, in both runners.
class Prompt {
 public:
  Prompt(const char* program, RunnerKind runner) {
    REQUIRE(session.load(program).empty());
    REQUIRE(session.run({.interactive = true, .runner = runner}));
    until([](const Model& model) { return model.state == RunState::idle; });
  }
  ~Prompt() {
    session.stop();
    until([](const Model& model) { return model.state == RunState::ended; });
  }
  Prompt(const Prompt&) = delete;
  Prompt& operator=(const Prompt&) = delete;

  void until(const std::function<bool(const Model&)>& is_so) {
    const Clock clock;
    Waiter self(0, clock);
    while (!is_so(session.model()))
      if (session.drain() == 0) self.park(clock.deadline_after(Seconds{0.0005}));
  }
  void type(const std::string& text) { session.post(Execute{text}); }
  void click(const std::string& text, ObjectId origin) { session.post(Click{text, origin}); }
  [[nodiscard]] const Model& model() const { return session.model(); }

  Session session;
};

constexpr RunnerKind both[] = {RunnerKind::parallel, RunnerKind::simulated};

}  // namespace

TEST_CASE("console: a click is executed although a typed statement waits") {
  for (const RunnerKind runner : both) {
    Prompt prompt("import threading\nlock = threading.Lock()\nlock.acquire()\n", runner);
    const ObjectId lock = object_named(prompt.model(), "lock");
    prompt.type("lock.acquire()");
    prompt.until([](const Model& model) { return waits(model, "lock.acquire()"); });
    prompt.click("lock.release()", lock);
    prompt.until([](const Model& model) { return has_ended(model, "lock.acquire()"); });
    CHECK(statement(prompt.model(), "lock.acquire()")->answer == "True\n");
    CHECK(statement(prompt.model(), "lock.release()")->origin == lock);
  }
}

TEST_CASE("console: clicks and typed statements are executed although clicks wait") {
  for (const RunnerKind runner : both) {
    Prompt prompt("import threading\nlock = threading.Lock()\nlock.acquire()\n", runner);
    const ObjectId lock = object_named(prompt.model(), "lock");
    prompt.click("lock.acquire()", lock);
    prompt.until([](const Model& model) { return waits(model, "lock.acquire()"); });
    prompt.click("lock.acquire(True)", lock);
    prompt.until([](const Model& model) { return waits(model, "lock.acquire(True)"); });
    prompt.type("1 + 1");
    prompt.until([](const Model& model) { return has_ended(model, "1 + 1"); });
    CHECK(statement(prompt.model(), "1 + 1")->answer == "2\n");
  }
}

TEST_CASE("console: typed statements are executed one after the other, by one thread") {
  for (const RunnerKind runner : both) {
    Prompt prompt("import threading, time\nrlock = threading.RLock()\n", runner);
    for (const char* text : {"rlock.acquire()", "time.sleep(0.001); x = 1", "x", "rlock.release()"}) prompt.type(text);
    prompt.until([](const Model& model) { return has_ended(model, "rlock.release()"); });
    CHECK(statement(prompt.model(), "x")->answer == "1\n");
    CHECK_FALSE(statement(prompt.model(), "rlock.release()")->raised);
  }
}

TEST_CASE("console: a statement that is the first to import sys finds the arguments") {
  for (const RunnerKind runner : both) {
    Prompt prompt("x = 1\n", runner);
    for (const char* text : {"import sys", "sys.argv"}) prompt.type(text);
    prompt.until([](const Model& model) { return has_ended(model, "sys.argv"); });
    CHECK(statement(prompt.model(), "sys.argv")->answer == "['main.py']\n");
  }
}

TEST_CASE("console: clicks share a thread while it is free, so that one may release what another has acquired") {
  for (const RunnerKind runner : both) {
    Prompt prompt("import threading\nrlock = threading.RLock()\n", runner);
    const ObjectId rlock = object_named(prompt.model(), "rlock");
    prompt.click("rlock.acquire()", rlock);
    prompt.until([](const Model& model) { return has_ended(model, "rlock.acquire()"); });
    prompt.click("rlock.release()", rlock);
    prompt.until([](const Model& model) { return has_ended(model, "rlock.release()"); });
    CHECK_FALSE(statement(prompt.model(), "rlock.release()")->raised);
  }
}

TEST_CASE("console: a click that raised is answered where it came from") {
  for (const RunnerKind runner : both) {
    Prompt prompt("import threading\nlock = threading.Lock()\n", runner);
    const ObjectId lock = object_named(prompt.model(), "lock");
    prompt.click("lock.release()", lock);
    prompt.until([](const Model& model) { return has_ended(model, "lock.release()"); });
    const StatementRow& row = *statement(prompt.model(), "lock.release()");
    CHECK(row.raised);
    CHECK(row.origin == lock);
    CHECK(row.answer.ends_with("RuntimeError: release unlocked lock\n"));
  }
}

TEST_CASE("console: a waiting click can be cancelled, and the others go on waiting") {
  for (const RunnerKind runner : both) {
    Prompt prompt("import threading\ngate = threading.Event()\n", runner);
    const ObjectId gate = object_named(prompt.model(), "gate");
    for (const char* text : {"gate.wait()", "gate.wait(None)"}) {
      prompt.click(text, gate);
      prompt.until([text](const Model& model) { return waits(model, text); });
    }
    prompt.session.post(Cancel{statement(prompt.model(), "gate.wait()")->thread});
    prompt.until([](const Model& model) { return has_ended(model, "gate.wait()"); });
    CHECK(statement(prompt.model(), "gate.wait()")->answer.ends_with("KeyboardInterrupt\n"));
    CHECK(waits(prompt.model(), "gate.wait(None)"));
  }
}

TEST_CASE("console: a thread of a click leaves the model with it, and threading knows each that asked for itself") {
  for (const RunnerKind runner : both) {
    Prompt prompt("import threading\ngate = threading.Event()\n", runner);
    const ObjectId gate = object_named(prompt.model(), "gate");
    prompt.click("threading.current_thread(), gate.wait()", gate);
    prompt.until([](const Model& model) { return waits(model, "threading.current_thread(), gate.wait()"); });
    prompt.click("threading.current_thread().name", gate);
    prompt.until([](const Model& model) { return has_ended(model, "threading.current_thread().name"); });
    CHECK(statement(prompt.model(), "threading.current_thread().name")->answer == "'Console 2'\n");
    const ObjectId second = statement(prompt.model(), "threading.current_thread().name")->thread;
    prompt.until([second](const Model& model) { return model.thread(second) == nullptr; });
    prompt.type("[thread.name for thread in threading.enumerate()]");
    prompt.until([](const Model& model) { return has_ended(model, "[thread.name for thread in threading.enumerate()]"); });
    CHECK(statement(prompt.model(), "[thread.name for thread in threading.enumerate()]")->answer ==
          "['MainThread', 'Console']\n");
  }
}

TEST_CASE("console: clicks after the end are answered") {
  Session session;
  REQUIRE(session.load("").empty());
  REQUIRE(session.run({.interactive = false}));
  const Clock clock;
  Waiter self(0, clock);
  while (session.model().state != RunState::ended)
    if (session.drain() == 0) self.park(clock.deadline_after(Seconds{0.0005}));
  session.post(Click{"1 + 1", 1});
  while (!session.model().console.empty() || session.drain() == 0)
    if (!session.model().console.empty()) break;
  CHECK(session.model().console.back().text == "RuntimeError: the run has ended\n");
}
