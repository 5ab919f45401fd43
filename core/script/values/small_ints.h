#pragma once

#include "script/compile/code.h"
#include "script/values/value.h"

#include <cstdint>
#include <limits>

namespace threadbox::script {

// Fast paths for operators on two small ints (see Value). They work on the tagged words: an int n is the word 2n + 1. They cover only
// results that are small ints; binary() handles everything else, larger results and errors.
// Threads:  any.

namespace small_ints {

inline bool fits_32(std::int64_t value) noexcept {
  return value >= std::numeric_limits<std::int32_t>::min() && value <= std::numeric_limits<std::int32_t>::max();
}

/// a // b and a % b for a positive b. Several times faster for operands of 32 bits, because the processor's 64-bit division is slow.
inline std::int64_t floor_divide(std::int64_t a, std::int64_t b) noexcept {
  if (fits_32(a) && fits_32(b)) {
    const auto x = static_cast<std::int32_t>(a), y = static_cast<std::int32_t>(b);
    return x / y - (x % y < 0 ? 1 : 0);
  }
  return a / b - (a % b < 0 ? 1 : 0);
}
inline std::int64_t modulo(std::int64_t a, std::int64_t b) noexcept {
  const std::int64_t rest = fits_32(a) && fits_32(b) ? static_cast<std::int32_t>(a) % static_cast<std::int32_t>(b) : a % b;
  return rest < 0 ? rest + b : rest;
}

/// Whether a * b overflows; otherwise sets *product. WebAssembly cannot detect overflow, so the check of 64-bit operands takes many
/// instructions there.
inline bool multiply_overflows(std::int64_t a, std::int64_t b, std::int64_t* product) noexcept {
#ifdef __wasm__
  if (fits_32(a) && fits_32(b)) {
    *product = a * b;
    return false;
  }
#endif
  return __builtin_mul_overflow(a, b, product);
}

/// Computes a op b. False, without a result, if the general binary() must do it.
[[gnu::always_inline]] inline bool binary(BinaryOp op, Value a, Value b, Value& result) noexcept {
  const auto x = static_cast<std::int64_t>(a.word()), y = static_cast<std::int64_t>(b.word());
  std::int64_t word = 0;
  switch (op) {
    case BinaryOp::add:
      if (__builtin_add_overflow(x, y - 1, &word)) return false;
      break;
    case BinaryOp::subtract:
      if (__builtin_sub_overflow(x, y - 1, &word)) return false;
      break;
    case BinaryOp::multiply:
      if (multiply_overflows(x - 1, b.as_int(), &word)) return false;
      word |= 1;
      break;
    case BinaryOp::floor_divide:
      if (b.as_int() <= 0) return false;
      word = floor_divide(a.as_int(), b.as_int()) * 2 + 1;
      break;
    case BinaryOp::modulo:
      if (b.as_int() <= 0) return false;
      word = modulo(a.as_int(), b.as_int()) * 2 + 1;
      break;
    case BinaryOp::bit_and: word = x & y; break;
    case BinaryOp::bit_or: word = x | y; break;
    case BinaryOp::bit_xor: word = (x ^ y) | 1; break;
    default: return false;
  }
  result = Value::from_word(static_cast<std::uint64_t>(word));
  return true;
}

inline bool compare(CompareOp op, Value a, Value b) noexcept {
  const auto x = static_cast<std::int64_t>(a.word()), y = static_cast<std::int64_t>(b.word());
  switch (op) {
    case CompareOp::lt: return x < y;
    case CompareOp::le: return x <= y;
    case CompareOp::eq: return x == y;
    case CompareOp::ne: return x != y;
    case CompareOp::gt: return x > y;
    default: return x >= y;
  }
}

}  // namespace small_ints

}  // namespace threadbox::script
