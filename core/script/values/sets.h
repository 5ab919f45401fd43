#pragma once

#include "script/compile/code.h"
#include "script/values/tables.h"

#include <optional>
#include <span>
#include <vector>

namespace threadbox::script {

class Universe;

// Operations on sets, and on dict views, which behave like sets.
// Threads:  any; an operation on two sets locks each in turn, so it is not atomic.
// Errors:   TypeError for an unhashable item; NeedsFallback if an item's __hash__ or __eq__ is written in Python.

/// A set, a frozenset, or a dict's keys() or items().
bool is_set_like(Value value) noexcept;
/// The set itself; for a view, a new set of its items.
Set* set_of(Universe& universe, Value set_like);
Set* set_of_values(Universe& universe, std::span<const Value> values);
/// A new frozenset of the set's items.
Value frozen(Universe& universe, Value set);
/// A copy of the set's items, as they were at one moment.
std::vector<Value> members(const Universe& universe, const Set& set);
void add_to_set(Universe& universe, Set& set, Value item);

bool is_subset(Universe& universe, const Set& part, const Set& whole);
/// a == b, where one of them is a view.
bool views_equal(Universe& universe, Value a, Value b);
/// a op b for |, &, - and ^, also of two dicts for |; nullopt if the operands do not support it.
std::optional<Value> set_binary(Universe& universe, BinaryOp op, Value a, Value b, bool in_place);

}  // namespace threadbox::script
