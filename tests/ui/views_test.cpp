#include "ui/theme.h"
#include "ui/views.h"

#include <doctest/doctest.h>
#include <imgui.h>

#include <variant>

using namespace threadbox;
using namespace threadbox::session;
using namespace threadbox::ui;

namespace {

/// An ImGui context without a window: frames are drawn into lists that nobody shows.
class HeadlessFrames {
 public:
  HeadlessFrames() {
    ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;
    ImGui::GetIO().DisplaySize = {800, 600};
    load_fonts(1);
    unsigned char* pixels = nullptr;
    int width = 0, height = 0;
    ImGui::GetIO().Fonts->GetTexDataAsRGBA32(&pixels, &width, &height);
    apply_theme(Theme::dark);
  }
  ~HeadlessFrames() { ImGui::DestroyContext(); }
  HeadlessFrames(const HeadlessFrames&) = delete;
  HeadlessFrames& operator=(const HeadlessFrames&) = delete;

  void draw(const auto& view) {
    ImGui::GetIO().DeltaTime = 1.0F / 60;
    ImGui::NewFrame();
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize({800, 600});
    ImGui::Begin("view", nullptr, ImGuiWindowFlags_NoDecoration);
    view();
    ImGui::End();
    ImGui::Render();
  }

  /// Presses the mouse button at a place and lets it go.
  void click(ImVec2 place, const auto& view) {
    ImGuiIO& io = ImGui::GetIO();
    io.AddMousePosEvent(place.x, place.y);
    draw(view);
    io.AddMouseButtonEvent(0, true);
    draw(view);
    io.AddMouseButtonEvent(0, false);
    draw(view);
  }
};

Model model_with_barrier() {
  Model model;
  ThreadRow main;
  main.object = 1;
  main.name = "MainThread";
  main.is_main = true;
  model.threads.push_back(main);
  ObjectRow gate;
  gate.id = 7;
  gate.kind = ObjectKind::barrier;
  gate.variable = "gate";
  gate.variable_is_global = true;
  gate.parties = 3;
  model.objects.push_back(gate);
  model.functions.push_back({"worker", {"n"}, 3});
  return model;
}

/// Clicks all over the view; gives the statements that it sent.
std::vector<std::string> statements_of_clicks(const Model& model) {
  HeadlessFrames frames;
  std::vector<std::string> statements;
  const CommandSink send = [&](const Command& command) { statements.push_back(std::get<Execute>(command).statement); };
  const auto view = [&] { draw_objects(model, send); };
  frames.draw(view);
  for (float x = 4; x < 800; x += 12) frames.click({x, 52}, view);
  return statements;
}

}  // namespace

TEST_CASE("objects: abort and reset of a barrier are Python statements, and the only ones") {
  const auto statements = statements_of_clicks(model_with_barrier());
  REQUIRE_FALSE(statements.empty());
  bool abort = false, reset = false;
  for (const std::string& statement : statements) {
    abort = abort || statement == "gate.abort()";
    reset = reset || statement == "gate.reset()";
    CHECK((statement == "gate.abort()" || statement == "gate.reset()"));
  }
  CHECK(abort);
  CHECK(reset);
}

TEST_CASE("objects: one without a global name is reached by its number") {
  Model model = model_with_barrier();
  model.objects[0].variable = "self.gate";
  model.objects[0].variable_is_global = false;
  const auto statements = statements_of_clicks(model);
  REQUIRE_FALSE(statements.empty());
  CHECK(statements.front() == "_object(7).abort()");
}

TEST_CASE("spawn: the form stands for a statement of Python") {
  const Model model = model_with_barrier();
  CHECK(spawn_statement(model, {0, "", "", false}, "t1") == "t1 = threading.Thread(target=worker)");
  CHECK(spawn_statement(model, {0, "2", "ex\"tra", true}, "t1") ==
        "t1 = threading.Thread(target=worker, args=(2,), name=\"ex\\\"tra\", daemon=True)");
  CHECK(spawn_statement(model, {0, "1, 2,", "", false}, "t1") == "t1 = threading.Thread(target=worker, args=(1, 2,))");
}

TEST_CASE("spawn: a name that a thread has is not taken again") {
  Model model = model_with_barrier();
  CHECK(free_thread_name(model) == "t1");
  model.threads[0].variable = "t1";
  CHECK(free_thread_name(model) == "t2");
}

TEST_CASE("timeline: time and place are each other's inverse, and now is near the right edge") {
  TimelineState state;
  constexpr double now = 60e9, width = 1000;
  for (const double x : {0.0, 1.0, 333.0, 999.0}) CHECK(time_to_x(state, now, x_to_time(state, now, x, width), width) == doctest::Approx(x));
  CHECK(time_to_x(state, now, now, width) == doctest::Approx(960));
  state.follows = false;
  state.begin_ns = 5e9;
  CHECK(time_to_x(state, now, 5e9, width) == doctest::Approx(0));
}
