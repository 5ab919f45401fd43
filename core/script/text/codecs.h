#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace threadbox::script {

/// The encodings of str.encode() and bytes.decode().
enum class Encoding : unsigned char {
  utf_8,
  utf_8_sig,
  ascii,
  latin_1,
  utf_16,
  utf_16_le,
  utf_16_be,
  utf_32,
  utf_32_le,
  utf_32_be
};

/// The encoding of a name or one of its aliases; nullopt if it is not known.
std::optional<Encoding> encoding_of(std::string_view name);
/// The name that errors show.
const char* encoding_name(Encoding encoding) noexcept;

/// A part of the input that cannot be converted. `begin` and `end` are code points of a text, or octets.
struct CodecProblem {
  std::size_t begin, end;
  const char* reason;
};

/// How to go on after a problem: appends the replacement to the output.
struct CodecHandler {
  virtual ~CodecHandler() = default;
  virtual void handle(const CodecProblem& problem, std::string& output) = 0;
};

// Threads:  any. Spend fuel.
// Errors:   Interrupted; whatever the handler throws.

/// A text (UTF-8) in an encoding.
std::string encoded(std::string_view text, Encoding encoding, CodecHandler& handler);
/// The text, in UTF-8, of octets in an encoding.
std::string decoded(std::string_view octets, Encoding encoding, CodecHandler& handler);

}  // namespace threadbox::script
