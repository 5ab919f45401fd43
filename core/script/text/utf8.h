#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace threadbox::script {

// Threads:  any.
// Units:    offsets in bytes. The texts must be valid UTF-8.

/// The length in bytes of the code point that begins at `at`.
inline std::size_t code_point_length(std::string_view text, std::size_t at) noexcept {
  const auto lead = static_cast<unsigned char>(text[at]);
  return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}
/// The offset of the code point that ends at `end`, which is not 0.
inline std::size_t code_point_before(std::string_view text, std::size_t end) noexcept {
  do --end;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80);
  return end;
}
/// code_point() of a character outside ASCII.
char32_t long_code_point(std::string_view text, std::size_t at) noexcept;
/// The code point that begins at `at`.
inline char32_t code_point(std::string_view text, std::size_t at) noexcept {
  const auto lead = static_cast<unsigned char>(text[at]);
  return lead < 0x80 ? lead : long_code_point(text, at);
}
std::size_t count_code_points(std::string_view text) noexcept;
/// Appends a code point below 0x110000.
void append_utf8(std::string& text, char32_t code);

}  // namespace threadbox::script
