#pragma once

#include "script/machine/frame.h"
#include "script/values/classes.h"
#include "script/values/str.h"
#include "script/values/value.h"

#include <string_view>
#include <vector>

namespace threadbox::script {

class Vm;

/// What an attribute is, or what has to be called for it.
struct Attribute {
  Value value = Value::undefined();
  Value getter = Value::undefined();  ///< A property's function, __getattr__, a descriptor's __get__.
  std::vector<Value> arguments;       ///< Of the getter.
  bool is_method = false;             ///< `value` is a function of the class, and wants the object as its self.
  [[nodiscard]] bool found() const noexcept { return !value.is_undefined() || !getter.is_undefined(); }
};

/// What was found on the class of `self` is, seen through it.
Attribute bind_attribute(Vm& vm, Value self, Value found, bool as_method = false);
/// Not found when there is none. `as_method`: a function of the class is given as it is, without a bound method.
Attribute find_attribute(VmThread& thread, Value object, Str* name, bool as_method = false);
/// Without __getattribute__ and __getattr__: what object.__getattribute__ does.
Attribute find_own_attribute(VmThread& thread, Value object, Str* name);
/// A property, or an object with __set__: it goes before an attribute of the instance.
bool is_data_descriptor(const Vm& vm, Value found);
/// A function of a class that becomes a method of its objects. A builtin, such as len, does not.
bool is_method(Value found);
/// A value that is no more than itself when an instance of the class that has it is asked for it. Undefined is none.
bool is_plain_value(const Vm& vm, Value value);
/// Errors: AttributeError "'X' object has no attribute 'y'".
[[noreturn]] void no_attribute(Vm& vm, Value object, const Str* name);
/// True when it had to push a frame, for a property or __setattr__.
bool set_attribute(VmThread& thread, Value object, Str* name, Value value);
bool delete_attribute(VmThread& thread, Value object, Str* name);
/// The same without __setattr__ and __delattr__: what object's own do.
bool set_own_attribute(VmThread& thread, Value object, Str* name, Value value);
bool delete_own_attribute(VmThread& thread, Value object, Str* name);
/// A property's setter, or its deleter where there is no value, is called for the object. Errors: AttributeError.
bool set_property(VmThread& thread, const Descriptor& property, Value object, Value value);
/// Gives a primitive or thread that is stored for the first time the name of its variable.
void name_traced(VmThread& thread, Value value, std::string_view name, bool global);
/// A global variable is about to be bound to something else.
void unname_traced(VmThread& thread, Value old, const Str* name, Value value);

}  // namespace threadbox::script
