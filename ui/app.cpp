#include "ui/app.h"

#include "ui/theme.h"

#include <imgui.h>

#include <algorithm>
#include <utility>

namespace threadbox::ui {

using namespace session;

namespace {

constexpr float narrow_below = 720;

const char* state_sentence(const Model& model) {
  switch (model.state) {
    case RunState::empty: return "Not run yet";
    case RunState::running: return "Running";
    case RunState::idle: return "The program's text has ended; its main thread waits for you";
    case RunState::shutdown: return "Main has ended; waiting for non-daemon threads";
    case RunState::finalizing: return "Daemon threads stop where they stand";
    case RunState::ended: return model.stopped_by_user ? "Stopped" : "Ended";
  }
  return "";
}

void panel(const char* id, const char* title, ImVec2 size, const auto& draw) {
  if (ImGui::BeginChild(id, size, ImGuiChildFlags_Border)) {
    ImGui::TextDisabled("%s", title);
    draw();
  }
  ImGui::EndChild();
}

}  // namespace

bool App::update() {
  const bool was_live = session_.live();
  return session_.drain() > 0 || was_live != session_.live();
}

bool App::moving() const {
  if (!session_.live()) return false;
  // At rest, main waits for the user and the Console for a statement: nothing moves then.
  return std::ranges::any_of(session_.model().threads, [](const ThreadRow& thread) {
    const bool at_rest = thread.state == ThreadState::waiting && thread.wait.operation == OperationKind::idle;
    const bool alive = thread.state == ThreadState::starting || thread.state == ThreadState::running || thread.state == ThreadState::waiting;
    return alive && !at_rest;
  });
}

void App::draw() {
  std::vector<Command> commands;
  const CommandSink send = [&](Command command) { commands.push_back(std::move(command)); };
  const Model& model = session_.model();

  const ImGuiViewport* viewport = ImGui::GetMainViewport();
  ImGui::SetNextWindowPos(viewport->Pos);
  ImGui::SetNextWindowSize(viewport->Size);
  constexpr ImGuiWindowFlags flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                                     ImGuiWindowFlags_NoBringToFrontOnFocus;
  ImGui::Begin("Threadbox", nullptr, flags);
  draw_toolbar(model, send);
  if (viewport->Size.x < narrow_below) draw_narrow(model, send);
  else draw_wide(model, send);
  ImGui::End();

  for (const Command& command : commands) session_.post(command);
}

void App::draw_toolbar(const Model& model, const CommandSink& send) {
  const bool live = session_.live();
  ImGui::BeginDisabled(!live);
  if (ImGui::Button("Stop")) send(Stop{});
  ImGui::SameLine();
  if (ImGui::Button("Ctrl-C")) send(Interrupt{});
  ImGui::SameLine();
  if (ImGui::Button("End main")) send(EndMain{});
  ImGui::EndDisabled();
  ImGui::SameLine();
  ImGui::AlignTextToFramePadding();
  ImGui::Text("%.1f s", static_cast<double>(model.time_ns) / 1e9);
  ImGui::SameLine();
  ImGui::TextDisabled("%s", state_sentence(model));
  if (!timeline_.follows) {
    ImGui::SameLine();
    if (ImGui::SmallButton("Follow now")) timeline_.follows = true;
  }
}

void App::draw_wide(const Model& model, const CommandSink& send) {
  const ImVec2 space = ImGui::GetContentRegionAvail();
  const float gap = ImGui::GetStyle().ItemSpacing.y;
  const float top = space.y * 0.34F, middle = space.y * 0.36F, bottom = space.y - top - middle - 2 * gap;
  panel("timeline", "Timeline", {0, top}, [&] { draw_timeline(model, timeline_); });
  const float half = (space.x - ImGui::GetStyle().ItemSpacing.x) * 0.54F;
  panel("threads-panel", "Threads", {half, middle}, [&] { draw_threads(model, send); });
  ImGui::SameLine();
  panel("objects-panel", "Primitives", {0, middle}, [&] { draw_objects(model, send); });
  panel("console-panel", "Console", {half, bottom}, [&] { draw_console(model, console_, send); });
  ImGui::SameLine();
  panel("spawn-panel", "Spawn a thread", {0, bottom}, [&] { draw_spawn(model, spawn_, send); });
}

void App::draw_narrow(const Model& model, const CommandSink& send) {
  const ImVec2 space = ImGui::GetContentRegionAvail();
  panel("timeline", "Timeline", {0, space.y * 0.36F}, [&] { draw_timeline(model, timeline_); });
  if (!ImGui::BeginTabBar("tabs")) return;
  const auto tab = [](const char* title, const auto& draw) {
    if (!ImGui::BeginTabItem(title)) return;
    draw();
    ImGui::EndTabItem();
  };
  tab("Console", [&] { draw_console(model, console_, send); });
  tab("Threads", [&] { draw_threads(model, send); });
  tab("Primitives", [&] { draw_objects(model, send); });
  tab("Spawn", [&] { draw_spawn(model, spawn_, send); });
  ImGui::EndTabBar();
}

}  // namespace threadbox::ui
