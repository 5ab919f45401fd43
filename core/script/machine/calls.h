#pragma once

#include "script/machine/call.h"
#include "script/machine/frame.h"
#include "script/values/callables.h"
#include "script/values/classes.h"
#include "script/values/containers.h"
#include "script/values/modules.h"

#include <span>

namespace threadbox::script {

class Vm;

/// Calls `callable` with `arguments`: a frame is pushed (Value::entered()), an operation left
/// (Value::pending()), or there is a result. May raise.
Value call_value(VmThread& thread, Value callable, std::span<const Value> arguments, const Tuple* keyword_names = nullptr);
/// The same for a native that takes just these arguments: Native::in_order.
Value call_in_order(VmThread& thread, Native& native, std::span<const Value> arguments);
/// What a native returns that leaves the whole call to its fallback in Python.
Value leave_to_fallback(Call& call);
/// object.__new__(cls, …)
Value new_instance(Call& call);
/// Pushes the frame of a module's code, with its globals.
void push_module_frame(VmThread& thread, Code* code, Module* module);
/// A class has got its names: __slots__, __set_name__, __init_subclass__. Results in the class.
Value finish_class(VmThread& thread, Class& cls);
/// type(name, bases, namespace)
Value make_class(Call& call);
/// __build_class__(body, name, *bases): pushes the body's frame.
Value build_class(Call& call);

/// Calls an object's special method, which was found on its class: like call_value, but what is no function gets no self.
Value call_special(VmThread& thread, Value self, Value method, std::span<const Value> arguments);
/// Such a method as what to call without a self.
Value bound_special(Vm& vm, Value self, Value found);

}  // namespace threadbox::script
