#pragma once

#include "script/machine/frame.h"
#include "script/values/exceptions.h"

namespace threadbox::script {

class Vm;

/// What sys.exception() gives: the exception that the thread is handling, or None.
Value handled_exception(const VmThread& thread);
void set_context(ExceptionObject& exception, Value context);
Value stop_iteration(Vm& vm, Value value);
Value stop_value(const ExceptionObject& stop);
/// SystemExit.code: its argument, or all of them, or None.
Value exit_value(const ExceptionObject& exit);
ExceptionObject* stopped_inside(Vm& vm, ExceptionObject& stop);

}  // namespace threadbox::script
