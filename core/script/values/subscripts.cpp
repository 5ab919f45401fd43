#include "script/values/subscripts.h"

#include "script/text/fuel.h"
#include "script/values/as.h"
#include "script/values/code_points.h"
#include "script/values/containers.h"
#include "script/values/critical_section.h"
#include "script/values/integers.h"
#include "script/values/iteration.h"
#include "script/values/octets.h"
#include "script/values/ranges.h"
#include "script/values/special_method.h"
#include "script/values/str.h"
#include "script/values/tables.h"
#include "script/values/universe.h"

#include <algorithm>
#include <string>

namespace threadbox::script {

namespace {

std::size_t checked_index(Universe& universe, Value given, std::size_t size, std::string_view what, std::string_view doing = "") {
  const Value index = plain_int(given);
  if (!is_small(index)) {
    if (word_of(index)) universe.raise("IndexError", std::string(what).append(doing) + " index out of range");
    if (as<BigInt>(index) != nullptr) universe.raise("IndexError", "cannot fit 'int' into an index-sized integer");
    if (!special_in_python(universe, index, universe.names.index).is_undefined()) throw NeedsFallback{};
    if (what == "string") universe.raise("TypeError", "string indices must be integers, not '" + universe.type_name(index) + "'");
    universe.raise("TypeError", std::string(what) + " indices must be integers or slices, not " + universe.type_name(index));
  }
  std::int64_t at = small(index);
  if (at < 0) at += static_cast<std::int64_t>(size);
  if (at < 0 || at >= static_cast<std::int64_t>(size))
    universe.raise("IndexError", std::string(what).append(doing) + " index out of range");
  return static_cast<std::size_t>(at);
}

}  // namespace

Bounds bounds_of(Universe& universe, const Slice& slice, std::size_t length) {
  const auto size = static_cast<std::int64_t>(length);
  const auto number = [&](Value given) -> std::int64_t {
    const Value value = plain_int(given);
    if (is_small(value)) return small(value);
    if (as<BigInt>(value) != nullptr)
      return compare_ints(value, Value::integer(0)) < 0 ? Value::smallest_int : Value::largest_int;
    if (!special_in_python(universe, value, universe.names.index).is_undefined()) throw NeedsFallback{};
    universe.raise("TypeError", "slice indices must be integers or None or have an __index__ method");
  };
  const std::int64_t step = slice.step.is_none() || slice.step.is_undefined() ? 1 : number(slice.step);
  if (step == 0) universe.raise("ValueError", "slice step cannot be zero");
  const auto place = [&](Value value, std::int64_t fallback) {
    if (value.is_none()) return fallback;
    const std::int64_t index = number(value);
    const std::int64_t lowest = step < 0 ? -1 : 0, highest = step < 0 ? size - 1 : size;
    return std::clamp(index < 0 ? index + size : index, lowest, highest);
  };
  const std::int64_t start = place(slice.start, step < 0 ? size - 1 : 0);
  const std::int64_t stop = place(slice.stop, step < 0 ? -1 : size);
  std::int64_t count = 0;
  if (step > 0 && start < stop) count = (stop - start - 1) / step + 1;
  if (step < 0 && start > stop) count = (start - stop - 1) / -step + 1;
  return {start, stop, step, count};
}

namespace {

std::vector<Value> sliced(Universe& universe, const std::vector<Value>& items, const Slice& slice) {
  const Bounds bounds = bounds_of(universe, slice, items.size());
  std::vector<Value> result;
  result.reserve(static_cast<std::size_t>(bounds.count));
  for (std::int64_t i = 0; i < bounds.count; ++i) {
    Fuel::spend();
    result.push_back(items[static_cast<std::size_t>(bounds.start + i * bounds.step)]);
  }
  return result;
}

Value get_str_item(Universe& universe, const Str& string, Value index) {
  const CodePoints points(string);
  const auto* slice = as<Slice>(index);
  if (slice == nullptr) return character_of(universe, points.at(checked_index(universe, index, string.length(), "string")));
  const Bounds bounds = bounds_of(universe, *slice, string.length());
  if (bounds.step == 1)
    return universe.text(
        points.part(static_cast<std::size_t>(bounds.start), static_cast<std::size_t>(bounds.start + bounds.count)));
  std::string text;
  for (std::int64_t i = 0; i < bounds.count; ++i) {
    Fuel::spend();
    text += points.at(static_cast<std::size_t>(bounds.start + i * bounds.step));
  }
  return universe.text(text);
}

/// list[slice] = values
void set_slice(Universe& universe, List& list, const Slice& slice, Value value) {
  if (!is_iterable(universe, value)) universe.raise("TypeError", "must assign iterable to extended slice");
  const std::vector<Value> values = collect(universe, value);
  const CriticalSection section(universe, list);
  const Bounds bounds = bounds_of(universe, slice, list.items.size());
  if (bounds.step == 1) {
    universe.heap().charge(values.size() * sizeof(Value));
    const auto first = list.items.begin() + static_cast<std::ptrdiff_t>(bounds.start);
    const auto place = list.items.erase(first, first + static_cast<std::ptrdiff_t>(bounds.count));
    list.items.insert(place, values.begin(), values.end());
    return;
  }
  if (static_cast<std::int64_t>(values.size()) != bounds.count)
    universe.raise("ValueError", "attempt to assign sequence of size " + std::to_string(values.size()) +
                                     " to extended slice of size " + std::to_string(bounds.count));
  for (std::int64_t i = 0; i < bounds.count; ++i)
    list.items[static_cast<std::size_t>(bounds.start + i * bounds.step)] = values[static_cast<std::size_t>(i)];
}

void delete_slice(Universe& universe, List& list, const Slice& slice) {
  const CriticalSection section(universe, list);
  const Bounds bounds = bounds_of(universe, slice, list.items.size());
  std::vector<bool> gone(list.items.size());
  for (std::int64_t i = 0; i < bounds.count; ++i) gone[static_cast<std::size_t>(bounds.start + i * bounds.step)] = true;
  std::size_t at = 0;
  std::erase_if(list.items, [&](Value) { return gone[at++]; });
}

}  // namespace

Value get_item(Universe& universe, Value container, Value index) {
  if (const auto* list = as<List>(container)) {
    if (index.is_int()) {
      const Value item = in_critical_section(universe, *list, [&] {
        const auto size = static_cast<std::int64_t>(list->items.size());
        const std::int64_t at = index.as_int() < 0 ? index.as_int() + size : index.as_int();
        return at >= 0 && at < size ? list->items[static_cast<std::size_t>(at)] : Value::undefined();
      });
      if (!item.is_undefined()) return item;
    }
    const CriticalSection section(universe, *list);
    if (const auto* slice = as<Slice>(index)) return Value(universe.list(sliced(universe, list->items, *slice)));
    return list->items[checked_index(universe, index, list->items.size(), "list")];
  }
  if (const auto* dict = as<Dict>(container)) {
    if (const Value value = dict->get(universe, index); !value.is_undefined()) return value;
    if (!special_in_python(universe, container, universe.names.missing).is_undefined()) throw NeedsFallback{};
    universe.raise_value("KeyError", {index});
  }
  if (const auto* tuple = as<Tuple>(container)) {
    if (const auto* slice = as<Slice>(index)) return Value(universe.tuple(sliced(universe, tuple->items, *slice)));
    return tuple->items[checked_index(universe, index, tuple->items.size(), "tuple")];
  }
  if (const auto* string = as<Str>(container)) return get_str_item(universe, *string, index);
  if (is_octets(container)) return octet_item(universe, container, index);
  if (const auto* range = as<Range>(container)) return range_item(universe, *range, index);
  if (auto* cls = as<Class>(container)) {
    if (!cls->lookup(universe.names.class_getitem).is_undefined()) throw NeedsFallback{};
    const auto& known = universe.classes;
    for (const Class* generic : {known.list, known.tuple, known.dict, known.set, known.frozenset, known.type})
      if (cls->is_subclass_of(generic))
        throw NeedsFallback{};  // list[int] is a types.GenericAlias, which the prelude implements.
    universe.raise("TypeError", "type '" + cls->name->text + "' is not subscriptable");
  }
  universe.raise("TypeError", "'" + universe.type_name(container) + "' object is not subscriptable");
}

void set_item(Universe& universe, Value container, Value index, Value value) {
  if (auto* list = as<List>(container)) {
    if (const auto* slice = as<Slice>(index)) return set_slice(universe, *list, *slice, value);
    return in_critical_section(
        universe, *list, [&] { list->items[checked_index(universe, index, list->items.size(), "list", " assignment")] = value; });
  }
  if (auto* dict = as<Dict>(container); dict != nullptr && !dict->read_only())
    return store_in_dict(universe, *dict, index, value);
  if (as<ByteArray>(container) != nullptr || as<MemoryView>(container) != nullptr)
    return set_octet_item(universe, container, index, value);
  universe.raise("TypeError", "'" + universe.type_name(container) + "' object does not support item assignment");
}

void delete_item(Universe& universe, Value container, Value index) {
  if (auto* list = as<List>(container)) {
    if (const auto* slice = as<Slice>(index)) return delete_slice(universe, *list, *slice);
    const CriticalSection section(universe, *list);
    const std::size_t at = checked_index(universe, index, list->items.size(), "list", " assignment");
    list->items.erase(list->items.begin() + static_cast<std::ptrdiff_t>(at));
    return;
  }
  if (auto* dict = as<Dict>(container); dict != nullptr && !dict->read_only()) {
    if (dict->take(universe, index).is_undefined()) universe.raise_value("KeyError", {index});
    return;
  }
  if (auto* array = as<ByteArray>(container)) return delete_octet_item(universe, *array, index);
  if (as<MemoryView>(container) != nullptr) universe.raise("TypeError", "cannot delete memory");
  // CPython's wording treats sets, views and instances of the program's classes as sequences, too.
  const bool sequence = as<Tuple>(container) != nullptr || as<Str>(container) != nullptr || as<Range>(container) != nullptr ||
                        as<Bytes>(container) != nullptr || as<Set>(container) != nullptr || as<DictView>(container) != nullptr ||
                        universe.class_of(container)->in_python;
  universe.raise("TypeError", "'" + universe.type_name(container) + "' object " +
                                  (sequence && is_integral(index) ? "doesn't" : "does not") + " support item deletion");
}

std::int64_t length_of(Universe& universe, Value value) {
  if (!special_in_python(universe, value, universe.names.len).is_undefined()) throw NeedsFallback{};
  return own_length(universe, value);
}

std::int64_t own_length(Universe& universe, Value value) {
  if (const auto* string = as<Str>(value)) return static_cast<std::int64_t>(string->length());
  if (const auto* list = as<List>(value)) {
    const CriticalSection section(universe, *list);
    return static_cast<std::int64_t>(list->items.size());
  }
  if (const auto* tuple = as<Tuple>(value)) return static_cast<std::int64_t>(tuple->items.size());
  if (const auto* dict = as<Dict>(value)) return static_cast<std::int64_t>(dict->size());
  if (const auto* set = as<Set>(value)) return static_cast<std::int64_t>(set->size());
  if (const auto* range = as<Range>(value)) {
    const auto length = word_of(range_length(universe, *range));
    if (!length) universe.raise("OverflowError", "Python int too large to convert to C ssize_t");
    return *length;
  }
  if (const auto* view = as<DictView>(value)) return static_cast<std::int64_t>(view->dict->size());
  if (is_octets(value)) return octet_count(universe, value);
  universe.raise("TypeError", "object of type '" + universe.type_name(value) + "' has no len()");
}

}  // namespace threadbox::script
