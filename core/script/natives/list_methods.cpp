#include "script/natives/native_arguments.h"
#include "script/text/fuel.h"
#include "script/values/comparison.h"
#include "script/values/conversion.h"
#include "script/values/critical_section.h"
#include "script/values/iteration.h"
#include "script/values/ranges.h"
#include "script/values/repr.h"
#include "script/values/sequences.h"
#include "script/values/sorting.h"

#include <algorithm>

namespace threadbox::script {

namespace {

List& self(Call& call) { return self_of<List>(call, "list"); }

Value append(Call& call) {
  List& list = self(call);
  call.vm.heap().charge(sizeof(Value));
  in_critical_section(call.vm, list, [&] { list.items.push_back(call.arguments[1]); });
  return Value::none();
}

Value extend(Call& call) {
  List& list = self(call);
  append_all(call.vm, list, collect(call.vm, call.arguments[1]));
  return Value::none();
}

Value init(Call& call) {
  List& list = self(call);
  check_init(call, "list");
  std::vector<Value> items = given(call, 1) ? collect(call.vm, call.arguments[1]) : std::vector<Value>{};
  call.vm.heap().charge(items.size() * sizeof(Value));
  const CriticalSection section(call.vm, list);
  list.items = std::move(items);
  return Value::none();
}

Value pop(Call& call) {
  List& list = self(call);
  std::int64_t at = given(call, 1) ? to_int(call.vm, call.arguments[1]) : -1;
  const CriticalSection section(call.vm, list);
  if (list.items.empty()) call.vm.raise("IndexError", "pop from empty list");
  const auto size = static_cast<std::int64_t>(list.items.size());
  if (at < 0) at += size;
  if (at < 0 || at >= size) call.vm.raise("IndexError", "pop index out of range");
  const Value item = list.items[static_cast<std::size_t>(at)];
  if (at == size - 1) list.items.pop_back();
  else list.items.erase(list.items.begin() + static_cast<std::ptrdiff_t>(at));
  return item;
}

Value insert(Call& call) {
  List& list = self(call);
  std::int64_t at = to_int(call.vm, call.arguments[1]);
  const CriticalSection section(call.vm, list);
  const auto size = static_cast<std::int64_t>(list.items.size());
  at = std::clamp<std::int64_t>(at < 0 ? at + size : at, 0, size);
  call.vm.heap().charge(sizeof(Value));
  list.items.insert(list.items.begin() + static_cast<std::ptrdiff_t>(at), call.arguments[2]);
  return Value::none();
}

/// The place of argument 1 between start and stop (arguments 2 and 3); the size of `items` if it is not found.
std::size_t place_of(Call& call, const std::vector<Value>& items) {
  const auto size = static_cast<std::int64_t>(items.size());
  const auto bound = [&](std::size_t index, std::int64_t fallback) {
    const std::int64_t at = given(call, index) ? slice_index(call, call.arguments[index]) : fallback;
    return std::clamp<std::int64_t>(at < 0 ? at + size : at, 0, size);
  };
  const std::int64_t stop = bound(3, size);
  for (std::int64_t at = bound(2, 0); at < stop; ++at) {
    const Value item = items[static_cast<std::size_t>(at)];
    Fuel::spend();
    if (item == call.arguments[1] || equal(call.vm, item, call.arguments[1])) return static_cast<std::size_t>(at);
  }
  return items.size();
}

Value remove(Call& call) {
  List& list = self(call);
  while (true) {
    const ElementSnapshot items(call.vm, list, list.items);
    const std::size_t place = place_of(call, *items);
    if (place == items->size()) call.vm.raise("ValueError", "list.remove(x): x not in list");
    const CriticalSection section(call.vm, list);
    // Another thread may have moved or removed it meanwhile: then it is searched again.
    if (place >= list.items.size() || list.items[place] != (*items)[place]) continue;
    list.items.erase(list.items.begin() + static_cast<std::ptrdiff_t>(place));
    return Value::none();
  }
}

Value index(Call& call) {
  const List& list = self(call);
  const ElementSnapshot items(call.vm, list, list.items);
  const std::size_t place = place_of(call, *items);
  if (place == items->size()) call.vm.raise("ValueError", repr(call.vm, call.arguments[1]) + " is not in list");
  return Value::integer(static_cast<std::int64_t>(place));
}

std::int64_t count_in(Call& call, const std::vector<Value>& items) {
  return std::ranges::count_if(items, [&](Value item) {
    Fuel::spend();
    return item == call.arguments[1] || equal(call.vm, item, call.arguments[1]);
  });
}
Value count(Call& call) {
  const List& list = self(call);
  return Value::integer(count_in(call, *ElementSnapshot(call.vm, list, list.items)));
}

Value clear(Call& call) {
  List& list = self(call);
  const CriticalSection section(call.vm, list);
  list.items.clear();
  return Value::none();
}

Value reverse(Call& call) {
  List& list = self(call);
  const CriticalSection section(call.vm, list);
  std::ranges::reverse(list.items);
  return Value::none();
}

Value sort(Call& call) {
  List& list = self(call);
  if (!argument(call, 1).is_none()) return leave_to_fallback(call);
  sort_list(call.vm, list, flag(call, 2));
  return Value::none();
}

Value copy(Call& call) { return Value(call.vm.list(items_of(call.vm, self(call)))); }

Value tuple_index(Call& call) {
  const auto& items = self_of<Tuple>(call, "tuple").items;
  const std::size_t place = place_of(call, items);
  if (place == items.size()) call.vm.raise("ValueError", "tuple.index(x): x not in tuple");
  return Value::integer(static_cast<std::int64_t>(place));
}
Value tuple_count(Call& call) { return Value::integer(count_in(call, self_of<Tuple>(call, "tuple").items)); }

Value range_count(Call& call) { return Value::integer(contains(call.vm, call.arguments[0], call.arguments[1]) ? 1 : 0); }
Value range_index(Call& call) {
  const auto& range = self_of<Range>(call, "range");
  const bool is_int = is_integral(call.arguments[1]);
  if (!contains(call.vm, call.arguments[0], call.arguments[1]))
    call.vm.raise("ValueError",
                  is_int ? repr(call.vm, call.arguments[1]) + " is not in range" : "sequence.index(x): x not in sequence");
  return range_index_of(call.vm, range,
                        is_integral(call.arguments[1]) ? call.arguments[1] : Value::integer(to_int(call.vm, call.arguments[1])));
}

Value slice_indices(Call& call) {
  const Value length = call.arguments[1];
  if (!is_integral(length)) to_int(call.vm, length);
  if (compare_ints(length, Value::integer(0)) < 0) call.vm.raise("ValueError", "length should not be negative");
  const auto indices = slice_indices(call.vm, self_of<Slice>(call, "slice"), length);
  return Value(call.vm.tuple({indices.begin(), indices.end()}));
}

}  // namespace

void install_list(Vm& vm) {
  Class* cls = vm.classes.list;
  vm.define_variadic(cls, "__init__", init, true);
  vm.define(cls, "append", append, {"object", "/"}, 1);
  vm.define(cls, "extend", extend, {"iterable", "/"}, 1);
  vm.define(cls, "pop", pop, {"index", "/"}, 0);
  vm.define(cls, "insert", insert, {"index", "object", "/"}, 2);
  vm.define(cls, "remove", remove, {"value", "/"}, 1);
  vm.define(cls, "index", index, {"value", "start", "stop", "/"}, 1);
  vm.define(cls, "count", count, {"value", "/"}, 1);
  vm.define(cls, "clear", clear, {"/"}, 0);
  vm.define(cls, "reverse", reverse, {"/"}, 0);
  vm.define(cls, "sort", sort, {"/", "*", "key", "reverse"}, 0);
  vm.define(cls, "copy", copy, {"/"}, 0);
  vm.define(vm.classes.tuple, "index", tuple_index, {"value", "start", "stop", "/"}, 1);
  vm.define(vm.classes.tuple, "count", tuple_count, {"value", "/"}, 1);
  vm.define(vm.classes.range, "index", range_index, {"value", "/"}, 1);
  vm.define(vm.classes.range, "count", range_count, {"value", "/"}, 1);
  vm.define(vm.classes.slice, "indices", slice_indices, {"length", "/"}, 1);
}

}  // namespace threadbox::script
