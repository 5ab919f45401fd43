#include "script/text/utf8.h"

#include <cstdint>
#include <cstring>

namespace threadbox::script {

namespace {

bool continues(char c) noexcept { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

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

}  // namespace threadbox::script
