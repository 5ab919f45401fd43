#pragma once

#include "script/values/callables.h"
#include "script/values/containers.h"

#include <string>
#include <vector>

namespace threadbox::script {

class Vm;

/// What a function says of the arguments that it takes, for the error when others come.
struct Signature {
  /// In whose words: those of a def, of a function in C, of a type that is called, of a type's special method.
  enum class Kind : std::uint8_t { python, function, constructor, slot };
  struct Parameter {
    std::string name;
    bool required;
  };
  Kind kind = Kind::python;
  std::string name;   ///< "append", "Event.set" for a def.
  std::string owner;  ///< "list", "math": what a function in C names itself with. Empty for a def and a builtin.
  std::vector<Parameter> parameters;  ///< Positional ones, then those by keyword only. `self` is one of a def's only.
  std::size_t positional_only = 0, positional = 0;
  bool varargs = false, varkeywords = false;
  std::size_t hidden = 0;  ///< 1: a self comes first that is not spoken of.

  /// The same of a native function, method or constructor.
  static Signature of(const Native& native);
  /// The same of a function in Python; of one that stands for a function in C, in the words of that.
  static Signature of(const Function& function);
};

/// These arguments do not fit. `given`: how many positional ones there are, a self included; `names`: those of the others, or null.
/// Errors: TypeError, in CPython's words; mirrors initialize_locals(), _PyArg_CheckPositional(), _PyArg_UnpackKeywords().
[[noreturn]] void refuse_arguments(Vm& vm, const Signature& signature, std::size_t given, const Tuple* names);

/// A method was called with a self that is not of its class. Errors: TypeError "descriptor 'append' for 'list' objects doesn't
/// apply to a 'int' object"; mirrors method_check_args(), wrapperdescr_call().
[[noreturn]] void refuse_self(Vm& vm, const Native& method, Value self);

}  // namespace threadbox::script
