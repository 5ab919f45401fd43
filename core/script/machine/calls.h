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

// Calls. Each function returns the call's result, Value::entered() if it has pushed a frame that will deliver the result, or
// Value::pending() if it has left an operation in the thread, which the runner drives to its end.
// Threads: the calling thread's own VmThread. Errors: Raised with a TypeError if the arguments do not fit, or with what a native
// raises; NeedsFallback; std::bad_alloc.

/// Calls `callable`. The last arguments are those of `keyword_names`.
Value call_value(VmThread& thread, Value callable, std::span<const Value> arguments, const Tuple* keyword_names = nullptr);
/// call_value() for a native whose parameters are exactly these arguments: see Native::in_order.
Value call_in_order(VmThread& thread, Native& native, std::span<const Value> arguments);
/// Calls the native's Python fallback with the arguments of `call`. A native returns the result.
Value leave_to_fallback(Call& call);
/// object.__new__(cls, …)
Value new_instance(Call& call);
/// Pushes the frame of a module's code; the module's names are its globals.
void push_module_frame(VmThread& thread, Code* code, Module* module);
/// Pushes the frame of a text's code. Its names go to `names` or, if that is null, to the dict `locals`; with neither, to the module.
void push_text_frame(VmThread& thread, Code* code, Module* module, NameTable* names, Dict* locals);
/// Completes a class that has its names: __slots__, __set_name__, __init_subclass__. The call results in the class.
Value finish_class(VmThread& thread, Class& cls);
/// type(name, bases, namespace)
Value make_class(Call& call);
/// __build_class__(body, name, *bases): pushes the body's frame.
Value build_class(Call& call);

/// Calls `method`, which was found on the class of `self`. `arguments` begin with `self`, which only a function gets; anything else is
/// bound to it first.
Value call_special(VmThread& thread, Value self, Value method, std::span<const Value> arguments);
/// A callable that calls such a method without a self.
Value bound_special(Vm& vm, Value self, Value found);

}  // namespace threadbox::script
