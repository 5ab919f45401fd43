#pragma once

#include "script/values/value.h"

#include <string>

namespace threadbox::script {

class Universe;

// str() and repr().
// Threads:  any.
// Errors:   NeedsFallback if a __str__ or __repr__ is written in Python; RecursionError for objects that are nested too deeply.
// The functions own_… ignore a method that the value's class overrides, as super().__repr__() does.

std::string str(Universe& universe, Value value);
std::string own_str(Universe& universe, Value value);
std::string repr(Universe& universe, Value value);
std::string own_repr(Universe& universe, Value value);
/// str(value) as a Value; a str is returned unchanged.
Value text_of(Universe& universe, Value value);

}  // namespace threadbox::script
