#pragma once

#include "script/frame.h"
#include "script/vm.h"

#include <span>
#include <string>
#include <string_view>

namespace threadbox::script {

/// Why the interpreter stopped executing a thread.
enum class Outcome : std::uint8_t {
  finished,   ///< No frame is left: see VmThread::result and uncaught.
  blocked,    ///< An operation is pending: drive it, then call resume().
  requested,  ///< A safepoint saw a request on the waiter: answer it, then run again.
};

/// Executes `thread` from where it stands. Threads: the one that holds the GIL.
Outcome run(VmThread& thread);

/// The operation that run() left has ended: its result is what the call results in, or raises.
void resume(VmThread& thread, Progress progress);

// --- calls.cpp

/// Calls `callable` with `arguments`: a frame is pushed (Value::entered()), an operation left
/// (Value::pending()), or there is a result. May raise.
Value call_value(VmThread& thread, Value callable, std::span<const Value> arguments,
                 const Tuple* keyword_names = nullptr);
/// Pushes the frame of a module's code, with its globals.
void push_module_frame(VmThread& thread, Code* code, Module* module);
/// __build_class__(body, name, *bases): pushes the body's frame.
Value build_class(Call& call);

// --- attributes.cpp

/// Undefined when there is none.
Value find_attribute(VmThread& thread, Value object, Str* name, bool& needs_call);
/// Errors: AttributeError "'X' object has no attribute 'y'".
Value get_attribute(VmThread& thread, Value object, Str* name);
/// True when it had to push a frame, for a property.
bool set_attribute(VmThread& thread, Value object, Str* name, Value value);
void delete_attribute(VmThread& thread, Value object, Str* name);
/// Gives a primitive or thread that is stored for the first time the name of its variable.
void name_traced(VmThread& thread, Value value, std::string_view name, bool global);
/// A global variable is about to be bound to something else.
void unname_traced(VmThread& thread, Value old, const Str* name, Value value);

// --- traceback.cpp

/// What CPython prints for an uncaught exception.
std::string format_exception(Vm& vm, Value exception);

/// Records output of the thread.
void write(VmThread& thread, std::string_view text, OutputStream stream = OutputStream::out);
/// Records where the thread is, as a `line` event.
void record_line(VmThread& thread);

}  // namespace threadbox::script
