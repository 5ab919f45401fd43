#pragma once

#include "session/model.h"

#include <imgui.h>

#include <array>
#include <string_view>

namespace threadbox::ui {

/// The appearance of a span of a thread: its state, and for waits the kind of object.
enum class Style : unsigned char {
  fresh,     ///< Created, not started.
  starting,
  running,
  ready,     ///< Wants the GIL, which another thread has.
  blocked,   ///< Waits for something that another thread holds: a lock, a permit.
  waiting,   ///< Waits for a signal: an event, a barrier, a condition, a queue.
  joining,   ///< Waits for another thread's end or start.
  sleeping,
  paused,    ///< The user holds it before a statement.
  resting,   ///< Idle until the user acts.
  ended,
  failed,    ///< Died of an exception.
  stopped,
};
[[nodiscard]] Style style_of(session::ThreadState state, OperationKind operation) noexcept;
/// Its name on screen, e.g. "blocked".
[[nodiscard]] const char* style_name(Style style) noexcept;

/// The colours of all views: Okabe and Ito's, which people with red-green colour blindness can tell apart. Shapes and texts repeat
/// the information.
struct Palette {
  ImU32 ground, panel, line;  ///< The window, a panel, a separator.
  ImU32 text, muted, error, echo, mark;  ///< On ground and panel; echo also in fields.
  ImU32 button, button_over, field;  ///< Backgrounds of text.
  ImU32 accent, on_accent;  ///< The primary button; focus; selection.
  ImU32 running, blocked, waiting, joining, sleeping, resting, stopped;
  ImU32 on_bar;  ///< Text on the bar of a running thread.
  std::array<ImU32, 8> threads;
};

enum class Theme : unsigned char { light, dark };

[[nodiscard]] const Palette& palette_of(Theme theme) noexcept;
/// Sets ImGui's style, from the next frame on.
void apply_theme(Theme theme);
/// Replaces a colour of the current theme, until the next apply_theme(): a page has the user's own colours where the system forces
/// them, and stronger ones where the user wants more contrast. `name` is that of a field of Palette, from "ground" to "on_accent";
/// `value` is 0xRRGGBB. Returns whether there is such a colour.
bool replace_color(std::string_view name, unsigned value);
/// The palette of the current theme, with the colours that have been replaced.
[[nodiscard]] const Palette& palette() noexcept;
[[nodiscard]] ImU32 color_of(Style style) noexcept;
/// The colour of a thread among others, the same in every view and in the page's editor (style.css, --thread-0 to --thread-7).
[[nodiscard]] ImU32 color_of(const session::ThreadRow& thread) noexcept;
/// Blends `over` onto `under` with an opacity from 0 to 1. The result is opaque.
[[nodiscard]] ImU32 blend(ImU32 under, ImU32 over, float strength) noexcept;
/// A colour blended onto a panel, weak enough to be a background for text.
[[nodiscard]] ImU32 tint(ImU32 color) noexcept;

/// Loads the fonts for `scale` device pixels per point. Replaces the atlas.
void load_fonts(float scale);
[[nodiscard]] ImFont* strong_font() noexcept;
[[nodiscard]] ImFont* small_font() noexcept;
[[nodiscard]] ImFont* code_font() noexcept;

}  // namespace threadbox::ui
