#include "script/operators.h"

#include "script/vm.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace threadbox::script {

namespace {

constexpr const char* operator_signs[] = {"+", "-", "*", "/", "//", "%", "** or pow()", "<<", ">>", "&", "|", "^", "@"};
constexpr const char* in_place_signs[] = {"+=", "-=", "*=", "/=", "//=", "%=", "**=", "<<=", ">>=", "&=", "|=", "^=", "@="};
constexpr const char* compare_signs[] = {"<", "<=", "==", "!=", ">", ">="};

bool is_integral(Value value) noexcept { return value.is_int() || value.is_bool(); }
std::int64_t integral(Value value) noexcept { return value.is_int() ? value.as_int() : value.is_true() ? 1 : 0; }

double real(Value value) noexcept {
  if (is_integral(value)) return static_cast<double>(integral(value));
  return static_cast<const Float*>(value.object())->value;
}

[[noreturn]] void unsupported(Vm& vm, BinaryOp op, Value a, Value b, bool in_place) {
  const auto index = static_cast<std::size_t>(op);
  vm.raise("TypeError", std::string("unsupported operand type(s) for ") +
                            (in_place ? in_place_signs[index] : operator_signs[index]) + ": '" +
                            vm.type_name(a) + "' and '" + vm.type_name(b) + "'");
}

std::int64_t floor_div(std::int64_t a, std::int64_t b) noexcept {
  const std::int64_t quotient = a / b;
  return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}
std::int64_t floor_mod(std::int64_t a, std::int64_t b) noexcept {
  const std::int64_t rest = a % b;
  return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
}

[[noreturn]] void too_big(Vm& vm) { vm.raise("OverflowError", "Threadbox has no integers beyond 63 bits yet"); }

Value int_power(Vm& vm, std::int64_t base, std::int64_t exponent) {
  if (exponent < 0) {
    if (base == 0) vm.raise("ZeroDivisionError", "zero to a negative power");
    return vm.number(std::pow(static_cast<double>(base), static_cast<double>(exponent)));
  }
  std::int64_t result = 1;
  while (exponent > 0) {
    if ((exponent & 1) != 0 && __builtin_mul_overflow(result, base, &result)) too_big(vm);
    exponent >>= 1;
    if (exponent > 0 && __builtin_mul_overflow(base, base, &base)) too_big(vm);
  }
  return make_int(vm, result);
}

Value int_binary(Vm& vm, BinaryOp op, std::int64_t a, std::int64_t b) {
  std::int64_t result = 0;
  switch (op) {
    case BinaryOp::add: return make_int(vm, a + b);  // 63 bits and 63 bits fit 64.
    case BinaryOp::subtract: return make_int(vm, a - b);
    case BinaryOp::multiply:
      if (__builtin_mul_overflow(a, b, &result)) too_big(vm);
      return make_int(vm, result);
    case BinaryOp::true_divide:
      if (b == 0) vm.raise("ZeroDivisionError", "division by zero");
      return vm.number(static_cast<double>(a) / static_cast<double>(b));
    case BinaryOp::floor_divide:
      if (b == 0) vm.raise("ZeroDivisionError", "integer division or modulo by zero");
      return make_int(vm, floor_div(a, b));
    case BinaryOp::modulo:
      if (b == 0) vm.raise("ZeroDivisionError", "integer modulo by zero");
      return Value::integer(floor_mod(a, b));
    case BinaryOp::power: return int_power(vm, a, b);
    case BinaryOp::left_shift:
      if (b < 0) vm.raise("ValueError", "negative shift count");
      if (a == 0) return Value::integer(0);
      if (b > 62 || (a << b >> b) != a) too_big(vm);
      return make_int(vm, a << b);
    case BinaryOp::right_shift:
      if (b < 0) vm.raise("ValueError", "negative shift count");
      return Value::integer(a >> std::min<std::int64_t>(b, 63));
    case BinaryOp::bit_and: return Value::integer(a & b);
    case BinaryOp::bit_or: return Value::integer(a | b);
    case BinaryOp::bit_xor: return Value::integer(a ^ b);
    case BinaryOp::matrix_multiply: break;
  }
  unsupported(vm, op, Value::integer(a), Value::integer(b), false);
}

Value float_binary(Vm& vm, BinaryOp op, Value left, Value right, bool in_place) {
  const double a = real(left), b = real(right);
  switch (op) {
    case BinaryOp::add: return vm.number(a + b);
    case BinaryOp::subtract: return vm.number(a - b);
    case BinaryOp::multiply: return vm.number(a * b);
    case BinaryOp::true_divide:
      if (b == 0) vm.raise("ZeroDivisionError", "float division by zero");
      return vm.number(a / b);
    case BinaryOp::floor_divide:
      if (b == 0) vm.raise("ZeroDivisionError", "float floor division by zero");
      return vm.number(std::floor(a / b));
    case BinaryOp::modulo: {
      if (b == 0) vm.raise("ZeroDivisionError", "float modulo");
      const double rest = std::fmod(a, b);
      return vm.number(rest != 0 && (rest < 0) != (b < 0) ? rest + b : std::copysign(rest, rest == 0 ? b : rest));
    }
    case BinaryOp::power:
      if (a == 0 && b < 0) vm.raise("ZeroDivisionError", "zero to a negative power");
      return vm.number(std::pow(a, b));
    default: unsupported(vm, op, left, right, in_place);
  }
}

/// sequence * count, in the size that the heap allows.
template <typename Container>
Container repeated(Vm& vm, const Container& items, std::int64_t count) {
  Container result;
  if (count <= 0 || items.size() == 0) return result;
  const auto times = static_cast<std::uint64_t>(count);
  std::uint64_t bytes = 0;
  if (__builtin_mul_overflow(times, items.size() * sizeof(items[0]), &bytes)) throw HeapExhausted{};
  vm.heap().check_room(bytes);
  result.reserve(items.size() * times);
  for (std::uint64_t i = 0; i < times; ++i) result.insert(result.end(), items.begin(), items.end());
  return result;
}

Value multiply_sequence(Vm& vm, Value sequence, std::int64_t count) {
  if (const auto* text = as<Str>(sequence)) return vm.text(repeated(vm, text->text, count));
  if (const auto* list = as<List>(sequence)) return Value(vm.list(repeated(vm, list->items, count)));
  return Value(vm.tuple(repeated(vm, as<Tuple>(sequence)->items, count)));
}

bool is_sequence(Value value) noexcept {
  return as<Str>(value) != nullptr || as<List>(value) != nullptr || as<Tuple>(value) != nullptr;
}

Value add_sequences(Vm& vm, Value a, Value b, bool in_place) {
  if (const auto* left = as<Str>(a)) {
    if (const auto* right = as<Str>(b)) return vm.text(left->text + right->text);
    vm.raise("TypeError", "can only concatenate str (not \"" + vm.type_name(b) + "\") to str");
  }
  if (auto* left = as<List>(a)) {
    if (in_place) {
      const std::vector<Value> more = collect(vm, b);
      vm.heap().charge(*left, more.size() * sizeof(Value));
      left->items.insert(left->items.end(), more.begin(), more.end());
      return a;
    }
    const auto* right = as<List>(b);
    if (right == nullptr) vm.raise("TypeError", "can only concatenate list (not \"" + vm.type_name(b) + "\") to list");
    std::vector<Value> items = left->items;
    items.insert(items.end(), right->items.begin(), right->items.end());
    return Value(vm.list(std::move(items)));
  }
  const auto* right = as<Tuple>(b);
  if (right == nullptr) vm.raise("TypeError", "can only concatenate tuple (not \"" + vm.type_name(b) + "\") to tuple");
  std::vector<Value> items = as<Tuple>(a)->items;
  items.insert(items.end(), right->items.begin(), right->items.end());
  return Value(vm.tuple(std::move(items)));
}

}  // namespace

Value make_int(Vm& vm, std::int64_t value) {
  if (!Value::fits(value)) too_big(vm);
  return Value::integer(value);
}

bool is_number(Value value) noexcept { return is_integral(value) || as<Float>(value) != nullptr; }

std::int64_t to_int(Vm& vm, Value value, const char*) {
  if (is_integral(value)) return integral(value);
  vm.raise("TypeError", "'" + vm.type_name(value) + "' object cannot be interpreted as an integer");
}

double to_double(Vm& vm, Value value, const char*) {
  if (is_number(value)) return real(value);
  vm.raise("TypeError", "must be real number, not " + vm.type_name(value));
}

bool truthy(Vm&, Value value) {
  if (value.is_bool() || value.is_none()) return value.is_true();
  if (value.is_int()) return value.as_int() != 0;
  if (const auto* text = as<Str>(value)) return !text->text.empty();
  if (const auto* list = as<List>(value)) return !list->items.empty();
  if (const auto* dict = as<Dict>(value)) return dict->size() > 0;
  if (const auto* tuple = as<Tuple>(value)) return !tuple->items.empty();
  if (const auto* number = as<Float>(value)) return number->value != 0;
  if (const auto* range = as<Range>(value)) return range->length() > 0;
  return true;
}

bool equal(Vm& vm, Value a, Value b) {
  if (is_integral(a) && is_integral(b)) return integral(a) == integral(b);
  if (is_number(a) && is_number(b)) return real(a) == real(b);
  if (a == b) return true;
  if (const auto* left = as<Str>(a)) {
    const auto* right = as<Str>(b);
    return right != nullptr && left->text == right->text;
  }
  const auto same_items = [&](const std::vector<Value>& x, const std::vector<Value>& y) {
    return x.size() == y.size() &&
           std::equal(x.begin(), x.end(), y.begin(), [&](Value p, Value q) { return equal(vm, p, q); });
  };
  if (const auto* left = as<List>(a)) {
    const auto* right = as<List>(b);
    return right != nullptr && same_items(left->items, right->items);
  }
  if (const auto* left = as<Tuple>(a)) {
    const auto* right = as<Tuple>(b);
    return right != nullptr && same_items(left->items, right->items);
  }
  if (const auto* left = as<Dict>(a)) {
    const auto* right = as<Dict>(b);
    if (right == nullptr || left->cls() != right->cls() || left->size() != right->size()) return false;
    return std::ranges::all_of(left->entries(), [&](const Dict::Entry& entry) {
      if (!entry.live) return true;
      const Dict::Entry* other = right->find(vm, entry.key);
      return other != nullptr && equal(vm, entry.value, other->value);
    });
  }
  return false;
}

std::size_t hash_of(Vm& vm, Value value) {
  if (is_integral(value)) return std::hash<std::int64_t>{}(integral(value));
  if (const auto* text = as<Str>(value)) return text->hash();
  if (const auto* number = as<Float>(value)) {
    // Equal numbers have equal hashes, whatever their type.
    const double whole = std::trunc(number->value);
    if (whole == number->value && std::abs(whole) < 4e18) return std::hash<std::int64_t>{}(static_cast<std::int64_t>(whole));
    return std::hash<double>{}(number->value);
  }
  if (const auto* tuple = as<Tuple>(value)) {
    std::size_t hash = 0x345678;
    for (const Value item : tuple->items) hash = hash * 1000003 ^ hash_of(vm, item);
    return hash;
  }
  if (as<List>(value) != nullptr || as<Dict>(value) != nullptr || as<Slice>(value) != nullptr)
    vm.raise("TypeError", "unhashable type: '" + vm.type_name(value) + "'");
  const Class* cls = vm.class_of(value);
  if (!cls->lookup(vm.intern("__eq__")).is_undefined() || !cls->lookup(vm.intern("__hash__")).is_undefined())
    vm.raise("NotImplementedError", "Threadbox cannot use an object with __eq__ or __hash__ as a key yet");
  return std::hash<std::uint64_t>{}(value.word());
}

Value unary(Vm& vm, UnaryOp op, Value operand) {
  if (op == UnaryOp::logical_not) return Value::boolean(!truthy(vm, operand));
  if (is_integral(operand)) {
    const std::int64_t value = integral(operand);
    return op == UnaryOp::negative   ? make_int(vm, -value)
           : op == UnaryOp::positive ? Value::integer(value)
                                     : Value::integer(~value);
  }
  if (as<Float>(operand) != nullptr && op != UnaryOp::invert)
    return op == UnaryOp::negative ? vm.number(-real(operand)) : operand;
  const char* sign = op == UnaryOp::negative ? "-" : op == UnaryOp::positive ? "+" : "~";
  vm.raise("TypeError", std::string("bad operand type for unary ") + sign + ": '" + vm.type_name(operand) + "'");
}

Value binary(Vm& vm, BinaryOp op, Value a, Value b, bool in_place) {
  if (is_integral(a) && is_integral(b)) return int_binary(vm, op, integral(a), integral(b));
  if (is_number(a) && is_number(b)) return float_binary(vm, op, a, b, in_place);
  if (op == BinaryOp::add && is_sequence(a)) return add_sequences(vm, a, b, in_place);
  if (op == BinaryOp::multiply) {
    if (is_sequence(a) && is_integral(b)) return multiply_sequence(vm, a, integral(b));
    if (is_sequence(b) && is_integral(a)) return multiply_sequence(vm, b, integral(a));
  }
  if (op == BinaryOp::modulo && as<Str>(a) != nullptr) return vm.text(percent_format(vm, as<Str>(a)->text, b));
  unsupported(vm, op, a, b, in_place);
}

namespace {

template <typename T>
bool ordered(CompareOp op, const T& a, const T& b) {
  switch (op) {
    case CompareOp::lt: return a < b;
    case CompareOp::le: return a <= b;
    case CompareOp::gt: return a > b;
    default: return a >= b;
  }
}

bool compare_items(Vm& vm, CompareOp op, const std::vector<Value>& a, const std::vector<Value>& b) {
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
    if (!equal(vm, a[i], b[i])) return truthy(vm, compare(vm, op, a[i], b[i]));
  return ordered(op, a.size(), b.size());
}

}  // namespace

Value compare(Vm& vm, CompareOp op, Value a, Value b) {
  if (op == CompareOp::eq) return Value::boolean(equal(vm, a, b));
  if (op == CompareOp::ne) return Value::boolean(!equal(vm, a, b));
  if (is_integral(a) && is_integral(b)) return Value::boolean(ordered(op, integral(a), integral(b)));
  if (is_number(a) && is_number(b)) return Value::boolean(ordered(op, real(a), real(b)));
  if (as<Str>(a) != nullptr && as<Str>(b) != nullptr) return Value::boolean(ordered(op, as<Str>(a)->text, as<Str>(b)->text));
  if (as<List>(a) != nullptr && as<List>(b) != nullptr)
    return Value::boolean(compare_items(vm, op, as<List>(a)->items, as<List>(b)->items));
  if (as<Tuple>(a) != nullptr && as<Tuple>(b) != nullptr)
    return Value::boolean(compare_items(vm, op, as<Tuple>(a)->items, as<Tuple>(b)->items));
  vm.raise("TypeError", std::string("'") + compare_signs[static_cast<std::size_t>(op)] +
                            "' not supported between instances of '" + vm.type_name(a) + "' and '" +
                            vm.type_name(b) + "'");
}

bool contains(Vm& vm, Value container, Value item) {
  if (const auto* text = as<Str>(container)) {
    const auto* part = as<Str>(item);
    if (part == nullptr)
      vm.raise("TypeError", "'in <string>' requires string as left operand, not " + vm.type_name(item));
    return text->text.find(part->text) != std::string::npos;
  }
  if (const auto* dict = as<Dict>(container)) return dict->find(vm, item) != nullptr;
  const std::vector<Value> items = [&] {
    try {
      return collect(vm, container);
    } catch (const Raised&) {
      vm.raise("TypeError", "argument of type '" + vm.type_name(container) + "' is not iterable");
    }
  }();
  return std::ranges::any_of(items, [&](Value other) { return other == item || equal(vm, other, item); });
}

}  // namespace threadbox::script
