#pragma once

#include "script/machine/call.h"
#include "script/machine/frame.h"
#include "script/machine/generator.h"
#include "script/machine/vm.h"
#include "script/machine/preemption.h"

#include <span>
#include <string>
#include <string_view>

namespace threadbox::script {

/// Why the interpreter stopped executing a thread.
enum class Outcome : std::uint8_t {
  finished,   ///< No frame is left: see VmThread::result and uncaught.
  blocked,    ///< An operation is pending: drive it, then call resume().
  preempted,  ///< It stands before a statement or instruction of the program: another thread may go on.
  requested,  ///< A safepoint saw a request on the waiter: answer it, then run again.
};

/// Executes `thread` from where it stands. With `preemption`, it leaves before each next statement or instruction of
/// the program; a long stretch without one it leaves as `requested`. Threads: the one that holds the GIL.
Outcome run(VmThread& thread, std::optional<Preemption> preemption = std::nullopt);

/// The operation that run() left has ended: its result is what the call results in, or raises.
void resume(VmThread& thread, Progress progress);

// --- calls.cpp

/// Calls `callable` with `arguments`: a frame is pushed (Value::entered()), an operation left
/// (Value::pending()), or there is a result. May raise.
Value call_value(VmThread& thread, Value callable, std::span<const Value> arguments,
                 const Tuple* keyword_names = nullptr);
/// The same for a native that takes just these arguments: Native::in_order.
Value call_in_order(VmThread& thread, Native& native, std::span<const Value> arguments);
/// What a native returns that leaves the whole call to its twin in Python.
Value twin_of(Call& call);
/// object.__new__(cls, …)
Value new_instance(Call& call);
/// Pushes the frame of a module's code, with its globals.
void push_module_frame(VmThread& thread, Code* code, Module* module);
/// dict(mapping or pairs, **names): what comes behind the first argument goes into the dict.
void fill_dict(Call& call, Dict& dict);
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

// --- machine_frames.cpp

/// What sys.exception() gives: the exception that the thread is handling, or None.
Value handled_exception(const VmThread& thread);
void set_context(ExceptionObject& exception, Value context);
Value stop_iteration(Vm& vm, Value value);
Value stop_value(const ExceptionObject& stop);
/// SystemExit.code: its argument, or all of them, or None.
Value exit_value(const ExceptionObject& exit);
ExceptionObject* stopped_inside(Vm& vm, ExceptionObject& stop);
/// Enters a generator. Errors: ValueError "generator already executing", StopIteration, TypeError.
Value resume_generator(VmThread& thread, Generator& generator, Value sent);
/// Asks for the next item, as a call does. Undefined: it has ended.
Value ask_stepper(VmThread& thread, const Stepper& stepper);
/// It has been closed before it began, or has ended. Errors: ValueError "generator already executing".
void finish_generator(Vm& vm, Generator& generator);
/// The exception is raised where the generator stands.
Value throw_into_generator(VmThread& thread, Generator& generator, Value exception);

// --- attributes.cpp

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

// --- traceback.cpp

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
/// What CPython prints for an uncaught exception. Errors: NeedsPython for a __str__ in Python.
std::string format_exception(Vm& vm, Value exception);

/// Records output of the thread. Errors: std::bad_alloc.
void write(VmThread& thread, std::string_view text, OutputStream stream = OutputStream::out);
/// It belongs to the prelude, which is none of the learner's.
bool is_prelude(const CodeObject& code) noexcept;
/// Records where the thread is, as a `line` event.
void record_line(VmThread& thread) noexcept;

}  // namespace threadbox::script
