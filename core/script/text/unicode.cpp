#include "script/text/unicode.h"

#include "script/text/utf8.h"

namespace threadbox::script {

namespace {

bool within(char32_t code, char32_t first, char32_t last) noexcept { return code >= first && code <= last; }

/// Whether the character is in a block where capital and small letters alternate, with the capital ones at even (or odd) code points.
bool alternates_even(char32_t c) noexcept {
  return within(c, 0x100, 0x137) || within(c, 0x14A, 0x177) || within(c, 0x1E00, 0x1E95) || within(c, 0x1EA0, 0x1EFF) ||
         within(c, 0x460, 0x481) || within(c, 0x48A, 0x4BF) || within(c, 0x4D0, 0x52F);
}
bool alternates_odd(char32_t c) noexcept { return within(c, 0x139, 0x148) || within(c, 0x179, 0x17E) || within(c, 0x4C1, 0x4CE); }
bool has_no_pair(char32_t c) noexcept { return c == 0x130 || c == 0x131 || c == 0x138 || c == 0x149 || c == 0x17F; }

}  // namespace

std::string with_ascii_digits(std::string_view text) {
  if (count_code_points(text) == text.size()) return std::string(text);
  std::string result;
  for (std::size_t at = 0; at < text.size(); at += code_point_length(text, at)) {
    const char32_t code = code_point(text, at);
    if (code >= 0x80 && is_space(code)) result += ' ';
    else if (code < 0x80 || !is_digit(code)) result.append(text.substr(at, code_point_length(text, at)));
    // The ten digits of each script are consecutive, beginning with zero.
    else result += static_cast<char>('0' + (code < 0x900 ? code - 0x660 : code < 0x1000 ? code - 0x966 : code - 0xFF10));
  }
  return result;
}

bool is_wide_space(char32_t c) noexcept {
  return c == 0x85 || c == 0xA0 || c == 0x1680 || within(c, 0x2000, 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
         c == 0x205F || c == 0x3000;
}

bool is_digit(char32_t c) noexcept {
  return within(c, '0', '9') || within(c, 0x660, 0x669) || within(c, 0x966, 0x96F) || within(c, 0xFF10, 0xFF19);
}

char32_t to_lower(char32_t c) noexcept {
  if (c < 0x80) return within(c, 'A', 'Z') ? c + 32 : c;
  if (within(c, 0xC0, 0xDE) && c != 0xD7) return c + 32;
  if (has_no_pair(c)) return c;
  if (c == 0x178) return 0xFF;
  if (alternates_even(c)) return c | 1;
  if (alternates_odd(c)) return (c & 1) != 0 ? c + 1 : c;
  if (within(c, 0x391, 0x3A9) && c != 0x3A2) return c + 32;
  if (within(c, 0x388, 0x38A)) return c + 37;
  if (c == 0x386) return 0x3AC;
  if (c == 0x38C) return 0x3CC;
  if (c == 0x38E || c == 0x38F) return c + 63;
  if (within(c, 0x410, 0x42F)) return c + 32;
  if (within(c, 0x400, 0x40F)) return c + 80;
  return c;
}

char32_t to_upper(char32_t c) noexcept {
  if (c < 0x80) return within(c, 'a', 'z') ? c - 32 : c;
  if (c == 0xB5) return 0x39C;
  if (within(c, 0xE0, 0xFE) && c != 0xF7) return c - 32;
  if (c == 0xFF) return 0x178;
  if (has_no_pair(c)) return c == 0x131 ? U'I' : c == 0x17F ? U'S' : c;
  if (alternates_even(c)) return c & ~1U;
  if (alternates_odd(c)) return (c & 1) == 0 ? c - 1 : c;
  if (c == 0x3C2) return 0x3A3;
  if (within(c, 0x3B1, 0x3C9)) return c - 32;
  if (within(c, 0x3AD, 0x3AF)) return c - 37;
  if (c == 0x3AC) return 0x386;
  if (c == 0x3CC) return 0x38C;
  if (c == 0x3CD || c == 0x3CE) return c - 63;
  if (within(c, 0x430, 0x44F)) return c - 32;
  if (within(c, 0x450, 0x45F)) return c - 80;
  return c;
}

bool is_upper(char32_t c) noexcept { return to_lower(c) != c; }
bool is_lower(char32_t c) noexcept { return to_upper(c) != c || c == 0xDF || c == 0xAA || c == 0xBA || c == 0x138 || c == 0x149; }

bool is_letter(char32_t c) noexcept {
  if (c < 0x80) return within(c | 32, 'a', 'z');
  if (c == 0xAA || c == 0xB5 || c == 0xBA) return true;
  if (c < 0xC0 || c == 0xD7 || c == 0xF7) return false;
  const bool symbols = within(c, 0x2000, 0x2BFF) || within(c, 0x3000, 0x3004) || within(c, 0xFE00, 0xFE0F) ||
                       within(c, 0x1F000, 0x1FAFF) || within(c, 0x300, 0x36F) || within(c, 0xE000, 0xF8FF);
  return !symbols && !is_digit(c) && !is_space(c);
}

bool is_printable(char32_t c) noexcept {
  if (c < 0x80) return within(c, 0x20, 0x7E);
  if (c < 0xA1 || c == 0xAD) return false;
  return !is_space(c) && !within(c, 0x200B, 0x200F) && !within(c, 0x202A, 0x202E) && !within(c, 0x2060, 0x206F) &&
         !within(c, 0xE000, 0xF8FF) && c != 0xFEFF && !within(c, 0xFFF0, 0xFFFB) && c < 0xE0000;
}

}  // namespace threadbox::script
