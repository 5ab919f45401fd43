#include "ui/parts.h"

#include "ui/screen.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

// The window that shows some of the views alone.
namespace threadbox::ui {

namespace {

constexpr float columns_from = 640;  // In points of width.
constexpr float gap = 8;
constexpr float least_console = 110, least_variables = 120;  // In points of height.

constexpr std::array<std::pair<std::string_view, Part>, 6> names_of_parts = {{{"timeline", Part::timeline},
                                                                              {"threads", Part::threads},
                                                                              {"primitives", Part::primitives},
                                                                              {"graph", Part::graph},
                                                                              {"variables", Part::variables},
                                                                              {"console", Part::console}}};

bool names(std::string_view list, std::string_view name) {
  while (!list.empty()) {
    const std::size_t end = list.find(',');
    if (list.substr(0, end) == name) return true;
    if (end == std::string_view::npos) return false;
    list.remove_prefix(end + 1);
  }
  return false;
}

}  // namespace

std::vector<Part> parts_of(std::string_view list) {
  std::vector<Part> parts;
  for (const auto& [name, part] : names_of_parts)
    if (names(list, name)) parts.push_back(part);
  return parts;
}

PanelState& Screen::state_of(Part part) noexcept {
  switch (part) {
    case Part::timeline: return timeline_panel_;
    case Part::threads: return threads_panel_;
    case Part::primitives: return objects_panel_;
    case Part::graph: return graph_panel_;
    case Part::variables: return variables_panel_;
    case Part::console: break;
  }
  return console_panel_;
}

/// The height that shows all of a part; of those that have no end, a useful one.
float Screen::part_height(const Model& model, Part part, float width) const {
  const float extra = panel_extra_height(true);
  switch (part) {
    case Part::timeline: return timelines_height() + extra;
    case Part::threads: return threads_height(model, width) + extra;
    case Part::primitives: return objects_height(model, objects_, width) + extra;
    case Part::graph: return graph_height(model, width) + extra;
    case Part::variables: return least_variables + extra;
    case Part::console: break;
  }
  return least_console + extra;
}

void Screen::draw_part(const Model& model, Part part, ImVec2 size, const CommandSink& send) {
  switch (part) {
    case Part::timeline: return timeline_panel(size);
    case Part::threads: return threads_panel(model, size, send);
    case Part::primitives:
    case Part::graph: shows_graph_ = part == Part::graph; return objects_panel(model, size, send);
    case Part::variables: return variables_panel(model, size, send);
    case Part::console: return console_panel(model, size, send);
  }
}

/// One below the other.
void Screen::stack_parts(const Model& model, std::span<const Part> parts, ImVec2 space, const CommandSink& send) {
  std::vector<PanelSlot> slots;
  for (const Part part : parts) slots.push_back({&state_of(part), part_height(model, part, space.x)});
  const std::vector<float> heights = stack_heights(slots, space.y);
  float top = ImGui::GetCursorScreenPos().y;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    draw_part(model, parts[i], {space.x, heights[i]}, send);
    if (i + 1 == parts.size()) return;
    lower_edge(names_of_parts.at(static_cast<std::size_t>(parts[i])).first.data(), top, heights[i], *slots[i].state,
               *slots[i + 1].state);
    top += heights[i] + ImGui::GetStyle().ItemSpacing.y;
  }
}

/// The parts that are shown alone: one below the other if they fit so, else in two columns if there is room for these.
void Screen::draw_parts(const Model& model, const CommandSink& send) {
  const std::span<const Part> parts = parts_;
  const ImVec2 space = ImGui::GetContentRegionAvail();
  form_shown_ = form_wanted_.value_or(false);
  if (const auto full = std::ranges::find_if(parts, [&](Part part) { return state_of(part).full; }); full != parts.end())
    return draw_part(model, *full, space, send);
  const float between = ImGui::GetStyle().ItemSpacing.y * static_cast<float>(parts.size() - 1);
  const float wanted = std::accumulate(parts.begin(), parts.end(), between,
                                       [&](float sum, Part part) { return sum + part_height(model, part, space.x); });
  if (parts.size() == 1 || space.x < columns_from || wanted <= space.y) return stack_parts(model, parts, space, send);
  const std::size_t half = parts.size() / 2;
  const float left = std::floor((space.x - gap) / 2);
  ImGui::BeginGroup();
  stack_parts(model, parts.first(half), {left, space.y}, send);
  ImGui::EndGroup();
  ImGui::SameLine(0, gap);
  ImGui::BeginGroup();
  stack_parts(model, parts.subspan(half), {space.x - gap - left, space.y}, send);
  ImGui::EndGroup();
}

}  // namespace threadbox::ui
