#include "script/natives/natives.h"
#include "script/values/conversion.h"
#include "script/values/integers.h"
#include "script/values/iteration.h"

#include <algorithm>
#include <cmath>

namespace threadbox::script {

namespace {

double real(Call& call, std::size_t index) { return to_double(call.vm, call.arguments[index]); }

/// Raises CPython's errors for a result that is not a finite number.
Value checked(Call& call, double result, bool from_finite, bool from_nan, bool can_overflow) {
  if (std::isnan(result) && !from_nan) call.vm.raise("ValueError", "math domain error");
  if (std::isinf(result) && from_finite) {
    if (can_overflow) call.vm.raise("OverflowError", "math range error");
    call.vm.raise("ValueError", "math domain error");
  }
  return call.vm.number(result);
}

template <double (*Function)(double), bool CanOverflow = false>
Value of_one(Call& call) {
  const double x = real(call, 0);
  return checked(call, Function(x), std::isfinite(x), std::isnan(x), CanOverflow);
}

template <double (*Function)(double, double), bool CanOverflow = false>
Value of_two(Call& call) {
  const double x = real(call, 0), y = real(call, 1);
  return checked(call, Function(x, y), std::isfinite(x) && std::isfinite(y), std::isnan(x) || std::isnan(y), CanOverflow);
}

double degrees(double x) { return x * (180.0 / M_PI); }
double radians(double x) { return x * (M_PI / 180.0); }
/// fmod(x, inf) is x. C's fmod differs in the sign of a zero.
double remainder_of(double x, double y) { return std::remainder(x, y); }

Value power(Call& call) {
  const double x = real(call, 0), y = real(call, 1);
  if (x == 0 && y < 0 && std::isfinite(y)) call.vm.raise("ValueError", "math domain error");
  const double result = std::pow(x, y);
  if (x == 1 || y == 0) return call.vm.number(1.0);
  return checked(call, result, std::isfinite(x) && std::isfinite(y), std::isnan(x) || std::isnan(y), true);
}

Value is_finite(Call& call) { return Value::boolean(std::isfinite(real(call, 0))); }
Value is_infinite(Call& call) { return Value::boolean(std::isinf(real(call, 0))); }
Value is_nan(Call& call) { return Value::boolean(std::isnan(real(call, 0))); }

Value frexp(Call& call) {
  int exponent = 0;
  const double mantissa = std::frexp(real(call, 0), &exponent);
  if (!std::isfinite(mantissa)) exponent = 0;
  return Value(call.vm.tuple({call.vm.number(mantissa), Value::integer(exponent)}));
}

Value modf(Call& call) {
  const double x = real(call, 0);
  if (std::isinf(x)) return Value(call.vm.tuple({call.vm.number(std::copysign(0.0, x)), call.vm.number(x)}));
  double whole = 0;
  const double fraction = std::modf(x, &whole);
  return Value(call.vm.tuple({call.vm.number(fraction), call.vm.number(whole)}));
}

Value ldexp(Call& call) {
  const double x = real(call, 0);
  const Value by = call.arguments[1];
  if (!is_integral(by)) call.vm.raise("TypeError", "Expected an int as second argument to ldexp.");
  // Beyond the exponents of floats.
  constexpr std::int64_t most = 100000;
  const auto word = word_of(by);
  const std::int64_t exponent = word ? std::clamp(*word, -most, most) : compare_ints(by, Value::integer(0)) < 0 ? -most : most;
  const double result = std::ldexp(x, static_cast<int>(exponent));
  if (std::isinf(result) && std::isfinite(x)) call.vm.raise("OverflowError", "math range error");
  return call.vm.number(result);
}

/// Shewchuk's exact sum of a list of floats, rounded once.
Value fsum(Call& call) {
  std::vector<double> partials;
  double special = 0;
  for (const Value item : collect(call.vm, call.arguments[0])) {
    if (!is_number(item)) call.vm.raise("TypeError", "must be real number, not " + call.vm.type_name(item));
    double x = to_double(call.vm, item);
    if (!std::isfinite(x)) {
      special += x;
      continue;
    }
    std::size_t kept = 0;
    for (double y : partials) {
      if (std::abs(x) < std::abs(y)) std::swap(x, y);
      const double high = x + y, low = y - (high - x);
      if (low != 0) partials[kept++] = low;
      x = high;
    }
    partials.resize(kept);
    partials.push_back(x);
  }
  if (special != 0) {
    if (std::isnan(special)) call.vm.raise("ValueError", "-inf + inf in fsum");
    return call.vm.number(special);
  }
  double high = 0, low = 0;
  while (!partials.empty() && low == 0) {
    const double x = high, y = partials.back();
    partials.pop_back();
    high = x + y;
    low = y - (high - x);
  }
  // Half-way cases are rounded according to the lower partial sums.
  if (!partials.empty() && ((low < 0 && partials.back() < 0) || (low > 0 && partials.back() > 0))) {
    const double twice = low * 2, next = high + twice;
    if (twice == next - high) high = next;
  }
  return call.vm.number(high);
}

Value unit_in_last_place(Call& call) {
  const double x = std::abs(real(call, 0));
  if (!std::isfinite(x)) return call.vm.number(x);
  const double above = std::nextafter(x, INFINITY);
  return call.vm.number(std::isinf(above) ? x - std::nextafter(x, -INFINITY) : above - x);
}

}  // namespace

void install_math(Vm& vm) {
  Module* module = vm.module("_math");
  static constexpr NativeEntry entries[] = {
      {"sqrt", of_one<std::sqrt>, {"x", "/"}},
      {"cbrt", of_one<std::cbrt>, {"x", "/"}},
      {"exp", of_one<std::exp, true>, {"x", "/"}},
      {"exp2", of_one<std::exp2, true>, {"x", "/"}},
      {"expm1", of_one<std::expm1, true>, {"x", "/"}},
      {"log", of_one<std::log>, {"x", "/"}},
      {"log1p", of_one<std::log1p>, {"x", "/"}},
      {"log2", of_one<std::log2>, {"x", "/"}},
      {"log10", of_one<std::log10>, {"x", "/"}},
      {"sin", of_one<std::sin>, {"x", "/"}},
      {"cos", of_one<std::cos>, {"x", "/"}},
      {"tan", of_one<std::tan>, {"x", "/"}},
      {"asin", of_one<std::asin>, {"x", "/"}},
      {"acos", of_one<std::acos>, {"x", "/"}},
      {"atan", of_one<std::atan>, {"x", "/"}},
      {"sinh", of_one<std::sinh, true>, {"x", "/"}},
      {"cosh", of_one<std::cosh, true>, {"x", "/"}},
      {"tanh", of_one<std::tanh>, {"x", "/"}},
      {"asinh", of_one<std::asinh>, {"x", "/"}},
      {"acosh", of_one<std::acosh>, {"x", "/"}},
      {"atanh", of_one<std::atanh>, {"x", "/"}},
      {"erf", of_one<std::erf>, {"x", "/"}},
      {"erfc", of_one<std::erfc>, {"x", "/"}},
      {"fabs", of_one<std::fabs>, {"x", "/"}},
      {"degrees", of_one<degrees>, {"x", "/"}},
      {"radians", of_one<radians>, {"x", "/"}},
      {"atan2", of_two<std::atan2>, {"y", "x", "/"}},
      {"copysign", of_two<std::copysign>, {"x", "y", "/"}},
      {"fmod", of_two<std::fmod>, {"x", "y", "/"}},
      {"remainder", of_two<remainder_of>, {"x", "y", "/"}},
      {"hypot", of_two<std::hypot, true>, {"x", "y", "/"}},
      {"nextafter", of_two<std::nextafter>, {"x", "y", "/"}},
      {"pow", power, {"x", "y", "/"}},
      {"isfinite", is_finite, {"x", "/"}},
      {"isinf", is_infinite, {"x", "/"}},
      {"isnan", is_nan, {"x", "/"}},
      {"frexp", frexp, {"x", "/"}},
      {"modf", modf, {"x", "/"}},
      {"ldexp", ldexp, {"x", "i", "/"}},
      {"fsum", fsum, {"seq", "/"}},
      {"ulp", unit_in_last_place, {"x", "/"}},
  };
  define_all(vm, module, entries);
}

}  // namespace threadbox::script
