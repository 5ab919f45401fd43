#include "ui/theme.h"

extern const unsigned char threadbox_font_text[];
extern const unsigned threadbox_font_text_size;
extern const unsigned char threadbox_font_strong[];
extern const unsigned threadbox_font_strong_size;
extern const unsigned char threadbox_font_code[];
extern const unsigned threadbox_font_code_size;

namespace threadbox::ui {

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
  // What cmake's font subsets hold; a font lacks some of it, which costs nothing.
  static const ImWchar text_ranges[] = {0x20, 0x7e, 0xa0, 0xff, 0x2013, 0x2026, 0x2190, 0x2193, 0x221e, 0x221e, 0};
  static const ImWchar code_ranges[] = {0x20, 0x7e, 0xa0, 0x17f, 0x370, 0x3ff, 0x400, 0x45f, 0x2013, 0x2026, 0x2190, 0x2193,
                                        0x221e, 0x221e, 0x2500, 0x257f, 0x2580, 0x259f, 0x25a0, 0x25cf, 0x2713, 0x2717, 0};
  ImFontConfig config;
  config.FontDataOwnedByAtlas = false;
  config.OversampleH = 2;
  const auto add = [&](const unsigned char* data, unsigned size, float points, const ImWchar* ranges) {
    return io.Fonts->AddFontFromMemoryTTF(const_cast<unsigned char*>(data), static_cast<int>(size), points * scale, &config, ranges);
  };
  add(threadbox_font_text, threadbox_font_text_size, text_size, text_ranges);
  strong = add(threadbox_font_strong, threadbox_font_strong_size, text_size, text_ranges);
  small = add(threadbox_font_text, threadbox_font_text_size, small_size, text_ranges);
  code = add(threadbox_font_code, threadbox_font_code_size, code_size, code_ranges);
  io.FontGlobalScale = 1 / scale;
}

}  // namespace threadbox::ui
