#include "script/text/search.h"

#include "script/text/fuel.h"
#include "script/text/text_view.h"

#include <algorithm>
#include <cstring>
#include <string>

namespace threadbox::script {

namespace {

constexpr std::size_t text_at_once = std::size_t{256} << 10;

/// The first `part` in `text`, or null. Most parts are one letter, which memchr finds faster.
const char* find_bytes(std::string_view text, std::string_view part) noexcept {
  if (part.size() == 1) return static_cast<const char*>(std::memchr(text.data(), part[0], text.size()));
  // memmem's time is linear, whatever the texts are; std::string's search is not.
  return static_cast<const char*>(memmem(text.data(), text.size(), part.data(), part.size()));
}

}  // namespace

std::size_t find_text(std::string_view text, std::string_view part, std::size_t from) {
  if (from > text.size()) return std::string_view::npos;
  if (part.empty()) return from;
  for (std::size_t piece = text_at_once + part.size(); text.size() - from >= part.size(); from += text_at_once) {
    const std::string_view within = text.substr(from, piece);
    if (const char* found = find_bytes(within, part)) return static_cast<std::size_t>(found - text.data());
    if (within.size() < piece) break;
    Fuel::spend(piece / Fuel::bytes_per_unit);
  }
  return std::string_view::npos;
}

std::size_t find_last_text(std::string_view text, std::string_view part) {
  if (part.empty()) return text.size();
  if (part.size() == 1) return text.rfind(part[0]);  // For a longer part, libc++ would search from the front.
  if (part.size() > text.size()) return std::string_view::npos;
  const std::string backwards(part.rbegin(), part.rend());
  std::string within;
  // The part is usually near the end, or is searched for repeatedly, so the pieces begin small.
  for (std::size_t end = text.size(), piece = 256; end >= part.size(); piece = std::min(piece * 2, text_at_once)) {
    const std::size_t begin = end > piece + part.size() ? end - piece - part.size() : 0;
    within.assign(text.rend() - static_cast<std::ptrdiff_t>(end), text.rend() - static_cast<std::ptrdiff_t>(begin));
    if (const std::size_t at = find_text(within, backwards); at != std::string::npos) return end - at - part.size();
    if (begin == 0) break;
    Fuel::spend(within.size() / Fuel::bytes_per_unit);
    end = begin + part.size() - 1;
  }
  return std::string_view::npos;
}

char* put_text(char* place, std::string_view text) {
  for (std::size_t at = 0; at < text.size(); at += text_at_once) {
    const std::string_view piece = text.substr(at, text_at_once);
    place = copy_text(piece, place);
    Fuel::spend(piece.size() / Fuel::bytes_per_unit);
  }
  return place;
}

}  // namespace threadbox::script
