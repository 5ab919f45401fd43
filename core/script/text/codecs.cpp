#include "script/text/codecs.h"

#include "script/text/fuel.h"
#include "script/text/utf8.h"

#include <algorithm>

namespace threadbox::script {

namespace {

struct Named {
  std::string_view names;  // Normalized, separated by blanks; the first is the one that errors show.
  Encoding encoding;
};
constexpr Named all_encodings[] = {
    {"utf-8 utf8 u8 utf cp65001", Encoding::utf_8},
    {"utf-8-sig utf8-sig", Encoding::utf_8_sig},
    {"ascii us-ascii 646 ansi-x3.4-1968", Encoding::ascii},
    {"latin-1 latin1 latin iso-8859-1 iso8859-1 8859 cp819 l1", Encoding::latin_1},
    {"utf-16 utf16 u16", Encoding::utf_16},
    {"utf-16-le utf-16le utf16-le", Encoding::utf_16_le},
    {"utf-16-be utf-16be utf16-be", Encoding::utf_16_be},
    {"utf-32 utf32 u32", Encoding::utf_32},
    {"utf-32-le utf-32le utf32-le", Encoding::utf_32_le},
    {"utf-32-be utf-32be utf32-be", Encoding::utf_32_be},
};

constexpr std::string_view utf_8_mark = "\xEF\xBB\xBF";

bool is_utf_8(Encoding encoding) noexcept { return encoding == Encoding::utf_8 || encoding == Encoding::utf_8_sig; }
bool is_ascii(std::string_view text) noexcept {
  unsigned char all = 0;
  for (const char c : text) all |= static_cast<unsigned char>(c);
  return all < 0x80;
}
bool is_big_endian(Encoding encoding) noexcept { return encoding == Encoding::utf_16_be || encoding == Encoding::utf_32_be; }
std::size_t unit_size(Encoding encoding) noexcept { return encoding >= Encoding::utf_32 ? 4 : 2; }

void put_unit(std::string& output, char32_t unit, std::size_t size, bool big_endian) {
  for (std::size_t i = 0; i < size; ++i) output += static_cast<char>(unit >> (8 * (big_endian ? size - 1 - i : i)) & 0xFF);
}

/// Passes over the character that begins at `at`, or describes why there is none.
std::optional<CodecProblem> pass_utf_8(std::string_view text, std::size_t& at) {
  const auto octet = [text](std::size_t place) { return static_cast<unsigned char>(text[place]); };
  const unsigned char lead = octet(at);
  if (lead < 0x80) return ++at, std::nullopt;
  if (lead < 0xC2 || lead > 0xF4) return CodecProblem{at, at + 1, "invalid start byte"};
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  for (std::size_t i = 1; i < length; ++i) {
    if (at + i >= text.size()) return CodecProblem{at, text.size(), "unexpected end of data"};
    // The second octet of some sequences is limited, to exclude longer forms than necessary, surrogates, and what is beyond 0x10FFFF.
    const unsigned low = i > 1 ? 0x80 : lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const unsigned high = i > 1 ? 0xBF : lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (octet(at + i) < low || octet(at + i) > high) return CodecProblem{at, at + i, "invalid continuation byte"};
  }
  at += length;
  return std::nullopt;
}

std::string decoded_utf_8(std::string_view octets, CodecHandler& handler) {
  std::string output;
  std::size_t good = 0;
  for (std::size_t at = 0; at < octets.size();) {
    Fuel::spend();
    const auto problem = pass_utf_8(octets, at);
    if (!problem) continue;
    output.append(octets, good, at - good);
    handler.handle(*problem, output);
    at = good = problem->end;
  }
  return output.append(octets, good);
}

std::string decoded_units(std::string_view octets, Encoding encoding, CodecHandler& handler) {
  const std::size_t size = unit_size(encoding);
  bool big_endian = is_big_endian(encoding);
  std::string output;
  const auto unit = [&](std::size_t at) {
    char32_t value = 0;
    for (std::size_t i = 0; i < size; ++i)
      value |= static_cast<char32_t>(static_cast<unsigned char>(octets[at + (big_endian ? size - 1 - i : i)])) << (8 * i);
    return value;
  };
  std::size_t at = 0;
  if ((encoding == Encoding::utf_16 || encoding == Encoding::utf_32) && octets.size() >= size) {
    big_endian = unit(0) == (size == 2 ? 0xFFFEU : 0xFFFE0000U);
    if (big_endian || unit(0) == 0xFEFF) at = size;
  }
  while (at < octets.size()) {
    Fuel::spend();
    const auto fail = [&](std::size_t length, const char* reason) {
      handler.handle({at, std::min(at + length, octets.size()), reason}, output);
      at = std::min(at + length, octets.size());
    };
    if (at + size > octets.size()) {
      fail(size, "truncated data");
      continue;
    }
    const char32_t value = unit(at);
    const bool surrogate = value >= 0xD800 && value < 0xE000;
    if (size == 4 && (surrogate || value > 0x10FFFF)) {
      fail(4, surrogate ? "code point in surrogate code point range(0xd800, 0xe000)" : "code point not in range(0x110000)");
    } else if (!surrogate) {
      append_utf8(output, value);
      at += size;
    } else if (value >= 0xDC00) {
      fail(2, "illegal encoding");
    } else if (at + 4 > octets.size()) {
      fail(octets.size() - at, "unexpected end of data");
    } else if (const char32_t low = unit(at + 2); low < 0xDC00 || low >= 0xE000) {
      fail(2, "illegal UTF-16 surrogate");
    } else {
      append_utf8(output, 0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00));
      at += 4;
    }
  }
  return output;
}

}  // namespace

std::optional<Encoding> encoding_of(std::string_view name) {
  std::string normal;
  for (const char c : name) normal += c == '_' || c == ' ' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  for (const Named& known : all_encodings)
    for (std::size_t begin = 0; begin < known.names.size();) {
      const std::size_t end = std::min(known.names.find(' ', begin), known.names.size());
      if (known.names.substr(begin, end - begin) == normal) return known.encoding;
      begin = end + 1;
    }
  return std::nullopt;
}

const char* encoding_name(Encoding encoding) noexcept {
  static constexpr const char* names[] = {"utf-8",     "utf-8",     "ascii",     "latin-1",   "utf-16-le",
                                          "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-le", "utf-32-be"};
  return names[static_cast<std::size_t>(encoding)];
}

std::string encoded(std::string_view text, Encoding encoding, CodecHandler& handler) {
  if (encoding == Encoding::utf_8) return std::string(text);
  if (encoding == Encoding::utf_8_sig) return std::string(utf_8_mark).append(text);
  std::string output;
  if (encoding <= Encoding::latin_1) {
    if (is_ascii(text)) return std::string(text);
    const char32_t limit = encoding == Encoding::ascii ? 0x80 : 0x100;
    const char* reason = limit == 0x80 ? "ordinal not in range(128)" : "ordinal not in range(256)";
    for (std::size_t at = 0, index = 0; at < text.size();) {
      Fuel::spend();
      std::size_t end = at, count = 0;
      for (; end < text.size() && code_point(text, end) >= limit; ++count) end += code_point_length(text, end);
      if (count > 0) {
        handler.handle({index, index + count, reason}, output);
      } else {
        output += static_cast<char>(code_point(text, at));
        end = at + code_point_length(text, at);
        count = 1;
      }
      at = end;
      index += count;
    }
    return output;
  }
  const std::size_t size = unit_size(encoding);
  const bool big_endian = is_big_endian(encoding);
  if (encoding == Encoding::utf_16 || encoding == Encoding::utf_32) put_unit(output, 0xFEFF, size, false);
  for (std::size_t at = 0; at < text.size(); at += code_point_length(text, at)) {
    Fuel::spend();
    const char32_t code = code_point(text, at);
    if (size == 4 || code < 0x10000) {
      put_unit(output, code, size, big_endian);
    } else {
      put_unit(output, 0xD800 + ((code - 0x10000) >> 10), 2, big_endian);
      put_unit(output, 0xDC00 + ((code - 0x10000) & 0x3FF), 2, big_endian);
    }
  }
  return output;
}

std::string decoded(std::string_view octets, Encoding encoding, CodecHandler& handler) {
  if (encoding == Encoding::utf_8_sig && octets.starts_with(utf_8_mark)) octets.remove_prefix(utf_8_mark.size());
  if (encoding > Encoding::latin_1) return decoded_units(octets, encoding, handler);
  if (is_ascii(octets)) return std::string(octets);
  if (is_utf_8(encoding)) return decoded_utf_8(octets, handler);
  std::string output;
  for (std::size_t at = 0; at < octets.size(); ++at) {
    Fuel::spend();
    const auto octet = static_cast<unsigned char>(octets[at]);
    if (octet < 0x80 || encoding == Encoding::latin_1) append_utf8(output, octet);
    else handler.handle({at, at + 1, "ordinal not in range(128)"}, output);
  }
  return output;
}

}  // namespace threadbox::script
