#pragma once

#include <string>
#include <string_view>

namespace threadbox::script {

/// repr() of a str. Spends fuel. Errors: Interrupted.
std::string quoted(std::string_view text);
/// repr() of a bytes: b'…'.
std::string quoted_octets(std::string_view octets);
/// The text with each character outside ASCII replaced by its escape: ascii(). Spends fuel. Errors: Interrupted.
std::string ascii_only(std::string_view text);
/// repr() of a float.
std::string float_text(double value);

}  // namespace threadbox::script
