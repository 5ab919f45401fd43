#include "ui/kit/theme.h"

#include "ui/kit/glyphs.h"

extern const unsigned char threadbox_font_text[];
extern const unsigned threadbox_font_text_size;
extern const unsigned char threadbox_font_strong[];
extern const unsigned threadbox_font_strong_size;
extern const unsigned char threadbox_font_code[];
extern const unsigned threadbox_font_code_size;

namespace threadbox::ui {

// --- Fonts.

namespace {

// Heights of a line in points; a font's em is a fifth (Inter) or a quarter (JetBrains Mono) less.
constexpr float text_size = 16, small_size = 14, code_size = 16;

ImFont* strong = nullptr;
ImFont* small = nullptr;
ImFont* code = nullptr;

}  // namespace

ImFont* strong_font() noexcept { return strong; }
ImFont* small_font() noexcept { return small; }
ImFont* code_font() noexcept { return code; }

void load_fonts(float scale) {
  ImGuiIO& io = ImGui::GetIO();
  io.Fonts->Clear();
  // The ranges of the font subsets that CMake makes; a font may lack some of them.
  static const ImWchar text_ranges[] = {0x20, 0x7e, 0xa0, 0xff, 0x2013, 0x2026, 0x2190, 0x2193, 0x221e, 0x221e, 0};
  static const ImWchar code_ranges[] = {0x20,   0x7e,   0xa0,   0x17f,  0x370,  0x3ff,  0x400,  0x45f,
                                        0x2013, 0x2026, 0x2190, 0x2193, 0x221e, 0x221e, 0x2500, 0x257f,
                                        0x2580, 0x259f, 0x25a0, 0x25cf, 0x2713, 0x2717, 0};
  ImFontConfig config;
  config.FontDataOwnedByAtlas = false;
  config.OversampleH = 2;
  const auto add = [&](const unsigned char* data, unsigned size, float points, const ImWchar* ranges) {
    return io.Fonts->AddFontFromMemoryTTF(const_cast<unsigned char*>(data), static_cast<int>(size), points * scale, &config,
                                          ranges);
  };
  add(threadbox_font_text, threadbox_font_text_size, text_size, text_ranges);
  strong = add(threadbox_font_strong, threadbox_font_strong_size, text_size, text_ranges);
  small = add(threadbox_font_text, threadbox_font_text_size, small_size, text_ranges);
  code = add(threadbox_font_code, threadbox_font_code_size, code_size, code_ranges);
  reserve_glyph_area(*io.Fonts);
  io.FontGlobalScale = 1 / scale;
}

// --- Colours.

namespace {

constexpr ImU32 rgb(unsigned value) { return IM_COL32((value >> 16) & 255, (value >> 8) & 255, value & 255, 255); }

constexpr Palette dark_palette = {.ground = rgb(0x10141b),
                                  .panel = rgb(0x181d25),
                                  .line = rgb(0x2c343f),
                                  .text = rgb(0xe5e9f0),
                                  .muted = rgb(0x9ba4b4),
                                  .error = rgb(0xff8a70),
                                  .echo = rgb(0x7cc4f2),
                                  .mark = rgb(0xf0e442),
                                  .button = rgb(0x262d38),
                                  .button_over = rgb(0x323b48),
                                  .field = rgb(0x1f252f),
                                  .accent = rgb(0x62b8ea),
                                  .on_accent = rgb(0x0b1a26),
                                  .running = rgb(0x56b4e9),
                                  .blocked = rgb(0xe69f00),
                                  .waiting = rgb(0xd98bb9),
                                  .joining = rgb(0x2bbf93),
                                  .sleeping = rgb(0x8290a6),
                                  .resting = rgb(0x6b7688),
                                  .stopped = rgb(0xe8743b),
                                  .on_bar = rgb(0x0b1a26),
                                  .threads = {rgb(0x5ea7f0), rgb(0xf2a44b), rgb(0x5fcf8f), rgb(0xe58ad0), rgb(0xd9d264),
                                              rgb(0xa99bf5), rgb(0xf28b7d), rgb(0x5fd0d6)}};
constexpr Palette light_palette = {.ground = rgb(0xeef0f4),
                                   .panel = rgb(0xffffff),
                                   .line = rgb(0xd8dde5),
                                   .text = rgb(0x1c2128),
                                   .muted = rgb(0x586170),
                                   .error = rgb(0xa92a14),
                                   .echo = rgb(0x00588f),
                                   .mark = rgb(0x7a5c00),
                                   .button = rgb(0xeef1f5),
                                   .button_over = rgb(0xe1e7ee),
                                   .field = rgb(0xf3f5f8),
                                   .accent = rgb(0x0067a3),
                                   .on_accent = rgb(0xffffff),
                                   .running = rgb(0x0072b2),
                                   .blocked = rgb(0xb87700),
                                   .waiting = rgb(0xa8487f),
                                   .joining = rgb(0x00795a),
                                   .sleeping = rgb(0x727e90),
                                   .resting = rgb(0x848f9f),
                                   .stopped = rgb(0xc24d00),
                                   .on_bar = rgb(0xffffff),
                                   .threads = {rgb(0x1f6fc0), rgb(0xa85f00), rgb(0x1c7d45), rgb(0xa93b90), rgb(0x75700c),
                                               rgb(0x6552c9), rgb(0xb8402f), rgb(0x0c7a80)}};

Palette current = dark_palette;

struct NamedColor {
  std::string_view name;
  ImU32 Palette::* color;
};
/// What a page may replace. The colours of states and threads stay: they are statements.
constexpr NamedColor named_colors[] = {{"ground", &Palette::ground},      {"panel", &Palette::panel},
                                       {"line", &Palette::line},          {"text", &Palette::text},
                                       {"muted", &Palette::muted},        {"error", &Palette::error},
                                       {"echo", &Palette::echo},          {"mark", &Palette::mark},
                                       {"button", &Palette::button},      {"button_over", &Palette::button_over},
                                       {"field", &Palette::field},        {"accent", &Palette::accent},
                                       {"on_accent", &Palette::on_accent}};

void set_colors(ImGuiStyle& style, const Palette& colors) {
  const auto set = [&](ImGuiCol which, ImU32 value) { style.Colors[which] = ImGui::ColorConvertU32ToFloat4(value); };
  const ImU32 clear = colors.panel & ~IM_COL32_A_MASK;
  set(ImGuiCol_WindowBg, colors.ground);
  set(ImGuiCol_ChildBg, clear);
  set(ImGuiCol_PopupBg, blend(colors.panel, colors.button_over, 0.35F));
  set(ImGuiCol_Text, colors.text);
  set(ImGuiCol_TextDisabled, colors.muted);
  set(ImGuiCol_Border, colors.line);
  set(ImGuiCol_Separator, colors.line);
  set(ImGuiCol_FrameBg, colors.field);
  set(ImGuiCol_FrameBgHovered, colors.button);
  set(ImGuiCol_FrameBgActive, colors.button_over);
  set(ImGuiCol_Button, colors.button);
  set(ImGuiCol_ButtonHovered, colors.button_over);
  set(ImGuiCol_ButtonActive, blend(colors.button_over, colors.accent, 0.35F));
  set(ImGuiCol_Header, blend(colors.panel, colors.accent, 0.16F));
  set(ImGuiCol_HeaderHovered, blend(colors.panel, colors.accent, 0.10F));
  set(ImGuiCol_HeaderActive, blend(colors.panel, colors.accent, 0.22F));
  set(ImGuiCol_TableBorderLight, colors.line);
  set(ImGuiCol_TableHeaderBg, clear);
  set(ImGuiCol_TableRowBg, clear);
  set(ImGuiCol_TableRowBgAlt, clear);
  set(ImGuiCol_ScrollbarBg, clear);
  set(ImGuiCol_ScrollbarGrab, blend(colors.panel, colors.muted, 0.35F));
  set(ImGuiCol_ScrollbarGrabHovered, blend(colors.panel, colors.muted, 0.55F));
  set(ImGuiCol_ScrollbarGrabActive, colors.muted);
  set(ImGuiCol_CheckMark, colors.accent);
  set(ImGuiCol_NavHighlight, colors.accent);
  set(ImGuiCol_TextSelectedBg, blend(colors.field, colors.accent, 0.35F));
}

}  // namespace

const Palette& palette_of(Theme theme) noexcept { return theme == Theme::dark ? dark_palette : light_palette; }

const Palette& palette() noexcept { return current; }

ImU32 blend(ImU32 under, ImU32 over, float strength) noexcept {
  const ImVec4 low = ImGui::ColorConvertU32ToFloat4(under), high = ImGui::ColorConvertU32ToFloat4(over);
  const auto mix = [&](float a, float b) { return a + (b - a) * strength; };
  return ImGui::ColorConvertFloat4ToU32({mix(low.x, high.x), mix(low.y, high.y), mix(low.z, high.z), 1});
}

ImU32 tint(ImU32 color) noexcept { return blend(palette().panel, color, 0.24F); }

void apply_theme(Theme theme) {
  current = palette_of(theme);
  ImGuiStyle& style = ImGui::GetStyle();
  style = ImGuiStyle();
  if (theme == Theme::dark) ImGui::StyleColorsDark();
  else ImGui::StyleColorsLight();
  style.WindowPadding = {12, 10};
  style.FramePadding = {9, 4};
  style.ItemSpacing = {8, 6};
  style.ItemInnerSpacing = {6, 4};
  style.CellPadding = {6, 1};
  style.FrameRounding = 5;
  style.WindowRounding = 6;  // For tooltips.
  style.ChildRounding = 8;
  style.PopupRounding = 7;
  style.GrabRounding = 5;
  style.ScrollbarSize = 10;
  style.ScrollbarRounding = 5;
  style.WindowBorderSize = 0;
  style.ChildBorderSize = 1;
  style.PopupBorderSize = 1;
  style.FrameBorderSize = 1;
  style.DisabledAlpha = 0.5F;
  style.HoverStationaryDelay = 0.1F;
  set_colors(style, palette());
}

bool replace_color(std::string_view name, unsigned value) {
  for (const NamedColor& named : named_colors) {
    if (named.name != name) continue;
    current.*named.color = rgb(value);
    set_colors(ImGui::GetStyle(), current);
    return true;
  }
  return false;
}

Style style_of(session::ThreadState state, OperationKind operation) noexcept {
  using enum session::ThreadState;
  switch (state) {
    case initial: return Style::fresh;
    case starting: return Style::starting;
    case running: return Style::running;
    case ready: return Style::ready;
    case ended: return Style::ended;
    case failed: return Style::failed;
    case stopped: return Style::stopped;
    case waiting: break;
  }
  switch (operation) {
    case OperationKind::lock_acquire:
    case OperationKind::rlock_acquire:
    case OperationKind::semaphore_acquire: return Style::blocked;
    case OperationKind::thread_start:
    case OperationKind::thread_join:
    case OperationKind::shutdown_join: return Style::joining;
    case OperationKind::sleep: return Style::sleeping;
    case OperationKind::hold: return Style::paused;
    case OperationKind::idle: return Style::resting;
    default: return Style::waiting;
  }
}

const char* style_name(Style style) noexcept {
  switch (style) {
    case Style::fresh: return "not started";
    case Style::starting: return "starting";
    case Style::running: return "running";
    case Style::ready: return "wants the GIL";
    case Style::blocked: return "blocked";
    case Style::waiting: return "waiting";
    case Style::joining: return "joining";
    case Style::sleeping: return "sleeping";
    case Style::paused: return "paused";
    case Style::resting: return "resting";
    case Style::ended: return "ended";
    case Style::failed: return "died";
    case Style::stopped: return "stopped";
  }
  return "";
}

ImU32 color_of(Style style) noexcept {
  const Palette& colors = palette();
  switch (style) {
    case Style::fresh: return colors.muted;
    case Style::starting:
    case Style::running:
    case Style::ready: return colors.running;
    case Style::blocked: return colors.blocked;
    case Style::waiting: return colors.waiting;
    case Style::joining: return colors.joining;
    case Style::sleeping: return colors.sleeping;
    case Style::paused:
    case Style::resting:
    case Style::ended: return colors.resting;
    case Style::failed: return colors.error;
    case Style::stopped: return colors.stopped;
  }
  return colors.text;
}

ImU32 color_of(const session::ThreadRow& thread) noexcept { return palette().threads[thread.id % palette().threads.size()]; }

}  // namespace threadbox::ui
