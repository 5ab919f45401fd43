#include "script/natives/native_arguments.h"
#include "script/values/critical_section.h"
#include "script/values/iteration.h"
#include "script/values/sets.h"
#include "script/values/special_method.h"
#include "script/values/tables.h"

#include <algorithm>

namespace threadbox::script {

void fill_dict(Call& call, Dict& dict) {
  const std::size_t positional = call.positional_count();
  if (positional > 2)
    call.vm.raise("TypeError", (call.native != nullptr && call.native->name == "update" ? "update" : "dict") +
                                   std::string(" expected at most 1 argument, got ") + std::to_string(positional - 1));
  if (positional > 1) {
    const Value source = call.arguments[1];
    if (const auto* from = as<Dict>(source)) {
      for (const Dict::Entry& entry : entries_of(call.vm, *from))
        if (entry.live) store_in_dict(call.vm, dict, entry.key, entry.value);
    } else {
      if (!special_in_python(call.vm, source, call.vm.intern("keys")).is_undefined()) throw NeedsFallback{};
      std::size_t index = 0;
      for (const Value pair : collect_again(call.vm, source)) {
        if (!is_iterable(call.vm, pair))
          call.vm.raise("TypeError",
                        "cannot convert dictionary update sequence element #" + std::to_string(index) + " to a sequence");
        const std::vector<Value> items = collect(call.vm, pair);
        if (items.size() != 2)
          call.vm.raise("ValueError", "dictionary update sequence element #" + std::to_string(index) + " has length " +
                                          std::to_string(items.size()) + "; 2 is required");
        store_in_dict(call.vm, dict, items[0], items[1]);
        ++index;
      }
    }
  }
  for (std::size_t i = positional; i < call.arguments.size(); ++i)
    store_in_dict(call.vm, dict, call.keyword_names->items[i - positional], call.arguments[i]);
}

namespace {

// --- dict

Dict& self_dict(Call& call) { return self_of<Dict>(call, "dict"); }

Value dict_init(Call& call) {
  fill_dict(call, self_dict(call));
  return Value::none();
}

Value dict_get(Call& call) {
  const Value value = self_dict(call).get(call.vm, call.arguments[1]);
  return value.is_undefined() ? argument(call, 2) : value;
}

Value dict_set_default(Call& call) {
  Dict& dict = self_dict(call);
  const Value there = dict.set_default(call.vm, Key(call.vm, call.arguments[1]), argument(call, 2));
  if (!there.is_undefined()) return there;
  call.vm.heap().charge(sizeof(Dict::Entry) * 2);
  return argument(call, 2);
}

Value dict_pop(Call& call) {
  Dict& dict = self_dict(call);
  const Value value = dict.take(call.vm, call.arguments[1]);
  if (!value.is_undefined()) return value;
  if (given(call, 2)) return call.arguments[2];
  call.vm.raise_value("KeyError", {call.arguments[1]});
}

Value dict_pop_item(Call& call) {
  Dict& dict = self_dict(call);
  const Dict::Entry last = dict.take_last(call.vm);
  if (!last.live) call.vm.raise_value("KeyError", {call.vm.text("popitem(): dictionary is empty")});
  return Value(call.vm.tuple({last.key, last.value}));
}

template <DictView::Which Which>
Value dict_view(Call& call) {
  using enum DictView::Which;
  Class* cls = Which == keys     ? call.vm.classes.dict_keys
               : Which == values ? call.vm.classes.dict_values
                                 : call.vm.classes.dict_items;
  return Value(call.vm.heap().make<DictView>(cls, &self_dict(call), Which));
}

Value dict_update(Call& call) {
  fill_dict(call, self_dict(call));
  return Value::none();
}

Value dict_ior(Call& call) {
  fill_dict(call, self_dict(call));
  return call.arguments[0];
}

Value dict_clear(Call& call) {
  self_dict(call).clear(call.vm);
  return Value::none();
}

Value dict_copy(Call& call) {
  Dict* made = call.vm.dict();
  const Dict& dict = self_dict(call);
  for (const Dict::Entry& entry : ElementSnapshot(call.vm, dict, dict.entries()))
    if (entry.live) {
      made->set(call.vm, Key(entry.key, entry.hash), entry.value);
      call.vm.heap().charge(sizeof(Dict::Entry) * 2);
    }
  return Value(made);
}

Value dict_from_keys(Call& call) {
  if (call.arguments[0] != Value(call.vm.classes.dict)) throw NeedsFallback{};  // A class of the program is to be called.
  Dict* made = call.vm.dict();
  for (const Value key : collect_again(call.vm, call.arguments[1])) store_in_dict(call.vm, *made, key, argument(call, 2));
  return Value(made);
}

// --- set and frozenset

Set& self_set(Call& call) { return self_of<Set>(call, "set"); }

Value set_init(Call& call) {
  Set& set = self_set(call);
  check_init(call, "set");
  const std::vector<Value> items = given(call, 1) ? collect_again(call.vm, call.arguments[1]) : std::vector<Value>{};
  set.clear(call.vm);
  for (const Value item : items) add_to_set(call.vm, set, item);
  return Value::none();
}

Value set_add(Call& call) {
  add_to_set(call.vm, self_set(call), call.arguments[1]);
  return Value::none();
}
/// A set as an element to look up: it is found as the frozenset with the same elements.
Key element_key(Call& call) {
  const Value element = call.arguments[1];
  return Key(call.vm, as<Set>(element) != nullptr ? frozen(call.vm, element) : element);
}

Value set_discard(Call& call) {
  self_set(call).erase(call.vm, element_key(call));
  return Value::none();
}
Value set_remove(Call& call) {
  if (!self_set(call).erase(call.vm, element_key(call))) call.vm.raise_value("KeyError", {call.arguments[1]});
  return Value::none();
}
Value set_pop(Call& call) {
  const Value item = self_set(call).pop(call.vm);
  if (item.is_undefined()) call.vm.raise_value("KeyError", {call.vm.text("pop from an empty set")});
  return item;
}
Value set_clear(Call& call) {
  self_set(call).clear(call.vm);
  return Value::none();
}
/// A new set or frozenset with the elements of another; not of a derived class.
Value copied_set(Call& call) {
  const Set& set = self_set(call);
  Class* cls = set.cls()->is_subclass_of(call.vm.classes.frozenset) ? call.vm.classes.frozenset : call.vm.classes.set;
  Set* made = call.vm.heap().make<Set>(cls);
  made->merge(call.vm, set);
  return Value(made);
}
Value set_copy(Call& call) { return self_set(call).cls() == call.vm.classes.frozenset ? call.arguments[0] : copied_set(call); }

/// The argument if it is a set; otherwise a set of the iterable's items.
Set& other_set(Call& call, std::size_t index) {
  if (auto* set = as<Set>(call.arguments[index])) return *set;
  return *set_of_values(call.vm, collect_again(call.vm, call.arguments[index]));
}

/// union(*others), intersection(*others), difference(*others).
template <BinaryOp Op>
Value set_operation(Call& call) {
  Value result = copied_set(call);
  for (std::size_t i = 1; i < call.arguments.size(); ++i)
    result = *set_binary(call.vm, Op, result, Value(&other_set(call, i)), false);
  return result;
}

/// update(*others), intersection_update(*others), difference_update(*others).
template <BinaryOp Op>
Value set_change(Call& call) {
  std::vector<Value> others;
  for (std::size_t i = 1; i < call.arguments.size(); ++i) others.emplace_back(&other_set(call, i));
  self_set(call);
  for (const Value other : others) set_binary(call.vm, Op, call.arguments[0], other, true);
  return Value::none();
}

/// update() adds in the order of the iterable, on which the order of the set depends.
Value set_update(Call& call) {
  Set& set = self_set(call);
  for (std::size_t i = 1; i < call.arguments.size(); ++i) {
    if (const auto* other = as<Set>(call.arguments[i])) set.merge(call.vm, *other);
    else
      for (const Value item : collect_again(call.vm, call.arguments[i])) add_to_set(call.vm, set, item);
  }
  return Value::none();
}
Value set_union(Call& call) {
  const Value result = copied_set(call);
  std::vector<Value> arguments(call.arguments.begin(), call.arguments.end());
  arguments[0] = result;
  Call again{call.vm, call.thread, arguments};
  set_update(again);
  return result;
}

Value is_subset_of(Call& call) { return Value::boolean(is_subset(call.vm, self_set(call), other_set(call, 1))); }
Value is_superset_of(Call& call) { return Value::boolean(is_subset(call.vm, other_set(call, 1), self_set(call))); }
Value is_disjoint(Call& call) {
  const Set& a = as<DictView>(call.arguments[0]) != nullptr ? other_set(call, 0) : self_set(call);
  const Set& b = other_set(call, 1);
  return Value::boolean(std::ranges::none_of(ElementSnapshot(call.vm, a, a.entries()), [&](const Set::Entry& entry) {
    return !entry.key.is_undefined() && b.contains(call.vm, entry.key);
  }));
}

void install_dict(Vm& vm) {
  Class* cls = vm.classes.dict;
  vm.define_variadic(cls, "__init__", dict_init, true);
  vm.define(cls, "get", dict_get, {"key", "default", "/"}, 1);
  vm.define(cls, "setdefault", dict_set_default, {"key", "default", "/"}, 1);
  vm.define(cls, "pop", dict_pop, {"key", "default", "/"}, 1);
  vm.define(cls, "popitem", dict_pop_item, {"/"}, 0);
  vm.define(cls, "keys", dict_view<DictView::Which::keys>, {"/"}, 0);
  vm.define(cls, "values", dict_view<DictView::Which::values>, {"/"}, 0);
  vm.define(cls, "items", dict_view<DictView::Which::items>, {"/"}, 0);
  vm.define_variadic(cls, "update", dict_update, true);
  vm.define(cls, "__ior__", dict_ior, {"value", "/"}, 1);
  vm.define(cls, "clear", dict_clear, {"/"}, 0);
  vm.define(cls, "copy", dict_copy, {"/"}, 0);
  auto* from_keys = vm.heap().make<Descriptor>(vm.classes.class_method, Descriptor::Kind::class_method);
  from_keys->getter = Value(vm.native("fromkeys", dict_from_keys, {"self", "iterable", "value", "/"}, 2));
  as<Native>(from_keys->getter)->owner = "dict";
  cls->names.set(vm.intern("fromkeys"), Value(from_keys));
}

/// A class's __dict__ reads as a dict does.
void install_mapping_proxy(Vm& vm) {
  Class* cls = vm.classes.mapping_proxy;
  vm.define(cls, "get", dict_get, {"key", "default", "/"}, 1);
  vm.define(cls, "keys", dict_view<DictView::Which::keys>, {"/"}, 0);
  vm.define(cls, "values", dict_view<DictView::Which::values>, {"/"}, 0);
  vm.define(cls, "items", dict_view<DictView::Which::items>, {"/"}, 0);
  vm.define(cls, "copy", dict_copy, {"/"}, 0);
}

void install_set(Vm& vm) {
  for (Class* cls : {vm.classes.set, vm.classes.frozenset}) {
    vm.define(cls, "copy", set_copy, {"/"}, 0);
    vm.define_variadic(cls, "union", set_union);
    vm.define_variadic(cls, "intersection", set_operation<BinaryOp::bit_and>);
    vm.define_variadic(cls, "difference", set_operation<BinaryOp::subtract>);
    vm.define(cls, "symmetric_difference", set_operation<BinaryOp::bit_xor>, {"other", "/"}, 1);
    vm.define(cls, "issubset", is_subset_of, {"other", "/"}, 1);
    vm.define(cls, "issuperset", is_superset_of, {"other", "/"}, 1);
    vm.define(cls, "isdisjoint", is_disjoint, {"other", "/"}, 1);
  }
  for (Class* cls : {vm.classes.dict_keys, vm.classes.dict_items}) vm.define(cls, "isdisjoint", is_disjoint, {"other", "/"}, 1);
  Class* cls = vm.classes.set;
  vm.define_variadic(cls, "__init__", set_init, true);
  vm.define(cls, "add", set_add, {"element", "/"}, 1);
  vm.define(cls, "discard", set_discard, {"element", "/"}, 1);
  vm.define(cls, "remove", set_remove, {"element", "/"}, 1);
  vm.define(cls, "pop", set_pop, {"/"}, 0);
  vm.define(cls, "clear", set_clear, {"/"}, 0);
  vm.define_variadic(cls, "update", set_update);
  vm.define_variadic(cls, "intersection_update", set_change<BinaryOp::bit_and>);
  vm.define_variadic(cls, "difference_update", set_change<BinaryOp::subtract>);
  vm.define(cls, "symmetric_difference_update", set_change<BinaryOp::bit_xor>, {"other", "/"}, 1);
}

}  // namespace

void install_tables(Vm& vm) {
  install_dict(vm);
  install_mapping_proxy(vm);
  install_set(vm);
}

}  // namespace threadbox::script
