#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace threadbox::script {

/// A view of the bytes of a str that converts to std::string and can be concatenated.
/// Owns: nothing; the str must outlive it.
class TextView : public std::string_view {
 public:
  using std::string_view::string_view;
  constexpr TextView(std::string_view view) noexcept : std::string_view(view) {}
  operator std::string() const { return std::string(data(), size()); }

  friend std::string operator+(TextView left, TextView right) { return std::string(left).append(right); }
  friend std::string operator+(TextView left, const char* right) { return std::string(left).append(right); }
  friend std::string operator+(TextView left, const std::string& right) { return std::string(left).append(right); }
  friend std::string operator+(const char* left, TextView right) { return std::string(left).append(right); }
  friend std::string operator+(const std::string& left, TextView right) { return std::string(left).append(right); }
  friend std::string operator+(std::string&& left, TextView right) { return std::move(left.append(right)); }
};

/// Copies a text to a destination that does not overlap it. Returns the end of the copy. Short texts are copied inline: in WebAssembly a
/// call takes longer than the bytes.
inline char* copy_text(std::string_view text, char* to) noexcept {
  const char* from = text.data();
  const std::size_t size = text.size();
  const auto words = [&]<typename Word>(Word) {
    // The last one may cover bytes that have been copied already.
    for (std::size_t at = 0; at < size; at += sizeof(Word)) {
      const std::size_t place = at + sizeof(Word) <= size ? at : size - sizeof(Word);
      std::memcpy(to + place, from + place, sizeof(Word));
    }
  };
  if (size > 64) std::memcpy(to, from, size);
  else if (size >= sizeof(std::uint64_t)) words(std::uint64_t{});
  else if (size >= sizeof(std::uint32_t)) words(std::uint32_t{});
  else words(char{});
  return to + size;
}

}  // namespace threadbox::script
