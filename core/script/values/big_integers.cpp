#include "script/values/big_integers.h"

#include "script/text/fuel.h"
#include "script/values/universe.h"

#include <algorithm>
#include <bit>

namespace threadbox::script {

namespace {

// Limits for single operations of the library, which cannot be interrupted, so that each takes a few milliseconds at most.
constexpr std::size_t product_bits_at_once = std::size_t{1} << 17;
constexpr double division_work_at_once = 1 << 24;  // In machine words of dividend times divisor.
constexpr double work_in_a_round = 16;

double words(const BigInteger& value) { return static_cast<double>(bit_count(value)) / 64; }

/// Spends fuel for one operation of the library on both operands.
void spend_on(const BigInteger& a, const BigInteger& b) {
  Fuel::spend(1 + static_cast<std::size_t>(words(a) * words(b) / work_in_a_round));
}

/// Karatsuba multiplication: numbers of 2n bits are split in two halves, and three products of halves replace four.
BigInteger product(const BigInteger& a, const BigInteger& b) {
  const std::size_t a_bits = bit_count(a), b_bits = bit_count(b);
  if (a_bits < b_bits) return product(b, a);
  if (a_bits + b_bits <= product_bits_at_once) {
    spend_on(a, b);
    return a * b;
  }
  const std::size_t half = a_bits / 2;
  const BigInteger a_high = a >> half, a_low = a - (a_high << half);
  if (b_bits <= half) return (product(a_high, b) << half) + product(a_low, b);
  const BigInteger b_high = b >> half, b_low = b - (b_high << half);
  const BigInteger high = product(a_high, b_high), low = product(a_low, b_low);
  const BigInteger middle = product(a_high + a_low, b_high + b_low) - high - low;
  return (high << (2 * half)) + (middle << half) + low;
}

/// Long division of magnitudes: the dividend is processed in pieces, the most significant first.
void divide_magnitudes(const BigInteger& a, const BigInteger& b, BigInteger& quotient, BigInteger& rest) {
  if (words(a) * words(b) <= division_work_at_once) {
    spend_on(a, b);
    return boost::multiprecision::divide_qr(a, b, quotient, rest);
  }
  const auto piece = static_cast<std::size_t>(std::max(division_work_at_once / words(b), 1.0)) * 64;
  quotient = 0;
  rest = 0;
  BigInteger left = a;
  for (std::size_t at = bit_count(a); at > 0;) {
    const std::size_t size = at % piece != 0 ? at % piece : piece;
    at -= size;
    const BigInteger top = left >> at;
    left -= top << at;
    rest = (rest << size) + top;
    BigInteger part, part_rest;
    spend_on(rest, b);
    boost::multiprecision::divide_qr(rest, b, part, part_rest);
    quotient += part << at;
    rest = part_rest;
  }
}

}  // namespace

std::size_t bit_count(const BigInteger& value) {
  const auto& limbs = value.backend();
  const auto highest = limbs.limbs()[limbs.size() - 1];
  return (limbs.size() - 1) * sizeof highest * 8 + static_cast<std::size_t>(std::bit_width(highest));
}

BigInteger multiply(const BigInteger& a, const BigInteger& b) {
  if (bit_count(a) + bit_count(b) <= product_bits_at_once) {
    spend_on(a, b);
    return a * b;
  }
  const BigInteger result = product(abs(a), abs(b));
  return (a < 0) != (b < 0) ? BigInteger(-result) : result;
}

void divide(const BigInteger& a, const BigInteger& b, BigInteger& quotient, BigInteger& rest) {
  divide_magnitudes(abs(a), abs(b), quotient, rest);
  if ((a < 0) != (b < 0)) quotient = -quotient;
  if (a < 0) rest = -rest;
  if (rest != 0 && (rest < 0) != (b < 0)) {
    rest += b;
    quotient -= 1;
  }
}

BigInteger to_power(const BigInteger& base, std::uint64_t exponent) {
  BigInteger result = 1, square = base;
  while (true) {
    if ((exponent & 1) != 0) result = multiply(result, square);
    if ((exponent >>= 1) == 0) return result;
    square = multiply(square, square);
  }
}

BigInteger power_modulo(const BigInteger& base, const BigInteger& exponent, const BigInteger& modulus) {
  BigInteger result = 1, square = base, unused;
  divide(result, modulus, unused, result);
  for (std::size_t bit = 0, count = bit_count(exponent); bit < count; ++bit) {
    if (bit_test(exponent, static_cast<unsigned>(bit))) divide(multiply(result, square), modulus, unused, result);
    divide(multiply(square, square), modulus, unused, square);
  }
  return result;
}

}  // namespace threadbox::script
