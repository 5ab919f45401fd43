#include "ui/kit/widgets.h"

#include "ui/kit/glyphs.h"
#include "ui/kit/recorder.h"

#include <imgui_internal.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace threadbox::ui {

using namespace session;

namespace {

constexpr Density for_mouse{28, {8, 3}}, for_thumb{36, {10, 6}};
const Density* current = &for_mouse;

constexpr float chip_padding = 6;

}  // namespace

const Density& density() noexcept { return *current; }

void set_density(bool for_thumbs) noexcept { current = for_thumbs ? &for_thumb : &for_mouse; }

bool small_button(const char* text, std::optional<bool> pressed_in) {
  const bool is_in = pressed_in.value_or(false);
  if (is_in) ImGui::PushStyleColor(ImGuiCol_Button, ImGui::GetStyleColorVec4(ImGuiCol_Header));
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, density().small_padding);
  const bool pressed = ImGui::Button(text);
  ImGui::PopStyleVar();
  if (is_in) ImGui::PopStyleColor();
  if (pressed_in) note_state(is_in);
  return pressed;
}

float small_button_width(const char* text) { return ImGui::CalcTextSize(text, nullptr, true).x + 2 * density().small_padding.x; }

void statement_button(const char* text, const std::string& statement, ObjectId origin, const CommandSink& send,
                      const char* objection) {
  ImGui::BeginDisabled(objection != nullptr);
  if (small_button(text)) send(Click{statement, origin});
  ImGui::EndDisabled();
  if (!ImGui::IsItemHovered(ImGuiHoveredFlags_ForTooltip | ImGuiHoveredFlags_AllowWhenDisabled)) return;
  if (objection != nullptr) ImGui::SetTooltip("%s", objection);
  else code_tooltip(">>> " + statement);
}

bool text_field(const char* label, const char* hint, std::string& text) {
  bool changed = false;
  if (std::optional<std::string> given = take_act(label)) {
    if (ImGui::GetActiveID() == ImGui::GetID(label)) ImGui::ClearActiveID();  // It would write its own text back.
    text = *std::move(given);
    changed = true;
  }
  changed = ImGui::InputTextWithHint(label, hint, &text) || changed;
  note_text(text);
  return changed;
}

bool primary_button(const char* text) {
  const Palette& colors = palette();
  ImGui::PushStyleColor(ImGuiCol_Button, colors.accent);
  ImGui::PushStyleColor(ImGuiCol_ButtonHovered, blend(colors.accent, colors.text, 0.15F));
  ImGui::PushStyleColor(ImGuiCol_ButtonActive, blend(colors.accent, colors.ground, 0.2F));
  ImGui::PushStyleColor(ImGuiCol_Border, colors.accent);
  ImGui::PushStyleColor(ImGuiCol_Text, colors.on_accent);
  const bool pressed = ImGui::Button(text);
  ImGui::PopStyleColor(5);
  return pressed;
}

bool icon_button(const char* name, Icon icon, std::optional<bool> state) {
  const bool pressed_in = state.value_or(false);
  const float side = ImGui::GetFrameHeight();
  const std::string id = std::string(name);
  if (pressed_in) ImGui::PushStyleColor(ImGuiCol_Button, ImGui::GetStyleColorVec4(ImGuiCol_Header));
  ImGui::PushStyleColor(ImGuiCol_Text, 0);  // The label is for tests and is not drawn.
  ImGui::PushStyleVar(ImGuiStyleVar_ButtonTextAlign, {0, 0.5F});
  const bool pressed = ImGui::Button(id.c_str(), {side, side});
  ImGui::PopStyleVar();
  ImGui::PopStyleColor(pressed_in ? 2 : 1);
  if (state) note_state(pressed_in);
  const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
  const ImU32 color = ImGui::GetColorU32(pressed_in ? ImGui::ColorConvertU32ToFloat4(palette().accent)
                                                    : ImGui::ColorConvertU32ToFloat4(palette().text));
  draw_icon(*ImGui::GetWindowDrawList(), icon, {(low.x + high.x) / 2, (low.y + high.y) / 2}, 5, color);
  ImGui::SetItemTooltip("%s", name);
  return pressed;
}

void draw_icon(ImDrawList& draw, Icon icon, ImVec2 c, float r, ImU32 color) {
  constexpr float thick = 1.6F;
  const auto line = [&](float x1, float y1, float x2, float y2) {
    draw.AddLine({c.x + x1 * r, c.y + y1 * r}, {c.x + x2 * r, c.y + y2 * r}, color, thick);
  };
  switch (icon) {
    case Icon::plus: line(0, -1, 0, 1); [[fallthrough]];
    case Icon::minus: line(-1, 0, 1, 0); break;
    case Icon::fit:
      line(-1.2F, -1, -1.2F, 1), line(1.2F, -1, 1.2F, 1), line(-0.8F, 0, 0.8F, 0);
      line(-0.8F, 0, -0.4F, -0.4F), line(-0.8F, 0, -0.4F, 0.4F), line(0.8F, 0, 0.4F, -0.4F), line(0.8F, 0, 0.4F, 0.4F);
      break;
    case Icon::follow: line(-1.1F, 0, 0.5F, 0), line(0.5F, 0, 0, -0.6F), line(0.5F, 0, 0, 0.6F), line(1.1F, -1, 1.1F, 1); break;
    case Icon::copy:
      draw.AddRect({c.x - r, c.y - r}, {c.x + r * 0.4F, c.y + r * 0.5F}, color, 1.5F, 0, thick);
      draw.AddRect({c.x - r * 0.4F, c.y - r * 0.4F}, {c.x + r, c.y + r * 1.1F}, color, 1.5F, 0, thick);
      break;
    case Icon::down: line(0, -1, 0, 1), line(0, 1, -0.8F, 0.2F), line(0, 1, 0.8F, 0.2F); break;
    case Icon::question:
      draw.PathArcTo({c.x, c.y - r * 0.45F}, r * 0.6F, -3.3F, 1.2F, 10);
      draw.PathStroke(color, 0, thick);
      line(0.15F, 0.1F, 0, 0.5F), line(0, 0.9F, 0, 1.1F);
      break;
    case Icon::warning:
      draw.AddTriangle({c.x, c.y - r * 1.1F}, {c.x + r * 1.2F, c.y + r}, {c.x - r * 1.2F, c.y + r}, color, thick);
      line(0, -0.3F, 0, 0.35F), line(0, 0.55F, 0, 0.8F);
      break;
  }
}

void draw_style(ImDrawList& draw, Style style, ImVec2 c, float r) {
  const ImU32 color = color_of(style);
  switch (style) {
    case Style::running:
    case Style::starting:
      draw.AddTriangleFilled({c.x - r * 0.8F, c.y - r}, {c.x + r, c.y}, {c.x - r * 0.8F, c.y + r}, color);
      break;
    case Style::ready: draw.AddTriangle({c.x - r * 0.8F, c.y - r}, {c.x + r, c.y}, {c.x - r * 0.8F, c.y + r}, color, 1.3F); break;
    case Style::blocked:
      draw.AddRectFilled({c.x - r * 0.85F, c.y - r * 0.85F}, {c.x + r * 0.85F, c.y + r * 0.85F}, color, 1.5F);
      break;
    case Style::waiting: draw.AddCircleFilled(c, r, color, 16); break;
    case Style::joining:
      draw.AddQuadFilled({c.x, c.y - r * 1.15F}, {c.x + r * 1.15F, c.y}, {c.x, c.y + r * 1.15F}, {c.x - r * 1.15F, c.y}, color);
      break;
    case Style::sleeping: draw.AddCircle(c, r * 0.85F, color, 16, 2); break;
    case Style::paused:
      draw.AddRectFilled({c.x - r * 0.8F, c.y - r}, {c.x - r * 0.2F, c.y + r}, color);
      draw.AddRectFilled({c.x + r * 0.2F, c.y - r}, {c.x + r * 0.8F, c.y + r}, color);
      break;
    case Style::resting:
    case Style::fresh: draw.AddCircle(c, r * 0.8F, color, 16, 1.3F); break;
    case Style::ended:
      draw.AddLine({c.x - r, c.y}, {c.x - r * 0.25F, c.y + r * 0.7F}, color, 1.8F);
      draw.AddLine({c.x - r * 0.25F, c.y + r * 0.7F}, {c.x + r, c.y - r * 0.7F}, color, 1.8F);
      break;
    case Style::stopped:
      draw.AddRect({c.x - r * 0.8F, c.y - r * 0.8F}, {c.x + r * 0.8F, c.y + r * 0.8F}, color, 1.5F, 0, 1.8F);
      break;
    case Style::failed:
      draw.AddLine({c.x - r * 0.8F, c.y - r * 0.8F}, {c.x + r * 0.8F, c.y + r * 0.8F}, color, 1.8F);
      draw.AddLine({c.x + r * 0.8F, c.y - r * 0.8F}, {c.x - r * 0.8F, c.y + r * 0.8F}, color, 1.8F);
      break;
  }
}

float chip_width(std::string_view text) { return text_size(small_font(), text).x + 2 * chip_padding; }

void chip(const std::string& text, ObjectId object, Focus& focus, ImU32 color) {
  const float line = ImGui::GetTextLineHeight();
  const float width = std::min(chip_width(text), std::max(ImGui::GetContentRegionAvail().x, 24.0F));
  ImGui::PushID(static_cast<int>(object));
  const ImVec2 low = ImGui::GetCursorScreenPos();
  if (ImGui::InvisibleButton(("##" + text).c_str(), {width, line + 2})) focus.toggle(object);
  ImGui::PopID();
  note_state(focus.is_selected(object));
  if (ImGui::IsItemHovered()) focus.note_hover(object);
  const ImVec2 high = ImGui::GetItemRectMax();
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const bool lit = focus.is_lit(object);
  draw.AddRectFilled(low, high, lit ? blend(palette().panel, color, 0.4F) : tint(color), 4);
  if (focus.is_selected(object)) draw.AddRect(low, high, color, 4, 0, 1.2F);
  const float top = low.y + (high.y - low.y - small_font()->FontSize * ImGui::GetIO().FontGlobalScale) / 2;
  draw_text(draw, small_font(), {low.x + chip_padding, top}, high.x - 3, palette().text, text);
}

void tag(const char* text) {
  const float height = ImGui::GetTextLineHeight();
  const ImVec2 low = ImGui::GetCursorScreenPos(), high{low.x + chip_width(text), low.y + height};
  ImGui::Dummy({high.x - low.x, height});
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  draw.AddRect(low, high, palette().line, 4);
  const float top = low.y + (height - text_size(small_font(), text).y) / 2;
  draw_text(draw, small_font(), {low.x + chip_padding, top}, high.x, palette().muted, text);
}

void flow(float width) {
  ImGui::SameLine();
  if (ImGui::GetContentRegionAvail().x < width) ImGui::NewLine();
}

float text_within(std::string_view text, float width, ImU32 color) {
  const ImVec2 cursor = ImGui::GetCursorScreenPos();
  // In a line with framed widgets, where AlignTextToFramePadding() was called.
  const ImVec2 place{cursor.x, cursor.y + ImGui::GetCurrentWindow()->DC.CurrLineTextBaseOffset};
  const float full = ImGui::CalcTextSize(text.data(), text.data() + text.size()).x;
  const float shown = std::clamp(full, 0.0F, std::max(width, 0.0F));
  ImGui::Dummy({shown, ImGui::GetTextLineHeight()});
  if (full > shown) ImGui::SetItemTooltip("%.*s", static_cast<int>(text.size()), text.data());
  draw_text(*ImGui::GetWindowDrawList(), ImGui::GetFont(), place, place.x + shown + 0.5F, color, text);
  return shown;
}

namespace {

/// Makes an area a link to a line: a hand and, while the mouse is over it, an underline.
void link_area(ImVec2 low, ImVec2 size, std::uint32_t line, ImU32 color, Focus& focus) {
  ImGui::SetCursorScreenPos(low);
  if (ImGui::InvisibleButton(("##line " + std::to_string(line)).c_str(), size)) focus.go_to_line(line);
  if (!ImGui::IsItemHovered()) return;
  ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  ImGui::GetWindowDrawList()->AddLine({low.x, low.y + size.y}, {low.x + size.x, low.y + size.y}, color);
}

}  // namespace

float line_link(std::string_view text, std::uint32_t line, float width, ImU32 color, Focus& focus) {
  const ImVec2 place = ImGui::GetCursorScreenPos();
  const float shown = text_within(text, width, color);
  if (line != 0 && shown > 0) link_area(place, {shown, ImGui::GetTextLineHeight()}, line, palette().accent, focus);
  return shown;
}

void linked_text(ImVec2 place, std::string_view text, float width, ImU32 color, Focus& focus) {
  constexpr std::string_view prefix = "(line ";
  const float size = ImGui::GetFontSize();
  ImFont* font = ImGui::GetFont();
  ImGui::PushID(text.data(), text.data() + text.size());
  const char* const end = text.data() + text.size();
  for (const char* row = text.data(); row < end; place.y += size) {
    const char* row_end = font->CalcWordWrapPositionA(size / font->FontSize, row, end, width);
    const std::string_view shown(row, static_cast<std::size_t>(row_end - row));
    ImGui::GetWindowDrawList()->AddText(font, size, place, color, row, row_end);
    for (std::size_t at = shown.find(prefix); at != std::string_view::npos; at = shown.find(prefix, at + 1)) {
      std::uint32_t line = 0;
      std::size_t last = at + prefix.size();
      for (; last < shown.size() && shown[last] >= '0' && shown[last] <= '9'; ++last)
        line = line * 10 + static_cast<std::uint32_t>(shown[last] - '0');
      if (line == 0 || last == shown.size()) continue;
      const float left = ImGui::CalcTextSize(row, row + at + 1).x;
      ImGui::PushID(row + at);
      link_area({place.x + left, place.y}, {ImGui::CalcTextSize(row, row + last).x - left, size}, line, palette().accent, focus);
      ImGui::PopID();
    }
    row = row_end;
    while (row < end && *row == ' ') ++row;
    if (row < end && *row == '\n') ++row;
  }
  ImGui::PopID();
}

ImVec2 text_size(ImFont* font, std::string_view text) {
  const float size = font->FontSize * ImGui::GetIO().FontGlobalScale;
  return font->CalcTextSizeA(size, FLT_MAX, 0, text.data(), text.data() + text.size());
}

void draw_text(ImDrawList& draw, ImFont* font, ImVec2 place, float right, ImU32 color, std::string_view text) {
  const float size = font->FontSize * ImGui::GetIO().FontGlobalScale;
  place = {std::floor(place.x), std::floor(place.y)};
  want_glyphs(font, text);
  const char* end = text.data() + text.size();
  if (font->CalcTextSizeA(size, FLT_MAX, 0, text.data(), end).x <= right - place.x) {
    draw.AddText(font, size, place, color, text.data(), end);
    return;
  }
  constexpr std::string_view dots = "…";
  const float dots_width = font->CalcTextSizeA(size, FLT_MAX, 0, dots.data(), dots.data() + dots.size()).x;
  const char* cut = nullptr;
  const float width = font->CalcTextSizeA(size, std::max(right - place.x - dots_width, 0.0F), 0, text.data(), end, &cut).x;
  if (cut == text.data()) return;  // There is no room for a single letter.
  draw.AddText(font, size, place, color, text.data(), cut);
  draw.AddText(font, size, {place.x + width, place.y}, color, dots.data(), dots.data() + dots.size());
}

void code_tooltip(const std::string& code) {
  if (!ImGui::BeginTooltip()) return;
  ImGui::PushFont(code_font());
  ImGui::TextUnformatted(code.data(), code.data() + code.size());
  ImGui::PopFont();
  ImGui::EndTooltip();
}

}  // namespace threadbox::ui
