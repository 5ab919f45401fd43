#pragma once

#include "session/command.h"
#include "ui/kit/focus.h"
#include "ui/kit/theme.h"

#include <string>
#include <string_view>

// What several views are built from: panels, chips, buttons that stand for statements, drawn symbols.
namespace threadbox::ui {

/// How close together things are. Narrow windows are for thumbs.
struct Density {
  float row_height;     ///< Of a table's row and of a button in it.
  ImVec2 small_padding; ///< Inside of small buttons.
};
[[nodiscard]] const Density& density() noexcept;
void set_density(bool for_thumbs) noexcept;

/// A framed part of the window with a title. Draw into it while it lives.
class Panel {
 public:
  /// An empty title leaves the title's row away.
  Panel(const char* id, const char* title, ImVec2 size);
  ~Panel();
  Panel(const Panel&) = delete;
  Panel& operator=(const Panel&) = delete;

  /// How high it would have to be to show everything, as far as was drawn.
  [[nodiscard]] float wanted_height() const;
};

/// The height that a panel adds to its content.
[[nodiscard]] float panel_extra_height(bool titled);

/// A small button that is a Python statement; its tooltip says which.
void statement_button(const char* text, const std::string& statement, const session::CommandSink& send);
/// The width that statement_button() takes.
[[nodiscard]] float small_button_width(const char* text);
/// A small button without a statement.
bool small_button(const char* text, bool pressed_in = false);
/// The one button that matters most here.
bool primary_button(const char* text);

enum class Icon : unsigned char { plus, minus, fit, follow, copy, down, warning };
/// A square button with a drawn symbol. `name`: for the tooltip, and its label for tests.
bool icon_button(const char* name, Icon icon, bool pressed = false);
void draw_icon(ImDrawList& draw, Icon icon, ImVec2 center, float radius, ImU32 color);

/// A state's own shape, so that colour is not all that tells it.
void draw_style(ImDrawList& draw, Style style, ImVec2 center, float radius);

/// A name in a rounded frame. Clicking selects what it stands for, hovering lights it up everywhere.
void chip(const std::string& text, ObjectId object, Focus& focus, ImU32 color);
/// A word in a rounded frame, which does nothing.
void tag(const char* text);
[[nodiscard]] float chip_width(std::string_view text);
/// Goes on in the same line when `width` still fits, else begins a new one.
void flow(float width);

/// Text that ends in … when it is wider than `width`; the whole text as tooltip then. Returns the width it took.
float text_within(std::string_view text, float width, ImU32 color);

/// Text drawn as it is at a place, cut at `right` with ….
void draw_text(ImDrawList& draw, ImFont* font, ImVec2 place, float right, ImU32 color, std::string_view text);
[[nodiscard]] ImVec2 text_size(ImFont* font, std::string_view text);

/// A tooltip of one line of code.
void code_tooltip(const std::string& code);

}  // namespace threadbox::ui
