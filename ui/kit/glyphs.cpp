#include "ui/kit/glyphs.h"

#include "ui/kit/theme.h"

#include <imgui_internal.h>

#include <algorithm>
#include <set>
#include <utility>

namespace threadbox::ui {

namespace {

constexpr int area_width = 1024, area_height = 512, gap = 1;

struct Wanted {
  ImFont* font;
  char32_t character;
  friend auto operator<=>(const Wanted&, const Wanted&) = default;
};

struct Glyphs {
  GlyphSource source;
  int area = -1;                   // The index of the atlas' rectangle.
  int x = 0, y = 0, row_height = 0;  // Where the next picture goes, in the area.
  std::set<Wanted> known;          // Added, or found to be missing for good.
  std::vector<Wanted> wanted;
};

Glyphs& glyphs() {
  static Glyphs all;
  return all;
}

/// Finds room for a picture, row by row. False if the area is full.
bool place(Glyphs& all, const GlyphPicture& picture) {
  if (all.x + picture.width > area_width) {
    all.x = 0;
    all.y += all.row_height + gap;
    all.row_height = 0;
  }
  if (picture.width > area_width || all.y + picture.height > area_height) return false;
  all.row_height = std::max(all.row_height, picture.height);
  return true;
}

/// A monospaced font advances by whole columns.
float advance_of(const Wanted& wanted, const GlyphPicture& picture) {
  if (wanted.font != code_font()) return picture.advance;
  return static_cast<float>(columns_of(wanted.character)) * wanted.font->GetCharAdvance('0');
}

void add(Glyphs& all, const Wanted& wanted, GlyphPicture picture, std::vector<AtlasPart>& parts) {
  if (!place(all, picture)) return;
  const ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  const ImFontAtlasCustomRect& area = atlas.CustomRects[all.area];
  const float x = static_cast<float>(area.X + all.x), y = static_cast<float>(area.Y + all.y);
  const float width = static_cast<float>(picture.width), height = static_cast<float>(picture.height);
  const ImVec2 scale = atlas.TexUvScale;
  wanted.font->AddGlyph(nullptr, static_cast<ImWchar>(wanted.character), picture.left, picture.top, picture.left + width,
                        picture.top + height, x * scale.x, y * scale.y, (x + width) * scale.x, (y + height) * scale.y,
                        advance_of(wanted, picture));
  wanted.font->Glyphs.back().Colored = picture.colored ? 1 : 0;
  if (picture.width > 0 && picture.height > 0)
    parts.push_back({area.X + all.x, area.Y + all.y, picture.width, picture.height, std::move(picture.pixels)});
  all.x += picture.width + gap;
}

}  // namespace

void set_glyph_source(GlyphSource source) { glyphs().source = std::move(source); }

void reserve_glyph_area(ImFontAtlas& atlas) {
  Glyphs& all = glyphs();
  all.area = all.source ? atlas.AddCustomRectRegular(area_width, area_height) : -1;
  all.x = all.y = all.row_height = 0;
  all.known.clear();
  all.wanted.clear();
}

void want_glyphs(const ImFont* font, std::string_view text) {
  Glyphs& all = glyphs();
  if (all.area < 0) return;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t character = next_character(text, at);
    if (character < 0x80) continue;
    if (font->FindGlyphNoFallback(static_cast<ImWchar>(character)) != nullptr) continue;
    const Wanted wanted{const_cast<ImFont*>(font), character};
    if (all.known.insert(wanted).second) all.wanted.push_back(wanted);
  }
}

bool wants_glyphs() noexcept { return !glyphs().wanted.empty(); }

std::vector<AtlasPart> add_glyphs() {
  Glyphs& all = glyphs();
  std::vector<AtlasPart> parts;
  std::set<ImFont*> changed;
  for (const Wanted& wanted : std::exchange(all.wanted, {})) {
    constexpr float em_of_line = 0.8F;
    const GlyphRequest request{wanted.character, wanted.font->FontSize * em_of_line, wanted.font->Ascent,
                               wanted.font == code_font()};
    if (std::optional<GlyphPicture> picture = all.source(request)) {
      add(all, wanted, std::move(*picture), parts);
      changed.insert(wanted.font);
    }
  }
  for (ImFont* font : changed) font->BuildLookupTable();
  return parts;
}

char32_t next_character(std::string_view text, std::size_t& at) noexcept {
  const auto lead = static_cast<unsigned char>(text[at++]);
  const std::size_t more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
  char32_t character = more == 0 ? lead : lead & (0x3FU >> more);
  for (std::size_t i = 0; i < more && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80; ++i)
    character = character << 6 | (static_cast<unsigned char>(text[at++]) & 0x3FU);
  return character;
}

std::size_t columns_of(char32_t character) noexcept {
  const auto in = [character](char32_t first, char32_t last) { return character >= first && character <= last; };
  if (in(0x300, 0x36F) || in(0x200B, 0x200F) || in(0xFE00, 0xFE0F) || in(0x20D0, 0x20FF)) return 0;
  const bool wide = in(0x1100, 0x115F) || in(0x2E80, 0x303E) || in(0x3041, 0x33FF) || in(0x3400, 0x4DBF) || in(0x4E00, 0x9FFF) ||
                    in(0xA000, 0xA4CF) || in(0xAC00, 0xD7A3) || in(0xF900, 0xFAFF) || in(0xFE30, 0xFE4F) || in(0xFF00, 0xFF60) ||
                    in(0xFFE0, 0xFFE6) || in(0x1F300, 0x1F64F) || in(0x1F680, 0x1F6FF) || in(0x1F900, 0x1FAFF) ||
                    in(0x20000, 0x3FFFD);
  return wide ? 2 : 1;
}

}  // namespace threadbox::ui
