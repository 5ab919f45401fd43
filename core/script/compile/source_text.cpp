#include "script/compile/source_text.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace threadbox::script {

namespace {

/// The index of the first byte that is not valid UTF-8; npos if there is none.
std::size_t end_of_utf8(std::string_view text) noexcept {
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = lead < 0x80                   ? 1
                               : lead >= 0xC2 && lead < 0xE0 ? 2
                               : lead >= 0xE0 && lead < 0xF0 ? 3
                               : lead >= 0xF0 && lead < 0xF5 ? 4
                                                             : 0;
    if (length == 0 || at + length > text.size()) return at;
    for (std::size_t i = 1; i < length; ++i)
      if ((static_cast<unsigned char>(text[at + i]) & 0xC0) != 0x80) return at;
    // Overlong encodings, surrogates, and code points above U+10FFFF.
    const auto second = length > 2 ? static_cast<unsigned char>(text[at + 1]) : 0;
    if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) || (lead == 0xF0 && second < 0x90) ||
        (lead == 0xF4 && second > 0x8F))
      return at;
    at += length;
  }
  return std::string_view::npos;
}

/// The encoding that a comment in the first two lines declares (PEP 263); empty if there is none.
std::string_view declared_encoding(std::string_view source) {
  for (int line = 0; line < 2; ++line) {
    const std::string_view text = source.substr(0, source.find('\n'));
    source.remove_prefix(std::min(text.size() + 1, source.size()));
    const std::size_t start = text.find_first_not_of(" \t\f");
    if (start == std::string_view::npos) continue;
    if (text[start] != '#') return {};
    std::size_t at = text.find("coding", start);
    if (at == std::string_view::npos || (at += 6) >= text.size() || (text[at] != ':' && text[at] != '=')) continue;
    at = std::min(text.find_first_not_of(" \t", at + 1), text.size());
    return text.substr(at, text.find_first_of(" \t\r", at) - at);
  }
  return {};
}

bool is_utf8(std::string_view encoding) {
  return encoding == "utf-8" || encoding == "UTF-8" || encoding == "utf8" || encoding == "utf_8";
}

}  // namespace

std::optional<Diagnostic> unreadable(const std::string& source, const std::string& filename) {
  const auto line_of = [&](std::size_t at) {
    return 1 + static_cast<std::uint32_t>(std::count(source.begin(), source.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
  };
  if (source.size() > largest_source) {
    const std::string sizes =
        std::to_string(source.size()) + " bytes, and a program has at most " + std::to_string(largest_source);
    return Diagnostic{"SyntaxError", "source code is too long for Threadbox: it has " + sizes, {1, 1, 1, 1}};
  }
  if (const std::size_t at = end_of_utf8(source); at != std::string::npos) {
    static constexpr char digits[] = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(source[at]);
    const std::uint32_t line = line_of(at);
    if (const std::string_view encoding = declared_encoding(source); !encoding.empty() && !is_utf8(encoding))
      return Diagnostic{"SyntaxError",
                        "the encoding '" + std::string(encoding) + "' is not supported by Threadbox: save the program as UTF-8",
                        {line, 1, line, 1}};
    const std::string code = {'\\', 'x', digits[byte >> 4], digits[byte & 15]};
    return Diagnostic{"SyntaxError",
                      "Non-UTF-8 code starting with '" + code + "' in file " + filename + " on line " + std::to_string(line) +
                          ", but no encoding declared; see https://peps.python.org/pep-0263/ for details",
                      {line, 1, line, 1},
                      false};
  }
  if (const std::size_t at = source.find('\0'); at != std::string::npos)
    return Diagnostic{"SyntaxError", "source code cannot contain null bytes", {line_of(at), 1, line_of(at), 1}};
  return std::nullopt;
}

std::string with_line_feeds(std::string text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  if (text.find('\r') == std::string::npos) return text;
  std::size_t size = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool ends_line = text[at] == '\r';
    if (ends_line && at + 1 < text.size() && text[at + 1] == '\n') ++at;
    text[size++] = ends_line ? '\n' : text[at];
  }
  text.resize(size);
  return text;
}

}  // namespace threadbox::script
