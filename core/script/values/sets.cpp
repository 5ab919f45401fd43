#include "script/values/sets.h"

#include "script/text/fuel.h"
#include "script/values/comparison.h"
#include "script/values/critical_section.h"
#include "script/values/iteration.h"
#include "script/values/nesting.h"
#include "script/values/subscripts.h"
#include "script/values/tables.h"
#include "script/values/universe.h"

#include <algorithm>

namespace threadbox::script {

std::vector<Value> members(const Universe& universe, const Set& set) {
  const CriticalSection section(universe, set);
  std::vector<Value> values;
  values.reserve(set.size());
  for (const Set::Entry& entry : set.entries())
    if (!entry.key.is_undefined()) values.push_back(entry.key);
  return values;
}

namespace {

Set* copy_of(Universe& universe, const Set& set, Class* cls) {
  Set* made = universe.heap().make<Set>(cls);
  made->merge(universe, set);
  universe.heap().charge(made->entries().size() * sizeof(Set::Entry));
  return made;
}

/// Iterates over the smaller set, as CPython does, because the order of the result depends on it.
Set* intersection(Universe& universe, const Set& a, const Set& b, Class* cls) {
  const bool swap = b.size() > a.size();
  const Set &walked = swap ? a : b, &searched = swap ? b : a;
  Set* made = universe.heap().make<Set>(cls);
  for (const Value value : members(universe, walked))
    if (searched.contains(universe, value)) add_to_set(universe, *made, value);
  return made;
}

Set* difference(Universe& universe, const Set& a, const Set& b, Class* cls) {
  // If b is much smaller, its items are removed from a copy of a. CPython uses the same threshold, and the order depends on it.
  if (a.size() >> 2 > b.size()) {
    Set* made = copy_of(universe, a, cls);
    for (const Value value : members(universe, b)) made->erase(universe, Key(universe, value));
    return made;
  }
  Set* made = universe.heap().make<Set>(cls);
  for (const Value value : members(universe, a))
    if (!b.contains(universe, value)) add_to_set(universe, *made, value);
  return made;
}

Set* symmetric_difference(Universe& universe, const Set& a, const Set& b, Class* cls) {
  Set* made = copy_of(universe, b, cls);
  for (const Value value : members(universe, a)) {
    const Key key(universe, value);
    Fuel::spend();
    if (!made->erase(universe, key)) made->add(universe, key);
  }
  return made;
}

Set* combined(Universe& universe, BinaryOp op, const Set& a, const Set& b, Class* cls) {
  if (op == BinaryOp::bit_and) return intersection(universe, a, b, cls);
  if (op == BinaryOp::subtract) return difference(universe, a, b, cls);
  if (op == BinaryOp::bit_xor) return symmetric_difference(universe, a, b, cls);
  Set* made = copy_of(universe, a, cls);
  made->merge(universe, b);
  return made;
}

void in_place_set(Universe& universe, BinaryOp op, Set& a, const Set& b) {
  if (op == BinaryOp::bit_or) {
    universe.heap().charge(b.size() * 2 * sizeof(Set::Entry));
    return a.merge(universe, b);
  }
  const std::vector<Value> others = members(universe, b);
  if (op == BinaryOp::subtract) {
    for (const Value value : others) a.erase(universe, Key(universe, value));
    return;
  }
  if (op == BinaryOp::bit_xor) {
    for (const Value value : others) {
      const Key key(universe, value);
      if (!a.erase(universe, key)) a.add(universe, key);
    }
    return;
  }
  const Set* made = intersection(universe, a, b, a.cls());
  a.clear(universe);
  a.merge(universe, *made);
}

Value merged_dicts(Universe& universe, Dict& a, const Dict& b, bool in_place) {
  Dict* made = in_place ? &a : universe.dict();
  if (!in_place)
    for (const Dict::Entry& entry : ElementSnapshot(universe, a, a.entries()))
      if (entry.live) store_in_dict(universe, *made, entry.key, entry.value);
  for (const Dict::Entry& entry : entries_of(universe, b))
    if (entry.live) store_in_dict(universe, *made, entry.key, entry.value);
  return Value(made);
}

}  // namespace

bool is_set_like(Value value) noexcept {
  const auto* view = as<DictView>(value);
  return as<Set>(value) != nullptr || (view != nullptr && view->which != DictView::Which::values);
}

Set* set_of(Universe& universe, Value set_like) {
  if (auto* set = as<Set>(set_like)) return set;
  return set_of_values(universe, collect(universe, set_like));
}

Set* set_of_values(Universe& universe, std::span<const Value> values) {
  Set* made = universe.heap().make<Set>(universe.classes.set);
  for (const Value value : values) add_to_set(universe, *made, value);
  return made;
}

Value frozen(Universe& universe, Value set) { return Value(copy_of(universe, *as<Set>(set), universe.classes.frozenset)); }

bool is_subset(Universe& universe, const Set& part, const Set& whole) {
  if (part.size() > whole.size()) return false;
  return std::ranges::all_of(ElementSnapshot(universe, part, part.entries()), [&](const Set::Entry& entry) {
    Fuel::spend();
    return entry.key.is_undefined() || whole.contains(universe, entry.key);
  });
}

bool views_equal(Universe& universe, Value a, Value b) {
  if (!is_set_like(a) || !is_set_like(b) || own_length(universe, a) != own_length(universe, b)) return false;
  const Nesting nesting(universe, " in comparison");
  return std::ranges::all_of(collect(universe, a), [&](Value item) { return own_contains(universe, b, item); });
}

std::optional<Value> set_binary(Universe& universe, BinaryOp op, Value a, Value b, bool in_place) {
  const bool known = op == BinaryOp::bit_or || op == BinaryOp::bit_and || op == BinaryOp::bit_xor || op == BinaryOp::subtract;
  if (!known) return std::nullopt;
  // d |= pairs means d.update(pairs), which the fallback does.
  if (in_place && op == BinaryOp::bit_or && as<Dict>(a) != nullptr && as<Dict>(b) == nullptr) throw NeedsFallback{};
  if (op == BinaryOp::bit_or && as<Dict>(a) != nullptr && as<Dict>(b) != nullptr)
    return merged_dicts(universe, *as<Dict>(a), *as<Dict>(b), in_place);
  // Unlike a set, a view accepts any iterable as the other operand. The result is a new set.
  const bool has_view = (as<DictView>(a) != nullptr && is_set_like(a)) || (as<DictView>(b) != nullptr && is_set_like(b));
  const auto fits = [&](Value value) { return is_set_like(value) || (has_view && is_iterable(universe, value)); };
  for (const Value operand : {a, b})
    if (has_view && !fits(operand) && !universe.class_of(operand)->in_python)
      universe.raise("TypeError", "'" + universe.type_name(operand) + "' object is not iterable");
  if (!fits(a) || !fits(b)) return std::nullopt;
  auto* left = has_view ? nullptr : as<Set>(a);
  const bool is_frozen = left != nullptr && left->cls()->is_subclass_of(universe.classes.frozenset);
  if (in_place && left != nullptr && !is_frozen) {
    in_place_set(universe, op, *left, *set_of(universe, b));
    return a;
  }
  return Value(combined(universe, op, *set_of(universe, a), *set_of(universe, b),
                        is_frozen ? universe.classes.frozenset : universe.classes.set));
}

void add_to_set(Universe& universe, Set& set, Value item) {
  Fuel::spend();
  if (const std::size_t grown = set.add(universe, Key(universe, item)); grown != 0)
    universe.heap().charge(grown * sizeof(Set::Entry));
}

}  // namespace threadbox::script
