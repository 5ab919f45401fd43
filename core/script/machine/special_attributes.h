#pragma once

#include "script/machine/interpreter.h"

#include <string>

namespace threadbox::script {

// Attributes that no table of names has: a function's __code__, an exception's __cause__, the __doc__ of any object.

/// Undefined when the object has none of that name. Errors: ValueError for an empty cell.
Value special_attribute(Vm& vm, Value object, Str* name);
/// An undefined value deletes it. False: it is none of these. Errors: TypeError, AttributeError and ValueError, with CPython's words.
bool set_special_attribute(Vm& vm, Value object, Str* name, Value value);
/// It has a __dict__.
bool has_dict(const Vm& vm, Value object);
/// "property 'x' of 'C' object", in errors.
std::string property_text(Vm& vm, const Descriptor& property, Value object);

}  // namespace threadbox::script
