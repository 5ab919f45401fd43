#pragma once

#include "script/values/objects.h"

#include <string>
#include <string_view>
#include <vector>

namespace threadbox::script {

/// The bytes of the code point that begins there.
inline std::size_t code_point_length(std::string_view text, std::size_t at) noexcept {
  const auto lead = static_cast<unsigned char>(text[at]);
  return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}
/// Where the code point begins that ends at `end`, which is not 0.
inline std::size_t code_point_before(std::string_view text, std::size_t end) noexcept {
  do --end;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80);
  return end;
}
char32_t long_code_point(std::string_view text, std::size_t at) noexcept;
inline char32_t code_point(std::string_view text, std::size_t at) noexcept {
  const auto lead = static_cast<unsigned char>(text[at]);
  return lead < 0x80 ? lead : long_code_point(text, at);
}
std::size_t count_code_points(std::string_view text) noexcept;
/// How many characters a number is in the decimal system, its sign included.
std::size_t digit_count(std::int64_t number) noexcept;
/// Writes them. Returns the place behind them.
char* put_digits(std::int64_t number, char* place) noexcept;
void append_utf8(std::string& text, char32_t code);
/// The character of a code point below 0x110000, of chr() and of formats. Errors: NotImplementedError for a surrogate.
std::string character_text(Vm& vm, std::int64_t code);

// These look at requests while they work: Interrupted.

/// Where `part` is in `text`, in bytes, not before `from`; npos when it is not.
std::size_t find_text(std::string_view text, std::string_view part, std::size_t from = 0);
/// Where it is for the last time.
std::size_t find_last_text(std::string_view text, std::string_view part);
/// Copies a text. Returns the place behind it.
char* put_text(char* place, std::string_view text);

/// A str's characters by index: without a table where every byte is one.
class CodePoints {
 public:
  explicit CodePoints(const Str& string);
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] std::string_view at(std::size_t index) const noexcept { return part(index, index + 1); }
  /// From one index to another.
  [[nodiscard]] std::string_view part(std::size_t from, std::size_t to) const noexcept {
    return text_.substr(byte(from), byte(to) - byte(from));
  }
  [[nodiscard]] std::size_t byte(std::size_t index) const noexcept { return places_.empty() ? index : places_[index]; }
  /// The index of the character that begins at a byte.
  [[nodiscard]] std::size_t index_of_byte(std::size_t byte) const noexcept;

 private:
  std::string_view text_;
  std::size_t size_;
  std::vector<std::size_t> places_;  ///< Where each begins, and the end; empty: every byte is one.
};

/// The text with decimal digits and blanks of any script as ASCII ones.
std::string with_ascii_digits(std::string_view text);

// What Unicode says of the characters that programs write in: Latin, Greek, Cyrillic; others are letters without case.
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
/// repr() shows it as it is.
bool is_printable(char32_t code) noexcept;

}  // namespace threadbox::script
