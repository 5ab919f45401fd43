#include "ui/kit/layout.h"
#include "ui/kit/theme.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>

using namespace threadbox;
using namespace threadbox::ui;

namespace {

/// WCAG's relative luminance.
double luminance(ImU32 color) {
  const auto linear = [](unsigned value) {
    const double part = value / 255.0;
    return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear((color >> IM_COL32_R_SHIFT) & 255) + 0.7152 * linear((color >> IM_COL32_G_SHIFT) & 255) +
         0.0722 * linear((color >> IM_COL32_B_SHIFT) & 255);
}

double contrast(ImU32 a, ImU32 b) {
  const double first = luminance(a), second = luminance(b);
  return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

}  // namespace

TEST_CASE("theme: contrast is what WCAG says it is") {
  CHECK(contrast(IM_COL32_WHITE, IM_COL32_BLACK) == doctest::Approx(21));
  CHECK(contrast(IM_COL32_WHITE, IM_COL32(119, 119, 119, 255)) == doctest::Approx(4.48).epsilon(0.01));
}

TEST_CASE("theme: every text can be read in both themes") {
  for (const Theme theme : {Theme::light, Theme::dark}) {
    CAPTURE(static_cast<int>(theme));
    const Palette& p = palette_of(theme);
    for (const ImU32 ground : {p.ground, p.panel})
      for (const ImU32 text : {p.text, p.muted, p.error, p.echo}) CHECK(contrast(text, ground) >= 4.5);
    for (const ImU32 ground : {p.button, p.button_over, p.field}) CHECK(contrast(p.text, ground) >= 4.5);
    CHECK(contrast(p.muted, p.field) >= 4.5);  // Hints.
    CHECK(contrast(p.on_accent, p.accent) >= 4.5);
    CHECK(contrast(p.on_bar, p.running) >= 4.5);
    // Labels of chips and of waits, also of lit ones.
    for (const ImU32 state : {p.blocked, p.waiting, p.joining, p.sleeping, p.stopped})
      for (const float strength : {0.24F, 0.4F, 0.45F}) CHECK(contrast(p.text, blend(p.panel, state, strength)) >= 4.5);
    CHECK(contrast(p.text, blend(p.panel, p.accent, 0.22F)) >= 4.5);   // A selected row.
    CHECK(contrast(p.muted, blend(p.panel, p.accent, 0.10F)) >= 4.5);  // A lit one.
    CHECK(contrast(p.text, blend(p.field, p.accent, 0.35F)) >= 4.5);   // Selected text.
  }
}

TEST_CASE("theme: every state can be seen in both themes") {
  for (const Theme theme : {Theme::light, Theme::dark}) {
    CAPTURE(static_cast<int>(theme));
    const Palette& p = palette_of(theme);
    for (const ImU32 state : {p.running, p.blocked, p.waiting, p.joining, p.sleeping, p.resting, p.stopped, p.mark, p.accent})
      CHECK(contrast(state, p.panel) >= 3);
  }
}

TEST_CASE("theme: the page's colours replace those of the theme, and only these") {
  struct System {
    const char* name;
    Theme theme;
    unsigned ground, text, accent, on_accent;
  };
  // The contrast themes of Windows 11: what a page gets as Canvas, CanvasText, Highlight, HighlightText.
  constexpr System systems[] = {{"Aquatic", Theme::dark, 0x202020, 0xffffff, 0x8ee3f0, 0x263b50},
                                {"Desert", Theme::light, 0xfffaef, 0x3d3d3d, 0x903909, 0xfff5e3},
                                {"Dusk", Theme::dark, 0x2d3236, 0xffffff, 0xa1bfde, 0x212d3b},
                                {"Night sky", Theme::dark, 0x000000, 0xffffff, 0xd6b4fd, 0x2b2b2b}};
  ImGui::CreateContext();
  for (const System& system : systems) {
    CAPTURE(system.name);
    apply_theme(system.theme);
    for (const char* name : {"ground", "panel", "button", "button_over", "field"}) CHECK(replace_color(name, system.ground));
    for (const char* name : {"line", "text", "muted", "error", "echo", "mark"}) CHECK(replace_color(name, system.text));
    CHECK(replace_color("accent", system.accent));
    CHECK(replace_color("on_accent", system.on_accent));
    const Palette& p = palette();
    CHECK(p.ground == IM_COL32(system.ground >> 16, (system.ground >> 8) & 255, system.ground & 255, 255));
    CHECK(ImGui::ColorConvertFloat4ToU32(ImGui::GetStyle().Colors[ImGuiCol_WindowBg]) == p.ground);
    CHECK(p.running == palette_of(system.theme).running);
    for (const ImU32 text : {p.text, p.muted, p.error, p.echo, p.line}) CHECK(contrast(text, p.panel) >= 7);
    CHECK(contrast(p.on_accent, p.accent) >= 4.5);
    for (const ImU32 state : {p.running, p.blocked, p.waiting, p.joining, p.sleeping, p.stopped, p.mark, p.accent})
      CHECK(contrast(state, p.panel) >= 3);
    for (const ImU32 state : {p.blocked, p.waiting, p.joining, p.sleeping, p.stopped})
      CHECK(contrast(p.text, blend(p.panel, state, 0.24F)) >= 4.5);
  }
  CHECK_FALSE(replace_color("running", 0));
  apply_theme(Theme::dark);
  CHECK(palette().ground == palette_of(Theme::dark).ground);
  ImGui::DestroyContext();
}

TEST_CASE("layout: each gets what it wants while there is enough, and no more") {
  std::array wants = {100.0F, 50.0F, 200.0F};
  CHECK(share_heights(wants, 500) == doctest::Approx(150));
  CHECK(wants == std::array{100.0F, 50.0F, 200.0F});
}

TEST_CASE("layout: when there is too little, the greedy get equally less") {
  std::array wants = {300.0F, 50.0F, 400.0F};
  CHECK(share_heights(wants, 450) == doctest::Approx(0));
  CHECK(wants == std::array{200.0F, 50.0F, 200.0F});
}
