#pragma once

#include "script/machine/vm.h"

#include <span>
#include <string>
#include <string_view>

namespace threadbox::script {

/// Raises a NameError, AttributeError or ImportError that keeps what was looked up, so that a suggestion can be made from it.
[[noreturn]] void raise_failed_lookup(Vm& vm, std::string_view type, std::string message, FailedLookup failed_lookup);

/// Applies the keyword arguments of such an exception's class: AttributeError("…", name="n", obj=o).
/// Errors: TypeError for another keyword, or another class.
void set_failed_lookup(Vm& vm, ExceptionObject& exception, const Tuple& names, std::span<const Value> values);

/// `name`, `obj` or `name_from` of an exception; undefined if its class has no such attribute.
Value failed_lookup_attribute(Vm& vm, const ExceptionObject& exception, std::string_view attribute);

/// Called when the exception leaves `frame`. The names in scope in the program's innermost frame are candidates for suggestions.
void record_scope(Vm& vm, ExceptionObject& exception, const Frame& frame);

/// The text that CPython's traceback appends to the message: ". Did you mean: 'x'?", ". Did you forget to import 'x'?", or nothing.
/// Mirrors traceback.TracebackException and _Py_CalculateSuggestions. Modules that cannot be imported are not suggested.
std::string suggestion(Vm& vm, const ExceptionObject& exception, bool has_traceback);

/// The name in `known` that is closest to `wrong`; null if none is close enough. Mirrors _Py_CalculateSuggestions.
const Str* closest_name(std::span<Str* const> known, std::string_view wrong);

}  // namespace threadbox::script
