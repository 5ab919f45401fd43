#pragma once

#include "script/machine/frame.h"
#include "script/values/classes.h"
#include "script/values/str.h"
#include "script/values/value.h"

#include <string_view>
#include <vector>

namespace threadbox::script {

class Vm;

/// The result of looking an attribute up: its value, a getter to call for it, or neither if it was not found.
struct Attribute {
  Value value = Value::undefined();
  Value getter = Value::undefined();  ///< A property's function, __getattr__, a descriptor's __get__.
  std::vector<Value> arguments;       ///< Of the getter.
  bool is_method = false;             ///< `value` is a function of the class, to be called with the object as its self.
  [[nodiscard]] bool found() const noexcept { return !value.is_undefined() || !getter.is_undefined(); }
};

// Attribute access as CPython has it, special methods and descriptors included.
// Threads: the calling thread's own VmThread, with the GIL or without. Errors: Raised, whatever the program's methods raise, and what is
// said below; std::bad_alloc.

/// Binds `found`, which the class of `self` has, to `self`, as a descriptor's __get__ does.
Attribute bind_attribute(Vm& vm, Value self, Value found, bool as_method = false);
/// Looks an attribute up. `as_method`: a function of the class is returned unbound, which saves making a bound method for a call.
Attribute find_attribute(VmThread& thread, Value object, Str* name, bool as_method = false);
/// object.__getattribute__: calls neither __getattribute__ nor __getattr__.
Attribute find_own_attribute(VmThread& thread, Value object, Str* name);
/// Whether it is a property, or an object with __set__: those take precedence over the instance's own attributes.
bool is_data_descriptor(const Vm& vm, Value found);
/// Whether a class's attribute becomes a method of its instances. A function does; a builtin, such as len, does not.
bool is_method(Value found);
/// Whether a class's attribute is not a descriptor, so that its instances have the same value. False for undefined.
bool is_plain_value(const Vm& vm, Value value);
/// Raises AttributeError "'X' object has no attribute 'y'".
[[noreturn]] void no_attribute(Vm& vm, Value object, const Str* name);
/// True if it pushed a frame, for a property or __setattr__: then the attribute is set when that frame returns.
bool set_attribute(VmThread& thread, Value object, Str* name, Value value);
bool delete_attribute(VmThread& thread, Value object, Str* name);
/// object.__setattr__ and object.__delattr__.
bool set_own_attribute(VmThread& thread, Value object, Str* name, Value value);
bool delete_own_attribute(VmThread& thread, Value object, Str* name);
/// Calls a property's setter for the object, or its deleter if `value` is undefined. Errors: AttributeError if it has none.
bool set_property(VmThread& thread, const Descriptor& property, Value object, Value value);
/// Names a primitive or thread in the trace after the first variable that it is stored in.
void name_traced(VmThread& thread, Value value, std::string_view name, bool global);
/// Called before the global variable `name` is rebound from `old` to `value`: `old` loses the name.
void unname_traced(VmThread& thread, Value old, const Str* name, Value value);

}  // namespace threadbox::script
