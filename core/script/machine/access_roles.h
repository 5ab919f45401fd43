#pragma once

#include "script/compile/code.h"

#include <cstdint>
#include <vector>

namespace threadbox::script {

/// What the code says about what each instruction reads or writes, as AccessFlags: whether a value that it reads goes into a store of the
/// same name, whether a condition depends on it, whether it is in the body of such a condition. It follows values through the operand stack
/// and local variables, along the text of the code: values that come around a loop are not followed.
/// Threads: any. Errors: std::bad_alloc.
std::vector<std::uint8_t> access_roles(const CodeObject& code);

}  // namespace threadbox::script
