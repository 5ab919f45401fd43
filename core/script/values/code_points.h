#pragma once

#include "script/values/str.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace threadbox::script {

class Universe;

/// The text of a code point below 0x110000, for chr() and formats. Errors: NotImplementedError for a surrogate.
std::string character_text(Universe& universe, std::int64_t code);

/// The one-character str of these UTF-8 bytes, interned if it is ASCII.
Value character_of(Universe& universe, std::string_view bytes);

/// Access to a str's characters by index. An ASCII str needs no table; for another one, making this takes linear time.
/// Threads:  any; the str must outlive it.
class CodePoints {
 public:
  explicit CodePoints(const Str& string);
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] std::string_view at(std::size_t index) const noexcept { return part(index, index + 1); }
  /// The characters from one index up to another.
  [[nodiscard]] std::string_view part(std::size_t from, std::size_t to) const noexcept {
    return text_.substr(byte(from), byte(to) - byte(from));
  }
  [[nodiscard]] std::size_t byte(std::size_t index) const noexcept { return places_.empty() ? index : places_[index]; }
  /// The index of the character that begins at a byte.
  [[nodiscard]] std::size_t index_of_byte(std::size_t byte) const noexcept;

 private:
  std::string_view text_;
  std::size_t size_;
  std::vector<std::size_t> places_;  ///< The byte offset of each character, and of the end; empty for ASCII.
};

}  // namespace threadbox::script
