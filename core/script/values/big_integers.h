#pragma once

#include "script/text/fuel.h"
#include "script/values/integers.h"

namespace threadbox::script {

// Arithmetic on integers of any size, in steps between which it spends fuel.
// Threads:  any.
// Errors:   Interrupted.

/// The number of bits of the magnitude.
std::size_t bit_count(const BigInteger& value);
BigInteger multiply(const BigInteger& a, const BigInteger& b);
/// Floor division: the rest has the sign of the divisor, which must not be 0.
void divide(const BigInteger& a, const BigInteger& b, BigInteger& quotient, BigInteger& rest);
BigInteger to_power(const BigInteger& base, std::uint64_t exponent);
/// The base must be at least 0 and below the modulus, the exponent at least 0.
BigInteger power_modulo(const BigInteger& base, const BigInteger& exponent, const BigInteger& modulus);

}  // namespace threadbox::script
