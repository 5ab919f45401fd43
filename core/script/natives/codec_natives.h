#pragma once

#include "script/natives/natives.h"

#include <string_view>

namespace threadbox::script {

// str.encode() and bytes.decode(), for the functions that take encodings.
// Errors: LookupError "unknown encoding: …", UnicodeEncodeError, UnicodeDecodeError.

/// The bytes of a str, as octets.
std::string encode_text(Vm& vm, const Str& text, std::string_view encoding = "utf-8", std::string_view errors = "strict");
/// The str of a bytes-like object's octets. `object`: what a UnicodeDecodeError shows; undefined for a new bytes.
Value decode_octets(Vm& vm, std::string_view octets, Value object = Value::undefined(), std::string_view encoding = "utf-8",
                    std::string_view errors = "strict");

}  // namespace threadbox::script
