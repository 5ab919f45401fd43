#include "script/values/integers.h"

#include "script/text/fuel.h"
#include "script/text/literals.h"
#include "script/text/unicode.h"
#include "script/text/utf8.h"
#include "script/values/big_integers.h"
#include "script/values/room.h"
#include "script/values/universe.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>

namespace threadbox::script {

namespace {

constexpr std::int64_t exact_in_double = std::int64_t{1} << 53;
constexpr std::size_t most_digits = 4300;  // sys.get_int_max_str_digits()

std::int64_t floor_div(std::int64_t a, std::int64_t b) noexcept {
  const std::int64_t quotient = a / b;
  return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}
std::int64_t floor_mod(std::int64_t a, std::int64_t b) noexcept {
  const std::int64_t rest = a % b;
  return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
}

/// Errors: HeapExhausted if there is no room for so many bits.
void check_bits(Universe& universe, double count) {
  if (count > 8e18) throw HeapExhausted{};
  check_room_for(universe.heap(), static_cast<std::uint64_t>(count) / 8 + 16);
}

/// numerator / denominator, both positive, rounded to the nearest double.
double quotient(const BigInteger& numerator, const BigInteger& denominator) {
  constexpr int precision = 66;  // More than the 53 bits of a double; the remainder goes into the sticky bit.
  const int shift = static_cast<int>(bit_count(denominator)) - static_cast<int>(bit_count(numerator)) + precision;
  BigInteger scaled = shift >= 0 ? BigInteger(numerator << shift) : numerator;
  const BigInteger divisor = shift < 0 ? BigInteger(denominator << -shift) : denominator;
  BigInteger rest, result;
  boost::multiprecision::divide_qr(scaled, divisor, result, rest);
  // Keep 55 bits and a sticky bit, so that only the conversion to double rounds.
  const int surplus = static_cast<int>(bit_count(result)) - 55;
  const BigInteger dropped = result & ((BigInteger(1) << surplus) - 1);
  auto top = static_cast<std::uint64_t>(result >> surplus);
  top = top << 1 | (dropped != 0 || rest != 0 ? 1U : 0U);
  return std::ldexp(static_cast<double>(top), surplus - 1 - shift);
}

Value true_divide(Universe& universe, Value a, Value b) {
  if (is_small(b) && small(b) == 0) universe.raise("ZeroDivisionError", "division by zero");
  const bool exact = is_small(a) && is_small(b) && std::abs(small(a)) <= exact_in_double && std::abs(small(b)) <= exact_in_double;
  if (exact) return universe.number(static_cast<double>(small(a)) / static_cast<double>(small(b)));
  const BigInteger x = to_big(a), y = to_big(b);
  if (x.is_zero()) return universe.number(y < 0 ? -0.0 : 0.0);
  const double magnitude = quotient(abs(x), abs(y));
  if (std::isinf(magnitude)) universe.raise("OverflowError", "integer division result too large for a float");
  return universe.number((x < 0) != (y < 0) ? -magnitude : magnitude);
}

Value power(Universe& universe, Value base, Value exponent) {
  if (is_small(exponent) ? small(exponent) < 0 : as<BigInt>(exponent)->value < 0) {
    if (is_small(base) && small(base) == 0) universe.raise("ZeroDivisionError", "0.0 cannot be raised to a negative power");
    return universe.number(std::pow(double_of_int(universe, base), double_of_int(universe, exponent)));
  }
  if (is_small(base) && std::abs(small(base)) <= 1) {
    const bool odd = is_small(exponent) ? (small(exponent) & 1) != 0 : bit_test(as<BigInt>(exponent)->value, 0);
    const bool zeroth = is_small(exponent) && small(exponent) == 0;
    return Value::integer(zeroth ? 1 : small(base) >= 0 ? small(base) : odd ? -1 : 1);
  }
  if (!is_small(exponent)) throw HeapExhausted{};
  std::int64_t left = small(exponent);
  const BigInteger start = to_big(base);
  check_bits(universe, static_cast<double>(bit_count(start)) * static_cast<double>(left));
  return make_int(universe, to_power(start, static_cast<std::uint64_t>(left)));
}

Value shift_left(Universe& universe, Value a, Value count) {
  if (is_small(a) && small(a) == 0) return Value::integer(0);
  if (!is_small(count)) throw HeapExhausted{};
  const std::int64_t n = small(count);
  if (is_small(a) && n < 62 && (small(a) << n >> n) == small(a)) return make_int(universe, small(a) << n);
  check_bits(universe, static_cast<double>(n) + static_cast<double>(bit_count(to_big(a))));
  return make_int(universe, BigInteger(to_big(a) << static_cast<std::size_t>(n)));
}

Value shift_right(Universe& universe, Value a, Value count) {
  if (!is_small(count)) return Value::integer(compare_ints(a, Value::integer(0)) < 0 ? -1 : 0);
  const std::int64_t n = small(count);
  if (is_small(a)) return Value::integer(small(a) >> std::min<std::int64_t>(n, 63));
  const BigInteger& value = as<BigInt>(a)->value;
  const auto bits = static_cast<std::size_t>(std::min<std::uint64_t>(static_cast<std::uint64_t>(n), bit_count(value) + 1));
  // Rounds towards minus infinity, as in two's complement.
  if (value < 0) return make_int(universe, BigInteger(-((-value - 1) >> bits) - 1));
  return make_int(universe, BigInteger(value >> bits));
}

/// &, | and ^ as of two's complement of unlimited width: both operands are converted to one that is wide enough.
Value bitwise(Universe& universe, BinaryOp op, const BigInteger& a, const BigInteger& b) {
  const std::size_t width = std::max(bit_count(a), bit_count(b)) + 1;
  const BigInteger modulus = BigInteger(1) << width;
  const BigInteger x = a < 0 ? BigInteger(a + modulus) : a, y = b < 0 ? BigInteger(b + modulus) : b;
  BigInteger result = op == BinaryOp::bit_and  ? BigInteger(x & y)
                      : op == BinaryOp::bit_or ? BigInteger(x | y)
                                               : BigInteger(x ^ y);
  if (bit_test(result, static_cast<unsigned>(width - 1))) result -= modulus;
  return make_int(universe, result);
}

Value big_binary(Universe& universe, BinaryOp op, const BigInteger& a, const BigInteger& b) {
  BigInteger result, rest;
  switch (op) {
    case BinaryOp::add: return make_int(universe, BigInteger(a + b));
    case BinaryOp::subtract: return make_int(universe, BigInteger(a - b));
    case BinaryOp::multiply: return make_int(universe, multiply(a, b));
    case BinaryOp::floor_divide:
    case BinaryOp::modulo: divide(a, b, result, rest); return make_int(universe, op == BinaryOp::modulo ? rest : result);
    default: return bitwise(universe, op, a, b);
  }
}

Value small_binary(Universe& universe, BinaryOp op, std::int64_t a, std::int64_t b) {
  std::int64_t result = 0;
  switch (op) {
    case BinaryOp::add: return make_int(universe, a + b);  // Cannot overflow: the sum of two 63-bit ints has 64 bits.
    case BinaryOp::subtract: return make_int(universe, a - b);
    case BinaryOp::multiply:
      if (!__builtin_mul_overflow(a, b, &result)) return make_int(universe, result);
      return make_int(universe, BigInteger(BigInteger(a) * b));
    case BinaryOp::floor_divide: return make_int(universe, floor_div(a, b));
    case BinaryOp::modulo: return Value::integer(floor_mod(a, b));
    case BinaryOp::bit_and: return Value::integer(a & b);
    case BinaryOp::bit_or: return Value::integer(a | b);
    default: return Value::integer(a ^ b);
  }
}

}  // namespace

std::optional<std::int64_t> word_of(Value value) {
  if (is_small(value)) return small(value);
  const auto* big = as<BigInt>(value);
  if (big == nullptr || big->value > INT64_MAX || big->value < INT64_MIN) return std::nullopt;
  return static_cast<std::int64_t>(big->value);
}

BigInteger to_big(Value integral) {
  const auto* big = as<BigInt>(integral);
  return big != nullptr ? big->value : BigInteger(small(integral));
}

Value make_int(Universe& universe, const BigInteger& value) {
  const std::size_t bits = bit_count(value);
  if (bits < 63 || (bits == 63 && value == Value::smallest_int)) return Value::integer(static_cast<std::int64_t>(value));
  auto* made = universe.heap().make<BigInt>(universe.classes.int_, value);
  universe.heap().charge(bits / 8);
  return Value(made);
}

Value make_int(Universe& universe, std::int64_t value) {
  return Value::fits(value) ? Value::integer(value) : make_int(universe, BigInteger(value));
}

Value int_of_double(Universe& universe, double value) {
  if (std::abs(value) < 4e18) return make_int(universe, static_cast<std::int64_t>(value));
  return make_int(universe, BigInteger(std::trunc(value)));
}

double double_of_int(Universe& universe, Value number) {
  const Value integral = plain_int(number);
  if (is_small(integral)) return static_cast<double>(small(integral));
  const BigInteger& value = as<BigInt>(integral)->value;
  const double magnitude = bit_count(value) > 1025 ? HUGE_VAL : quotient(abs(value), 1);
  if (std::isinf(magnitude)) universe.raise("OverflowError", "int too large to convert to float");
  return value < 0 ? -magnitude : magnitude;
}

int compare_ints(Value a, Value b) {
  if (is_small(a) && is_small(b)) return small(a) < small(b) ? -1 : small(a) > small(b) ? 1 : 0;
  return to_big(a).compare(to_big(b));
}

int compare_int_to_double(Value a, double b) {
  if (std::isinf(b)) return b > 0 ? -1 : 1;
  if (is_small(a) && std::abs(small(a)) <= exact_in_double) {
    const auto x = static_cast<double>(small(a));
    return x < b ? -1 : x > b ? 1 : 0;
  }
  const double whole = std::trunc(b);
  const int result = to_big(a).compare(BigInteger(whole));
  return result != 0 ? result : whole < b ? -1 : whole > b ? 1 : 0;
}

Value int_binary(Universe& universe, BinaryOp op, Value left, Value right) {
  const Value a = plain_int(left), b = plain_int(right);
  switch (op) {
    case BinaryOp::true_divide: return true_divide(universe, a, b);
    case BinaryOp::floor_divide:
    case BinaryOp::modulo:
      if (is_small(b) && small(b) == 0)
        universe.raise("ZeroDivisionError",
                       op == BinaryOp::modulo ? "integer modulo by zero" : "integer division or modulo by zero");
      break;
    case BinaryOp::power: return power(universe, a, b);
    case BinaryOp::left_shift:
    case BinaryOp::right_shift:
      if (compare_ints(b, Value::integer(0)) < 0) universe.raise("ValueError", "negative shift count");
      return op == BinaryOp::left_shift ? shift_left(universe, a, b) : shift_right(universe, a, b);
    default: break;
  }
  if (is_small(a) && is_small(b)) {
    // &, | and ^ of two bools are a bool.
    if (a.is_bool() && b.is_bool()) {
      if (op == BinaryOp::bit_and) return Value::boolean(a.is_true() && b.is_true());
      if (op == BinaryOp::bit_or) return Value::boolean(a.is_true() || b.is_true());
      if (op == BinaryOp::bit_xor) return Value::boolean(a.is_true() != b.is_true());
    }
    return small_binary(universe, op, small(a), small(b));
  }
  const auto *x = as<BigInt>(a), *y = as<BigInt>(b);
  if (x == nullptr) return big_binary(universe, op, to_big(a), y->value);
  return y == nullptr ? big_binary(universe, op, x->value, to_big(b)) : big_binary(universe, op, x->value, y->value);
}

Value int_negative(Universe& universe, Value a) {
  return is_small(a) ? make_int(universe, -small(a)) : make_int(universe, BigInteger(-as<BigInt>(a)->value));
}

Value int_invert(Universe& universe, Value a) {
  return is_small(a) ? Value::integer(~small(a)) : make_int(universe, BigInteger(-as<BigInt>(a)->value - 1));
}

Value int_power_modulo(Universe& universe, Value base, Value exponent, Value modulus) {
  const BigInteger m = to_big(modulus);
  if (m == 0) universe.raise("ValueError", "pow() 3rd argument cannot be 0");
  BigInteger b = to_big(base), e = to_big(exponent), unused;
  if (e < 0) {
    // The modular inverse of the base, by the extended Euclidean algorithm.
    BigInteger r0 = abs(m), r1 = b, s0 = 0, s1 = 1, q, r;
    divide(b, r0, unused, r1);
    while (r1 != 0) {
      divide(r0, r1, q, r);
      r0 = std::exchange(r1, r);
      const BigInteger s = s0 - multiply(q, s1);
      s0 = std::exchange(s1, s);
    }
    if (r0 != 1) universe.raise("ValueError", "base is not invertible for the given modulus");
    b = s0;
    e = -e;
  }
  BigInteger rest;
  divide(b, abs(m), unused, rest);
  BigInteger result = power_modulo(rest, e, abs(m));
  divide(result, m, unused, rest);
  return make_int(universe, rest);
}

std::int64_t bit_length(Value a) { return static_cast<std::int64_t>(bit_count(to_big(a))); }

// --- text

namespace {

/// Not BigInteger's str(): that brings the C++ library's locales, a twentieth of the page's module.
std::string decimal_digits(BigInteger magnitude) {
  // As many digits as one word of the integer holds: dividing by one word is fast.
  constexpr std::size_t step = sizeof(boost::multiprecision::limb_type) == 8 ? 18 : 9;
  constexpr boost::multiprecision::limb_type power = step == 18 ? 1'000'000'000'000'000'000 : 1'000'000'000;
  std::string text;  // Backwards.
  while (true) {
    Fuel::spend();
    BigInteger rest;
    BigInteger quotient;
    divide_qr(magnitude, BigInteger(power), quotient, rest);
    auto group = static_cast<std::uint64_t>(rest);
    const bool is_last = quotient.is_zero();
    for (std::size_t digit = 0; is_last ? group != 0 || digit == 0 : digit < step; ++digit, group /= 10)
      text += static_cast<char>('0' + group % 10);
    if (is_last) break;
    magnitude = std::move(quotient);
  }
  std::ranges::reverse(text);
  return text;
}

}  // namespace

std::string digits_of(const BigInteger& magnitude, unsigned base) {
  if (base == 10) return decimal_digits(magnitude);
  if (magnitude.is_zero()) return "0";
  const unsigned step = base == 16 ? 4 : base == 8 ? 3 : 1;
  std::string text;
  const std::size_t count = bit_count(magnitude);
  for (std::size_t at = 0; at < count; at += step) {
    Fuel::spend();
    unsigned digit = 0;
    for (unsigned i = 0; i < step; ++i) digit |= bit_test(magnitude, static_cast<unsigned>(at + i)) ? 1U << i : 0U;
    text += "0123456789abcdef"[digit];
  }
  std::ranges::reverse(text);
  return text;
}

std::string int_text(Universe& universe, Value a) {
  if (is_small(a)) return std::to_string(small(a));
  const BigInteger& value = as<BigInt>(a)->value;
  const bool surely_too_long = static_cast<double>(bit_count(value)) * 0.30103 > most_digits + 2;
  std::string text = surely_too_long ? "" : (value < 0 ? "-" : "") + decimal_digits(abs(value));
  if (surely_too_long || text.size() - (value < 0 ? 1 : 0) > most_digits)
    universe.raise(
        "ValueError",
        "Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit");
  return text;
}

Value int_of_digits(Universe& universe, const std::string& digits, int base) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  if (error == std::errc()) return make_int(universe, value);
  if (base == 10) return make_int(universe, BigInteger(digits));
  std::vector<unsigned> values;
  universe.heap().check_room(digits.size() * sizeof(unsigned));
  for (const char c : digits) {
    Fuel::spend();
    values.push_back(static_cast<unsigned>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10));
  }
  BigInteger result = 0;
  if ((base & (base - 1)) == 0)
    import_bits(result, values.begin(), values.end(), static_cast<unsigned>(std::countr_zero(static_cast<unsigned>(base))), true);
  else
    for (const unsigned digit : values) result = result * base + digit;
  return make_int(universe, result);
}

Value parse_int(Universe& universe, std::string_view text, int base) {
  const auto invalid = [&] {
    constexpr std::size_t most_shown = 200;  // Characters of the repr.
    std::string shown = quoted(text);
    std::size_t end = 0;
    for (std::size_t count = 0; count < most_shown && end < shown.size(); ++count) end += code_point_length(shown, end);
    shown.resize(end);
    universe.raise("ValueError", "invalid literal for int() with base " + std::to_string(base) + ": " + shown);
  };
  constexpr std::string_view blanks = " \t\n\r\f\v";
  const std::string ascii = with_ascii_digits(text);
  std::string_view rest = ascii;
  rest.remove_prefix(std::min(rest.find_first_not_of(blanks), rest.size()));
  rest = rest.substr(0, rest.find_last_not_of(blanks) + 1);
  const bool negative = rest.starts_with('-');
  if (negative || rest.starts_with('+')) rest.remove_prefix(1);
  int used = base;
  if (rest.size() > 2 && rest[0] == '0') {
    const char letter = static_cast<char>(rest[1] | 0x20);
    const int prefixed = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 0;
    if (prefixed != 0 && (base == 0 || base == prefixed)) {
      used = prefixed;
      rest.remove_prefix(rest[2] == '_' ? 3 : 2);
    }
  }
  const bool is_decimal = used == 0;
  if (is_decimal) used = 10;
  std::string digits;
  for (std::size_t i = 0; i < rest.size(); ++i) {
    const char c = rest[i];
    if (c == '_' && i > 0 && i + 1 < rest.size() && rest[i - 1] != '_') continue;
    const char lower = static_cast<char>(c | 0x20);
    const int digit = c >= '0' && c <= '9' ? c - '0' : lower >= 'a' && lower <= 'z' ? lower - 'a' + 10 : 99;
    if (digit >= used) invalid();
    digits += c;
  }
  if (digits.empty() || (is_decimal && digits[0] == '0' && digits.find_first_not_of('0') != std::string::npos)) invalid();
  if ((used & (used - 1)) != 0 && digits.size() > most_digits)
    universe.raise("ValueError", "Exceeds the limit (4300 digits) for integer string conversion: value has " +
                                     std::to_string(digits.size()) +
                                     " digits; use sys.set_int_max_str_digits() to increase the limit");
  const Value value = int_of_digits(universe, digits, used);
  return negative ? int_negative(universe, value) : value;
}

}  // namespace threadbox::script
