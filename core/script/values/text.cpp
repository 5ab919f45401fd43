#include "script/values/text.h"

#include "script/machine/vm.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstring>

namespace threadbox::script {

namespace {

constexpr std::size_t text_at_once = std::size_t{256} << 10;

bool continues(char c) noexcept { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

bool within(char32_t code, char32_t first, char32_t last) noexcept { return code >= first && code <= last; }

/// Blocks in which capital and small letters take turns, the capital one even, or odd.
bool alternates_even(char32_t c) noexcept {
  return within(c, 0x100, 0x137) || within(c, 0x14A, 0x177) || within(c, 0x1E00, 0x1E95) || within(c, 0x1EA0, 0x1EFF) ||
         within(c, 0x460, 0x481) || within(c, 0x48A, 0x4BF) || within(c, 0x4D0, 0x52F);
}
bool alternates_odd(char32_t c) noexcept { return within(c, 0x139, 0x148) || within(c, 0x179, 0x17E) || within(c, 0x4C1, 0x4CE); }
bool has_no_pair(char32_t c) noexcept { return c == 0x130 || c == 0x131 || c == 0x138 || c == 0x149 || c == 0x17F; }

/// The first place of `part` in `text`, or null. Mostly it is one letter, for which there is something quicker.
const char* find_bytes(std::string_view text, std::string_view part) noexcept {
  if (part.size() == 1) return static_cast<const char*>(std::memchr(text.data(), part[0], text.size()));
  // memmem's time is linear, whatever the texts are; std::string's search is not.
  return static_cast<const char*>(memmem(text.data(), text.size(), part.data(), part.size()));
}

}  // namespace

char32_t long_code_point(std::string_view text, std::size_t at) noexcept {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = code_point_length(text, at);
  char32_t code = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) code = code << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
  return code;
}

std::size_t count_code_points(std::string_view text) noexcept {
  // Eight bytes at once: those whose highest bits are 10 continue a code point.
  constexpr std::uint64_t lowest = 0x0101010101010101;
  std::size_t continuing = 0, at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + at, 8);
    continuing += static_cast<std::size_t>((bytes >> 7 & ~(bytes >> 6) & lowest) * lowest >> 56);  // Their sum.
  }
  for (; at < text.size(); ++at) continuing += continues(text[at]) ? 1 : 0;
  return text.size() - continuing;
}

std::size_t digit_count(std::int64_t number) noexcept {
  const std::uint64_t magnitude = number < 0 ? -static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
  std::size_t count = 1;
  for (std::uint64_t power = 10; count < 19 && magnitude >= power; power *= 10) ++count;
  return number < 0 ? count + 1 : count;
}

char* put_digits(std::int64_t number, char* place) noexcept {
  constexpr std::size_t most_digits = 20;
  return std::to_chars(place, place + most_digits, number).ptr;
}

std::size_t find_text(std::string_view text, std::string_view part, std::size_t from) {
  if (from > text.size()) return std::string_view::npos;
  if (part.empty()) return from;
  for (std::size_t piece = text_at_once + part.size(); text.size() - from >= part.size(); from += text_at_once) {
    const std::string_view within = text.substr(from, piece);
    if (const char* found = find_bytes(within, part)) return static_cast<std::size_t>(found - text.data());
    if (within.size() < piece) break;
    Vm::spend(piece / Vm::bytes_in_a_round);
  }
  return std::string_view::npos;
}

std::size_t find_last_text(std::string_view text, std::string_view part) {
  if (part.empty()) return text.size();
  if (part.size() == 1) return text.rfind(part[0]);  // Of a text, libc++ would begin at the front.
  if (part.size() > text.size()) return std::string_view::npos;
  const std::string backwards(part.rbegin(), part.rend());
  std::string within;
  // Mostly it is near the end, or looked for again and again: pieces begin small.
  for (std::size_t end = text.size(), piece = 256; end >= part.size(); piece = std::min(piece * 2, text_at_once)) {
    const std::size_t begin = end > piece + part.size() ? end - piece - part.size() : 0;
    within.assign(text.rend() - static_cast<std::ptrdiff_t>(end), text.rend() - static_cast<std::ptrdiff_t>(begin));
    if (const std::size_t at = find_text(within, backwards); at != std::string::npos) return end - at - part.size();
    if (begin == 0) break;
    Vm::spend(within.size() / Vm::bytes_in_a_round);
    end = begin + part.size() - 1;
  }
  return std::string_view::npos;
}

char* put_text(char* place, std::string_view text) {
  for (std::size_t at = 0; at < text.size(); at += text_at_once) {
    const std::string_view piece = text.substr(at, text_at_once);
    place = copy_text(piece, place);
    Vm::spend(piece.size() / Vm::bytes_in_a_round);
  }
  return place;
}

void append_utf8(std::string& text, char32_t code) {
  const auto put = [&](char32_t byte) { text += static_cast<char>(byte); };
  if (code < 0x80) return put(code);
  if (code < 0x800) {
    put(0xC0 | code >> 6);
  } else {
    if (code < 0x10000) {
      put(0xE0 | code >> 12);
    } else {
      put(0xF0 | code >> 18);
      put(0x80 | (code >> 12 & 63));
    }
    put(0x80 | (code >> 6 & 63));
  }
  put(0x80 | (code & 63));
}

std::string character_text(Vm& vm, std::int64_t code) {
  // UTF-8 has no form for them.
  if (code >= 0xD800 && code <= 0xDFFF) vm.raise("NotImplementedError", "Threadbox has no lone surrogates");
  std::string text;
  append_utf8(text, static_cast<char32_t>(code));
  return text;
}

std::string with_ascii_digits(std::string_view text) {
  if (count_code_points(text) == text.size()) return std::string(text);
  std::string result;
  for (std::size_t at = 0; at < text.size(); at += code_point_length(text, at)) {
    const char32_t code = code_point(text, at);
    if (code >= 0x80 && is_space(code)) result += ' ';
    else if (code < 0x80 || !is_digit(code)) result.append(text.substr(at, code_point_length(text, at)));
    // Each script has its ten in a row, from zero on.
    else result += static_cast<char>('0' + (code < 0x900 ? code - 0x660 : code < 0x1000 ? code - 0x966 : code - 0xFF10));
  }
  return result;
}

CodePoints::CodePoints(const Str& string) : text_(string.text), size_(string.length()) {
  if (string.ascii()) return;
  places_.reserve(size_ + 1);
  for (std::size_t at = 0; at < text_.size(); at += code_point_length(text_, at)) places_.push_back(at);
  places_.push_back(text_.size());
}

std::size_t CodePoints::index_of_byte(std::size_t byte) const noexcept {
  if (places_.empty()) return byte;
  return static_cast<std::size_t>(std::ranges::lower_bound(places_, byte) - places_.begin());
}

bool is_wide_space(char32_t c) noexcept {
  return c == 0x85 || c == 0xA0 || c == 0x1680 || within(c, 0x2000, 0x200A) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool is_digit(char32_t c) noexcept { return within(c, '0', '9') || within(c, 0x660, 0x669) || within(c, 0x966, 0x96F) || within(c, 0xFF10, 0xFF19); }

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
  const bool symbols = within(c, 0x2000, 0x2BFF) || within(c, 0x3000, 0x3004) || within(c, 0xFE00, 0xFE0F) || within(c, 0x1F000, 0x1FAFF) ||
                       within(c, 0x300, 0x36F) || within(c, 0xE000, 0xF8FF);
  return !symbols && !is_digit(c) && !is_space(c);
}

bool is_printable(char32_t c) noexcept {
  if (c < 0x80) return within(c, 0x20, 0x7E);
  if (c < 0xA1 || c == 0xAD) return false;
  return !is_space(c) && !within(c, 0x200B, 0x200F) && !within(c, 0x202A, 0x202E) && !within(c, 0x2060, 0x206F) &&
         !within(c, 0xE000, 0xF8FF) && c != 0xFEFF && !within(c, 0xFFF0, 0xFFFB) && c < 0xE0000;
}

}  // namespace threadbox::script
