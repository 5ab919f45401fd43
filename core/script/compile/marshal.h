#pragma once

#include "script/compile/code.h"

#include <memory>
#include <string>
#include <string_view>

namespace threadbox::script {

/// Writes a code object and those nested in it as bytes, which are the same on every platform. Only marshal.cpp of the same version can
/// read them. The code must have a filename and no source of its own, as modules do.
/// Threads: any. Errors: std::bad_alloc.
std::string marshal(const CodeObject& code);

/// Reads bytes that marshal() wrote. Damaged bytes are a defect of the build: an assertion.
/// Threads: any. Errors: std::bad_alloc.
std::shared_ptr<const CodeObject> unmarshal(std::string_view bytes);

}  // namespace threadbox::script
