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
#include <typeinfo>
#include <vector>

// What the files have in common that put functions written in C++ into modules.

namespace threadbox::script {

struct NativeEntry {
  const char* name;
  NativeFunction function;
  std::vector<std::string> parameters;
  std::size_t optional = 0;  ///< How many of the last parameters may be left out.
};

/// Without the signs among them.
inline std::size_t names_in(const std::vector<std::string>& parameters) {
  return parameters.size() - static_cast<std::size_t>(std::ranges::count_if(
                                 parameters, [](const std::string& name) { return name == "/" || name == "*"; }));
}

inline void define_all(Vm& vm, Module* module, std::span<const NativeEntry> entries) {
  for (const NativeEntry& entry : entries)
    vm.define(module, entry.name, entry.function, entry.parameters, names_in(entry.parameters) - entry.optional);
}

/// The same for methods; self goes without saying.
inline void define_all(Vm& vm, Class* cls, std::span<const NativeEntry> entries) {
  for (const NativeEntry& entry : entries)
    vm.define(cls, entry.name, entry.function, entry.parameters, names_in(entry.parameters) - entry.optional);
}

/// The argument was not left out.
inline bool given(const Call& call, std::size_t index) noexcept {
  return index < call.arguments.size() && !call.arguments[index].is_undefined();
}

/// What an instance of a class of the prelude keeps in C++. Errors: RuntimeError before its __init__ has run.
template <typename T>
T& payload_as(Call& call, const char* type) {
  auto* instance = as<Instance>(call.arguments[0]);
  Payload* any = instance != nullptr ? instance->payload() : nullptr;
  // Mostly it is of just this class, which is told at once.
  if (any != nullptr && typeid(*any) == typeid(T)) [[likely]]
    return static_cast<T&>(*any);
  auto* payload = dynamic_cast<T*>(any);
  if (payload == nullptr) call.vm.raise("RuntimeError", std::string(type) + ".__init__() not called");
  return *payload;
}

/// dict(mapping or pairs, **names), and dict.update(): the arguments after the first go into the dict.
void fill_dict(Call& call, Dict& dict);
/// Gives a class __next__ and __iter__, for iterators in C++ and in the prelude.
void define_iterator(Vm& vm, Class* cls);

// Each fills in built-in types, functions or modules; see install.cpp.
void install_builtins(Vm& vm);
void install_constructors(Vm& vm);
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
void install_sync(Vm& vm);
void install_time(Vm& vm);
void install_system(Vm& vm);
void install_warnings(Vm& vm);
void install_math(Vm& vm);
void install_random(Vm& vm);
void install_deque(Vm& vm);

}  // namespace threadbox::script
