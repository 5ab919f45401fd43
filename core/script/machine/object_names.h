#pragma once

#include "script/machine/frame.h"

#include <string_view>

namespace threadbox::script {

/// Names the primitives and threads within a value that has been stored in the global variable `name`, unless they have the name of a
/// global variable: the elements of a list, tuple or dict are `locks[0]`, the attributes of an instance are `account.lock`. Looks a few
/// levels deep, and at the first elements only.
/// Threads: the thread itself, at a store that is not on the fast path.
void name_parts(VmThread& thread, Value value, std::string_view name) noexcept;

}  // namespace threadbox::script
