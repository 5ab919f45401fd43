#include "script/values/iteration.h"

#include "script/text/fuel.h"
#include "script/text/utf8.h"
#include "script/values/arithmetic.h"
#include "script/values/as.h"
#include "script/values/code_points.h"
#include "script/values/containers.h"
#include "script/values/critical_section.h"
#include "script/values/integers.h"
#include "script/values/iterators.h"
#include "script/values/nesting.h"
#include "script/values/octets.h"
#include "script/values/ranges.h"
#include "script/values/room.h"
#include "script/values/sequences.h"
#include "script/values/sets.h"
#include "script/values/special_method.h"
#include "script/values/str.h"
#include "script/values/subscripts.h"
#include "script/values/universe.h"

#include <algorithm>
#include <string>

namespace threadbox::script {

namespace {

class TupleIterator final : public Iterator {
 public:
  TupleIterator(Class* cls, Tuple* iterated) noexcept : Iterator(cls), tuple(iterated) {}
  void mark_children(Marker& marker) const override { marker.mark(tuple); }
  Value next(Universe&) override {
    const std::size_t place = at;
    if (place >= tuple->items.size()) return Value::undefined();
    at = place + 1;
    return tuple->items[place];
  }
  Tuple* tuple;
  Shared<std::size_t> at = 0;
};

/// Whether it is a collections.OrderedDict. That class is written in Python here, so only error messages differ from dict's.
bool is_ordered_dict(const Dict& dict) {
  return std::ranges::any_of(dict.cls()->mro, [](const Class* cls) { return cls->error_name == "collections.OrderedDict"; });
}

/// Iterates over the keys, values or items of a dict.
class DictIterator final : public Iterator {
 public:
  DictIterator(Class* cls, Dict* iterated, DictView::Which what)
      : Iterator(cls), dict(iterated), which(what), size(iterated->size()), step(static_cast<std::uint64_t>(size) << half) {}
  void mark_children(Marker& marker) const override { marker.mark(dict); }
  Value next(Universe& universe) override {
    const std::uint64_t now = step;
    if (now == ended) return Value::undefined();
    if (size == changed || dict->size() != size) {
      size = changed;
      mutated(universe, "dictionary changed size during iteration");
    }
    auto place = static_cast<std::size_t>(now & low_half);
    const std::uint64_t left = now >> half;
    const Dict::Entry entry = dict->next(universe, place);
    if (entry.live && left == 0) {
      step = ended;
      mutated(universe, "dictionary keys changed during iteration");
    }
    step = entry.live ? (left - 1) << half | place : ended;
    if (!entry.live) return Value::undefined();
    if (which == DictView::Which::keys) return entry.key;
    return which == DictView::Which::values ? entry.value : Value(universe.tuple({entry.key, entry.value}));
  }
  [[noreturn]] void mutated(Universe& universe, const char* words) const {
    universe.raise("RuntimeError", is_ordered_dict(*dict) ? "OrderedDict mutated during iteration" : words);
  }
  Dict* dict;
  DictView::Which which;
  static constexpr unsigned half = 32;
  static constexpr std::uint64_t low_half = (std::uint64_t{1} << half) - 1;
  static constexpr std::uint64_t ended = ~std::uint64_t{0};
  /// A value of `size`: the dict has changed, so every further step raises.
  static constexpr std::size_t changed = ~std::size_t{0};
  Shared<std::size_t> size;
  /// Upper half: the number of items left. Lower half: the index of the next. One word, so that threads that share the iterator read a
  /// consistent pair. At the end it is `ended`.
  Shared<std::uint64_t> step;
};

class SetIterator final : public Iterator {
 public:
  SetIterator(Class* cls, Set* iterated) noexcept : Iterator(cls), set(iterated), size(iterated->size()) {}
  void mark_children(Marker& marker) const override { marker.mark(set); }
  Value next(Universe& universe) override {
    std::size_t place = at;
    if (place == ended) return Value::undefined();
    if (size == ended || set->size() != size) {
      size = ended;
      universe.raise("RuntimeError", "Set changed size during iteration");
    }
    const Value key = set->next(universe, place);
    at = key.is_undefined() ? ended : place;
    return key;
  }
  Set* set;
  Shared<std::size_t> size;
  Shared<std::size_t> at = 0;
};

/// Iterates in reverse over a sequence.
class ReverseIterator final : public Iterator {
 public:
  ReverseIterator(Class* cls, Value reversed, std::int64_t length) noexcept : Iterator(cls), sequence(reversed), left(length) {}
  void mark_children(Marker& marker) const override { marker.mark(sequence); }
  Value next(Universe& universe) override {
    const std::int64_t rest = std::min<std::int64_t>(left, own_length(universe, sequence));
    left = std::max<std::int64_t>(rest - 1, 0);
    if (rest == 0) return Value::undefined();
    const auto* list = as<List>(sequence);
    if (is_octets(sequence)) return octet_at(universe, sequence, rest - 1);
    if (list == nullptr) return get_item(universe, sequence, Value::integer(rest - 1));
    // The list may have become shorter meanwhile.
    const CriticalSection section(universe, *list);
    return static_cast<std::size_t>(rest) <= list->items.size() ? list->items[static_cast<std::size_t>(rest - 1)]
                                                                : Value::undefined();
  }
  Value sequence;
  Shared<std::int64_t> left;
};

/// Iterates in reverse over the keys, values or items that the dict has when the iterator is made.
class ReverseDictIterator final : public Iterator {
 public:
  ReverseDictIterator(Class* cls, Dict* reversed, List* shown) noexcept
      : Iterator(cls), dict(reversed), items(shown), size(shown->items.size()), left(size) {}
  void mark_children(Marker& marker) const override {
    marker.mark(dict);
    marker.mark(items);
  }
  Value next(Universe& universe) override {
    const std::size_t rest = left;
    if (rest == 0) return Value::undefined();
    if (dict->size() != size) universe.raise("RuntimeError", "dictionary changed size during iteration");
    left = rest - 1;
    return items->items[rest - 1];
  }
  Dict* dict;
  List* items;  ///< A private copy. Its size is the one to check: without a GIL the dict's may have changed since.
  const std::size_t size;
  Shared<std::size_t> left;
};

class EnumerateIterator final : public Iterator {
 public:
  EnumerateIterator(Class* cls, Iterator* iterator, Value start) noexcept : Iterator(cls), inner(iterator), index(start) {}
  void mark_children(Marker& marker) const override {
    marker.mark(inner);
    marker.mark(index);
  }
  Value next(Universe& universe) override {
    const Nesting nesting(universe);
    const Value item = inner->next(universe);
    if (item.is_undefined()) return item;
    const Value number = index;
    index = binary(universe, BinaryOp::add, number, Value::integer(1), false);
    return Value(universe.tuple({number, item}));
  }
  Iterator* inner;
  Shared<Value> index;
};

class ZipIterator final : public Iterator {
 public:
  ZipIterator(Class* cls, std::vector<Iterator*> iterators, bool is_strict) noexcept
      : Iterator(cls), inner(std::move(iterators)), strict(is_strict) {}
  void mark_children(Marker& marker) const override {
    for (Iterator* iterator : inner) marker.mark(iterator);
  }
  Value next(Universe& universe) override {
    if (inner.empty()) return Value::undefined();
    const Nesting nesting(universe);
    std::vector<Value> items;
    for (std::size_t i = 0; i < inner.size(); ++i) {
      const Value item = inner[i]->next(universe);
      if (item.is_undefined()) {
        if (strict) check_ends(universe, i);
        return item;
      }
      items.push_back(item);
    }
    return Value(universe.tuple(std::move(items)));
  }

 private:
  /// strict=True: the iterator at `ended` is exhausted, so all others must be. Errors: ValueError.
  void check_ends(Universe& universe, std::size_t ended) {
    const auto complain = [&](std::size_t which, const char* how) {
      const std::string others = which == 1 ? "argument 1" : "arguments 1-" + std::to_string(which);
      universe.raise("ValueError", "zip() argument " + std::to_string(which + 1) + " is " + how + " than " + others);
    };
    if (ended > 0) complain(ended, "shorter");
    for (std::size_t i = 1; i < inner.size(); ++i)
      if (!inner[i]->next(universe).is_undefined()) complain(i, "longer");
  }
  std::vector<Iterator*> inner;
  bool strict;
};

class StrIterator final : public Iterator {
 public:
  StrIterator(Class* cls, Str* iterated) noexcept : Iterator(cls), string(iterated) {}
  void mark_children(Marker& marker) const override { marker.mark(string); }
  Value next(Universe& universe) override {
    const std::size_t place = at;
    if (place >= string->text.size()) return Value::undefined();
    const std::size_t length = code_point_length(string->text, place);
    at = place + length;
    return character_of(universe, string->text.substr(place, length));
  }
  Str* string;
  Shared<std::size_t> at = 0;
};

/// Iterates over a bytes, a bytearray or a memoryview.
class OctetIterator final : public Iterator {
 public:
  OctetIterator(Class* cls, Value iterated) noexcept : Iterator(cls), octets(iterated) {}
  void mark_children(Marker& marker) const override { marker.mark(octets); }
  Value next(Universe& universe) override {
    const std::int64_t place = at;
    if (place < 0) return Value::undefined();
    if (const auto* bytes = as<Bytes>(octets); bytes != nullptr && static_cast<std::size_t>(place) < bytes->octets().size()) {
      at = place + 1;
      return Value::integer(static_cast<unsigned char>(bytes->octets()[static_cast<std::size_t>(place)]));
    }
    const Value octet = octet_at(universe, octets, place);
    at = octet.is_undefined() ? -1 : place + 1;
    return octet;
  }
  const Value octets;
  Shared<std::int64_t> at = 0;  ///< Negative at the end.
};

/// An iterator whose __next__ is not written in Python.
static bool is_own_iterator(Value value) {
  return as<Iterator>(value) != nullptr || as<NamedGenerator>(value) != nullptr || as<Stepper>(value) != nullptr;
}

/// The content of a view of the dict at one moment.
static std::vector<Value> shown_items(Universe& universe, const Dict& dict, DictView::Which which) {
  std::vector<Value> items;
  items.reserve(dict.size());
  for (const Dict::Entry& entry : ElementSnapshot(universe, dict, dict.entries())) {
    Fuel::spend();
    if (!entry.live) continue;
    if (which == DictView::Which::keys) items.push_back(entry.key);
    else items.push_back(which == DictView::Which::values ? entry.value : Value(universe.tuple({entry.key, entry.value})));
  }
  return items;
}

}  // namespace

bool is_iterator(const Universe& universe, Value value) {
  return is_own_iterator(value) || !special_in_python(universe, value, universe.names.next).is_undefined();
}

bool is_iterable(const Universe& universe, Value value) {
  if (!value.is_object()) return false;
  switch (value.object()->type_tag()) {
    case TypeTag::list:
    case TypeTag::tuple:
    case TypeTag::dict:
    case TypeTag::set:
    case TypeTag::str:
    case TypeTag::bytes:
    case TypeTag::bytearray:
    case TypeTag::memory:
    case TypeTag::range:
    case TypeTag::view:
    case TypeTag::iterator:
    case TypeTag::generator:
    case TypeTag::stepper: return true;
    default: break;
  }
  const Value iter = special_in_python(universe, value, universe.names.iter);
  return !iter.is_undefined() ? !iter.is_none() : !special_in_python(universe, value, universe.names.getitem).is_undefined();
}

Value iterate(Universe& universe, Value iterable) {
  const Value iter = special_in_python(universe, iterable, universe.names.iter);
  if (iter.is_none()) universe.raise("TypeError", "'" + universe.type_name(iterable) + "' object is not iterable");
  if (!iter.is_undefined()) throw NeedsFallback{iterable};
  return own_iterator(universe, iterable);
}

Value own_iterator(Universe& universe, Value iterable) {
  Heap& heap = universe.heap();
  if (auto* list = as<List>(iterable)) return Value(heap.make<ListIterator>(universe.classes.list_iterator, list));
  if (const auto* range = as<Range>(iterable)) return range_iterator(universe, *range, false);
  if (auto* tuple = as<Tuple>(iterable)) return Value(heap.make<TupleIterator>(universe.classes.tuple_iterator, tuple));
  if (auto* dict = as<Dict>(iterable))
    return Value(heap.make<DictIterator>(universe.classes.dict_keyiterator, dict, DictView::Which::keys));
  if (auto* view = as<DictView>(iterable)) {
    using enum DictView::Which;
    Class* cls = view->which == keys     ? universe.classes.dict_keyiterator
                 : view->which == values ? universe.classes.dict_valueiterator
                                         : universe.classes.dict_itemiterator;
    return Value(heap.make<DictIterator>(cls, view->dict, view->which));
  }
  if (auto* set = as<Set>(iterable)) return Value(heap.make<SetIterator>(universe.classes.set_iterator, set));
  if (auto* string = as<Str>(iterable))
    return Value(
        heap.make<StrIterator>(string->ascii() ? universe.classes.str_ascii_iterator : universe.classes.str_iterator, string));
  if (is_octets(iterable)) {
    const TypeTag tag = iterable.object()->type_tag();
    Class* cls = tag == TypeTag::bytes       ? universe.classes.bytes_iterator
                 : tag == TypeTag::bytearray ? universe.classes.bytearray_iterator
                                             : universe.classes.memory_iterator;
    return Value(heap.make<OctetIterator>(cls, iterable));
  }
  if (is_own_iterator(iterable)) return iterable;
  if (!special_in_python(universe, iterable, universe.names.getitem).is_undefined()) throw NeedsFallback{iterable};
  universe.raise("TypeError", "'" + universe.type_name(iterable) + "' object is not iterable");
}

bool can_walk_again(const Universe& universe, Value iterable) {
  return !is_own_iterator(iterable) && special_in_python(universe, iterable, universe.names.iter).is_undefined();
}

std::vector<Value> collect_again(Universe& universe, Value iterable) {
  if (!can_walk_again(universe, iterable)) throw NeedsFallback{iterable};
  return collect(universe, iterable);
}

Iterator& iterate_natively(Universe& universe, Value iterable) {
  auto* iterator = as<Iterator>(iterate(universe, iterable));
  if (iterator == nullptr) throw NeedsFallback{iterable};
  return *iterator;
}

Value make_enumerate(Universe& universe, Value iterable, Value start) {
  return Value(universe.heap().make<EnumerateIterator>(universe.classes.enumerate, &iterate_natively(universe, iterable), start));
}

Value make_zip(Universe& universe, std::span<const Value> iterables, bool strict) {
  std::vector<Iterator*> inner;
  for (const Value iterable : iterables) inner.push_back(&iterate_natively(universe, iterable));
  return Value(universe.heap().make<ZipIterator>(universe.classes.zip, std::move(inner), strict));
}

Value make_reversed(Universe& universe, Value sequence) {
  if (!special_in_python(universe, sequence, universe.names.reversed).is_undefined()) throw NeedsFallback{};
  auto* dict = as<Dict>(sequence);
  if (const auto* view = as<DictView>(sequence)) dict = view->dict;
  if (dict != nullptr)
    return Value(universe.heap().make<ReverseDictIterator>(universe.classes.dict_reversekeyiterator, dict,
                                                           universe.list(collect(universe, sequence))));
  if (const auto* range = as<Range>(sequence)) return range_iterator(universe, *range, true);
  const bool known = as<List>(sequence) || as<Tuple>(sequence) || as<Str>(sequence) || is_octets(sequence);
  if (!known) {
    if (!special_in_python(universe, sequence, universe.names.getitem).is_undefined() &&
        !special_in_python(universe, sequence, universe.names.len).is_undefined())
      throw NeedsFallback{};
    universe.raise("TypeError", "'" + universe.type_name(sequence) + "' object is not reversible");
  }
  Class* cls = as<List>(sequence) != nullptr ? universe.classes.list_reverseiterator : universe.classes.reversed;
  return Value(universe.heap().make<ReverseIterator>(cls, sequence, length_of(universe, sequence)));
}

std::vector<Value> collect(Universe& universe, Value iterable) {
  const bool own = special_in_python(universe, iterable, universe.names.iter).is_undefined();
  if (const auto* list = as<List>(iterable); list != nullptr && own) return items_of(universe, *list);
  if (const auto* tuple = as<Tuple>(iterable); tuple != nullptr && own) return tuple->items;
  if (const auto* dict = as<Dict>(iterable); dict != nullptr && own) return shown_items(universe, *dict, DictView::Which::keys);
  if (const auto* view = as<DictView>(iterable)) return shown_items(universe, *view->dict, view->which);
  if (const auto* set = as<Set>(iterable); set != nullptr && own) return members(universe, *set);
  Iterator& iterator = iterate_natively(universe, iterable);
  std::vector<Value> items;
  if (as<Range>(iterable) != nullptr) {
    const std::int64_t length = own_length(universe, iterable);
    check_room_for(universe.heap(), static_cast<std::uint64_t>(length), sizeof(Value));
    items.reserve(static_cast<std::size_t>(length));
  }
  for (Value item = iterator.next(universe); !item.is_undefined(); item = iterator.next(universe)) {
    Fuel::spend();
    if (items.size() == items.capacity()) universe.heap().check_room(items.size() * 2 * sizeof(Value));
    items.push_back(item);
  }
  return items;
}

}  // namespace threadbox::script
