#pragma once

#include "script/values/callables.h"
#include "script/values/containers.h"

#include <string>
#include <vector>

namespace threadbox::script {

class Vm;

/// A function's parameters, for the TypeError about arguments that do not fit them.
struct Signature {
  /// Selects CPython's wording: for a def, a function in C, a type that is called, or a special method of a type in C.
  enum class Kind : std::uint8_t { python, function, constructor, slot };
  struct Parameter {
    std::string name;
    bool required;
  };
  Kind kind = Kind::python;
  std::string name;   ///< "append", "Event.set" for a def.
  std::string owner;  ///< "list", "math": the qualifier in messages about functions in C. Empty for a def and a builtin.
  std::vector<Parameter> parameters;  ///< Positional, then keyword-only ones. `self` is among them for a def only.
  std::size_t positional_only = 0, positional = 0;
  bool varargs = false, varkeywords = false;
  std::size_t hidden = 0;  ///< 1 if a self comes first that messages do not count.

  /// The signature of a native function, method or constructor.
  static Signature of(const Native& native);
  /// The signature of a function in Python; worded as for C if it stands for a function that is in C in CPython.
  static Signature of(const Function& function);
};

/// Raises TypeError for arguments that do not fit, in CPython's words. `given`: the number of positional arguments, self included;
/// `names`: the names of the keyword arguments, or null. Mirrors initialize_locals(), _PyArg_CheckPositional(),
/// _PyArg_UnpackKeywords().
[[noreturn]] void refuse_arguments(Vm& vm, const Signature& signature, std::size_t given, const Tuple* names);

/// Raises TypeError "descriptor 'append' for 'list' objects doesn't apply to a 'int' object", for a method that was called with a self
/// of another class. Mirrors method_check_args(), wrapperdescr_call().
[[noreturn]] void refuse_self(Vm& vm, const Native& method, Value self);

}  // namespace threadbox::script
