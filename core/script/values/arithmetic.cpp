#include "script/values/arithmetic.h"

#include "script/values/as.h"
#include "script/values/classes.h"
#include "script/values/conversion.h"
#include "script/values/floats.h"
#include "script/values/integers.h"
#include "script/values/octets.h"
#include "script/values/percent.h"
#include "script/values/sequences.h"
#include "script/values/sets.h"
#include "script/values/str.h"
#include "script/values/universe.h"

#include <cmath>
#include <string>

namespace threadbox::script {

namespace {

constexpr const char* operator_signs[] = {"+", "-", "*", "/", "//", "%", "** or pow()", "<<", ">>", "&", "|", "^", "@"};

constexpr const char* in_place_signs[] = {"+=", "-=", "*=", "/=", "//=", "%=", "**=", "<<=", ">>=", "&=", "|=", "^=", "@="};

/// to_double() for a number, inlined into each operation.
double real(Universe& universe, Value number) {
  return is_integral(number) ? double_of_int(universe, number) : static_cast<const Float*>(number.object())->value;
}

[[noreturn]] void unsupported(Universe& universe, BinaryOp op, Value a, Value b, bool in_place) {
  const auto index = static_cast<std::size_t>(op);
  const auto* native = as<Native>(a);
  const bool python_2 = op == BinaryOp::right_shift && native != nullptr && native->name == "print" && !in_place;
  universe.raise("TypeError", std::string("unsupported operand type(s) for ") +
                                  (in_place ? in_place_signs[index] : operator_signs[index]) + ": '" + universe.type_name(a) +
                                  "' and '" + universe.type_name(b) + "'" +
                                  (python_2 ? ". Did you mean \"print(<message>, file=<output_stream>)\"?" : ""));
}

}  // namespace

std::pair<double, double> float_divmod(double a, double b) noexcept {
  double rest = std::fmod(a, b);
  double quotient = (a - rest) / b;
  if (rest != 0) {
    if ((b < 0) != (rest < 0)) {
      rest += b;
      quotient -= 1;
    }
  } else {
    rest = std::copysign(0.0, b);
  }
  if (quotient == 0) return {std::copysign(0.0, a / b), rest};
  double whole = std::floor(quotient);
  if (quotient - whole > 0.5) whole += 1;
  return {whole, rest};
}

namespace {

Value float_binary(Universe& universe, BinaryOp op, Value left, Value right, bool in_place) {
  const double a = real(universe, left), b = real(universe, right);
  switch (op) {
    case BinaryOp::add: return universe.number(a + b);
    case BinaryOp::subtract: return universe.number(a - b);
    case BinaryOp::multiply: return universe.number(a * b);
    case BinaryOp::true_divide:
      if (b == 0) universe.raise("ZeroDivisionError", "float division by zero");
      return universe.number(a / b);
    case BinaryOp::floor_divide:
    case BinaryOp::modulo: {
      if (b == 0)
        universe.raise("ZeroDivisionError", op == BinaryOp::modulo ? "float modulo by zero" : "float floor division by zero");
      const auto [quotient, rest] = float_divmod(a, b);
      return universe.number(op == BinaryOp::modulo ? rest : quotient);
    }
    case BinaryOp::power:
      if (a == 0 && b < 0) universe.raise("ZeroDivisionError", "0.0 cannot be raised to a negative power");
      if (a < 0 && std::isfinite(a) && std::isfinite(b) && b != std::floor(b))
        universe.raise("NotImplementedError", "Threadbox computes no complex power of a negative float: write complex(x) ** y");
      if (const double result = std::pow(a, b); std::isfinite(result) || !std::isfinite(a) || !std::isfinite(b))
        return universe.number(result);
      universe.raise_value("OverflowError", {Value::integer(34), universe.text("Numerical result out of range")});
    default: unsupported(universe, op, left, right, in_place);
  }
}

}  // namespace

Value unary(Universe& universe, UnaryOp op, Value operand) {
  if (op == UnaryOp::invert && operand.is_bool()) throw NeedsFallback{};  // The fallback issues a DeprecationWarning.
  if (op == UnaryOp::logical_not) return Value::boolean(!truthy(universe, operand));
  if (is_integral(operand)) {
    if (op == UnaryOp::positive) return is_small(operand) ? Value::integer(small(operand)) : plain_value(universe, operand);
    return op == UnaryOp::negative ? int_negative(universe, operand) : int_invert(universe, operand);
  }
  if (as<Float>(operand) != nullptr && op != UnaryOp::invert)
    return op == UnaryOp::negative ? universe.number(-real(universe, operand)) : plain_value(universe, operand);
  const char* sign = op == UnaryOp::negative ? "-" : op == UnaryOp::positive ? "+" : "~";
  universe.raise(
      "TypeError",
      std::string("bad operand type for unary ").append(sign).append(": '").append(universe.type_name(operand)).append("'"));
}

Value binary(Universe& universe, BinaryOp op, Value a, Value b, bool in_place) {
  if (is_number(a) && is_number(b)) {
    if (!is_integral(a) || !is_integral(b)) return float_binary(universe, op, a, b, in_place);
    if (op != BinaryOp::matrix_multiply) return int_binary(universe, op, a, b);
  }
  if (op == BinaryOp::add && is_sequence(a)) return concatenate(universe, a, b, in_place);
  if (op == BinaryOp::multiply) {
    if (is_sequence(a)) return repeat(universe, a, b, in_place);
    if (is_sequence(b)) return repeat(universe, b, a, false);
  }
  if (op == BinaryOp::modulo && as<Str>(a) != nullptr) return universe.text(percent_format(universe, as<Str>(a)->text, b));
  if (op == BinaryOp::modulo && is_octet_sequence(a)) throw NeedsFallback{};
  if (const auto result = set_binary(universe, op, a, b, in_place)) return *result;
  // int | None is a types.UnionType, which the prelude implements.
  const auto is_type = [](Value value) { return as<Class>(value) != nullptr; };
  if (op == BinaryOp::bit_or && (is_type(a) || is_type(b)) && (is_type(a) || a.is_none()) && (is_type(b) || b.is_none()))
    throw NeedsFallback{};
  unsupported(universe, op, a, b, in_place);
}

}  // namespace threadbox::script
