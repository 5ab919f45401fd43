#pragma once

#include "script/values/as.h"
#include "script/values/callables.h"
#include "script/values/heap.h"
#include "script/values/name_table.h"
#include "script/values/shared.h"
#include "script/values/str.h"
#include "script/values/value.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace threadbox::script {

class Dict;
class Universe;

/// property, staticmethod, classmethod.
class Descriptor final : public Object {
 public:
  static constexpr TypeTag type_tag = TypeTag::descriptor;
  enum class Kind : std::uint8_t { property, static_method, class_method };
  Descriptor(Class* cls, Kind descriptor_kind) noexcept : Object(cls, type_tag), kind(descriptor_kind) {}
  void mark_children(Marker& marker) const override;
  const Kind kind;
  Value getter = Value::none(), setter = Value::none(), deleter = Value::none();
  // Of a property:
  Shared<Value> doc = Value::undefined();   ///< Undefined: the getter's.
  Shared<Value> name = Value::undefined();  ///< What the class that has it calls it; undefined: none has it.
};

/// super(): attributes are looked up after `after` in the order of self's class. Self is undefined when it is bound to nothing.
class Super final : public Object {
 public:
  static constexpr TypeTag type_tag = TypeTag::super;
  Super(Class* cls, Class* behind, Value super_self) noexcept : Object(cls, type_tag), after(behind), self(super_self) {}
  void mark_children(Marker& marker) const override;
  Class* const after;
  const Value self;
};

/// A class, built in or the program's own.
class Class final : public Object {
 public:
  static constexpr TypeTag type_tag = TypeTag::cls;
  /// What instances are made of; inherited.
  enum class Layout : std::uint8_t { none, instance, exception };

  Class(Class* metaclass, Str* class_name, std::vector<Class*> base_classes, Layout instance_layout);
  ~Class() override;
  void mark_children(Marker& marker) const override;
  NameTable* own_attributes() noexcept override { return &names; }
  [[nodiscard]] std::size_t outside_bytes() const noexcept override;

  [[nodiscard]] bool is_subclass_of(const Class* other) const noexcept;
  /// Through the method resolution order; undefined when there is none.
  [[nodiscard]] Value lookup(const Str* attribute) const noexcept;
  [[nodiscard]] Value lookup_after(const Class* after, const Str* attribute) const noexcept;

  Shared<Str*> name;
  std::string module;  ///< "builtins", "threading", "__main__"
  std::vector<Class*> bases;
  std::vector<Class*> mro;  ///< Itself first. Empty: the bases have no consistent order.
  NameTable names;
  Layout layout;
  NativeFunction construct = nullptr;  ///< Built-in types: calling the class calls this, class first.
  Native* constructor = nullptr;  ///< Has the parameters that `construct` has; null: whatever comes.
  std::string error_name;  ///< What messages call it, where that is not its name: "collections.deque".
  /// Makes an empty instance of a class that may derive from this built-in one; null: none may.
  Value (*allocate)(Universe& universe, Class& cls, std::span<const Value> positional) = nullptr;
  Shared<Value> construct_fallback = Value::undefined();  ///< The same in Python, without the class; see NeedsFallback.
  /// With __slots__ all the way up, only the names in them may become attributes.
  [[nodiscard]] bool allows_attribute(const Str* attribute) const noexcept;
  /// Whether the class or one of its bases lists `name` in __slots__.
  [[nodiscard]] bool has_slot(const Str* attribute) const noexcept;
  std::optional<std::vector<Str*>> slots;
  bool slots_have_dict = false;  ///< "__dict__" is in its __slots__: any name may become an attribute.
  Dict* keywords = nullptr;  ///< Of its class statement, until __init_subclass__ has got them.
  bool in_python = false;  ///< Made by a class statement: it may have special methods.

  /// No other class has or had it, and this one gets another when what lookup() finds changes in kind: what a CachedLookup holds
  /// of the class, holds as long. 0: nothing may be held, the class is still being made.
  [[nodiscard]] std::uint32_t version() const noexcept { return version_; }
  /// The same, for what is then looked up and held: it finds what this version found, or newer.
  [[nodiscard]] std::uint32_t version_to_learn() const noexcept;
  /// A name has come or gone, or means another function or descriptor. Also to be called when the class has got its names.
  void changed();
  /// This class's names will count for `derived`, too.
  void add_derived(Class& derived);
  /// Those classes of the program that live and name it among their bases, in the order in which they came.
  [[nodiscard]] std::vector<Class*> subclasses() const;

 private:
  void new_version() noexcept;

  Shared<std::uint32_t> version_{0};
  std::vector<Class*> derived_;  ///< From this one; none is kept alive by it.
  std::vector<Class*> watched_;  ///< Those that have it among their derived_.
  mutable SmallGuard derived_guard_;
};

}  // namespace threadbox::script
