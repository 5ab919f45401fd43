#pragma once

#include "session/model.h"

#include <imgui.h>

namespace threadbox::ui {

/// The colours that views share. Chosen to be told apart without red-green sight; text says the same besides.
struct Palette {
  ImU32 running, waiting, sleeping, starting, ended, stopped, idle;
  ImU32 text, muted, error, echo, line, panel, mark;
};

enum class Theme : unsigned char { light, dark };

/// Sets ImGui's style; takes effect with the next frame.
void apply_theme(Theme theme);
[[nodiscard]] const Palette& palette() noexcept;

/// The two fonts, sharp at `scale` device pixels a point. Replaces the atlas.
void load_fonts(float scale);
[[nodiscard]] ImFont* code_font() noexcept;

[[nodiscard]] ImU32 state_color(session::ThreadState state, OperationKind operation) noexcept;

}  // namespace threadbox::ui
