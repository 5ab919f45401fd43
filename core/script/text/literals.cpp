#include "script/text/literals.h"

#include "script/text/fuel.h"
#include "script/text/unicode.h"
#include "script/text/utf8.h"

#include <cstdio>

namespace threadbox::script {

namespace {

std::string escape(char32_t code) {
  char text[16];
  const char* pattern = code < 0x100 ? "\\x%02x" : code < 0x10000 ? "\\u%04x" : "\\U%08x";
  std::snprintf(text, sizeof text, pattern, static_cast<unsigned>(code));
  return text;
}

}  // namespace

std::string quoted(std::string_view text) {
  const bool single = text.find('\'') != std::string::npos && text.find('"') == std::string::npos;
  const char quote = single ? '"' : '\'';
  std::string result(1, quote);
  for (std::size_t at = 0; at < text.size();) {
    Fuel::spend();
    const std::size_t length = code_point_length(text, at);
    const char32_t code = code_point(text, at);
    if (code == U'\\' || code == static_cast<char32_t>(quote)) result += std::string("\\") + static_cast<char>(code);
    else if (code == U'\n') result += "\\n";
    else if (code == U'\r') result += "\\r";
    else if (code == U'\t') result += "\\t";
    else if (is_printable(code)) result.append(text.substr(at, length));
    else result += escape(code);
    at += length;
  }
  return result + quote;
}

std::string quoted_octets(std::string_view octets) {
  const bool single = octets.find('\'') != std::string_view::npos && octets.find('"') == std::string_view::npos;
  const char quote = single ? '"' : '\'';
  std::string result = {'b', quote};
  for (const char octet : octets) {
    if (octet == '\\' || octet == quote) (result += '\\') += octet;
    else if (octet == '\n') result += "\\n";
    else if (octet == '\r') result += "\\r";
    else if (octet == '\t') result += "\\t";
    else if (octet >= ' ' && octet < 0x7F) result += octet;
    else result += escape(static_cast<unsigned char>(octet));
  }
  return result + quote;
}

std::string ascii_only(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); at += code_point_length(text, at)) {
    const char32_t code = code_point(text, at);
    Fuel::spend();
    if (code < 0x80) result += static_cast<char>(code);
    else result += escape(code);
  }
  return result;
}

}  // namespace threadbox::script
