#include <doctest/doctest.h>

#include <script/text/literals.h>

#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <random>
#include <string>

using threadbox::script::float_text;

namespace {

/// The shortest text by the standard library, written as repr() writes it.
std::string expected_text(double value) {
  char buffer[40];
  const double size = std::abs(value);
  const bool plain = size == 0 || (size >= 1e-4 && size < 1e16);
  const auto [end, error] =
      std::to_chars(buffer, buffer + sizeof buffer, value, plain ? std::chars_format::fixed : std::chars_format::scientific);
  std::string text(buffer, end);
  if (plain && text.find('.') == std::string::npos) text += ".0";
  return text;
}

void check(double value) {
  if (!std::isfinite(value)) return;
  const std::string text = float_text(value), expected = expected_text(value);
  if (text != expected) CHECK_MESSAGE(text == expected, value);
}

}  // namespace

TEST_CASE("floats: the text is the shortest that reads back as the same, next to each power of two and of ten") {
  for (int power = -1074; power < 1024; ++power) {
    const double value = std::ldexp(1.0, power);
    for (const double near : {value, -value, std::nextafter(value, 0.0), std::nextafter(value, 2 * value)}) check(near);
  }
  for (int power = -323; power <= 308; ++power) {
    const double value = std::strtod(("1e" + std::to_string(power)).c_str(), nullptr);
    for (const double near : {value, std::nextafter(value, 0.0), std::nextafter(value, 2 * value)}) check(near);
  }
  CHECK(float_text(0.0) == "0.0");
  CHECK(float_text(-0.0) == "-0.0");
  CHECK(float_text(5e-324) == "5e-324");
  CHECK(float_text(9007199254740993.0) == "9007199254740992.0");
  CHECK(float_text(1e16) == "1e+16");
  CHECK(float_text(-INFINITY) == "-inf");
  CHECK(float_text(NAN) == "nan");
}

TEST_CASE("floats: … of any bits, of whole numbers, of decimal fractions, and of those with less precision") {
  std::mt19937_64 random(1);
  for (int i = 0; i < 20'000; ++i) {
    const std::uint64_t bits = random();
    check(std::bit_cast<double>(bits));
    check(static_cast<double>(static_cast<std::int64_t>(bits)));
    check(static_cast<double>(bits % 10'000'000) / 1000);
    check(std::bit_cast<double>(bits & 0xF'FFFF'FFFF'FFFF));
  }
}
