#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace threadbox::script {

enum class DigestKind : std::uint8_t { md5, sha1, sha224, sha256 };

/// A digest of octets that come in pieces: MD5 (RFC 1321), SHA-1, SHA-224 and SHA-256 (FIPS 180-4).
/// Threads:  one.
/// Errors:   Interrupted from update(), which spends fuel.
class Digest {
 public:
  explicit Digest(DigestKind kind) noexcept;
  void update(std::string_view octets);
  /// The digest of the octets so far; the object is used up by it.
  std::string finish();

 private:
  void block(const unsigned char* octets) noexcept;

  DigestKind kind_;
  std::uint32_t state_[8];
  std::uint64_t length_ = 0;  ///< In octets.
  unsigned char rest_[64] = {};  ///< The octets of an incomplete block.
};

}  // namespace threadbox::script
