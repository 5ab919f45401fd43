#pragma once

#include "script/values/as.h"
#include "script/values/classes.h"

#include <boost/multiprecision/cpp_int.hpp>

#include <optional>

namespace threadbox::script {

using BigInteger = boost::multiprecision::cpp_int;

/// An int that does not fit Value's 63 bits. There is none for one that does: equal ints look alike.
class BigInt final : public Object {
 public:
  static constexpr TypeTag type_tag = TypeTag::big_int;
  BigInt(Class* cls, BigInteger number) : Object(cls, type_tag), value(std::move(number)) {}
  void mark_children(Marker&) const override {}
  [[nodiscard]] std::size_t outside_bytes() const noexcept override {
    return value.backend().size() * sizeof(*value.backend().limbs());
  }
  const BigInteger value;
};

/// An int of any size, bool included.
inline bool is_integral(Value value) noexcept { return value.is_int() || value.is_bool() || as<BigInt>(value) != nullptr; }
/// One that is no BigInt.
inline bool is_small(Value value) noexcept { return value.is_int() || value.is_bool(); }
inline std::int64_t small(Value value) noexcept { return value.is_int() ? value.as_int() : value.is_true() ? 1 : 0; }

BigInteger to_big(Value integral);
/// The int as 64 bits; nothing for what does not fit, or is no int.
std::optional<std::int64_t> word_of(Value value);
Value make_int(Universe& universe, std::int64_t value);
Value make_int(Universe& universe, const BigInteger& value);
/// The whole part of a finite number.
Value int_of_double(Universe& universe, double value);
/// Rounded to the nearest. Errors: OverflowError "int too large to convert to float".
double double_of_int(Universe& universe, Value integral);
int compare_ints(Value a, Value b);
/// Exact, whatever the sizes; not for NaN.
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
/// Without a sign or a prefix; for base 2, 8, 10, 16.
std::string digits_of(const BigInteger& magnitude, unsigned base);
/// int(text, base); base 0 looks at the prefix. Errors: ValueError "invalid literal for int() …".
Value parse_int(Universe& universe, std::string_view text, int base);
/// Digits that the compiler has checked.
Value int_of_digits(Universe& universe, const std::string& digits, int base);

}  // namespace threadbox::script
