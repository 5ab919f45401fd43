#pragma once

#include <imgui.h>

#include <cstddef>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

// Characters that the fonts of the atlas lack. They are drawn by the platform (a browser, or a font file), one by one when a text first
// has them, into an area of the atlas that is kept free for them. Threads: the observer only.
namespace threadbox::ui {

/// How a character is to be drawn, in device pixels.
struct GlyphRequest {
  char32_t character = 0;
  float em = 0;  ///< The size of the font.
  float ascent = 0;  ///< From the upper edge of the line to the base line.
  bool monospaced = false;
};

/// A character's picture, in device pixels.
struct GlyphPicture {
  float left = 0;  ///< From the pen to the picture's left edge.
  float top = 0;  ///< From the upper edge of the line to that of the picture.
  float advance = 0;
  int width = 0, height = 0;
  bool colored = false;  ///< Otherwise it is white, and takes the colour of the text.
  std::vector<ImU32> pixels;  ///< Rows from the top, not premultiplied.
};

/// Draws a character; none if it cannot.
using GlyphSource = std::function<std::optional<GlyphPicture>(const GlyphRequest&)>;
void set_glyph_source(GlyphSource source);

/// Keeps an area of the atlas free. Called before the atlas is built; forgets the characters that were in the previous one.
void reserve_glyph_area(ImFontAtlas& atlas);

/// Notes the characters of a text that the font lacks.
void want_glyphs(const ImFont* font, std::string_view text);
/// Whether characters have been noted that add_glyphs() has not looked at.
[[nodiscard]] bool wants_glyphs() noexcept;

/// A part of the atlas' texture that has changed.
struct AtlasPart {
  int x = 0, y = 0, width = 0, height = 0;
  std::vector<ImU32> pixels;
};
/// Adds the noted characters to their fonts. Called between frames, when the atlas has been built. Returns the parts of the texture to
/// upload.
std::vector<AtlasPart> add_glyphs();

/// Decodes the UTF-8 character that begins at byte `at`, and advances `at` to the next one. An invalid byte counts as a character.
char32_t next_character(std::string_view text, std::size_t& at) noexcept;

/// How many columns a terminal gives to a character: 2 for East Asian wide ones and emoji, 0 for combining marks.
[[nodiscard]] std::size_t columns_of(char32_t character) noexcept;

}  // namespace threadbox::ui
