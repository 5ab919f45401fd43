#include "ui/kit/panels.h"

#include "ui/kit/layout.h"
#include "ui/kit/recorder.h"
#include "ui/kit/theme.h"

#include <imgui_internal.h>

#include <algorithm>
#include <charconv>
#include <string>

namespace threadbox::ui {

namespace {

constexpr float least_height = 72;

float folded_height() { return 2 * ImGui::GetStyle().WindowPadding.y + ImGui::GetFrameHeight(); }

void draw_fold_button(const char* title, PanelState& state) {
  constexpr float r = 4;
  const float height = ImGui::GetFrameHeight();
  if (ImGui::InvisibleButton((std::string("##fold ") + title).c_str(), {3 * r, height})) state.folded = !state.folded;
  note_state(!state.folded);
  const ImU32 color = ImGui::IsItemHovered() ? palette().text : palette().muted;
  ImGui::SetItemTooltip("%s", state.folded ? "Unfold" : "Fold");
  const ImVec2 low = ImGui::GetItemRectMin(), c{low.x + r, low.y + height / 2};
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  if (state.folded) draw.AddTriangleFilled({c.x - r / 2, c.y - r}, {c.x + r, c.y}, {c.x - r / 2, c.y + r}, color);
  else draw.AddTriangleFilled({c.x - r, c.y - r / 2}, {c.x + r, c.y - r / 2}, {c.x, c.y + r}, color);
  ImGui::SameLine(0, 4);
}

/// By how many points an edge is to be moved; none: back to its own place.
struct Move {
  std::optional<float> points;
};

std::optional<Move> move_of(const char* name) {
  const std::optional<std::string> act = take_act(std::string("##edge ") + name);
  if (!act) return std::nullopt;
  int points = 0;
  const bool is_number = std::from_chars(act->data(), act->data() + act->size(), points).ec == std::errc{};
  return Move{is_number ? std::optional(static_cast<float>(points)) : std::nullopt};
}

/// An invisible button that shows itself under the mouse. Moves the cursor.
void draw_edge(const char* name, ImVec2 low, ImVec2 size, ImGuiMouseCursor cursor) {
  ImGui::SetCursorScreenPos(low);
  ImGui::PushItemFlag(ImGuiItemFlags_NoNav, true);
  ImGui::InvisibleButton((std::string("##edge ") + name).c_str(), size);
  ImGui::PopItemFlag();
  if (ImGui::IsItemHovered() || ImGui::IsItemActive()) {
    ImGui::SetMouseCursor(cursor);
    const bool wide = size.x > size.y;
    const float inset = (wide ? size.y : size.x) / 2 - 1;
    ImGui::GetWindowDrawList()->AddRectFilled({low.x + (wide ? 0 : inset), low.y + (wide ? inset : 0)},
                                              {low.x + size.x - (wide ? 0 : inset), low.y + size.y - (wide ? inset : 0)},
                                              palette().accent, 1);
  }
}

}  // namespace

Panel::Panel(const char* id, const char* title, ImVec2 size, PanelState* state) {
  ImGui::PushStyleColor(ImGuiCol_ChildBg, palette().panel);
  ImGui::BeginChild(id, size, ImGuiChildFlags_Border, ImGuiWindowFlags_NavFlattened);
  ImGui::PopStyleColor();
  if (*title == '\0') return;
  if (state != nullptr && !state->full) draw_fold_button(title, *state);
  ImGui::PushFont(strong_font());
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted(title);
  ImGui::PopFont();
  if (state == nullptr) return;
  const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
  ImGui::SetCursorScreenPos({low.x, low.y - ImGui::GetStyle().FramePadding.y});
  const bool pressed =
      ImGui::InvisibleButton((std::string("##title ") + title).c_str(), {high.x - low.x, ImGui::GetFrameHeight()});
  note_state(state->full);
  ImGui::SetItemTooltip("%s", state->full ? "Double click: among the others again" : "Double click: fill the window");
  const bool by_key = (pressed && !ImGui::IsMouseReleased(ImGuiMouseButton_Left)) || take_act(std::string("##title ") + title);
  if (!by_key && !(ImGui::IsItemHovered() && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left))) return;
  state->full = !state->full;
  state->folded = false;
}

Panel::~Panel() { ImGui::EndChild(); }

float panel_extra_height(bool titled) {
  const ImGuiStyle& style = ImGui::GetStyle();
  return 2 * style.WindowPadding.y + (titled ? ImGui::GetFrameHeight() + style.ItemSpacing.y : 0);
}

std::vector<float> stack_heights(std::span<const PanelSlot> slots, float available) {
  available -= ImGui::GetStyle().ItemSpacing.y * static_cast<float>(slots.size() - 1);
  std::vector<float> heights(slots.size()), wants;
  float chosen = 0;
  for (std::size_t i = 0; i < slots.size(); ++i) {
    const PanelState& state = *slots[i].state;
    if (state.folded) available -= heights[i] = folded_height();
    else if (state.height) chosen += heights[i] = std::max(*state.height, least_height);
    else wants.push_back(slots[i].want);
  }
  const float room = std::max(available - least_height * static_cast<float>(wants.size()), 0.0F);
  const float part = chosen > room || wants.empty() ? room / std::max(chosen, 1.0F) : 1;
  const float rest = share_heights(wants, available - chosen * part);
  if (!wants.empty()) wants.back() += rest;
  auto want = wants.begin();
  for (std::size_t i = 0; i < slots.size(); ++i) {
    if (slots[i].state->folded) continue;
    if (slots[i].state->height) heights[i] *= part;
    else heights[i] = *want++;
  }
  return heights;
}

void make_room(std::span<PanelSlot> slots, std::size_t favoured, float available) {
  available -= ImGui::GetStyle().ItemSpacing.y * static_cast<float>(slots.size() - 1) + slots[favoured].want;
  float wanted = 0;
  for (std::size_t i = 0; i < slots.size(); ++i) wanted += i == favoured ? 0 : slots[i].want;
  if (wanted <= available) return;
  for (std::size_t i = 0; i < slots.size(); ++i)
    if (i != favoured) slots[i].want = std::max(slots[i].want * available / wanted, least_height);
}

void lower_edge(const char* name, float top, float height, PanelState& above, PanelState& below) {
  if (above.folded) return;
  const float space = ImGui::GetStyle().ItemSpacing.y;
  const ImVec2 before = ImGui::GetCursorScreenPos();
  draw_edge(name, {before.x, top + height}, {ImGui::GetItemRectSize().x, space}, ImGuiMouseCursor_ResizeNS);
  ImGui::SetCursorScreenPos(before);
  const auto move_to = [&](float place) {
    const float wanted = std::max(place, least_height);
    if (below.height) below.height = std::max(*below.height - (wanted - height), least_height);
    above.height = wanted;
  };
  if (ImGui::IsItemActive() && ImGui::IsMouseDragging(ImGuiMouseButton_Left, 1))
    move_to(ImGui::GetIO().MousePos.y - top - space / 2);
  const std::optional<Move> move = move_of(name);
  if (move && move->points) move_to(height + *move->points);
  if ((move && !move->points) || (ImGui::IsItemHovered() && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)))
    above.height.reset();
}

float side_edge(const char* name, ImVec2 low, ImVec2 size) {
  draw_edge(name, low, size, ImGuiMouseCursor_ResizeEW);
  const bool moved = ImGui::IsItemActive() && ImGui::IsMouseDragging(ImGuiMouseButton_Left, 1);
  if (const std::optional<Move> move = move_of(name)) return move->points.value_or(0);
  return moved ? ImGui::GetIO().MousePos.x - low.x - size.x / 2 : 0;
}

}  // namespace threadbox::ui
