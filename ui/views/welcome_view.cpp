#include "ui/kit/theme.h"
#include "ui/views/views.h"

#include <imgui.h>

#include <algorithm>
#include <array>

namespace threadbox::ui {

void draw_welcome() {
  const Palette& colors = palette();
  const ImVec2 space = ImGui::GetContentRegionAvail(), corner = ImGui::GetCursorScreenPos();
  const float width = std::min(space.x - 32, 460.0F), left = corner.x + (space.x - width) / 2;
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  float y = corner.y + std::max((space.y - 240) / 2, 8.0F);
  // A sketch of the timeline: lanes on which threads run, wait and end.
  struct Sketch {
    float from, to;
    Style style;
  };
  constexpr std::array<std::array<Sketch, 3>, 3> lanes = {
      {{{{0, 0.22F, Style::running}, {0.22F, 0.8F, Style::joining}, {0.8F, 0.92F, Style::running}}},
       {{{0.1F, 0.3F, Style::running}, {0.3F, 0.55F, Style::blocked}, {0.55F, 0.8F, Style::running}}},
       {{{0.16F, 0.42F, Style::running}, {0.42F, 0.66F, Style::sleeping}, {0.66F, 0.74F, Style::running}}}}};
  for (const auto& lane : lanes) {
    for (const Sketch& part : lane) {
      const bool solid = part.style == Style::running;
      draw.AddRectFilled({left + part.from * width + 1, y}, {left + part.to * width - 1, y + 18},
                         blend(colors.ground, color_of(part.style), solid ? 0.55F : 0.22F), 3);
    }
    y += 26;
  }
  ImGui::SetCursorScreenPos({left, y + 20});
  ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + width);
  ImGui::PushFont(strong_font());
  ImGui::TextUnformatted("Press Run to see your threads");
  ImGui::PopFont();
  const char* const hints[] = {
      "Every thread gets a lane: when it ran, what it waited for, and who held which lock.",
      "Every lock, event and barrier gets a card. Its buttons execute Python statements while your program runs.",
      "The program's output appears in the console, where you can enter Python statements."};
  for (const char* hint : hints) {
    ImGui::SetCursorScreenPos({left, ImGui::GetCursorScreenPos().y});
    ImGui::TextDisabled("%s", hint);
  }
  ImGui::PopTextWrapPos();
}

}  // namespace threadbox::ui
