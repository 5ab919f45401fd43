#include "script/machine/vm.h"
#include "script/values/held.h"
#include "script/values/operators.h"

#include <algorithm>

namespace threadbox::script {

std::vector<Value> members(const Vm& vm, const Set& set) {
  const Held held(vm, set);
  std::vector<Value> values;
  values.reserve(set.size());
  for (const Set::Entry& entry : set.entries())
    if (!entry.key.is_undefined()) values.push_back(entry.key);
  return values;
}

namespace {

Set* copy_of(Vm& vm, const Set& set, Class* cls) {
  Set* made = vm.heap().make<Set>(cls);
  made->merge(vm, set);
  vm.heap().charge(made->entries().size() * sizeof(Set::Entry));
  return made;
}

/// In the order in which CPython goes through them: the smaller one is searched for in the bigger one.
Set* intersection(Vm& vm, const Set& a, const Set& b, Class* cls) {
  const bool swap = b.size() > a.size();
  const Set &walked = swap ? a : b, &searched = swap ? b : a;
  Set* made = vm.heap().make<Set>(cls);
  for (const Value value : members(vm, walked))
    if (searched.contains(vm, value)) add_to_set(vm, *made, value);
  return made;
}

Set* difference(Vm& vm, const Set& a, const Set& b, Class* cls) {
  // Few against many: it is quicker to take them out of a copy, and CPython's order depends on it.
  if (a.size() >> 2 > b.size()) {
    Set* made = copy_of(vm, a, cls);
    for (const Value value : members(vm, b)) made->erase(vm, Key(vm, value));
    return made;
  }
  Set* made = vm.heap().make<Set>(cls);
  for (const Value value : members(vm, a))
    if (!b.contains(vm, value)) add_to_set(vm, *made, value);
  return made;
}

Set* symmetric_difference(Vm& vm, const Set& a, const Set& b, Class* cls) {
  Set* made = copy_of(vm, b, cls);
  for (const Value value : members(vm, a)) {
    const Key key(vm, value);
    Vm::spend();
    if (!made->erase(vm, key)) made->add(vm, key);
  }
  return made;
}

Set* combined(Vm& vm, BinaryOp op, const Set& a, const Set& b, Class* cls) {
  if (op == BinaryOp::bit_and) return intersection(vm, a, b, cls);
  if (op == BinaryOp::subtract) return difference(vm, a, b, cls);
  if (op == BinaryOp::bit_xor) return symmetric_difference(vm, a, b, cls);
  Set* made = copy_of(vm, a, cls);
  made->merge(vm, b);
  return made;
}

void in_place_set(Vm& vm, BinaryOp op, Set& a, const Set& b) {
  if (op == BinaryOp::bit_or) {
    vm.heap().charge(b.size() * 2 * sizeof(Set::Entry));
    return a.merge(vm, b);
  }
  const std::vector<Value> others = members(vm, b);
  if (op == BinaryOp::subtract) {
    for (const Value value : others) a.erase(vm, Key(vm, value));
    return;
  }
  if (op == BinaryOp::bit_xor) {
    for (const Value value : others) {
      const Key key(vm, value);
      if (!a.erase(vm, key)) a.add(vm, key);
    }
    return;
  }
  const Set* made = intersection(vm, a, b, a.cls());
  a.clear(vm);
  a.merge(vm, *made);
}

Value merged_dicts(Vm& vm, Dict& a, const Dict& b, bool in_place) {
  Dict* made = in_place ? &a : vm.dict();
  if (!in_place)
    for (const Dict::Entry& entry : Steady(vm, a, a.entries()))
      if (entry.live) store_in_dict(vm, *made, entry.key, entry.value);
  for (const Dict::Entry& entry : entries_of(vm, b))
    if (entry.live) store_in_dict(vm, *made, entry.key, entry.value);
  return Value(made);
}

}  // namespace

bool is_set_like(Value value) noexcept {
  const auto* view = as<DictView>(value);
  return as<Set>(value) != nullptr || (view != nullptr && view->which != DictView::Which::values);
}

Set* set_of(Vm& vm, Value set_like) {
  if (auto* set = as<Set>(set_like)) return set;
  return set_of_values(vm, collect(vm, set_like));
}

Set* set_of_values(Vm& vm, std::span<const Value> values) {
  Set* made = vm.heap().make<Set>(vm.classes.set);
  for (const Value value : values) add_to_set(vm, *made, value);
  return made;
}

Value frozen(Vm& vm, Value set) { return Value(copy_of(vm, *as<Set>(set), vm.classes.frozenset)); }

bool is_subset(Vm& vm, const Set& part, const Set& whole) {
  if (part.size() > whole.size()) return false;
  return std::ranges::all_of(Steady(vm, part, part.entries()), [&](const Set::Entry& entry) {
    Vm::spend();
    return entry.key.is_undefined() || whole.contains(vm, entry.key);
  });
}

bool views_equal(Vm& vm, Value a, Value b) {
  if (!is_set_like(a) || !is_set_like(b) || own_length(vm, a) != own_length(vm, b)) return false;
  const Nesting nesting(vm, " in comparison");
  return std::ranges::all_of(collect(vm, a), [&](Value item) { return own_contains(vm, b, item); });
}

std::optional<Value> set_binary(Vm& vm, BinaryOp op, Value a, Value b, bool in_place) {
  const bool known = op == BinaryOp::bit_or || op == BinaryOp::bit_and || op == BinaryOp::bit_xor || op == BinaryOp::subtract;
  if (!known) return std::nullopt;
  // d |= pairs is d.update(pairs).
  if (in_place && op == BinaryOp::bit_or && as<Dict>(a) != nullptr && as<Dict>(b) == nullptr)
    throw NeedsPython{};
  if (op == BinaryOp::bit_or && as<Dict>(a) != nullptr && as<Dict>(b) != nullptr) return merged_dicts(vm, *as<Dict>(a), *as<Dict>(b), in_place);
  // A view takes any iterable for its other operand, a set does not; and the result is a new set.
  const bool has_view = (as<DictView>(a) != nullptr && is_set_like(a)) || (as<DictView>(b) != nullptr && is_set_like(b));
  const auto fits = [&](Value value) { return is_set_like(value) || (has_view && is_iterable(vm, value)); };
  for (const Value operand : {a, b})
    if (has_view && !fits(operand) && !vm.class_of(operand)->in_python)
      vm.raise("TypeError", "'" + vm.type_name(operand) + "' object is not iterable");
  if (!fits(a) || !fits(b)) return std::nullopt;
  auto* left = has_view ? nullptr : as<Set>(a);
  const bool is_frozen = left != nullptr && left->cls()->is_subclass_of(vm.classes.frozenset);
  if (in_place && left != nullptr && !is_frozen) {
    in_place_set(vm, op, *left, *set_of(vm, b));
    return a;
  }
  return Value(combined(vm, op, *set_of(vm, a), *set_of(vm, b), is_frozen ? vm.classes.frozenset : vm.classes.set));
}

void add_to_set(Vm& vm, Set& set, Value item) {
  Vm::spend();
  if (const std::size_t grown = set.add(vm, Key(vm, item)); grown != 0) vm.heap().charge(grown * sizeof(Set::Entry));
}

}  // namespace threadbox::script
