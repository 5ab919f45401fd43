#include "script/operators.h"
#include "script/vm.h"

#include <algorithm>
#include <functional>

namespace threadbox::script {

namespace {

/// Over a list: it may change meanwhile, as in CPython.
class ListIterator final : public Iterator {
 public:
  ListIterator(Class* cls, List* iterated) noexcept : Iterator(cls), list(iterated) {}
  void mark_children(Marker& marker) const override { marker.mark(list); }
  Value next(Vm&) override { return at < list->items.size() ? list->items[at++] : Value::undefined(); }
  List* list;
  std::size_t at = 0;
};

class TupleIterator final : public Iterator {
 public:
  TupleIterator(Class* cls, Tuple* iterated) noexcept : Iterator(cls), tuple(iterated) {}
  void mark_children(Marker& marker) const override { marker.mark(tuple); }
  Value next(Vm&) override { return at < tuple->items.size() ? tuple->items[at++] : Value::undefined(); }
  Tuple* tuple;
  std::size_t at = 0;
};

class RangeIterator final : public Iterator {
 public:
  RangeIterator(Class* cls, const Range& range) noexcept
      : Iterator(cls), at(range.start), step(range.step), left(range.length()) {}
  void mark_children(Marker&) const override {}
  Value next(Vm&) override {
    if (left == 0) return Value::undefined();
    --left;
    return Value::integer(std::exchange(at, at + step));
  }
  std::int64_t at, step, left;
};

class DictIterator final : public Iterator {
 public:
  DictIterator(Class* cls, Dict* iterated) noexcept : Iterator(cls), dict(iterated), size(iterated->size()) {}
  void mark_children(Marker& marker) const override { marker.mark(dict); }
  Value next(Vm& vm) override {
    if (dict->size() != size) {
      const bool is_set = dict->cls() == vm.classes.set;
      vm.raise("RuntimeError", is_set ? "Set changed size during iteration" : "dictionary changed size during iteration");
    }
    while (at < dict->entries().size() && !dict->entries()[at].live) ++at;
    return at < dict->entries().size() ? dict->entries()[at++].key : Value::undefined();
  }
  Dict* dict;
  std::size_t size;
  std::size_t at = 0;
};

/// The bytes of one code point.
std::size_t code_point_length(const std::string& text, std::size_t at) noexcept {
  std::size_t length = 1;
  while (at + length < text.size() && (static_cast<unsigned char>(text[at + length]) & 0xC0) == 0x80) ++length;
  return length;
}

class StrIterator final : public Iterator {
 public:
  StrIterator(Class* cls, Str* iterated) noexcept : Iterator(cls), string(iterated) {}
  void mark_children(Marker& marker) const override { marker.mark(string); }
  Value next(Vm& vm) override {
    if (at >= string->text.size()) return Value::undefined();
    const std::size_t length = code_point_length(string->text, at);
    return vm.text(string->text.substr(std::exchange(at, at + length), length));
  }
  Str* string;
  std::size_t at = 0;
};

std::size_t checked_index(Vm& vm, Value index, std::size_t size, const char* what) {
  if (!index.is_int() && !index.is_bool())
    vm.raise("TypeError", std::string(what) + " indices must be integers or slices, not " + vm.type_name(index));
  std::int64_t at = to_int(vm, index, "index");
  if (at < 0) at += static_cast<std::int64_t>(size);
  if (at < 0 || at >= static_cast<std::int64_t>(size)) {
    const bool string = std::string_view(what) == "string";
    vm.raise("IndexError", string ? "string index out of range" : std::string(what) + " index out of range");
  }
  return static_cast<std::size_t>(at);
}

struct Bounds {
  std::int64_t start, step, count;
};

/// slice.indices(size), as CPython's PySlice_AdjustIndices.
Bounds bounds_of(Vm& vm, const Slice& slice, std::size_t length) {
  const auto size = static_cast<std::int64_t>(length);
  const std::int64_t step = slice.step.is_none() || slice.step.is_undefined() ? 1 : to_int(vm, slice.step, "slice");
  if (step == 0) vm.raise("ValueError", "slice step cannot be zero");
  const auto place = [&](Value value, std::int64_t fallback) {
    if (value.is_none()) return fallback;
    const std::int64_t index = to_int(vm, value, "slice");
    const std::int64_t lowest = step < 0 ? -1 : 0, highest = step < 0 ? size - 1 : size;
    return std::clamp(index < 0 ? index + size : index, lowest, highest);
  };
  const std::int64_t start = place(slice.start, step < 0 ? size - 1 : 0);
  const std::int64_t stop = place(slice.stop, step < 0 ? -1 : size);
  std::int64_t count = 0;
  if (step > 0 && start < stop) count = (stop - start - 1) / step + 1;
  if (step < 0 && start > stop) count = (start - stop - 1) / -step + 1;
  return {start, step, count};
}

std::vector<Value> sliced(Vm& vm, const std::vector<Value>& items, const Slice& slice) {
  const Bounds bounds = bounds_of(vm, slice, items.size());
  std::vector<Value> result;
  result.reserve(static_cast<std::size_t>(bounds.count));
  for (std::int64_t i = 0; i < bounds.count; ++i)
    result.push_back(items[static_cast<std::size_t>(bounds.start + i * bounds.step)]);
  return result;
}

/// Where each code point begins, and the end.
std::vector<std::size_t> code_points(const std::string& text) {
  std::vector<std::size_t> places;
  for (std::size_t at = 0; at < text.size(); at += code_point_length(text, at)) places.push_back(at);
  places.push_back(text.size());
  return places;
}

Value get_str_item(Vm& vm, const Str& string, Value index) {
  const std::vector<std::size_t> places = code_points(string.text);
  const auto character = [&](std::size_t at) { return string.text.substr(places[at], places[at + 1] - places[at]); };
  const auto* slice = as<Slice>(index);
  if (slice == nullptr) return vm.text(character(checked_index(vm, index, string.length(), "string")));
  const Bounds bounds = bounds_of(vm, *slice, string.length());
  std::string text;
  for (std::int64_t i = 0; i < bounds.count; ++i) text += character(static_cast<std::size_t>(bounds.start + i * bounds.step));
  return vm.text(std::move(text));
}

}  // namespace

Value get_item(Vm& vm, Value container, Value index) {
  const auto* slice = as<Slice>(index);
  if (const auto* list = as<List>(container)) {
    if (slice != nullptr) return Value(vm.list(sliced(vm, list->items, *slice)));
    return list->items[checked_index(vm, index, list->items.size(), "list")];
  }
  if (const auto* dict = as<Dict>(container); dict != nullptr && dict->cls() == vm.classes.dict) {
    if (const Dict::Entry* entry = dict->find(vm, index)) return entry->value;
    vm.raise_value("KeyError", {index});
  }
  if (const auto* tuple = as<Tuple>(container)) {
    if (slice != nullptr) return Value(vm.tuple(sliced(vm, tuple->items, *slice)));
    return tuple->items[checked_index(vm, index, tuple->items.size(), "tuple")];
  }
  if (const auto* string = as<Str>(container)) return get_str_item(vm, *string, index);
  if (const auto* range = as<Range>(container); range != nullptr && slice == nullptr) {
    const std::size_t at = checked_index(vm, index, static_cast<std::size_t>(range->length()), "range object");
    return make_int(vm, range->start + static_cast<std::int64_t>(at) * range->step);
  }
  vm.raise("TypeError", "'" + vm.type_name(container) + "' object is not subscriptable");
}

void set_item(Vm& vm, Value container, Value index, Value value) {
  if (auto* list = as<List>(container)) {
    if (const auto* slice = as<Slice>(index)) {
      const Bounds bounds = bounds_of(vm, *slice, list->items.size());
      if (bounds.step != 1) vm.raise("NotImplementedError", "Threadbox cannot assign to an extended slice yet");
      const std::vector<Value> values = collect(vm, value);
      const auto first = list->items.begin() + static_cast<std::ptrdiff_t>(bounds.start);
      const auto place = list->items.erase(first, first + static_cast<std::ptrdiff_t>(bounds.count));
      list->items.insert(place, values.begin(), values.end());
      return;
    }
    const auto size = list->items.size();
    const std::int64_t at = index.is_int() ? index.as_int() : 0;
    if (index.is_int() && (at >= static_cast<std::int64_t>(size) || at < -static_cast<std::int64_t>(size)))
      vm.raise("IndexError", "list assignment index out of range");
    list->items[checked_index(vm, index, size, "list")] = value;
    return;
  }
  if (auto* dict = as<Dict>(container); dict != nullptr && dict->cls() == vm.classes.dict) {
    if (dict->find(vm, index) == nullptr) vm.heap().charge(*dict, sizeof(Dict::Entry) * 2);
    return dict->set(vm, index, value);
  }
  vm.raise("TypeError", "'" + vm.type_name(container) + "' object does not support item assignment");
}

void delete_item(Vm& vm, Value container, Value index) {
  if (auto* list = as<List>(container)) {
    if (const auto* slice = as<Slice>(index)) {
      const Bounds bounds = bounds_of(vm, *slice, list->items.size());
      if (bounds.step != 1) vm.raise("NotImplementedError", "Threadbox cannot delete an extended slice yet");
      const auto first = list->items.begin() + static_cast<std::ptrdiff_t>(bounds.start);
      list->items.erase(first, first + static_cast<std::ptrdiff_t>(bounds.count));
      return;
    }
    const std::size_t at = checked_index(vm, index, list->items.size(), "list");
    list->items.erase(list->items.begin() + static_cast<std::ptrdiff_t>(at));
    return;
  }
  if (auto* dict = as<Dict>(container); dict != nullptr && dict->cls() == vm.classes.dict) {
    if (!dict->erase(vm, index)) vm.raise_value("KeyError", {index});
    return;
  }
  vm.raise("TypeError", "'" + vm.type_name(container) + "' object does not support item deletion");
}

Value iterate(Vm& vm, Value iterable) {
  Class* cls = vm.classes.iterator;
  if (auto* list = as<List>(iterable)) return Value(vm.heap().make<ListIterator>(cls, list));
  if (auto* range = as<Range>(iterable)) return Value(vm.heap().make<RangeIterator>(cls, *range));
  if (auto* tuple = as<Tuple>(iterable)) return Value(vm.heap().make<TupleIterator>(cls, tuple));
  if (auto* dict = as<Dict>(iterable)) return Value(vm.heap().make<DictIterator>(cls, dict));
  if (auto* string = as<Str>(iterable)) return Value(vm.heap().make<StrIterator>(cls, string));
  if (as<Iterator>(iterable) != nullptr) return iterable;
  if (!vm.class_of(iterable)->lookup(vm.intern("__iter__")).is_undefined())
    vm.raise("NotImplementedError", "Threadbox cannot iterate over an object with __iter__ yet");
  vm.raise("TypeError", "'" + vm.type_name(iterable) + "' object is not iterable");
}

std::vector<Value> collect(Vm& vm, Value iterable) {
  if (const auto* list = as<List>(iterable)) return list->items;
  if (const auto* tuple = as<Tuple>(iterable)) return tuple->items;
  auto* iterator = static_cast<Iterator*>(iterate(vm, iterable).object());
  std::vector<Value> items;
  for (Value item = iterator->next(vm); !item.is_undefined(); item = iterator->next(vm)) {
    if (items.size() == items.capacity()) vm.heap().check_room(items.size() * 2 * sizeof(Value));
    items.push_back(item);
  }
  return items;
}

std::int64_t length_of(Vm& vm, Value value) {
  if (const auto* string = as<Str>(value)) return static_cast<std::int64_t>(string->length());
  if (const auto* list = as<List>(value)) return static_cast<std::int64_t>(list->items.size());
  if (const auto* tuple = as<Tuple>(value)) return static_cast<std::int64_t>(tuple->items.size());
  if (const auto* dict = as<Dict>(value)) return static_cast<std::int64_t>(dict->size());
  if (const auto* range = as<Range>(value)) return range->length();
  vm.raise("TypeError", "object of type '" + vm.type_name(value) + "' has no len()");
}

}  // namespace threadbox::script
