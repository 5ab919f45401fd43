#pragma once

#include "script/values/value.h"

#include <string>
#include <string_view>

namespace threadbox::script {

class Universe;

/// format(value, spec) for the built-in types. Errors: ValueError "Invalid format specifier …".
/// Threads: any.
std::string format(Universe& universe, Value value, std::string_view spec);

}  // namespace threadbox::script
