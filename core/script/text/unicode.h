#pragma once

#include <string>
#include <string_view>

namespace threadbox::script {

/// The text with the decimal digits and white space of all scripts replaced by ASCII ones. Threads: any.
std::string with_ascii_digits(std::string_view text);

// Properties of characters. Exact for Latin, Greek and Cyrillic; characters of other scripts count as letters without case.
// Threads:  any.
bool is_letter(char32_t code) noexcept;
bool is_digit(char32_t code) noexcept;
bool is_wide_space(char32_t code) noexcept;
inline bool is_space(char32_t code) noexcept {
  return code < 0x80 ? code == ' ' || code - 9 <= 13 - 9 || code - 0x1C <= 0x1F - 0x1C : is_wide_space(code);
}
bool is_upper(char32_t code) noexcept;
bool is_lower(char32_t code) noexcept;
char32_t to_upper(char32_t code) noexcept;
char32_t to_lower(char32_t code) noexcept;
/// Whether an identifier may contain the character; it may begin with it unless it is a digit.
inline bool is_identifier_part(char32_t code) noexcept { return is_letter(code) || is_digit(code) || code == '_'; }
/// Whether repr() shows the character unescaped.
bool is_printable(char32_t code) noexcept;

}  // namespace threadbox::script
