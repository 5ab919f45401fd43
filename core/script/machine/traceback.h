#pragma once

#include "script/machine/frame.h"
#include "script/values/exceptions.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace threadbox::script {

class Vm;

/// The traceback object of the frames that the exception has left so far, the same as long as it leaves no more; None when
/// there are none.
Value traceback_of(Vm& vm, Value exception);
/// Errors: TypeError "__traceback__ must be a traceback or None".
void set_traceback(Vm& vm, ExceptionObject& exception, Value traceback);
/// "Traceback (most recent call last):" and the frames, one text for each; empty when there are none.
std::vector<std::string> traceback_texts(const Vm& vm, const ExceptionObject& exception);
/// The line of the source; empty when it is not known.
std::string_view place_line(const Vm& vm, const ExceptionObject::Place& place, std::shared_ptr<const std::string>& source);
/// The frames of the program's that the thread is executing, outermost first, as a traceback has them.
std::string call_stack_text(const VmThread& thread);
/// What CPython prints for an uncaught exception. Errors: NeedsFallback for a __str__ in Python.
std::string format_exception(Vm& vm, Value exception);

}  // namespace threadbox::script
