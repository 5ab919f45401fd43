#pragma once

#include "script/machine/vm.h"

#include <span>
#include <string>
#include <string_view>

namespace threadbox::script {

/// Throws Raised with a NameError, AttributeError or ImportError that knows what it did not find.
[[noreturn]] void raise_failed_lookup(Vm& vm, std::string_view type, std::string message, FailedLookup failed_lookup);

/// The keyword arguments of such an exception's class: AttributeError("…", name="n", obj=o).
/// Errors: TypeError for another keyword, or another class.
void set_failed_lookup(Vm& vm, ExceptionObject& exception, const Tuple& names, std::span<const Value> values);

/// `name`, `obj` or `name_from` of an exception; undefined when its class has no such attribute.
Value failed_lookup_attribute(Vm& vm, const ExceptionObject& exception, std::string_view attribute);

/// The exception leaves `frame`. The innermost one of the program is where names that it could have meant come from.
void record_scope(Vm& vm, ExceptionObject& exception, const Frame& frame);

/// What CPython's traceback says behind the message: ". Did you mean: 'x'?", ". Did you forget to import 'x'?", or nothing.
/// Mirrors traceback.TracebackException and _Py_CalculateSuggestions. Modules that cannot be imported are not suggested.
std::string suggestion(Vm& vm, const ExceptionObject& exception, bool has_traceback);

/// The one of `known` that is written most like `wrong`; null when none is alike. Mirrors _Py_CalculateSuggestions.
const Str* closest_name(std::span<Str* const> known, std::string_view wrong);

}  // namespace threadbox::script
