#include "script/text/literals.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

namespace threadbox::script {

namespace {

/// A decimal number: its digits without trailing zeros, and the power of ten of the first.
struct Decimal {
  std::string digits;
  int exponent;
};

/// A number as `%e` writes it: a digit, a point, more digits, and an exponent.
using Text = std::array<char, 32>;

/// The number with so many digits that is nearest. The library rounds correctly.
Text nearest(double magnitude, int digits) {
  Text text;
  std::snprintf(text.data(), text.size(), "%.*e", digits - 1, magnitude);
  return text;
}

bool reads_as(const Text& text, double magnitude) { return std::strtod(text.data(), nullptr) == magnitude; }

/// The number with one more in its last digit. Not for 9s alone; no power of two that is not subnormal is so near a power of ten.
Text successor(Text text) {
  char* digit = std::strchr(text.data(), 'e') - 1;
  for (; *digit == '9' || *digit == '.'; --digit)
    if (*digit == '9') *digit = '0';
  ++*digit;
  return text;
}

Decimal decimal_of(const Text& text) {
  const std::string_view all(text.data());
  const std::size_t mark = all.find('e');
  Decimal result{std::string(all.substr(0, 1)), std::atoi(text.data() + mark + 1)};
  if (mark > 1) result.digits += all.substr(2, mark - 2);
  result.digits.resize(result.digits.find_last_not_of('0') + 1);
  return result;
}

/// The shortest number that reads back as the same; of those, the nearest.
Decimal shortest(double magnitude) {
  // Any 15 digits survive the way there and back, but not those of a number so small that it has less precision.
  constexpr double least_normal = 2.2250738585072014e-308;
  constexpr int always_enough = 17;
  // The numbers beneath a power of two are twice as close as those above it: the nearest text may be too far beneath, and the next
  // near enough.
  int unused = 0;
  const bool is_power_of_two = magnitude > least_normal && std::frexp(magnitude, &unused) == 0.5;
  for (int digits = magnitude < least_normal ? 1 : 15; digits < always_enough; ++digits) {
    const Text text = nearest(magnitude, digits);
    if (reads_as(text, magnitude)) return decimal_of(text);
    if (!is_power_of_two) continue;
    if (const Text next = successor(text); reads_as(next, magnitude)) return decimal_of(next);
  }
  return decimal_of(nearest(magnitude, always_enough));
}

}  // namespace

// Not std::to_chars(double): its tables take a tenth of the page's module.
std::string float_text(double value) {
  if (std::isnan(value)) return "nan";
  const std::string sign = std::signbit(value) ? "-" : "";
  if (std::isinf(value)) return sign + "inf";
  if (value == 0) return sign + "0.0";
  const auto [digits, exponent] = shortest(std::abs(value));
  const auto point = static_cast<std::size_t>(exponent < 0 ? 0 : exponent + 1);  // So many digits are before it.
  if (exponent < -4 || exponent >= 16) {
    char power[8];
    std::snprintf(power, sizeof power, "e%+03d", exponent);
    return sign + digits.substr(0, 1) + (digits.size() > 1 ? "." + digits.substr(1) : "") + power;
  }
  if (exponent < 0) return sign + "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
  if (point >= digits.size()) return sign + digits + std::string(point - digits.size(), '0') + ".0";
  return sign + digits.substr(0, point) + "." + digits.substr(point);
}

}  // namespace threadbox::script
