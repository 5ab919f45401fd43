#pragma once

#include "script/values/classes.h"
#include "script/values/exceptions.h"

#include <span>
#include <string>

namespace threadbox::script {

class Universe;

/// Makes an exception of `cls`, OSError or a class derived from it. If `cls` is OSError itself and the first argument is the number of a
/// more specific class, makes one of that class: OSError(2, "…") is a FileNotFoundError. Mirrors OSError_new().
ExceptionObject* make_os_error(Universe& universe, Class& cls, std::span<const Value> arguments);

/// OSError.__init__(): stores (errno, strerror[, filename[, _, filename2]]), unless make_os_error() has done so. Mirrors OSError_init().
void init_os_error(Universe& universe, ExceptionObject& error, std::span<const Value> arguments);

/// "[Errno 2] No such file: 'name'". Empty if str() is to show the arguments instead. Mirrors OSError_str().
std::string os_error_text(Universe& universe, const SystemFailure& failure);

}  // namespace threadbox::script
