#include "ui/views/timeline_moment.h"

#include "ui/kit/theme.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>

namespace threadbox::ui {

namespace {

/// The keys of the focused axis: arrows move by one event, Home goes to the program's begin, End and Escape go back to now.
void take_keys(const TimelineArea& area, TimelineState& state) {
  const ImGuiID id = ImGui::GetItemID();
  for (const ImGuiKey key : {ImGuiKey_LeftArrow, ImGuiKey_RightArrow, ImGuiKey_Home, ImGuiKey_End}) ImGui::SetKeyOwner(key, id);
  const auto pressed = [&](ImGuiKey key) { return ImGui::IsKeyPressed(key, id, ImGuiInputFlags_Repeat); };
  const auto now = static_cast<TimeNs>(area.now_ns);
  if (pressed(ImGuiKey_LeftArrow)) --state.event_steps;
  if (pressed(ImGuiKey_RightArrow) && state.moment_ns) ++state.event_steps;
  if (state.event_steps != 0 && !state.moment_ns) state.moment_ns = now;
  if (pressed(ImGuiKey_Home)) state.moment_ns = static_cast<TimeNs>(area.begin_ns);
  if (pressed(ImGuiKey_End)) leave_moment(state);
}

}  // namespace

void choose_moment(const TimelineArea& area, TimelineState& state, float top, float height) {
  ImGui::SetCursorScreenPos({area.left, top});
  ImGui::InvisibleButton("Choose a moment##axis", {area.width, height});
  if (ImGui::IsItemActive()) {
    const double time = area.window.time_ns(ImGui::GetIO().MousePos.x - area.left, area.width);
    state.moment_ns = static_cast<TimeNs>(std::clamp(time, area.begin_ns, std::max(area.now_ns, area.begin_ns)));
  }
  if (ImGui::IsItemHovered()) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
  if (ImGui::IsItemFocused() && state.takes_arrows) take_keys(area, state);
}

void leave_moment(TimelineState& state) noexcept {
  state.moment_ns.reset();
  state.event_steps = 0;
}

void draw_moment(const TimelineArea& area, const TimelineState& state, float top) {
  if (!state.moment_ns || !area.shows(static_cast<double>(*state.moment_ns))) return;
  constexpr float half_width = 5, height = 7;
  const float x = area.x(static_cast<double>(*state.moment_ns)), y = area.top;
  const ImU32 color = palette().accent;
  area.draw.AddLine({x, y}, {x, area.bottom}, color, 2);
  area.draw.AddTriangleFilled({x - half_width, top}, {x + half_width, top}, {x, top + height}, color);
}

}  // namespace threadbox::ui
