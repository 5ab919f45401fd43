#include "ui/views/timeline_gil.h"

#include "ui/kit/widgets.h"
#include "ui/views/describe.h"

#include <algorithm>
#include <vector>

namespace threadbox::ui {

using namespace session;

namespace {

constexpr float lane_height = 17, bar_height = 11;

/// The visible turns; the last one may be open.
std::vector<HoldPlace> turns_of(const TimelineArea& area, const Model& model) {
  std::vector<HoldPlace> places;
  visible_holds(model.gil_turns, area.window, area.width, places);
  if (model.gil_holder == 0) return places;
  const float from = std::clamp(area.x(static_cast<double>(model.gil_since_ns)) - area.left, 0.0F, area.width);
  const float to = std::clamp(area.x(area.now_ns) - area.left, 0.0F, area.width);
  if (to > from) places.push_back({from, to, model.gil_holder});
  return places;
}

}  // namespace

float gil_lane_height(const Model& model) { return model.free_threaded ? 0 : lane_height; }

void draw_gil_lane(const TimelineArea& area, const Model& model, float label_left) {
  if (model.free_threaded) return;
  const Palette& colors = palette();
  const float top = area.top + (lane_height - bar_height) / 2 - 1, text = text_size(small_font(), "G").y;
  draw_text(area.draw, small_font(), {label_left + 6, area.top + (lane_height - text) / 2 - 1}, area.left, colors.muted, "GIL");
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  for (const HoldPlace& place : turns_of(area, model)) {
    const ThreadRow* holder = model.thread(place.object);
    if (holder == nullptr) continue;
    const ImVec2 low{area.left + place.from, top}, high{area.left + place.to, top + bar_height};
    area.draw.AddRectFilled(low, high, color_of(*holder), high.x - low.x < 5 ? 0.0F : 2.0F);
    if (ImGui::IsMouseHoveringRect(low, high) && ImGui::IsWindowHovered() && mouse.x >= area.left)
      ImGui::SetTooltip("%s has the GIL", label(*holder).c_str());
  }
}

}  // namespace threadbox::ui
