#pragma once

#include "script/values/containers.h"
#include "script/values/critical_section.h"
#include "script/values/str.h"
#include "script/values/universe.h"

#include <cstddef>
#include <cstdint>

namespace threadbox::script {

/// An iterator whose next() is native.
/// Threads:  any. In a free-threaded run threads that share an iterator may get the same item, as in CPython's free-threaded build.
class Iterator : public Object {
 public:
  static constexpr TypeTag type_tag = TypeTag::iterator;
  /// The most frequent iterators, which the interpreter recognizes in order to avoid a virtual call.
  enum class Kind : std::uint8_t { range, list, other };
  explicit Iterator(Class* cls, Kind which = Kind::other) noexcept : Object(cls, type_tag), kind(which) {}
  /// The next item; undefined at the end. Errors: whatever the iteration raises (Raised), NeedsFallback, Interrupted.
  virtual Value next(Universe& universe) = 0;
  const Kind kind;
};

/// The part of a generator that this room needs. Generator, which owns the frame, is in machine/generator.h.
class NamedGenerator : public Object {
 public:
  static constexpr TypeTag type_tag = TypeTag::generator;
  Str* name;
  Str* qualified_name;

 protected:
  NamedGenerator(Class* cls, Str* generator_name, Str* generator_qualified_name) noexcept
      : Object(cls, type_tag), name(generator_name), qualified_name(generator_qualified_name) {}
};

/// An iterator that the prelude implements by a function and that CPython implements in C. Each item is the result of a call of `step`,
/// until it raises StopIteration. Unlike a generator, it can continue after an exception, and several threads may use it at once.
class Stepper final : public Object {
 public:
  static constexpr TypeTag type_tag = TypeTag::stepper;
  Stepper(Class* cls, Value called, Iterator* from) noexcept : Object(cls, type_tag), step(called), source(from) {}
  void mark_children(Marker& marker) const override {
    marker.mark(step);
    marker.mark(source);
  }
  const Value step;
  /// Supplies the argument of `step`, and ends the iteration at its end. Null if `step` has no argument.
  Iterator* const source;
};

/// The position of an exhausted iterator, which stays exhausted even if the container grows.
constexpr std::size_t ended = SIZE_MAX;

class ListIterator final : public Iterator {
 public:
  ListIterator(Class* cls, List* iterated) noexcept : Iterator(cls, Kind::list), list(iterated) {}
  void mark_children(Marker& marker) const override { marker.mark(list); }
  Value next(Universe& universe) override {
    return in_critical_section(universe, *list, [this] {
      const std::size_t place = at;
      if (place >= list->items.size()) {
        at = ended;
        return Value::undefined();
      }
      at = place + 1;
      return list->items[place];
    });
  }
  List* list;
  Shared<std::size_t> at = 0;
};

class RangeIterator final : public Iterator {
 public:
  RangeIterator(Class* cls, const Range& range) noexcept
      : Iterator(cls, Kind::range), end(range.start + range.length() * range.step), step(range.step), left(range.length()) {}
  void mark_children(Marker&) const override {}
  Value next(Universe&) override {
    const std::int64_t rest = left;
    if (rest == 0) return Value::undefined();
    left = rest - 1;
    return Value::integer(end - rest * step);
  }
  const std::int64_t end, step;
  Shared<std::int64_t> left;
};

}  // namespace threadbox::script
