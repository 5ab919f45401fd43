#pragma once

#include "script/values/universe.h"
#include "script/values/held.h"
#include "script/values/objects.h"

#include <cstddef>
#include <cstdint>

namespace threadbox::script {

// Two threads that ask one iterator at the same moment, without the GIL, may get the same value: the place is read once, and
// moved on by itself. The interpreter knows these two, and asks them without a virtual call.

/// The place of an iterator that has come to its end, where it stays.
constexpr std::size_t ended = SIZE_MAX;

class ListIterator final : public Iterator {
 public:
  ListIterator(Class* cls, List* iterated) noexcept : Iterator(cls, Kind::list), list(iterated) {}
  void mark_children(Marker& marker) const override { marker.mark(list); }
  Value next(Universe& universe) override {
    return alone(universe, *list, [this] {
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
