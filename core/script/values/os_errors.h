#pragma once

#include "script/values/classes.h"
#include "script/values/exceptions.h"

#include <span>
#include <string>

namespace threadbox::script {

class Universe;

/// Makes an OSError or one of a derived class. `cls` is OSError itself and the arguments begin with a number that has a class
/// of its own: one of that class, as OSError(2, "…") is a FileNotFoundError. Mirrors OSError_new().
ExceptionObject* make_os_error(Universe& universe, Class& cls, std::span<const Value> arguments);

/// Its __init__: takes (errno, strerror[, filename[, _, filename2]]) apart, if make_os_error() has left them to it. Mirrors OSError_init().
void init_os_error(Universe& universe, ExceptionObject& error, std::span<const Value> arguments);

/// "[Errno 2] No such file: 'name'"; empty: str() shows the arguments. Mirrors OSError_str().
std::string os_error_text(Universe& universe, const SystemFailure& failure);

}  // namespace threadbox::script
