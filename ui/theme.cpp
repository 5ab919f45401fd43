#include "ui/theme.h"

extern const unsigned char threadbox_font_text[];
extern const unsigned threadbox_font_text_size;
extern const unsigned char threadbox_font_code[];
extern const unsigned threadbox_font_code_size;

namespace threadbox::ui {

namespace {

constexpr float text_size = 15, code_size = 14;

// Okabe and Ito's colours, darker on light ground.
constexpr Palette dark_palette = {
    IM_COL32(86, 180, 233, 255), IM_COL32(230, 159, 0, 255), IM_COL32(124, 134, 150, 255), IM_COL32(0, 158, 115, 255),
    IM_COL32(70, 78, 92, 255), IM_COL32(213, 94, 0, 255), IM_COL32(100, 108, 122, 255),
    IM_COL32(229, 233, 240, 255), IM_COL32(155, 164, 180, 255), IM_COL32(255, 138, 112, 255), IM_COL32(120, 200, 255, 255),
    IM_COL32(58, 66, 80, 255), IM_COL32(30, 35, 44, 255), IM_COL32(240, 228, 66, 255)};
constexpr Palette light_palette = {
    IM_COL32(0, 114, 178, 255), IM_COL32(200, 130, 0, 255), IM_COL32(150, 158, 170, 255), IM_COL32(0, 130, 95, 255),
    IM_COL32(200, 205, 213, 255), IM_COL32(190, 75, 0, 255), IM_COL32(170, 177, 188, 255),
    IM_COL32(28, 33, 40, 255), IM_COL32(88, 97, 110, 255), IM_COL32(176, 42, 20, 255), IM_COL32(0, 92, 150, 255),
    IM_COL32(214, 219, 227, 255), IM_COL32(246, 247, 249, 255), IM_COL32(120, 90, 0, 255)};

Theme current = Theme::dark;
ImFont* code = nullptr;

ImVec4 color(ImU32 value, float alpha = 1) {
  ImVec4 result = ImGui::ColorConvertU32ToFloat4(value);
  result.w *= alpha;
  return result;
}

}  // namespace

const Palette& palette() noexcept { return current == Theme::dark ? dark_palette : light_palette; }

ImFont* code_font() noexcept { return code; }

void load_fonts(float scale) {
  ImGuiIO& io = ImGui::GetIO();
  io.Fonts->Clear();
  static const ImWchar ranges[] = {0x20, 0x7e, 0xa0, 0xff, 0x2013, 0x2026, 0x2192, 0x2192, 0};
  ImFontConfig config;
  config.FontDataOwnedByAtlas = false;
  config.OversampleH = 2;
  const auto add = [&](const unsigned char* data, unsigned size, float points) {
    return io.Fonts->AddFontFromMemoryTTF(const_cast<unsigned char*>(data), static_cast<int>(size), points * scale, &config, ranges);
  };
  add(threadbox_font_text, threadbox_font_text_size, text_size);
  code = add(threadbox_font_code, threadbox_font_code_size, code_size);
  io.FontGlobalScale = 1 / scale;
}

void apply_theme(Theme theme) {
  current = theme;
  ImGuiStyle& style = ImGui::GetStyle();
  style = ImGuiStyle();
  if (theme == Theme::dark) ImGui::StyleColorsDark();
  else ImGui::StyleColorsLight();
  style.WindowPadding = {12, 10};
  style.FramePadding = {9, 5};
  style.ItemSpacing = {8, 7};
  style.CellPadding = {8, 5};
  style.FrameRounding = 5;
  style.ChildRounding = 7;
  style.PopupRounding = 7;
  style.GrabRounding = 5;
  style.TabRounding = 5;
  style.ScrollbarSize = 11;
  style.WindowBorderSize = 0;
  style.ChildBorderSize = 1;
  const Palette& colors = palette();
  const ImVec4 accent = color(colors.running);
  const bool dark = theme == Theme::dark;
  const auto set = [&](ImGuiCol which, ImVec4 value) { style.Colors[which] = value; };
  set(ImGuiCol_WindowBg, dark ? ImVec4(0.075F, 0.09F, 0.115F, 1) : ImVec4(0.985F, 0.985F, 0.99F, 1));
  set(ImGuiCol_ChildBg, color(colors.panel));
  set(ImGuiCol_PopupBg, color(colors.panel));
  set(ImGuiCol_Text, color(colors.text));
  set(ImGuiCol_TextDisabled, color(colors.muted));
  set(ImGuiCol_Border, color(colors.line));
  set(ImGuiCol_Separator, color(colors.line));
  set(ImGuiCol_FrameBg, dark ? ImVec4(0.17F, 0.2F, 0.25F, 1) : ImVec4(0.9F, 0.915F, 0.935F, 1));
  set(ImGuiCol_FrameBgHovered, color(colors.running, 0.25F));
  set(ImGuiCol_FrameBgActive, color(colors.running, 0.35F));
  set(ImGuiCol_Button, dark ? ImVec4(0.2F, 0.235F, 0.295F, 1) : ImVec4(0.875F, 0.895F, 0.92F, 1));
  set(ImGuiCol_ButtonHovered, color(colors.running, 0.4F));
  set(ImGuiCol_ButtonActive, color(colors.running, 0.6F));
  set(ImGuiCol_Header, color(colors.running, 0.2F));
  set(ImGuiCol_HeaderHovered, color(colors.running, 0.3F));
  set(ImGuiCol_HeaderActive, color(colors.running, 0.4F));
  set(ImGuiCol_Tab, color(colors.panel));
  set(ImGuiCol_TabActive, color(colors.running, 0.35F));
  set(ImGuiCol_TabHovered, color(colors.running, 0.45F));
  set(ImGuiCol_TableHeaderBg, color(colors.line, 0.6F));
  set(ImGuiCol_TableBorderLight, color(colors.line, 0.6F));
  set(ImGuiCol_CheckMark, accent);
  set(ImGuiCol_NavHighlight, accent);
}

ImU32 state_color(session::ThreadState state, OperationKind operation) noexcept {
  const Palette& colors = palette();
  using enum session::ThreadState;
  switch (state) {
    case initial: return colors.idle;
    case starting: return colors.starting;
    case running: return colors.running;
    case waiting:
      if (operation == OperationKind::sleep) return colors.sleeping;
      return operation == OperationKind::idle ? colors.idle : colors.waiting;
    case ended: return colors.ended;
    case stopped: return colors.stopped;
  }
  return colors.text;
}

}  // namespace threadbox::ui
