#pragma once

#include "script/values/value.h"

#include <string>
#include <string_view>
#include <vector>

namespace threadbox::script {

class Universe;

// printf-style formatting: text % values.
// Threads:  any.
// Errors:   TypeError, ValueError, KeyError, OverflowError.

/// text % values. Errors: also NeedsFallback if a value must be converted by Python.
std::string percent_format(Universe& universe, std::string_view text, Value values);
/// text % values, given the results of the conversions that Python has made so far, in order. Returns the str, or the next conversion
/// that Python must make: a tuple of its letter and its argument, where the letter '(' asks for the lookup of a key in a mapping.
Value percent_format_with(Universe& universe, std::string_view text, Value values, const std::vector<Value>& converted);

}  // namespace threadbox::script
