#pragma once

#include "script/values/containers.h"
#include "script/values/critical_section.h"
#include "script/values/str.h"
#include "script/values/universe.h"

#include <cstddef>
#include <cstdint>

namespace threadbox::script {

/// Any iterator over a native container.
class Iterator : public Object {
 public:
  static constexpr TypeTag type_tag = TypeTag::iterator;
  /// Those that loops are over all the time: see iterators.h.
  enum class Kind : std::uint8_t { range, list, other };
  explicit Iterator(Class* cls, Kind which = Kind::other) noexcept : Object(cls, type_tag), kind(which) {}
  /// The next value, or undefined at the end. May raise.
  virtual Value next(Universe& universe) = 0;
  const Kind kind;
};

/// What values know of a generator; the frame is the machine's: machine/generator.h.
class NamedGenerator : public Object {
 public:
  static constexpr TypeTag type_tag = TypeTag::generator;
  Str* name;
  Str* qualified_name;

 protected:
  NamedGenerator(Class* cls, Str* generator_name, Str* generator_qualified_name) noexcept
      : Object(cls, type_tag), name(generator_name), qualified_name(generator_qualified_name) {}
};

/// An iterator of the prelude that is in C in CPython. Each item is what a call of `step` returns; a StopIteration ends the loop.
/// Unlike a generator, it goes on after an exception, and several threads may be in it at once.
class Stepper final : public Object {
 public:
  static constexpr TypeTag type_tag = TypeTag::stepper;
  Stepper(Class* cls, Value called, Iterator* from) noexcept : Object(cls, type_tag), step(called), source(from) {}
  void mark_children(Marker& marker) const override {
    marker.mark(step);
    marker.mark(source);
  }
  const Value step;
  Iterator* const source;  ///< Its next item is the argument of `step`, and its end is the end. Null: there is no argument.
};

// Two threads that ask one iterator at the same moment, without the GIL, may get the same value: the place is read once, and
// moved on by itself. The interpreter knows these two, and asks them without a virtual call.

/// The place of an iterator that has come to its end, where it stays.
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
