#pragma once

#include "script/machine/frame.h"
#include "script/values/exceptions.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace threadbox::script {

class Vm;

// Threads: any that executes.

/// The traceback object of the frames that the exception has left so far, the same one until it leaves another; None if it has
/// left none.
Value traceback_of(Vm& vm, Value exception);
/// Errors: TypeError "__traceback__ must be a traceback or None".
void set_traceback(Vm& vm, ExceptionObject& exception, Value traceback);
/// "Traceback (most recent call last):" and a text for each frame; empty if there are no frames.
std::vector<std::string> traceback_texts(const Vm& vm, const ExceptionObject& exception);
/// The source line of a place; empty if it is not known. It points into `source`, which is set to the file's text.
std::string_view place_line(const Vm& vm, const ExceptionObject::Place& place, std::shared_ptr<const std::string>& source);
/// The program's frames that the thread is executing, outermost first, as in a traceback.
std::string call_stack_text(const VmThread& thread);
/// The exception in a line, "ValueError: it is odd", and the line of the program that raised it, 0 if there is none. Calls no Python:
/// where a message would need that, it is left out.
struct RaisedLine {
  std::string text;
  std::uint32_t line = 0;
};
RaisedLine raised_line(Vm& vm, const ExceptionObject& exception);
/// The text that CPython prints for an uncaught exception. Errors: NeedsFallback for a __str__ in Python.
std::string format_exception(Vm& vm, Value exception);

}  // namespace threadbox::script
