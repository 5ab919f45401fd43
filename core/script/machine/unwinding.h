#pragma once

#include "script/machine/frame.h"
#include "script/values/exceptions.h"

namespace threadbox::script {

class Vm;

/// sys.exception(): the exception that the thread is handling, or None.
Value handled_exception(const VmThread& thread);
/// Sets __context__ of an exception that is raised while `context` is handled, and breaks a cycle of contexts as CPython does.
void set_context(ExceptionObject& exception, Value context);
/// Has the wait that the thread has left for a signal's handler ended by the exception that the handler raised.
void interrupt_wait(VmThread& thread, Value exception) noexcept;
/// StopIteration(value), or StopIteration() for None.
Value stop_iteration(Vm& vm, Value value);
/// StopIteration.value.
Value stop_value(const ExceptionObject& stop);
/// SystemExit.code: its argument, or all of them, or None.
Value exit_value(const ExceptionObject& exit);
/// RuntimeError "generator raised StopIteration", for a StopIteration that leaves a generator's frame.
ExceptionObject* stopped_inside(Vm& vm, ExceptionObject& stop);

}  // namespace threadbox::script
