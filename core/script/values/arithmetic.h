#pragma once

#include "script/compile/code.h"
#include "script/values/value.h"

#include <utility>

namespace threadbox::script {

class Universe;

// Unary and binary operators.
// Threads:  any.
// Errors:   TypeError, ZeroDivisionError, OverflowError, HeapExhausted; NeedsFallback if an operand's special method is written in Python.

Value unary(Universe& universe, UnaryOp op, Value operand);
/// `in_place` for +=, -= and so on: a mutable left operand is changed and returned.
Value binary(Universe& universe, BinaryOp op, Value a, Value b, bool in_place);
/// a // b and a % b; b must not be zero.
std::pair<double, double> float_divmod(double a, double b) noexcept;

}  // namespace threadbox::script
