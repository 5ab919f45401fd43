#include "session/json_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

namespace threadbox::session {

namespace {

/// How many bytes the character at the front of `text` has; 0: that is none of UTF-8.
std::size_t character_size(std::string_view text) noexcept {
  const auto byte = [&](std::size_t at) { return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U; };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t size = first >= 0xC2 && first < 0xE0 ? 2 : first >= 0xE0 && first < 0xF0 ? 3 : first >= 0xF0 && first < 0xF5 ? 4 : 0;
  for (std::size_t at = 1; at < size; ++at)
    if ((byte(at) & 0xC0) != 0x80) return 0;
  const bool too_long = (first == 0xE0 && byte(1) < 0xA0) || (first == 0xF0 && byte(1) < 0x90);
  const bool surrogate = first == 0xED && byte(1) >= 0xA0;
  const bool too_large = first == 0xF4 && byte(1) >= 0x90;
  return too_long || surrogate || too_large ? 0 : size;
}

constexpr std::string_view replacement = "\xEF\xBF\xBD";

void append_escaped(std::string& text, char character) {
  switch (character) {
    case '"': text += "\\\""; return;
    case '\\': text += "\\\\"; return;
    case '\n': text += "\\n"; return;
    case '\t': text += "\\t"; return;
    case '\r': text += "\\r"; return;
    default: break;
  }
  std::array<char, 7> escape{};
  std::snprintf(escape.data(), escape.size(), "\\u%04x", static_cast<unsigned>(static_cast<unsigned char>(character)));
  text += escape.data();
}

}  // namespace

void JsonText::value(double number) {
  std::array<char, 32> digits{};
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  put({digits.data(), end});
}

void JsonText::value(std::string_view given) {
  put("\"");
  while (!given.empty()) {
    const std::size_t size = character_size(given);
    if (size == 0) text_ += replacement;
    else if (size == 1 && (given[0] == '"' || given[0] == '\\' || static_cast<unsigned char>(given[0]) < 0x20)) append_escaped(text_, given[0]);
    else text_ += given.substr(0, size);
    given.remove_prefix(std::max<std::size_t>(size, 1));
  }
  text_ += '"';
}

}  // namespace threadbox::session
