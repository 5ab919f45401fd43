#pragma once

#include "script/machine/frame.h"
#include "script/values/callables.h"
#include "script/values/classes.h"
#include "script/values/containers.h"

#include <span>

namespace threadbox::script {

class Vm;

// Classes whose metaclass is not type. The first call of each class statement that has one is the prelude's build_class().
// Threads and errors: as in calls.h.

/// Calls a class as type.__call__ does: makes an instance and runs its __init__, whatever __call__ its metaclass has.
Value construct(VmThread& thread, Class& cls, std::span<const Value> arguments, const Tuple* names);
/// The most derived of `metaclass` and the classes of the bases. Errors: TypeError "metaclass conflict".
Class* most_derived_metaclass(Vm& vm, Class* metaclass, std::span<const Value> bases);
/// Pushes the frame of a class's body, whose names go to the dict `names`. The call results in the cell __class__, or None.
Value run_class_body(VmThread& thread, Function& body, Dict& names);

}  // namespace threadbox::script
