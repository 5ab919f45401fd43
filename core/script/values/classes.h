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
  // For a property only:
  Shared<Value> doc = Value::undefined();   ///< __doc__; undefined if it is the getter's.
  Shared<Value> name = Value::undefined();  ///< The name in the class that has the property; undefined if it is in no class.
};

/// A super object: it looks attributes up in the MRO of self's class, starting after the class `after`. `self` is undefined if it is
/// unbound.
class Super final : public Object {
 public:
  static constexpr TypeTag type_tag = TypeTag::super;
  Super(Class* cls, Class* start, Value super_self) noexcept : Object(cls, type_tag), after(start), self(super_self) {}
  void mark_children(Marker& marker) const override;
  Class* const after;
  const Value self;
};

/// A class, built-in or the program's own.
/// Threads:  any for lookups and the version. The other fields are set before the class is published, or are Shared.
/// Owns:     nothing: derived and base classes list each other, and ~Class removes the class from their lists.
class Class final : public Object {
 public:
  static constexpr TypeTag type_tag = TypeTag::cls;
  /// The C++ class of its instances: none (abstract or built-in), Instance or ExceptionObject. Inherited.
  enum class Layout : std::uint8_t { none, instance, exception };

  Class(Class* metaclass, Str* class_name, std::vector<Class*> base_classes, Layout instance_layout);
  ~Class() override;
  void mark_children(Marker& marker) const override;
  NameTable* own_attributes() noexcept override { return &names; }
  [[nodiscard]] std::size_t outside_bytes() const noexcept override;

  [[nodiscard]] bool is_subclass_of(const Class* other) const noexcept;
  /// The attribute of the first class in the MRO that has it; undefined if none has. Ignores the instance and the metaclass.
  [[nodiscard]] Value lookup(const Str* attribute) const noexcept;
  /// As lookup(), but starts after the class `after` in the MRO.
  [[nodiscard]] Value lookup_after(const Class* after, const Str* attribute) const noexcept;

  Shared<Str*> name;
  std::string module;  ///< "builtins", "threading", "__main__"
  std::vector<Class*> bases;
  std::vector<Class*> mro;  ///< The method resolution order, itself first. Empty if the bases have no consistent order.
  NameTable names;
  Layout layout;
  /// For a built-in type: implements a call of the class, which it gets as its first argument.
  NativeFunction construct = nullptr;
  Native* constructor = nullptr;  ///< Describes the parameters of `construct`; null if it takes any arguments.
  std::string error_name;  ///< Its name in error messages, if that is not `name`: "collections.deque".
  /// Makes an empty instance of a class that derives from this built-in one; null if no class may derive from it.
  Value (*allocate)(Universe& universe, Class& cls, std::span<const Value> positional) = nullptr;
  /// The Python fallback of `construct`, which does not get the class; see NeedsFallback.
  Shared<Value> construct_fallback = Value::undefined();
  /// Whether an instance can have the attribute. False if all classes in the MRO have __slots__ and none lists it.
  [[nodiscard]] bool allows_attribute(const Str* attribute) const noexcept;
  /// Whether the class or one of its bases lists `name` in __slots__.
  [[nodiscard]] bool has_slot(const Str* attribute) const noexcept;
  std::optional<std::vector<Str*>> slots;  ///< __slots__; nullopt if the class does not define it.
  bool slots_have_dict = false;  ///< __slots__ lists "__dict__", so any attribute is allowed.
  Dict* keywords = nullptr;  ///< The keywords of its class statement, until __init_subclass__ has been called with them.
  bool has_finalizer = false;  ///< Its instances have a __del__; see Finalizers.
  bool in_python = false;  ///< Created by a class statement or type(), so its special methods may be written in Python.

  /// The version tag. It is unique in the process, and replaced whenever a lookup in the class could resolve differently: a name added or
  /// deleted in it or in a base, or a function or descriptor replaced. So a cache entry is valid while its version matches. 0 means that
  /// nothing may be cached: the class is incomplete, or the 32-bit versions are used up.
  [[nodiscard]] std::uint32_t version() const noexcept { return version_; }
  /// The version to store in a cache entry. It must be read before the lookup: the lookup then sees the state of this version or a newer
  /// one. Locks the class's guard, which synchronizes with new_version().
  [[nodiscard]] std::uint32_t version_to_cache() const noexcept;
  /// Gives the class and the classes derived from it new versions. To be called after each change described at version(), and once the
  /// class is complete.
  void changed();
  /// Registers a class whose MRO contains this class, so that changed() reaches it.
  void add_derived(Class& derived);
  /// The direct subclasses that are alive, in the order of their creation: __subclasses__().
  [[nodiscard]] std::vector<Class*> subclasses() const;

 private:
  void new_version() noexcept;

  Shared<std::uint32_t> version_{0};
  std::vector<Class*> derived_;  ///< Classes whose MRO contains this one. Weak references, guarded by derived_guard_.
  std::vector<Class*> watched_;  ///< Classes whose derived_ contains this one. Written before the class is published.
  mutable SmallGuard derived_guard_;
};

}  // namespace threadbox::script
