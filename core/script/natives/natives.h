#pragma once

#include "script/machine/attributes.h"
#include "script/machine/call.h"
#include "script/machine/calls.h"
#include "script/machine/execution.h"
#include "script/machine/generator.h"
#include "script/machine/output.h"
#include "script/machine/traceback.h"
#include "script/machine/unwinding.h"
#include "script/machine/vm.h"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <typeinfo>
#include <vector>

// Shared by the files that define functions, methods and types in C++.
// Threads: a native runs on the thread of its Call, with the GIL or without; install_*: the thread that sets the run up.
// Errors:  natives throw Raised with a Python exception, NeedsFallback if an operand's special method is in Python, Interrupted if the
//          thread was requested to stop, or std::bad_alloc.

namespace threadbox::script {

/// A function or method in C++, for define_all().
struct NativeEntry {
  const char* name;
  NativeFunction function;
  ParameterNames parameters;
  std::size_t optional = 0;  ///< The number of last parameters that may be left out.

  /// The number of parameters that must be given; "/" and "*" are none.
  [[nodiscard]] std::size_t required() const noexcept {
    const auto is_name = [](std::string_view name) { return name != "/" && name != "*"; };
    return static_cast<std::size_t>(std::ranges::count_if(parameters, is_name)) - optional;
  }
};

/// Defines the entries as functions of a module.
inline void define_all(Vm& vm, Module* module, std::span<const NativeEntry> entries) {
  for (const NativeEntry& entry : entries) vm.define(module, entry.name, entry.function, entry.parameters, entry.required());
}

/// Defines the entries as methods of a class; `self` is not among their parameters.
inline void define_all(Vm& vm, Class* cls, std::span<const NativeEntry> entries) {
  for (const NativeEntry& entry : entries) vm.define(cls, entry.name, entry.function, entry.parameters, entry.required());
}

/// Whether the argument was given.
inline bool given(const Call& call, std::size_t index) noexcept {
  return index < call.arguments.size() && !call.arguments[index].is_undefined();
}

/// The C++ part of an instance of a prelude class. Errors: RuntimeError before its __init__ has run.
template <typename T>
T& payload_as(Call& call, const char* type) {
  auto* instance = as<Instance>(call.arguments[0]);
  Payload* any = instance != nullptr ? instance->payload() : nullptr;
  // It is nearly always of exactly this class, and typeid is cheaper than dynamic_cast.
  if (any != nullptr && typeid(*any) == typeid(T)) [[likely]]
    return static_cast<T&>(*any);
  auto* payload = dynamic_cast<T*>(any);
  if (payload == nullptr) call.vm.raise("RuntimeError", std::string(type) + ".__init__() not called");
  return *payload;
}

/// For dict(mapping or pairs, **names) and dict.update(): puts the arguments after the first into the dict.
void fill_dict(Call& call, Dict& dict);
/// locals(): a snapshot in a function and in a class's body; in a module or a text, its names themselves.
Value local_names(Call& call);
/// Defines __next__ and __iter__ of an iterator class.
void define_iterator(Vm& vm, Class* cls);

// Each defines some of the built-in types, functions or modules; install.cpp calls them.
void install_builtins(Vm& vm);
void install_constructors(Vm& vm);
void install_bytes(Vm& vm);
void install_bytearray(Vm& vm);
void install_codecs(Vm& vm);
void install_byte_constructors(Vm& vm);
void install_str_case(Vm& vm);
void install_str_split(Vm& vm);
void install_str_search(Vm& vm);
void install_str_format(Vm& vm);
void install_list(Vm& vm);
void install_tables(Vm& vm);
void install_objects(Vm& vm);
void install_machine(Vm& vm);
void install_locks(Vm& vm);
void install_local(Vm& vm);
void install_queue(Vm& vm);
void install_futures(Vm& vm);
void install_sync(Vm& vm);
void install_time(Vm& vm);
void install_system(Vm& vm);
void install_warnings(Vm& vm);
void install_math(Vm& vm);
void install_random(Vm& vm);
void install_deque(Vm& vm);
void install_files(Vm& vm);
void install_folders(Vm& vm);
void install_texts(Vm& vm);

}  // namespace threadbox::script
