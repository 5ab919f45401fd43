#pragma once

#include "script/values/value.h"

#include <cstdint>

namespace threadbox::script {

class Universe;

// Values as C++ values.
// Threads:  any.
// Errors:   each throws NeedsFallback if the special method that it would call is written in Python.

/// bool(value), by __bool__ or __len__.
bool truthy(Universe& universe, Value value);

/// An int, bool or float.
bool is_number(Value value) noexcept;
/// The value itself, or, if its class derives from int, float or str, an equal one of that type.
Value plain_value(Universe& universe, Value value);
/// An int as 64 bits, by __index__. Errors: TypeError "'str' object cannot be interpreted as an integer"; OverflowError.
std::int64_t to_int(Universe& universe, Value value);
/// A number as a double, by __float__ or __index__. Errors: TypeError "must be real number, not str"; OverflowError.
double to_double(Universe& universe, Value value);
/// Checks the result of a __len__. Errors: TypeError; ValueError "__len__() should return >= 0"; OverflowError.
std::int64_t to_length(Universe& universe, Value value);

}  // namespace threadbox::script
