#pragma once

#include "session/model.h"

#include <imgui.h>

namespace threadbox::ui {

/// What a stretch of a thread's life looks like: states, and waits by what they wait for.
enum class Style : unsigned char {
  fresh,     ///< Made, not started.
  starting,
  running,
  blocked,   ///< Another has what it wants: a lock, a permit.
  waiting,   ///< For a signal: an event, a barrier, a condition, a queue.
  joining,   ///< For another thread's end, or its start.
  sleeping,
  resting,   ///< Nothing to do until the user acts.
  ended,
  stopped,
};
[[nodiscard]] Style style_of(session::ThreadState state, OperationKind operation) noexcept;
/// One word for people, e.g. "blocked".
[[nodiscard]] const char* style_name(Style style) noexcept;

/// The colours that views share: Okabe and Ito's, which are told apart without red-green sight. Shapes and texts say
/// the same besides.
struct Palette {
  ImU32 ground, panel, line;            ///< Behind everything, behind a view, between things.
  ImU32 text, muted, error, echo, mark; ///< On ground and panel; echo also in fields.
  ImU32 button, button_over, field;     ///< Text stands on them.
  ImU32 accent, on_accent;              ///< The one important button; focus; selection.
  ImU32 running, blocked, waiting, joining, sleeping, resting, stopped;
  ImU32 on_bar;                         ///< Text on a bar of running.
};

enum class Theme : unsigned char { light, dark };

[[nodiscard]] const Palette& palette_of(Theme theme) noexcept;
/// Sets ImGui's style; takes effect with the next frame.
void apply_theme(Theme theme);
/// The palette of the theme that was applied last.
[[nodiscard]] const Palette& palette() noexcept;
[[nodiscard]] ImU32 color_of(Style style) noexcept;
/// `over` laid on `under` with the strength of 0 to 1; opaque.
[[nodiscard]] ImU32 blend(ImU32 under, ImU32 over, float strength) noexcept;
/// A colour on a panel, as weak as a background for text may be.
[[nodiscard]] ImU32 tint(ImU32 color) noexcept;

/// The fonts, sharp at `scale` device pixels a point. Replaces the atlas.
void load_fonts(float scale);
[[nodiscard]] ImFont* strong_font() noexcept;
[[nodiscard]] ImFont* small_font() noexcept;
[[nodiscard]] ImFont* code_font() noexcept;

}  // namespace threadbox::ui
