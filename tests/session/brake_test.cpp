#include "session/pacer.h"
#include "session/session.h"
#include "session/summary.h"

#include <threadbox/park/waiter.h>

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <string>

using namespace threadbox;
using namespace threadbox::session;

namespace {

/// How a run's threads are driven: in parallel, or by the observer in its own thread.
enum class Driven { with_gil, without_gil, paced };
constexpr Driven all_ways[] = {Driven::with_gil, Driven::without_gil, Driven::paced};

/// A run in real time, which is stopped at the end.
class HeldRun {
 public:
  HeldRun(const char* program, std::vector<std::uint32_t> breakpoints, Driven driven) {
    REQUIRE(session.load(program).empty());
    RunOptions options{
        .interactive = false, .breakpoints = std::move(breakpoints), .free_threaded = driven == Driven::without_gil};
    if (driven == Driven::paced) Pacer::drive(options, Seconds{0.002});
    REQUIRE(session.run(options));
  }
  ~HeldRun() {
    session.stop();
    until_end();
  }
  HeldRun(const HeldRun&) = delete;
  HeldRun& operator=(const HeldRun&) = delete;

  void until(const std::function<bool()>& is_so) {
    const Clock clock;
    Waiter self(0, clock);
    while (!is_so())
      if (session.drain() == 0) self.park(clock.deadline_after(Seconds{0.0005}));
  }
  void until_end() {
    until([this] { return session.model().state == RunState::ended; });
  }
  void until_held_at(const std::string& name, std::uint32_t line) {
    until([&] {
      const ThreadRow* thread = find(name);
      return thread != nullptr && is_held(*thread) && thread->line == line;
    });
  }
  [[nodiscard]] const ThreadRow* find(const std::string& name) const {
    const Rows<ThreadRow>& threads = session.model().threads;
    const auto found = std::ranges::find(threads, name, &ThreadRow::name);
    return found == threads.end() ? nullptr : &*found;
  }
  void step(const std::string& name) { session.post(StepThread{find(name)->object}); }
  [[nodiscard]] std::ptrdiff_t held() const { return std::ranges::count_if(session.model().threads, is_held); }
  [[nodiscard]] std::string output() const {
    std::string text;
    for (const ConsoleLine& line : session.model().console) text += line.text;
    return text;
  }

  Session session;
};

constexpr const char* straight = "x = 1\nx = 2\nx = 3\nprint(x)\nx = 5\n";

constexpr const char* spinners = R"(import threading
def spin():
    while True:
        a = 1
        b = 2
for i in range(4):
    threading.Thread(target=spin, daemon=True, name=f"s{i}").start()
print("started")
while True:
    pass
)";

}  // namespace

TEST_CASE("brake: a breakpoint holds the thread before its line, and each step is a statement") {
  for (const Driven driven : all_ways) {
    HeldRun run(straight, {2}, driven);
    run.until_held_at("MainThread", 2);
    CHECK(summary(run.session.model()).text == "Paused: MainThread is before line 2");
    run.step("MainThread");
    run.until_held_at("MainThread", 3);
    run.step("MainThread");
    run.until_held_at("MainThread", 4);
    CHECK(run.output().empty());
    run.step("MainThread");
    run.until_held_at("MainThread", 5);
    CHECK(run.output() == "3\n");
    run.session.post(Resume{});
    run.until_end();
  }
}

TEST_CASE("brake: run to a line pauses there once") {
  for (const Driven driven : all_ways) {
    HeldRun run("for i in range(3):\n    x = i\n    print(i)\nprint('end')\n", {1}, driven);
    run.until_held_at("MainThread", 1);
    run.session.post(Breakpoint{1});
    run.session.post(RunTo{3});
    run.until_held_at("MainThread", 3);
    CHECK(run.output().empty());
    run.session.post(Resume{});
    run.until_end();
    CHECK(run.output() == "0\n1\n2\nend\n");
  }
}

TEST_CASE("brake: threads that spin are paused, all of them, and go on") {
  for (const Driven driven : all_ways) {
    HeldRun run(spinners, {}, driven);
    run.until([&] { return run.output() == "started\n"; });
    run.session.post(Pause{});
    run.until([&] { return run.held() == 5; });
    const std::uint32_t before = run.find("s2")->line;
    run.step("s2");
    run.until([&] { return is_held(*run.find("s2")) && run.find("s2")->line != before; });
    CHECK(run.held() == 5);
    run.session.post(Resume{});
    run.until([&] { return run.held() == 0; });
  }
}

TEST_CASE("brake: a thread goes on alone until it waits, and is held when the wait is over") {
  for (const Driven driven : all_ways) {
    HeldRun run("import threading\ngate = threading.Event()\nx = 1\nx = 2\ngate.wait()\nx = 3\nx = 4\n", {3}, driven);
    run.until_held_at("MainThread", 3);
    run.session.post(RunThreadOn{run.find("MainThread")->object});
    run.until([&] { return run.find("MainThread")->wait.operation == OperationKind::event_wait; });
    run.session.post(Execute{"gate.set()"});
    run.until_held_at("MainThread", 6);
    run.session.post(Resume{});
    run.until_end();
  }
}

TEST_CASE("brake: a thread that goes on alone is held at a breakpoint, and by Pause") {
  for (const Driven driven : all_ways) {
    HeldRun run("x = 1\nx = 2\nx = 3\nx = 4\nwhile True:\n    x = 6\n", {2, 4}, driven);
    const auto run_on = [&] { run.session.post(RunThreadOn{run.find("MainThread")->object}); };
    run.until_held_at("MainThread", 2);
    run_on();
    run.until_held_at("MainThread", 4);
    run_on();
    run.until([&] { return run.held() == 0; });
    run.session.post(Pause{});
    run.until([&] { return run.held() == 1; });
  }
}

TEST_CASE("brake: a step ends in a wait, and the thread is held when the wait is over") {
  for (const Driven driven : all_ways) {
    HeldRun run("import threading\ngate = threading.Event()\nx = 1\ngate.wait()\nx = 2\n", {4}, driven);
    run.until_held_at("MainThread", 4);
    run.step("MainThread");
    run.until([&] { return run.find("MainThread")->wait.operation == OperationKind::event_wait; });
    run.session.post(Execute{"gate.set()"});  // The Console's thread is not held.
    run.until_held_at("MainThread", 5);
  }
}

TEST_CASE("brake: a held program can be stopped and interrupted") {
  for (const Driven driven : all_ways) {
    {
      HeldRun stopped(straight, {2}, driven);
      stopped.until_held_at("MainThread", 2);
    }
    HeldRun run(straight, {2}, driven);
    run.until_held_at("MainThread", 2);
    run.session.post(Interrupt{});
    run.session.post(Resume{});
    run.until_end();
    CHECK(run.output().ends_with("KeyboardInterrupt\n"));
  }
}
