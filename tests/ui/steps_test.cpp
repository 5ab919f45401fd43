#include "models.h"
#include "stage.h"

#include "ui/screen.h"

#include <doctest/doctest.h>

#include <limits>
#include <string>
#include <variant>
#include <vector>

using namespace threadbox;
using namespace threadbox::session;
using namespace threadbox::ui;

namespace {

/// Main and a worker before their statements; a Timer that counts down, and a thread that waits with a timeout.
Steps some_steps() {
  Steps steps;
  steps.active = true;
  steps.revision = 1;
  steps.position = 4;
  steps.recorded = 6;
  steps.threads = {{.object = main_object, .id = 1, .name = "MainThread", .can_run = true, .line = 9, .text = "t.join()"},
                   {.object = worker_object, .id = 2, .name = "worker", .can_run = true, .line = 5, .text = "count += 1"},
                   {.object = 20, .id = 3, .name = "bell", .can_expire = true, .is_timer = true, .wait = "for the time"},
                   {.object = 21, .id = 4, .name = "late", .can_expire = true, .line = 7, .wait = "for event gate"}};
  script::Variable list{.name = "found", .text = "list of 14", .more = 12};
  list.parts = {{.name = "[0]", .text = "1"}, {.name = "[1]", .text = "2", .changed = true}};
  steps.variables.scopes = {{.variables = {list}},
                            {.thread = 2, .function = "work", .line = 5, .variables = {{"n", "3", 1, true}}}};
  return steps;
}

/// The whole window over a stepped run made by hand. Records the commands.
class StepsStage {
 public:
  explicit StepsStage(ImVec2 size = {1280, 800}, Screen::Options options = {.toolbar = false})
      : screen(options), stage([this] { draw(); }, size) {}

  /// The last command, which must be a T.
  template <typename T>
  T sent() const {
    REQUIRE_FALSE(commands.empty());
    REQUIRE(std::holds_alternative<T>(commands.back()));
    return std::get<T>(commands.back());
  }
  void press(ImGuiKey key) {
    commands.clear();
    stage.press(key);
  }

  Model model = small_model();
  Steps steps = some_steps();
  const Steps* past = nullptr;
  Screen screen;
  std::vector<Command> commands;
  Stage stage;

 private:
  void draw() {
    screen.draw(model, model, true, [this](Command command) { commands.push_back(std::move(command)); }, steps, past);
  }
};

}  // namespace

TEST_CASE("steps: each thread that can go on has a button, in every arrangement") {
  for (const ImVec2 size : {ImVec2{1280, 800}, ImVec2{800, 900}, ImVec2{390, 844}, ImVec2{844, 390}}) {
    StepsStage s(size);
    s.stage.click("2  worker");
    CHECK(s.sent<Choose>().thread == worker_object);
    s.stage.click("1  MainThread");
    CHECK(s.sent<Choose>().thread == main_object);
  }
}

TEST_CASE("steps: a thread that waits has no button, but its timeout can expire") {
  StepsStage s;
  s.stage.click("4  late");
  CHECK(s.commands.empty());
  s.stage.click("let it expire", "late");
  CHECK(s.sent<Expire>().thread == 21);
  s.stage.click("let it fire", "bell");
  CHECK(s.sent<Expire>().thread == 20);
}

TEST_CASE("steps: buttons and keys step, step back, play, and go to the first statement") {
  StepsStage s({1280, 800}, {.toolbar = true});
  s.stage.click("Step");
  CHECK(s.sent<StepOn>().count == 1);
  s.stage.click("Back");
  CHECK(s.sent<StepBack>().count == 1);
  s.stage.click("First");
  CHECK(s.sent<StepBack>().count == 4);
  s.stage.click("Play");
  CHECK(s.sent<Play>().speed == 4);

  s.press(ImGuiKey_RightArrow);
  CHECK(s.sent<StepOn>().count == 1);
  s.press(ImGuiKey_LeftArrow);
  CHECK(s.sent<StepBack>().count == 1);
  s.press(ImGuiKey_Home);
  CHECK(s.sent<StepBack>().count == 4);
  s.press(ImGuiKey_Space);
  CHECK(s.sent<Play>().speed == 4);
  s.press(ImGuiKey_2);
  CHECK(s.sent<Choose>().thread == worker_object);
  s.press(ImGuiKey_4);
  CHECK(s.commands.empty());  // It waits.
}

TEST_CASE("steps: a key that is typed into a field is not a step") {
  StepsStage s({390, 844});
  s.stage.click("##statement");
  s.press(ImGuiKey_2);
  s.press(ImGuiKey_RightArrow);
  s.press(ImGuiKey_Space);
  CHECK(s.commands.empty());
}

TEST_CASE("steps: play sends the steps that are due, and Space stops it") {
  StepsStage s;
  s.steps.speed = 30;
  s.commands.clear();
  for (int i = 0; i < 61; ++i) s.stage.frame();  // A second.
  std::uint64_t count = 0;
  for (const Command& command : s.commands)
    if (const auto* on = std::get_if<StepOn>(&command)) count += on->count;
  CHECK(count >= 29);
  CHECK(count <= 31);
  CHECK(Screen::interval_s(s.model, true, s.steps) < 0.05);
  s.press(ImGuiKey_Space);
  CHECK(std::ranges::any_of(s.commands, [](const Command& command) {
    const auto* play = std::get_if<Play>(&command);
    return play != nullptr && play->speed == 0;
  }));
  s.steps.speed = 0;
  CHECK(Screen::interval_s(s.model, true, s.steps) == std::numeric_limits<double>::infinity());
}

TEST_CASE("steps: the speeds take turns") {
  StepsStage s({1280, 800}, {.toolbar = true});
  s.stage.click("4 a second");
  s.stage.click("Play");
  CHECK(s.sent<Play>().speed == 16);
  s.stage.click("16 a second");
  s.stage.click("64 a second");
  s.stage.click("1 a second");
}

TEST_CASE("steps: a page has its own controls, and its own field for the speed, which the key uses") {
  StepsStage s;
  for (const char* control : {"First", "Back", "Step", "Play", "4 a second"}) CHECK(s.stage.find(control) == nullptr);
  s.screen.set_play_speed(64);
  s.press(ImGuiKey_Space);
  CHECK(s.sent<Play>().speed == 64);
}

TEST_CASE("steps: after a replay the console shows the output of the new run, also if there is as much of it") {
  StepsStage s;
  s.model.console = {{OutputStream::out, main_object, 1000, "A\n"}, {OutputStream::out, main_object, 2000, "C\n"}};
  s.stage.settle();
  s.stage.click("Copy all");
  CHECK(s.stage.clipboard == "A\nC\n");
  s.model.console[0].text = "B\n";
  ++s.steps.run;
  s.stage.settle();
  s.stage.click("Copy all");
  CHECK(s.stage.clipboard == "B\nC\n");
}

TEST_CASE("steps: a step back keeps what the user has set in the views") {
  StepsStage s;
  for (ObjectId id = 20; id < 29; ++id)
    s.model.objects.push_back(object_row(id, ObjectKind::event, "done_" + std::to_string(id)));
  s.stage.settle();
  s.stage.click("##filter");
  s.stage.type("_20");
  CHECK(s.stage.find("##done_21") == nullptr);
  s.model.event_count = 3;
  s.steps.position = 0;
  s.stage.settle();
  CHECK(s.stage.find("##done_21") == nullptr);
}

TEST_CASE("steps: at an earlier moment its variables are shown, and a button leads to its step") {
  for (const ImVec2 size : {ImVec2{1280, 800}, ImVec2{800, 900}, ImVec2{390, 844}}) {
    StepsStage s(size);
    CHECK(s.stage.find("Go to step 1") == nullptr);
    Steps past{.active = true, .position = 1};
    past.threads = {{.object = main_object, .id = 1, .name = "MainThread", .can_run = true, .line = 2, .text = "early()"}};
    past.variables = {{{.variables = {{"n", "2"}}}}};
    s.past = &past;
    s.stage.settle();
    CHECK(s.stage.find("2  worker") == nullptr);
    s.commands.clear();
    s.stage.click("1  MainThread");
    CHECK(s.commands.empty());
    s.stage.click("Go to step 1");
    CHECK(s.sent<StepBack>().count == 3);
  }
}

TEST_CASE("steps: a step leads from an earlier moment back to now; arrows are steps, whatever was clicked last") {
  StepsStage s;
  const WidgetPlace axis = s.stage.get("Choose a moment");
  s.stage.click_at({axis.x + axis.width / 2, axis.y + 4});
  const std::optional<TimeNs> moment = s.screen.timeline().moment_ns;
  REQUIRE(moment);
  s.press(ImGuiKey_LeftArrow);
  CHECK(s.sent<StepBack>().count == 1);
  CHECK(s.screen.timeline().moment_ns == moment);
  CHECK(s.screen.timeline().event_steps == 0);
  --s.steps.position;
  s.stage.settle();
  CHECK_FALSE(s.screen.timeline().moment_ns);
}

TEST_CASE("steps: an object of a class of the program has a button for its repr(), until that is shown") {
  StepsStage s;
  script::Variable account{.name = "account", .text = "<Account object>", .number = 3, .is_instance = true};
  s.steps.variables.scopes = {{.variables = {account}}};
  s.stage.settle();
  s.stage.click("repr()");
  CHECK(s.sent<Repr>().variable == 3);
  s.steps.variables.scopes[0].variables[0].repr = "Account(3)";
  s.stage.settle();
  CHECK(s.stage.find("repr()") == nullptr);
  s.steps.variables.scopes[0].variables[0].repr.clear();
  s.steps.threads.clear();  // The run has ended.
  s.stage.settle();
  CHECK(s.stage.find("repr()") == nullptr);
}
