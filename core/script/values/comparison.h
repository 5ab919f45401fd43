#pragma once

#include "script/compile/code.h"
#include "script/values/value.h"

#include <optional>

namespace threadbox::script {

class Universe;

// Equality, order and membership.
// Threads:  any.
// Errors:   those that the operators raise; NeedsFallback if a special method of an operand or of an item is written in Python, and
//           RecursionError for operands that are nested too deeply.
// The functions own_… apply the built-in type's comparison even if the value's class overrides it, as super().__eq__() does.

/// a == b: by value for built-in types, by identity for others.
bool equal(Universe& universe, Value a, Value b);
bool own_equal(Universe& universe, Value a, Value b);

/// a op b. Errors: TypeError "'<' not supported between instances of 'int' and 'str'".
Value compare(Universe& universe, CompareOp op, Value a, Value b);
Value own_compare(Universe& universe, CompareOp op, Value a, Value b);
/// Compares two objects of the same built-in type by that type, ignoring overrides; others by identity.
Value compare_by_type(Universe& universe, CompareOp op, Value a, Value b);
/// The result if neither operand implements the comparison: == and != compare identity. Errors: TypeError for the others.
Value compare_by_identity(Universe& universe, CompareOp op, Value a, Value b);
/// The operator for which `b reflected a` means `a op b`.
CompareOp reflected_compare(CompareOp op) noexcept;
/// Negative, zero or positive, exact for any mix of int and float; nullopt if one is NaN.
std::optional<int> compare_numbers(Value a, Value b);

/// item in container. Errors: TypeError "argument of type 'int' is not iterable".
bool contains(Universe& universe, Value container, Value item);
bool own_contains(Universe& universe, Value container, Value item);

}  // namespace threadbox::script
