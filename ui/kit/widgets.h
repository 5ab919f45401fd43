#pragma once

#include "session/command.h"
#include "ui/kit/focus.h"
#include "ui/kit/theme.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Widgets shared by the views: chips, buttons that execute a statement, symbols. Threads: the observer only.
namespace threadbox::ui {

/// Spacing. In narrow windows, widgets are large enough for thumbs.
struct Density {
  float row_height;     ///< Height of a table's row and of a button in it.
  ImVec2 small_padding; ///< Padding of small buttons.
};
[[nodiscard]] const Density& density() noexcept;
void set_density(bool for_thumbs) noexcept;

/// A small button that executes a Python statement, which its tooltip shows.
/// `origin`: the object whose row or card it is in; 0: none. `objection`: why it cannot be executed, in the tooltip of a disabled
/// button; null: it can.
void statement_button(const char* text, const std::string& statement, ObjectId origin, const session::CommandSink& send,
                      const char* objection = nullptr);
/// The width of a statement_button().
[[nodiscard]] float small_button_width(const char* text);
/// A small button without a statement. `pressed_in`: of one with two states.
bool small_button(const char* text, std::optional<bool> pressed_in = std::nullopt);
/// A field for a line of text, which the page's element of it can fill, too. `label`: after "##". Returns true if the text has changed.
bool text_field(const char* label, const char* hint, std::string& text);
/// The primary button of a panel.
bool primary_button(const char* text);

enum class Icon : unsigned char { plus, minus, fit, follow, copy, down, warning, question };
/// A square button with a symbol. `name` is its tooltip, and its label for tests and for the page. `state`: as small_button().
bool icon_button(const char* name, Icon icon, std::optional<bool> state = std::nullopt);
void draw_icon(ImDrawList& draw, Icon icon, ImVec2 center, float radius, ImU32 color);

/// The symbol of a state, so that states differ not by colour alone.
void draw_style(ImDrawList& draw, Style style, ImVec2 center, float radius);

/// A name in a rounded frame. A click selects the object, hovering lights it in all views.
void chip(const std::string& text, ObjectId object, Focus& focus, ImU32 color);
/// A word in a rounded frame, without interaction.
void tag(const char* text);
[[nodiscard]] float chip_width(std::string_view text);
/// Continues the line if `width` still fits, else begins a new one.
void flow(float width);

/// Draws a text, shortened with … if it is wider than `width`; the tooltip then shows all of it. Returns its width.
float text_within(std::string_view text, float width, ImU32 color);

/// The same for a text that names a line of the program: a click goes to the line. 0: a text like any other.
float line_link(std::string_view text, std::uint32_t line, float width, ImU32 color, Focus& focus);
/// Draws a text, wrapped at `width`, at a position. Each "(line 7)" in it is a link to that line. The cursor is moved.
void linked_text(ImVec2 place, std::string_view text, float width, ImU32 color, Focus& focus);

/// Draws a text at a position, shortened with … at `right`.
void draw_text(ImDrawList& draw, ImFont* font, ImVec2 place, float right, ImU32 color, std::string_view text);
[[nodiscard]] ImVec2 text_size(ImFont* font, std::string_view text);

/// A tooltip with one line of code.
void code_tooltip(const std::string& code);

}  // namespace threadbox::ui
