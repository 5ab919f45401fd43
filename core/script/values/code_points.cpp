#include "script/values/code_points.h"

#include "script/text/utf8.h"
#include "script/values/universe.h"

#include <algorithm>

namespace threadbox::script {

std::string character_text(Universe& universe, std::int64_t code) {
  // Surrogates have no UTF-8 encoding.
  if (code >= 0xD800 && code <= 0xDFFF) universe.raise("NotImplementedError", "Threadbox has no lone surrogates");
  std::string text;
  append_utf8(text, static_cast<char32_t>(code));
  return text;
}

Value character_of(Universe& universe, std::string_view bytes) {
  return bytes.size() == 1 ? Value(universe.character(bytes[0])) : universe.text(bytes);
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

}  // namespace threadbox::script
