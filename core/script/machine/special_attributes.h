#pragma once

#include "script/machine/vm.h"

#include <string>

namespace threadbox::script {

// Attributes that are not in a table of names: a function's __code__, an exception's __cause__, the __doc__ of any object.
// Threads: any that executes.

/// Undefined if the object has no special attribute of this name. Errors: ValueError for an empty cell.
Value special_attribute(Vm& vm, Value object, Str* name);
/// Sets the attribute, or deletes it if the value is undefined. False if the object has no special attribute of this name.
/// Errors: CPython's TypeError, AttributeError and ValueError.
bool set_special_attribute(Vm& vm, Value object, Str* name, Value value);
/// Whether the object has a __dict__.
bool has_dict(const Vm& vm, Value object);
/// "property 'x' of 'C' object", in errors.
std::string property_text(Vm& vm, const Descriptor& property, Value object);

}  // namespace threadbox::script
