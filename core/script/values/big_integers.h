#pragma once

#include "script/text/fuel.h"
#include "script/values/integers.h"

namespace threadbox::script {

// Arithmetic of integers of any size, cut into pieces so that it looks at requests while it works.
// Errors: Interrupted.

/// How many bits the magnitude has.
std::size_t bit_count(const BigInteger& value);
BigInteger multiply(const BigInteger& a, const BigInteger& b);
/// Floored: the rest has the sign of the divisor, which is not 0.
void divide(const BigInteger& a, const BigInteger& b, BigInteger& quotient, BigInteger& rest);
BigInteger to_power(const BigInteger& base, std::uint64_t exponent);
/// Of a base from 0 to below the modulus, and an exponent that is not negative.
BigInteger power_modulo(const BigInteger& base, const BigInteger& exponent, const BigInteger& modulus);

}  // namespace threadbox::script
