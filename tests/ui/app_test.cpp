#include "stage.h"

#include "session/session.h"
#include "ui/app.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <thread>

using namespace threadbox;
using namespace threadbox::session;
using namespace threadbox::ui;

namespace {

constexpr const char* program = R"(
import threading
gate = threading.Barrier(3)

def worker(n):
    try:
        gate.wait()
    except threading.BrokenBarrierError:
        print("worker", n, "aborting")

for n in range(2):
    threading.Thread(target=worker, args=(n,)).start()
)";

/// The real thing without a window: a session, its threads, and the front end over it.
class RunningApp {
 public:
  explicit RunningApp(const char* source, const RunOptions& options = {.history_events = 100'000})
      : app_(session), stage([this] {
          app_.draw();
          app_.apply();
        }) {
    REQUIRE(session.load(source).empty());
    REQUIRE(session.run(options));
  }

  /// Draws frames until something is the case; the threads take the time that they take.
  void until(const std::function<bool(const Model&)>& is_so) {
    const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (true) {
      app_.update();
      stage.frame();
      if (is_so(session.model())) break;
      REQUIRE(std::chrono::steady_clock::now() < limit);
      std::this_thread::yield();
    }
    stage.settle();
  }

  /// The model that the views show.
  [[nodiscard]] const Model& shown() { return app_.shown(); }

  Session session;

 private:
  App app_;

 public:
  Stage stage;
};

std::string output(const Model& model) {
  std::string text;
  for (const ConsoleLine& line : model.console) text += line.text;
  return text;
}

bool has(const Model& model, const std::string& text) { return output(model).find(text) != std::string::npos; }

const ObjectRow* gate_of(const Model& model) {
  const auto found = std::ranges::find(model.objects, "gate", &ObjectRow::variable);
  return found == model.objects.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("app: a click on abort breaks the barrier of the running program") {
  RunningApp app(program);
  app.until([](const Model& model) { return gate_of(model) != nullptr && gate_of(model)->waiters.size() == 2; });
  app.stage.click("abort", "gate");
  app.until([](const Model& model) { return has(model, "worker 0 aborting") && has(model, "worker 1 aborting"); });
  CHECK(has(app.session.model(), ">>> gate.abort()"));
  CHECK(gate_of(app.session.model())->broken);
}

TEST_CASE("app: a thread that the form starts meets the others") {
  RunningApp app(program);
  app.until([](const Model& model) { return model.state == RunState::idle && gate_of(model)->waiters.size() == 2; });
  app.stage.click("##arguments");
  app.stage.type("7");
  app.stage.click("Start thread");
  app.until([](const Model& model) { return std::ranges::count(model.threads, ThreadState::ended, &ThreadRow::state) == 3; });
  CHECK_FALSE(gate_of(app.session.model())->broken);
}

TEST_CASE("app: the form starts a thread while a typed statement waits") {
  RunningApp app(program);
  app.until([](const Model& model) { return model.state == RunState::idle && gate_of(model)->waiters.size() == 2; });
  app.session.post(Execute{"threading.Event().wait()"});
  app.until([](const Model& model) {
    return std::ranges::any_of(model.threads,
                               [](const ThreadRow& row) { return row.is_console && row.state == ThreadState::waiting; });
  });
  app.stage.click("##arguments");
  app.stage.type("7");
  app.stage.click("Start thread");
  app.until([](const Model& model) { return std::ranges::count(model.threads, ThreadState::ended, &ThreadRow::state) >= 3; });
}

TEST_CASE("app: daemon after start is CPython's error, and the box stays as it was") {
  RunningApp app(program);
  app.until([](const Model& model) { return gate_of(model) != nullptr && gate_of(model)->waiters.size() == 2; });
  app.stage.click("##daemon");
  app.until([](const Model& model) { return has(model, "RuntimeError: cannot set daemon status of active thread"); });
}

TEST_CASE("app: a moment chosen on the time axis is shown by all views, and Escape leads back to now") {
  RunningApp app(program);
  app.until([](const Model& model) { return gate_of(model) != nullptr && gate_of(model)->waiters.size() == 2; });
  app.stage.click("abort", "gate");
  app.until([](const Model& model) { return gate_of(model)->broken && model.state == RunState::idle; });
  CHECK(&app.shown() == &app.session.model());
  const WidgetPlace axis = app.stage.get("Choose a moment");
  app.stage.click_at({axis.x + 1, axis.y + axis.height / 2});
  CHECK(app.shown().is_past);
  const ObjectRow* before = gate_of(app.shown());
  CHECK((before == nullptr || !before->broken));
  CHECK(app.shown().console.empty());
  CHECK(app.stage.find("Now") != nullptr);
  // The last moment of the axis is after everything.
  app.stage.drag({axis.x + 1, axis.y + axis.height / 2}, {axis.x + axis.width - 1, axis.y + axis.height / 2});
  CHECK(app.shown().is_past);
  CHECK(gate_of(app.shown())->broken);
  app.stage.press(ImGuiKey_Escape);
  CHECK_FALSE(app.shown().is_past);
  CHECK(app.stage.find("Now") == nullptr);
}

TEST_CASE("app: arrow keys on the time axis go from event to event") {
  RunningApp app(program);
  app.until([](const Model& model) { return gate_of(model) != nullptr && gate_of(model)->waiters.size() == 2; });
  app.until([](const Model& model) { return model.state == RunState::idle; });
  const WidgetPlace axis = app.stage.get("Choose a moment");
  app.stage.click_at({axis.x + axis.width - 1, axis.y + axis.height / 2});
  const TimeNs end = app.shown().time_ns;
  app.stage.press(ImGuiKey_LeftArrow);
  const TimeNs last = app.shown().time_ns;
  CHECK(last < end);
  CHECK(last == app.session.event_before(end));
  app.stage.press(ImGuiKey_LeftArrow);
  const TimeNs earlier = app.shown().time_ns;
  CHECK(earlier < last);
  app.stage.press(ImGuiKey_RightArrow);
  CHECK(app.shown().time_ns > earlier);
  app.stage.press(ImGuiKey_Home);
  CHECK(app.shown().time_ns == app.session.model().begin_ns);
  app.stage.press(ImGuiKey_End);
  CHECK_FALSE(app.shown().is_past);
}

TEST_CASE("app: keys step a run forth and back") {
  RunningApp app("x = 1\ny = 2\nz = 3\n", {.stepped = true});
  const auto position = [&] { return app.session.steps().position; };
  app.until([&](const Model&) { return app.session.steps().active; });
  app.stage.press(ImGuiKey_RightArrow);
  app.until([&](const Model&) { return position() == 1; });
  app.stage.press(ImGuiKey_1);
  app.until([&](const Model&) { return position() == 2; });
  app.stage.press(ImGuiKey_LeftArrow);
  app.until([&](const Model&) { return position() == 1; });
  app.stage.press(ImGuiKey_Home);
  app.until([&](const Model&) { return position() == 0; });
}

TEST_CASE("app: the thread that ended a selected wait is named, with its line") {
  RunningApp app(program);
  app.until([](const Model& model) { return gate_of(model) != nullptr && gate_of(model)->waiters.size() == 2; });
  app.stage.click("abort", "gate");
  app.until([](const Model& model) { return std::ranges::count(model.threads, ThreadState::ended, &ThreadRow::state) == 2; });
  const ThreadRow& worker = app.session.model().threads[1];
  const auto wait = std::ranges::find(worker.spans, ThreadState::waiting, &Span::state);
  REQUIRE(wait != worker.spans.end());
  const WakeUp wake_up = app.session.wake_up(worker.id, wait->begin_ns);
  CHECK(wake_up.over);
  CHECK(wake_up.line == 7);
  CHECK(wake_up.act == EventKind::barrier_broken);
}

TEST_CASE("app: in a stepped run, a moment is that of a step, and what the user typed into a view outlives a step back") {
  RunningApp app("import threading\nevents = [threading.Event() for _ in range(12)]\nx = 1\nx = 2\nx = 3\n",
                 {.interactive = false, .stepped = true, .history_events = 100'000});
  const auto position = [&](std::uint64_t at) { app.until([&](const Model&) { return app.session.steps().position == at; }); };
  app.until([&](const Model&) { return app.session.steps().active; });
  while (app.session.steps().position < 15 && app.session.live()) {
    const std::uint64_t before = app.session.steps().position;
    app.stage.press(ImGuiKey_RightArrow);
    app.until([&](const Model&) { return app.session.steps().position > before || !app.session.live(); });
    if (app.session.model().objects.size() == 12) break;
  }
  app.stage.press(ImGuiKey_RightArrow);
  app.until([](const Model&) { return true; });
  const std::uint64_t here = app.session.steps().position;
  app.stage.click("##filter");
  app.stage.type("nothing");
  app.stage.press(ImGuiKey_Enter);
  app.stage.click("Back");
  position(here - 1);
  CHECK(app.stage.find("##filter") != nullptr);
  CHECK(app.stage.find("set") == nullptr);
  app.stage.click("First");
  position(0);
  for (std::uint64_t step = 1; step <= 3; ++step) {
    app.stage.click("Step");
    position(step);
  }
  CHECK(app.stage.find("set") == nullptr);
  const WidgetPlace axis = app.stage.get("Choose a moment");
  app.stage.click_at({axis.x + 1, axis.y + 4});
  CHECK(app.shown().is_past);
  app.stage.click("Go to step 1");  // Time begins when the first one is over.
  position(1);
  CHECK_FALSE(app.shown().is_past);
}
