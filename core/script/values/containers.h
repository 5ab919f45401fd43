#pragma once

#include "script/values/as.h"
#include "script/values/heap.h"
#include "script/values/name_table.h"
#include "script/values/tables.h"
#include "script/values/value.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace threadbox::script {

/// Python's tuple. Immutable.
class Tuple : public Object {
 public:
  static constexpr TypeTag type_tag = TypeTag::tuple;
  Tuple(Class* cls, std::vector<Value> values) : Object(cls, type_tag), items(std::move(values)) {}
  void mark_children(Marker& marker) const override;
  [[nodiscard]] std::size_t outside_bytes() const noexcept override { return items.capacity() * sizeof(Value); }
  const std::vector<Value> items;
};

/// Python's list.
/// Threads:  any, through a CriticalSection or an ElementSnapshot.
class List : public Object {
 public:
  static constexpr TypeTag type_tag = TypeTag::list;
  List(Class* cls, std::vector<Value> values) : Object(cls, type_tag), items(std::move(values)) {}
  void mark_children(Marker& marker) const override;
  [[nodiscard]] std::size_t outside_bytes() const noexcept override { return items.capacity() * sizeof(Value); }
  std::vector<Value> items;  // guarded by guard() in a free-threaded run
};

/// An instance of a class of the program that derives from a built-in container. It has the container's type tag, and attributes.
template <typename T>
class Derived final : public T {
 public:
  using T::T;
  void mark_children(Marker& marker) const override {
    T::mark_children(marker);
    attributes.mark(marker);
  }
  [[nodiscard]] std::size_t outside_bytes() const noexcept override { return T::outside_bytes() + attributes.bytes(); }
  NameTable* own_attributes() noexcept override { return &attributes; }
  NameTable attributes;
};

/// dict.keys(), dict.values() or dict.items(). It shows the current content of the dict.
class DictView final : public Object {
 public:
  static constexpr TypeTag type_tag = TypeTag::view;
  enum class Which : std::uint8_t { keys, values, items };
  DictView(Class* cls, Dict* shown, Which what) noexcept : Object(cls, type_tag), dict(shown), which(what) {}
  void mark_children(Marker& marker) const override { marker.mark(dict); }
  Dict* const dict;
  const Which which;
};

/// Python's range. Immutable; see ranges.h.
class Range final : public Object {
 public:
  static constexpr TypeTag type_tag = TypeTag::range;
  Range(Class* cls, std::int64_t from, std::int64_t to, std::int64_t by) noexcept
      : Object(cls, type_tag), start(from), stop(to), step(by) {}
  /// A range whose numbers or length do not fit 63 bits. `numbers` are start, stop, step and length.
  Range(Class* cls, Tuple* numbers) noexcept : Object(cls, type_tag), wide(numbers) {}
  void mark_children(Marker& marker) const override { marker.mark(wide); }
  /// Only if `wide` is null.
  [[nodiscard]] std::int64_t length() const noexcept;
  Tuple* const wide = nullptr;  ///< Null if the three fields below apply.
  const std::int64_t start = 0, stop = 0, step = 1;
};

/// Python's slice. Immutable. `step` is undefined if it was left out.
class Slice final : public Object {
 public:
  static constexpr TypeTag type_tag = TypeTag::slice;
  Slice(Class* cls, Value from, Value to, Value by) noexcept : Object(cls, type_tag), start(from), stop(to), step(by) {}
  void mark_children(Marker& marker) const override;
  const Value start, stop, step;
};

}  // namespace threadbox::script
