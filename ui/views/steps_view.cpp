#include "ui/views/steps_view.h"

#include "ui/kit/recorder.h"
#include "ui/kit/widgets.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace threadbox::ui {

using namespace session;

namespace {

constexpr std::array<std::uint64_t, 4> speeds = {1, 4, 16, 64};  // Steps a second, as web/index.html offers them.

std::uint64_t speed_after(std::uint64_t speed) {
  const auto* next = std::ranges::upper_bound(speeds, speed);
  return next == speeds.end() ? speeds.front() : *next;
}

constexpr std::size_t keyed_threads = 9;
constexpr float longest_frame_s = 0.1F;  // After a rest, play does not catch up.

/// "2 Thread-1"
std::string label_of(const StepRow& row, std::size_t index) {
  return (index < keyed_threads ? std::to_string(index + 1) + "  " : "") + row.name;
}

void play(const Steps& steps, const StepsState& state, const CommandSink& send) { send(Play{steps.speed > 0 ? 0 : state.speed}); }

/// Whether the user looks at an earlier step.
bool looks_back(const Steps& steps, const Steps* past) {
  return past != nullptr && past->active && past->position < steps.position;
}

void draw_controls(const Steps& steps, StepsState& state, const CommandSink& send) {
  ImGui::BeginDisabled(steps.position == 0);
  if (small_button("First")) send(StepBack{steps.position});
  ImGui::SameLine(0, 4);
  if (small_button("Back")) send(StepBack{1});
  ImGui::EndDisabled();
  ImGui::SameLine(0, 4);
  if (small_button("Step")) send(StepOn{1});
  ImGui::SetItemTooltip(steps.next != 0 ? "The step that was taken back" : "One statement, of the thread whose turn it is");
  ImGui::SameLine(0, 4);
  if (small_button(steps.speed > 0 ? "Pause###play" : "Play###play", steps.speed > 0)) play(steps, state, send);
  ImGui::SameLine(0, 4);
  if (small_button((std::to_string(state.speed) + " a second###speed").c_str())) {
    state.speed = speed_after(state.speed);
    if (steps.speed > 0) send(Play{state.speed});
  }
  ImGui::SameLine(0, 10);
}

/// The line above the threads.
void draw_place(const Steps& steps, const Steps* past, const CommandSink& send) {
  if (looks_back(steps, past)) {
    if (small_button(("Go to step " + std::to_string(past->position) + "###past").c_str()))
      send(StepBack{steps.position - past->position});
    ImGui::SetItemTooltip("You look at this step; the run stands at step %llu", static_cast<unsigned long long>(steps.position));
    ImGui::SameLine(0, 10);
  }
  const std::string place =
      "Step " + std::to_string(steps.position) + (steps.recorded > steps.position ? " of " + std::to_string(steps.recorded) : "");
  text_within(place, ImGui::GetContentRegionAvail().x, palette().muted);
}

void draw_row(const Model& model, const StepRow& row, std::size_t index, float width, bool is_past, bool is_next, Focus& focus,
              const CommandSink& send) {
  const ThreadRow* thread = model.thread(row.object);
  const float top = ImGui::GetCursorPosY();
  ImGui::BeginDisabled(!row.can_run || is_past);
  ImGui::PushStyleColor(ImGuiCol_Text, thread != nullptr && row.can_run ? color_of(*thread) : palette().muted);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, density().small_padding);
  ImGui::PushStyleVar(ImGuiStyleVar_ButtonTextAlign, {0, 0.5F});
  if (is_next) ImGui::PushStyleColor(ImGuiCol_Border, palette().accent);
  if (ImGui::Button((label_of(row, index) + "###run").c_str(), {width, 0})) send(Choose{row.object});
  if (is_next) ImGui::PopStyleColor();
  ImGui::PopStyleVar(2);
  ImGui::PopStyleColor();
  ImGui::EndDisabled();
  if (ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled)) focus.note_hover(row.object);
  ImGui::SameLine(0, 8);
  if (row.can_expire && !is_past) {
    const char* text = row.is_timer ? "let it fire" : "let it expire";
    if (small_button(text)) send(Expire{row.object});
    ImGui::SetItemTooltip("Time jumps to the end of its wait");
    ImGui::SameLine(0, 8);
  }
  ImGui::SetCursorPosY(top + density().small_padding.y);
  const std::string line = row.line != 0 ? std::to_string(row.line) + "  " : "";
  const float room = ImGui::GetContentRegionAvail().x;
  if (!row.wait.empty()) {
    text_within(line + "waits " + row.wait, room, palette().muted);
  } else {
    ImGui::PushFont(code_font());
    text_within(line + row.text, room, palette().text);
    ImGui::PopFont();
  }
  ImGui::SetCursorPosY(top + density().row_height);
}

}  // namespace

float steps_height(const Steps& steps, const Steps* past, const StepsState& state) {
  const float problem = steps.problem.empty() ? 0 : ImGui::GetTextLineHeightWithSpacing();
  const auto rows = static_cast<float>(std::max<std::size_t>(steps.threads.size(), 1)) +
                    (state.has_controls || looks_back(steps, past) ? 1.0F : 0.0F);
  return rows * density().row_height + problem + ImGui::GetStyle().ItemSpacing.y;
}

void draw_steps(const Model& model, const Steps& steps, const Steps* past, StepsState& state, Focus& focus,
                const CommandSink& send) {
  if (state.has_controls) draw_controls(steps, state, send);
  if (state.has_controls || looks_back(steps, past)) draw_place(steps, past, send);
  if (!steps.problem.empty()) text_within(steps.problem, ImGui::GetContentRegionAvail().x, palette().error);
  const bool is_past = past != nullptr && past->active;
  const std::vector<StepRow>& rows = is_past ? past->threads : steps.threads;
  float width = 80;
  for (std::size_t i = 0; i < rows.size(); ++i) width = std::max(width, small_button_width(label_of(rows[i], i).c_str()));
  width = std::min(width, ImGui::GetContentRegionAvail().x * 0.4F);
  ImGui::BeginChild("steps", {0, 0}, ImGuiChildFlags_None, ImGuiWindowFlags_NavFlattened);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const StepRow& row = rows[i];
    ImGui::PushID(static_cast<int>(row.object));
    const WidgetContext context(row.name);
    draw_row(model, row, i, width, is_past, !is_past && steps.next == row.object, focus, send);
    ImGui::PopID();
  }
  if (rows.empty()) text_within("The run has ended.", ImGui::GetContentRegionAvail().x, palette().muted);
  ImGui::EndChild();
}

void handle_step_keys(const Steps& steps, StepsState& state, const CommandSink& send) {
  const ImGuiIO& io = ImGui::GetIO();
  if (steps.speed == 0) {
    state.due = 0;
  } else {
    state.due += static_cast<double>(std::min(io.DeltaTime, longest_frame_s)) * static_cast<double>(steps.speed);
    if (state.due >= 1) send(StepOn{static_cast<std::uint64_t>(state.due)});
    state.due -= std::floor(state.due);
  }
  if (io.WantTextInput || io.KeyCtrl || io.KeyAlt || io.KeySuper) return;
  if (ImGui::IsKeyPressed(ImGuiKey_LeftArrow) && steps.position > 0) send(StepBack{1});
  if (ImGui::IsKeyPressed(ImGuiKey_RightArrow)) send(StepOn{1});
  if (ImGui::IsKeyPressed(ImGuiKey_Home, false)) send(StepBack{steps.position});
  if (ImGui::IsKeyPressed(ImGuiKey_Space, false)) play(steps, state, send);
  for (std::size_t i = 0; i < std::min(keyed_threads, steps.threads.size()); ++i)
    if (steps.threads[i].can_run && ImGui::IsKeyPressed(static_cast<ImGuiKey>(ImGuiKey_1 + i), false))
      send(Choose{steps.threads[i].object});
}

}  // namespace threadbox::ui
