#include "session/summary.h"
#include "session/waits.h"
#include "ui/kit/recorder.h"
#include "ui/kit/widgets.h"
#include "ui/views/describe.h"
#include "ui/views/graph_layout.h"
#include "ui/views/views.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

namespace threadbox::ui {

using namespace session;

namespace {

constexpr float node_height = 26, row_height = 40, margin = 8;

struct Place {
  ImVec2 low, high;
  [[nodiscard]] float middle() const { return (low.y + high.y) / 2; }
};

ImU32 node_color(const Model& model, const GraphNode& node) {
  if (node.in_cycle) return palette().error;
  const ThreadRow* thread = model.thread(node.object);
  return thread != nullptr ? color_of(*thread) : palette().blocked;
}

/// Selects it; of a thread, also shows the line that it is at.
void click_on(const Model& model, ObjectId object, Focus& focus) {
  focus.toggle(object);
  const ThreadRow* thread = model.thread(object);
  if (thread != nullptr && !thread->is_console && thread->line != 0) focus.go_to_line(thread->line);
}

void draw_node(const Model& model, const GraphNode& node, const Place& place, Focus& focus) {
  const std::string name = label_of(model, node.object);
  ImGui::SetCursorScreenPos(place.low);
  ImGui::PushID(static_cast<int>(node.object));
  if (ImGui::InvisibleButton(("##" + name).c_str(), {place.high.x - place.low.x, node_height}))
    click_on(model, node.object, focus);
  ImGui::PopID();
  note_state(focus.is_selected(node.object));
  if (ImGui::IsItemHovered()) {
    focus.note_hover(node.object);
    const ThreadRow* thread = model.thread(node.object);
    const ObjectRow* object = model.object(node.object);
    const std::string state = thread != nullptr   ? state_text(model, *thread)
                              : object != nullptr ? state_text(model, *object)
                                                  : "";
    const std::string line = thread != nullptr && thread->line != 0 ? "\nline " + std::to_string(thread->line) : "";
    ImGui::SetTooltip("%s\n%s%s", name.c_str(), state.c_str(), line.c_str());
  }
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const ImU32 color = node_color(model, node);
  // Threads are rounded, things are not.
  const float rounding = node.is_thread ? node_height / 2 : 4;
  draw.AddRectFilled(place.low, place.high, focus.is_lit(node.object) ? blend(palette().panel, color, 0.4F) : tint(color),
                     rounding);
  draw.AddRect(place.low, place.high, color, rounding, 0, node.in_cycle ? 2.0F : 1.2F);
  draw_text(draw, ImGui::GetFont(), {place.low.x + 12, place.middle() - ImGui::GetTextLineHeight() / 2}, place.high.x - 8,
            palette().text, name);
}

void draw_edge(const GraphEdge& edge, const Place& from, const Place& to, bool lit) {
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const Palette& colors = palette();
  const ImU32 color = edge.in_cycle ? colors.error : lit ? colors.accent : colors.muted;
  const bool rightwards = from.low.x < to.low.x;
  const float shift = edge.holds ? 4.0F : -4.0F;  // Both ways between a thread and a thing stay apart.
  const ImVec2 start{rightwards ? from.high.x : from.low.x, from.middle() + shift};
  const ImVec2 end{from.low.x == to.low.x ? to.high.x : rightwards ? to.low.x : to.high.x, to.middle() + shift};
  const float bend = from.low.x == to.low.x ? 40 : (end.x - start.x) / 2;
  const ImVec2 c1{start.x + bend, start.y}, c2{from.low.x == to.low.x ? end.x + 40 : end.x - bend, end.y};
  const float thickness = edge.in_cycle || lit ? 2.0F : 1.4F;
  if (edge.holds) {
    draw.AddBezierCubic(start, c1, c2, end, color, thickness);
  } else {
    constexpr int pieces = 24;  // Dashed: it waits.
    for (int i = 0; i < pieces; i += 2)
      draw.AddLine(ImBezierCubicCalc(start, c1, c2, end, static_cast<float>(i) / pieces),
                   ImBezierCubicCalc(start, c1, c2, end, static_cast<float>(i + 1) / pieces), color, thickness);
  }
  const float back = c2.x < end.x ? -8.0F : 8.0F;
  draw.AddTriangleFilled(end, {end.x + back, end.y - 4}, {end.x + back, end.y + 4}, color);
}

/// "Deadlock: ann waits for …"; empty if there is none.
std::string deadlock_words(const Model& model) {
  const std::vector<ObjectId> cycle = deadlock(model);
  return cycle.empty() ? "" : "Deadlock: " + wait_sentences(model, cycle);
}

float words_height(const std::string& words, float width) {
  return words.empty() ? 0 : ImGui::CalcTextSize(words.c_str(), nullptr, false, width).y + ImGui::GetStyle().ItemSpacing.y;
}

float nodes_height(const Graph& graph) {
  float last = 0;
  for (const GraphNode& node : graph.nodes) last = std::max(last, node.y);
  return 2 * margin + last * row_height + node_height;
}

}  // namespace

float graph_height(const Model& model, float width) {
  const Graph graph = wait_graph(model);
  if (graph.nodes.empty()) return 2 * ImGui::GetTextLineHeight();
  const float inner = width - 2 * ImGui::GetStyle().WindowPadding.x;
  return words_height(deadlock_words(model), inner) + ImGui::GetTextLineHeightWithSpacing() + nodes_height(graph);
}

void draw_graph(const Model& model, Focus& focus) {
  const Graph graph = wait_graph(model);
  if (graph.nodes.empty()) {
    ImGui::PushTextWrapPos(0);
    ImGui::TextDisabled("No thread waits for anything or holds a lock at the moment.");
    ImGui::PopTextWrapPos();
    return;
  }
  if (!ImGui::BeginChild("graph", {0, 0}, ImGuiChildFlags_None, ImGuiWindowFlags_NavFlattened)) return ImGui::EndChild();
  if (const std::string text = deadlock_words(model); !text.empty()) {
    const ImVec2 place = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    linked_text(place, text, width, palette().error, focus);
    ImGui::SetCursorScreenPos(place);
    ImGui::Dummy({1, words_height(text, width) - ImGui::GetStyle().ItemSpacing.y});
  }
  ImGui::TextDisabled("dashed: waits for    solid: is held by");
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  const float room = ImGui::GetContentRegionAvail().x, width = std::min((room - 2 * margin) * 0.38F, 220.0F);
  const auto place_of = [&](const GraphNode& node) {
    const float x = corner.x + margin + node.x * (room - 2 * margin - width), y = corner.y + margin + node.y * row_height;
    return Place{{x, y}, {x + width, y + node_height}};
  };
  for (const GraphEdge& edge : graph.edges) {
    const GraphNode &from = graph.nodes[edge.from], &to = graph.nodes[edge.to];
    draw_edge(edge, place_of(from), place_of(to), focus.is_lit(from.object) || focus.is_lit(to.object));
  }
  for (const GraphNode& node : graph.nodes) draw_node(model, node, place_of(node), focus);
  ImGui::SetCursorScreenPos(corner);
  ImGui::Dummy({1, nodes_height(graph)});
  ImGui::EndChild();
}

}  // namespace threadbox::ui
