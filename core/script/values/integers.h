#pragma once

#include "script/values/as.h"
#include "script/values/classes.h"

#include <boost/multiprecision/cpp_int.hpp>

#include <optional>

namespace threadbox::script {

using BigInteger = boost::multiprecision::cpp_int;

/// An int that does not fit the 63 bits of a Value, or one of a class that derives from int. A plain int that fits is never a BigInt, so
/// equal small ints are identical.
class BigInt : public Object {
 public:
  static constexpr TypeTag type_tag = TypeTag::big_int;
  BigInt(Class* cls, BigInteger number) : Object(cls, type_tag), value(std::move(number)) {}
  void mark_children(Marker&) const override {}
  [[nodiscard]] std::size_t outside_bytes() const noexcept override {
    return value.backend().size() * sizeof(*value.backend().limbs());
  }
  const BigInteger value;
};

// Operations on ints of any size.
// Threads:  any.
// Errors:   HeapExhausted if the result is too large; Interrupted, because operations on large ints take long.

/// An int of any size, or a bool.
inline bool is_integral(Value value) noexcept { return value.is_int() || value.is_bool() || as<BigInt>(value) != nullptr; }
/// An int that is not a BigInt, or a bool.
inline bool is_small(Value value) noexcept { return value.is_int() || value.is_bool(); }
inline std::int64_t small(Value value) noexcept { return value.is_int() ? value.as_int() : value.is_true() ? 1 : 0; }

/// A small int of a class that derives from int as a plain one; any other value as it is. So what is_small() rejects afterwards is large.
inline Value plain_int(Value value) noexcept {
  const auto* big = as<BigInt>(value);
  if (big == nullptr || !big->cls()->in_python || big->value > Value::largest_int || big->value < Value::smallest_int)
    return value;
  return Value::integer(static_cast<std::int64_t>(big->value));
}

BigInteger to_big(Value integral);
/// The int as 64 bits; nullopt if it does not fit or the value is not an int.
std::optional<std::int64_t> word_of(Value value);
Value make_int(Universe& universe, std::int64_t value);
Value make_int(Universe& universe, const BigInteger& value);
/// int(value) of a finite double.
Value int_of_double(Universe& universe, double value);
/// Rounded to the nearest. Errors: OverflowError "int too large to convert to float".
double double_of_int(Universe& universe, Value integral);
/// Negative, zero or positive.
int compare_ints(Value a, Value b);
/// Negative, zero or positive; exact for all sizes. `b` must not be NaN.
int compare_int_to_double(Value a, double b);

/// Errors: ZeroDivisionError, ValueError, HeapExhausted; TypeError for @.
Value int_binary(Universe& universe, BinaryOp op, Value a, Value b);
Value int_negative(Universe& universe, Value a);
Value int_invert(Universe& universe, Value a);
/// pow(base, exponent, modulus).
Value int_power_modulo(Universe& universe, Value base, Value exponent, Value modulus);
std::int64_t bit_length(Value a);

/// Errors: ValueError for more than 4300 decimal digits.
std::string int_text(Universe& universe, Value a);
/// The digits without a sign or a prefix; for base 2, 8, 10 and 16.
std::string digits_of(const BigInteger& magnitude, unsigned base);
/// int(text, base); with base 0 the prefix determines the base. Errors: ValueError "invalid literal for int() …".
Value parse_int(Universe& universe, std::string_view text, int base);
/// The value of digits that the compiler has checked.
Value int_of_digits(Universe& universe, const std::string& digits, int base);

}  // namespace threadbox::script
