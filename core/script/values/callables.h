#pragma once

#include "script/compile/code.h"
#include "script/values/as.h"
#include "script/values/heap.h"
#include "script/values/inline_cache.h"
#include "script/values/name_table.h"
#include "script/values/shared.h"
#include "script/values/str.h"
#include "script/values/value.h"

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

/// A variable of a function that inner functions use.
class Cell final : public Object {
 public:
  static constexpr TypeTag type_tag = TypeTag::cell;
  Cell(Class* cls, Value content) noexcept : Object(cls, type_tag), value(content) {}
  void mark_children(Marker& marker) const override { marker.mark(value); }
  Shared<Value> value;
};

/// Code with its constants and names made into values of a run.
class Code final : public Object {
 public:
  static constexpr TypeTag type_tag = TypeTag::code;
  Code(Class* cls, std::shared_ptr<const CodeObject> object);
  void mark_children(Marker& marker) const override;
  [[nodiscard]] std::size_t outside_bytes() const noexcept override;
  const std::shared_ptr<const CodeObject> code;
  // What every call and instruction asks for, at hand.
  const Instruction* const start;
  const std::uint32_t slot_count, frame_values, positional_count;
  const bool plain_parameters;  ///< Positional ones alone.
  /// What a frame of it counts against the recursion limit. Those of the prelude, which are C in CPython, count little, so that
  /// a recursion through functools.cache or sorted() goes as deep as there, and one among them alone ends all the same.
  static constexpr std::uint8_t whole_depth = 64;
  const std::uint8_t depth;
  /// It is C in CPython, where a thread keeps the GIL until that returns or calls the program: whole modules, and what in_c marks.
  bool is_c = false;
  /// For each instruction, whether a scheduling point is before it: a thread can be switched there (docs/runners.md).
  enum Point : std::uint8_t { instruction_point = 1, line_point = 2 };
  std::vector<std::uint8_t> points;
  InlineCache inline_cache;
  std::vector<Value> constants;
  std::vector<Str*> names;
};

/// Names that several objects share: one's __dict__ became another's.
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
  Shared<Dict*> annotations = nullptr;  ///< Made when first asked for, if there are none.
  Tuple* closure = nullptr;
  // What the program has set instead of what the code says; undefined: nothing.
  Shared<Value> doc = Value::undefined();
  Shared<Value> module_name = Value::undefined();
  bool stands_for_c = false;  ///< The prelude's; in CPython it is in C, and says so when its arguments are wrong.
  NameTable attributes;
};

struct Call;

using NativeFunction = Value (*)(Call&);

/// A function or method in C++. Parameters are checked before it is called: arguments come in the order of
/// `parameters`, with undefined for those that were left out.
class Native final : public Object {
 public:
  static constexpr TypeTag type_tag = TypeTag::native;
  Native(Class* cls, std::string native_name, NativeFunction native)
      : Object(cls, type_tag), name(std::move(native_name)), function(native) {}
  void mark_children(Marker& marker) const override { marker.mark(fallback); }
  std::string name;
  const NativeFunction function;
  std::vector<std::string> parameters;  ///< Names, `self` included for a method.
  std::size_t required = 0;
  std::size_t positional_only = 0, positional = 0;  ///< How many; the rest takes keywords only.
  static constexpr std::size_t never = ~std::size_t{0};
  std::size_t in_order = never;  ///< Called with as many arguments by position, it gets them as they are.
  bool is_method = false;
  std::string owner;  ///< "list", of a method; "math", of a function.
  const Class* self_class = nullptr;  ///< Of a method: what its self must be of; null when that is its own affair.
  bool variadic = false;  ///< Takes whatever comes, as it comes.
  bool takes_keywords = false;  ///< A variadic one: keywords, too.
  bool is_constructor = false;  ///< Its parameters are those of a class.
  bool in_python = false;  ///< In CPython it is a def.
  /// The same function written in Python, for objects whose special methods are: see NeedsFallback.
  Shared<Value> fallback = Value::undefined();
};

/// Whether a function is written in C in CPython: what it is here is another matter.
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
