#pragma once

#include "script/compile/code.h"
#include "script/values/as.h"
#include "script/values/heap.h"
#include "script/values/inline_cache.h"
#include "script/values/name_table.h"
#include "script/values/shared.h"
#include "script/values/str.h"
#include "script/values/value.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace threadbox::script {

class Class;
class Dict;
class Module;
class Tuple;

/// A variable that is shared by a function and the functions nested in it. Undefined while it is unbound.
class Cell final : public Object {
 public:
  static constexpr TypeTag type_tag = TypeTag::cell;
  Cell(Class* cls, Value content) noexcept : Object(cls, type_tag), value(content) {}
  void mark_children(Marker& marker) const override { marker.mark(value); }
  Shared<Value> value;
};

/// A CodeObject whose constants and names have been converted to values of this run.
/// Threads:  any; constant but for the inline caches.
class Code final : public Object {
 public:
  static constexpr TypeTag type_tag = TypeTag::code;
  Code(Class* cls, std::shared_ptr<const CodeObject> object);
  void mark_children(Marker& marker) const override;
  [[nodiscard]] std::size_t outside_bytes() const noexcept override;
  const std::shared_ptr<const CodeObject> code;
  // Copies of what each call and instruction needs.
  const Instruction* const start;
  const std::uint32_t slot_count, frame_values, positional_count;
  const bool plain_parameters;  ///< It has positional parameters only.
  /// How much a frame counts against the recursion limit, in 1/64. Frames of the prelude count 1/64: where CPython's module is in C, a
  /// recursion through it (functools.cache, sorted()) must go as deep as in CPython, but infinite recursion in the prelude must end, too.
  static constexpr std::uint8_t whole_depth = 64;
  const std::uint8_t depth;
  /// It is written in C in CPython, where a thread keeps the GIL until the function returns or calls the program. Set for whole modules,
  /// and for functions that the decorator in_c marks.
  bool is_c = false;
  /// For each instruction, whether there is a scheduling point before it, where the simulated runner can switch threads (docs/runners.md).
  enum Point : std::uint8_t { instruction_point = 1, line_point = 2 };
  std::vector<std::uint8_t> points;
  InlineCache inline_cache;
  std::vector<Value> constants;
  std::vector<Str*> names;
  /// Of a text that compile() has made: the same code for locals that are the globals, a Code, once it has been needed.
  Shared<Value> with_globals_only = Value::undefined();
};

/// A table of attributes that several objects share, after `a.__dict__ = b.__dict__`.
class Names final : public Object {
 public:
  explicit Names(Class* cls) noexcept : Object(cls) {}
  void mark_children(Marker& marker) const override { table.mark(marker); }
  [[nodiscard]] std::size_t outside_bytes() const noexcept override { return table.bytes(); }
  NameTable* own_attributes() noexcept override { return &table; }
  NameTable table;
};

class Function final : public Object {
 public:
  static constexpr TypeTag type_tag = TypeTag::function;
  Function(Class* cls, Code* function_code, Module* home) noexcept : Object(cls, type_tag), code(function_code), module(home) {}
  void mark_children(Marker& marker) const override;
  [[nodiscard]] std::size_t outside_bytes() const noexcept override { return attributes.bytes(); }
  NameTable* own_attributes() noexcept override { return &attributes; }
  Code* code;
  Module* module;
  Shared<Str*> name = nullptr;
  Shared<Str*> qualified_name = nullptr;
  Tuple* defaults = nullptr;
  Dict* keyword_defaults = nullptr;
  Shared<Dict*> annotations = nullptr;  ///< Null for an empty dict that has not been asked for yet.
  Tuple* closure = nullptr;
  // Set by the program; undefined if the code's or module's applies.
  Shared<Value> doc = Value::undefined();
  Shared<Value> module_name = Value::undefined();
  /// A function of the prelude that is in C in CPython, whose errors for wrong arguments it imitates.
  bool stands_for_c = false;
  NameTable attributes;
};

struct Call;

using NativeFunction = Value (*)(Call&);

/// The names of a native's parameters, as in a def. Constant data: a run makes some four hundred natives, and a list of strings for each
/// would be code to build it.
struct ParameterNames {
  static constexpr std::size_t most = 9;
  const char* names[most];  ///< The rest is null.

  [[nodiscard]] constexpr const char* const* begin() const noexcept { return names; }
  [[nodiscard]] constexpr const char* const* end() const noexcept { return std::ranges::find(names, nullptr); }
};

/// A function or method in C++. The interpreter checks the arguments before the call and passes them in the order of `parameters`,
/// undefined for those that were left out.
/// Threads:  any; constant once its module is installed, except for `fallback`.
class Native final : public Object {
 public:
  static constexpr TypeTag type_tag = TypeTag::native;
  Native(Class* cls, std::string native_name, NativeFunction native)
      : Object(cls, type_tag), name(std::move(native_name)), function(native) {}
  void mark_children(Marker& marker) const override { marker.mark(fallback); }
  std::string name;
  const NativeFunction function;
  std::vector<std::string> parameters;  ///< Their names, including `self` of a method.
  std::size_t required = 0;
  std::size_t positional_only = 0, positional = 0;  ///< The number of such parameters. The others are keyword-only.
  static constexpr std::size_t never = ~std::size_t{0};
  /// With this number of positional arguments and no others, they are passed on unchanged; `never` if not.
  std::size_t in_order = never;
  bool is_method = false;
  std::string owner;  ///< The class of a method, "list", or the module of a function, "math".
  const Class* self_class = nullptr;  ///< The class that a method requires of its self; null if the method checks it.
  bool variadic = false;  ///< Gets all arguments unchecked.
  bool takes_keywords = false;  ///< A variadic function also gets keywords.
  bool is_constructor = false;  ///< It describes the parameters of a class.
  bool in_python = false;  ///< In CPython it is written in Python.
  /// The same function in Python, called if an operand's special methods are written in Python; see NeedsFallback.
  Shared<Value> fallback = Value::undefined();
};

/// Whether a function is written in C in CPython, regardless of its language here.
inline bool is_in_c(Value function) noexcept {
  if (const auto* native = as<Native>(function)) return !native->in_python;
  const auto* in_python = as<Function>(function);
  return in_python != nullptr && in_python->stands_for_c;
}

class BoundMethod final : public Object {
 public:
  static constexpr TypeTag type_tag = TypeTag::bound_method;
  BoundMethod(Class* cls, Value method_self, Value method_function) noexcept
      : Object(cls, type_tag), self(method_self), function(method_function) {}
  void mark_children(Marker& marker) const override;
  const Value self, function;
};

}  // namespace threadbox::script
