#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace threadbox::model {

/// A state's bytes in 64 bits. Among ten million states two are confused with a probability of about 1 in 400,000.
class Hash {
 public:
  void add(const void* data, std::size_t size) noexcept {
    const char* at = static_cast<const char*>(data);
    for (; size >= 16; at += 16, size -= 16) add(word(at), word(at + 8));
    char rest[16] = {};
    std::memcpy(rest, at, size);
    add(word(rest), word(rest + 8) ^ size);
  }
  void add(std::uint64_t a, std::uint64_t b) noexcept {
    const unsigned __int128 product = static_cast<unsigned __int128>(a ^ value_ ^ 0x9E3779B97F4A7C15) * (b ^ 0xD6E8FEB86659FD93);
    value_ = static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64) ^ (value_ << 1);
  }
  [[nodiscard]] std::uint64_t value() const noexcept { return value_ | 1; }  // 0 is no state's.

 private:
  static std::uint64_t word(const char* at) noexcept {
    std::uint64_t result;
    std::memcpy(&result, at, sizeof result);
    return result;
  }
  std::uint64_t value_ = 0x243F6A8885A308D3;
};

}  // namespace threadbox::model
