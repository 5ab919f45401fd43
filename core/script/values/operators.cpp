#include "script/values/operators.h"

#include "script/machine/vm.h"
#include "script/values/held.h"
#include "script/values/integers.h"
#include "script/values/ranges.h"
#include "script/values/room.h"
#include "script/values/text.h"

#include <algorithm>
#include <cmath>

namespace threadbox::script {

namespace {

constexpr const char* operator_signs[] = {"+", "-", "*", "/", "//", "%", "** or pow()", "<<", ">>", "&", "|", "^", "@"};
constexpr const char* in_place_signs[] = {"+=", "-=", "*=", "/=", "//=", "%=", "**=", "<<=", ">>=", "&=", "|=", "^=", "@="};
constexpr const char* compare_signs[] = {"<", "<=", "==", "!=", ">", ">="};

double real(Vm& vm, Value value) {
  return is_integral(value) ? double_of_int(vm, value) : static_cast<const Float*>(value.object())->value;
}

[[noreturn]] void unsupported(Vm& vm, BinaryOp op, Value a, Value b, bool in_place) {
  const auto index = static_cast<std::size_t>(op);
  const auto* native = as<Native>(a);
  const bool python_2 = op == BinaryOp::right_shift && native != nullptr && native->name == "print" && !in_place;
  vm.raise("TypeError", std::string("unsupported operand type(s) for ") +
                            (in_place ? in_place_signs[index] : operator_signs[index]) + ": '" +
                            vm.type_name(a) + "' and '" + vm.type_name(b) + "'" +
                            (python_2 ? ". Did you mean \"print(<message>, file=<output_stream>)\"?" : ""));
}

}  // namespace

std::pair<double, double> float_divmod(double a, double b) noexcept {
  double rest = std::fmod(a, b);
  double quotient = (a - rest) / b;
  if (rest != 0) {
    if ((b < 0) != (rest < 0)) {
      rest += b;
      quotient -= 1;
    }
  } else {
    rest = std::copysign(0.0, b);
  }
  if (quotient == 0) return {std::copysign(0.0, a / b), rest};
  double whole = std::floor(quotient);
  if (quotient - whole > 0.5) whole += 1;
  return {whole, rest};
}

namespace {

Value float_binary(Vm& vm, BinaryOp op, Value left, Value right, bool in_place) {
  const double a = real(vm, left), b = real(vm, right);
  switch (op) {
    case BinaryOp::add: return vm.number(a + b);
    case BinaryOp::subtract: return vm.number(a - b);
    case BinaryOp::multiply: return vm.number(a * b);
    case BinaryOp::true_divide:
      if (b == 0) vm.raise("ZeroDivisionError", "float division by zero");
      return vm.number(a / b);
    case BinaryOp::floor_divide:
    case BinaryOp::modulo: {
      if (b == 0) vm.raise("ZeroDivisionError", op == BinaryOp::modulo ? "float modulo by zero" : "float floor division by zero");
      const auto [quotient, rest] = float_divmod(a, b);
      return vm.number(op == BinaryOp::modulo ? rest : quotient);
    }
    case BinaryOp::power:
      if (a == 0 && b < 0) vm.raise("ZeroDivisionError", "0.0 cannot be raised to a negative power");
      if (a < 0 && std::isfinite(a) && std::isfinite(b) && b != std::floor(b))
        vm.raise("NotImplementedError", "Threadbox has no complex numbers: a negative number to a fractional power");
      if (const double result = std::pow(a, b); std::isfinite(result) || !std::isfinite(a) || !std::isfinite(b)) return vm.number(result);
      vm.raise_value("OverflowError", {Value::integer(34), vm.text("Numerical result out of range")});
    default: unsupported(vm, op, left, right, in_place);
  }
}

/// How many items `count` times a sequence has. Errors: HeapExhausted.
template <typename Sequence>
std::size_t repeated_size(Vm& vm, const Sequence& items, std::int64_t count) {
  if (count <= 0 || items.empty()) return 0;
  check_room_for(vm.heap(), static_cast<std::uint64_t>(count), items.size() * sizeof(items[0]));
  return items.size() * static_cast<std::size_t>(count);
}

/// Has a sequence become as long as it shall be: `append` is told how many items to append from its beginning.
template <typename Append>
void repeat(std::size_t item_bytes, std::size_t count, std::size_t size, const Append& append) {
  // Each time as many as there are, up to what stays in the processor's cache.
  const std::size_t most = std::max(count, (std::size_t{32} << 10) / item_bytes / count * count);
  for (std::size_t filled = count; filled < size;) {
    const std::size_t more = std::min({filled, most, size - filled});
    Vm::spend(1 + more * item_bytes / Vm::bytes_in_a_round);
    append(filled, more);
    filled += more;
  }
}

std::vector<Value> repeated(Vm& vm, const std::vector<Value>& items, std::int64_t count) {
  const std::size_t size = repeated_size(vm, items, count);
  std::vector<Value> result;
  if (size == 0) return result;
  result.reserve(size);
  result = items;
  repeat(sizeof(Value), items.size(), size, [&](std::size_t, std::size_t more) {
    // Memory that has not been touched yet comes page by page: to fill it all at first would be one long piece.
    for (std::size_t i = 0; i < more; ++i) result.push_back(result[i]);
  });
  return result;
}

Str* repeated(Vm& vm, std::string_view text, std::int64_t count) {
  const std::size_t size = repeated_size(vm, text, count);
  return vm.string(size, [&](char* place) {
    if (size == 0) return;
    std::ranges::copy(text, place);
    repeat(1, text.size(), size, [place](std::size_t filled, std::size_t more) { std::copy_n(place, more, place + filled); });
  });
}

Value multiply_by(Vm& vm, Value sequence, Value factor, bool in_place) {
  if (!is_integral(factor)) {
    if (!special_in_python(vm, factor, vm.names.index).is_undefined()) throw NeedsPython{};
    vm.raise("TypeError", "can't multiply sequence by non-int of type '" + vm.type_name(factor) + "'");
  }
  const auto count_or_none = word_of(factor);
  if (!count_or_none) vm.raise("OverflowError", "cannot fit 'int' into an index-sized integer");
  const std::int64_t count = *count_or_none;
  if (count == 1 && (as<Str>(sequence) != nullptr || sequence.object()->cls() == vm.classes.tuple)) return sequence;
  if (const auto* text = as<Str>(sequence)) return Value(repeated(vm, text->text, count));
  if (auto* list = as<List>(sequence)) {
    if (!in_place) return Value(vm.list(repeated(vm, *Steady(vm, *list, list->items), count)));
    const Held held(vm, *list);
    list->items = repeated(vm, list->items, count);
    vm.heap().charge(list->items.size() * sizeof(Value));
    return sequence;
  }
  return Value(vm.tuple(repeated(vm, as<Tuple>(sequence)->items, count)));
}

bool is_sequence(Value value) noexcept {
  return as<Str>(value) != nullptr || as<List>(value) != nullptr || as<Tuple>(value) != nullptr;
}

Value add_sequences(Vm& vm, Value a, Value b, bool in_place) {
  if (const auto* left = as<Str>(a)) {
    if (const auto* right = as<Str>(b)) return Value(vm.joined(*left, *right, in_place));
    vm.raise("TypeError", "can only concatenate str (not \"" + vm.type_name(b) + "\") to str");
  }
  if (auto* left = as<List>(a)) {
    if (in_place) {
      append_all(vm, *left, collect(vm, b));
      return a;
    }
    const auto* right = as<List>(b);
    if (right == nullptr) vm.raise("TypeError", "can only concatenate list (not \"" + vm.type_name(b) + "\") to list");
    std::vector<Value> items = items_of(vm, *left);
    const Steady more(vm, *right, right->items);
    items.insert(items.end(), more.begin(), more.end());
    return Value(vm.list(std::move(items)));
  }
  const auto* right = as<Tuple>(b);
  if (right == nullptr) vm.raise("TypeError", "can only concatenate tuple (not \"" + vm.type_name(b) + "\") to tuple");
  const auto* left = as<Tuple>(a);
  if (right->items.empty() && left->cls() == vm.classes.tuple) return a;
  if (left->items.empty() && right->cls() == vm.classes.tuple) return b;
  std::vector<Value> items = left->items;
  items.insert(items.end(), right->items.begin(), right->items.end());
  return Value(vm.tuple(std::move(items)));
}

}  // namespace

bool is_number(Value value) noexcept { return is_integral(value) || as<Float>(value) != nullptr; }

std::int64_t to_int(Vm& vm, Value value, const char*) {
  if (is_small(value)) return small(value);
  if (const auto word = word_of(value)) return *word;
  if (as<BigInt>(value) != nullptr) vm.raise("OverflowError", "Python int too large to convert to C ssize_t");
  if (!special_in_python(vm, value, vm.names.index).is_undefined()) throw NeedsPython{};
  vm.raise("TypeError", "'" + vm.type_name(value) + "' object cannot be interpreted as an integer");
}

double to_double(Vm& vm, Value value, const char*) {
  if (is_number(value)) return real(vm, value);
  if (!special_in_python(vm, value, vm.names.float_).is_undefined() || !special_in_python(vm, value, vm.names.index).is_undefined()) throw NeedsPython{};
  vm.raise("TypeError", "must be real number, not " + vm.type_name(value));
}

bool truthy(Vm& vm, Value value) {
  if (value.is_bool() || value.is_none()) return value.is_true();
  if (value.is_int()) return value.as_int() != 0;
  if (!special_in_python(vm, value, vm.names.bool_).is_undefined() || !special_in_python(vm, value, vm.names.len).is_undefined())
    throw NeedsPython{};
  if (const auto* text = as<Str>(value)) return !text->text.empty();
  if (as<List>(value) != nullptr) return own_length(vm, value) != 0;
  if (const auto* dict = as<Dict>(value)) return dict->size() > 0;
  if (const auto* set = as<Set>(value)) return set->size() > 0;
  if (const auto* tuple = as<Tuple>(value)) return !tuple->items.empty();
  if (const auto* number = as<Float>(value)) return number->value != 0;
  if (const auto* range = as<Range>(value)) return range->wide != nullptr ? truthy(vm, range_length(vm, *range)) : range->length() > 0;
  if (const auto* view = as<DictView>(value)) return view->dict->size() > 0;
  if (value == vm.not_implemented) throw NeedsPython{};
  return true;
}

namespace {

bool same_items(Vm& vm, const std::vector<Value>& a, const std::vector<Value>& b) {
  // By index: an __eq__ of ours cannot run meanwhile, but the lists may be the same one.
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    Vm::spend();
    if (a[i] != b[i] && !equal(vm, a[i], b[i])) return false;
  }
  return true;
}

bool same_lists(Vm& vm, const List& a, const List& b) {
  return own_length(vm, Value(const_cast<List*>(&a))) == own_length(vm, Value(const_cast<List*>(&b))) &&
         same_items(vm, *Steady(vm, a, a.items), *Steady(vm, b, b.items));
}

bool same_entries(Vm& vm, const Dict& a, const Dict& b) {
  if (a.size() != b.size()) return false;
  return std::ranges::all_of(Steady(vm, a, a.entries()), [&](const Dict::Entry& entry) {
    Vm::spend();
    if (!entry.live) return true;
    const Value other = b.get(vm, entry.key);
    return !other.is_undefined() && (entry.value == other || equal(vm, entry.value, other));
  });
}

}  // namespace

bool equal(Vm& vm, Value a, Value b) {
  if (a.is_int() && b.is_int()) return a == b;
  if (is_integral(a) && is_integral(b)) return compare_ints(a, b) == 0;
  if (is_number(a) && is_number(b)) {
    const auto order = compare_numbers(a, b);
    return order && *order == 0;
  }
  const auto asks_python = [&](Value value) { return !special_in_python(vm, value, vm.names.eq).is_undefined(); };
  if (asks_python(a) || asks_python(b)) throw NeedsPython{};
  return own_equal(vm, a, b);
}

bool own_equal(Vm& vm, Value a, Value b) {
  if (a == b) return true;
  if (!a.is_object() || !b.is_object() || a.object()->shape() != b.object()->shape())
    return (as<DictView>(a) != nullptr || as<DictView>(b) != nullptr) && views_equal(vm, a, b);
  if (const auto* text = as<Str>(a)) return text->text == as<Str>(b)->text;
  const Nesting nesting(vm, " in comparison");
  switch (a.object()->shape()) {
    case Shape::list: return same_lists(vm, *as<List>(a), *as<List>(b));
    case Shape::tuple: return same_items(vm, as<Tuple>(a)->items, as<Tuple>(b)->items);
    case Shape::dict: return same_entries(vm, *as<Dict>(a), *as<Dict>(b));
    case Shape::set: return as<Set>(a)->size() == as<Set>(b)->size() && is_subset(vm, *as<Set>(a), *as<Set>(b));
    case Shape::range: return same_range(vm, *as<Range>(a), *as<Range>(b));
    case Shape::slice:
      return equal(vm, as<Slice>(a)->start, as<Slice>(b)->start) && equal(vm, as<Slice>(a)->stop, as<Slice>(b)->stop) &&
             equal(vm, as<Slice>(a)->step, as<Slice>(b)->step);
    case Shape::bound_method: return as<BoundMethod>(a)->self == as<BoundMethod>(b)->self && as<BoundMethod>(a)->function == as<BoundMethod>(b)->function;
    case Shape::view: return views_equal(vm, a, b);
    default: return false;
  }
}

std::optional<int> compare_numbers(Value a, Value b) {
  if (is_integral(a) && is_integral(b)) return compare_ints(a, b);
  const auto number = [](Value value) { return static_cast<const Float*>(value.object())->value; };
  if (is_integral(a)) return std::isnan(number(b)) ? std::nullopt : std::optional(compare_int_to_double(a, number(b)));
  if (is_integral(b)) return std::isnan(number(a)) ? std::nullopt : std::optional(-compare_int_to_double(b, number(a)));
  const double x = number(a), y = number(b);
  if (std::isnan(x) || std::isnan(y)) return std::nullopt;
  return x < y ? -1 : x > y ? 1 : 0;
}

Value unary(Vm& vm, UnaryOp op, Value operand) {
  if (op == UnaryOp::invert && operand.is_bool()) throw NeedsPython{};  // It warns.
  if (op == UnaryOp::logical_not) return Value::boolean(!truthy(vm, operand));
  if (is_integral(operand)) {
    if (op == UnaryOp::positive) return is_small(operand) ? Value::integer(small(operand)) : operand;
    return op == UnaryOp::negative ? int_negative(vm, operand) : int_invert(vm, operand);
  }
  if (as<Float>(operand) != nullptr && op != UnaryOp::invert)
    return op == UnaryOp::negative ? vm.number(-real(vm, operand)) : operand;
  const char* sign = op == UnaryOp::negative ? "-" : op == UnaryOp::positive ? "+" : "~";
  vm.raise("TypeError", std::string("bad operand type for unary ").append(sign).append(": '").append(vm.type_name(operand)).append("'"));
}

Value binary(Vm& vm, BinaryOp op, Value a, Value b, bool in_place) {
  if (is_number(a) && is_number(b)) {
    if (!is_integral(a) || !is_integral(b)) return float_binary(vm, op, a, b, in_place);
    if (op != BinaryOp::matrix_multiply) return int_binary(vm, op, a, b);
  }
  if (op == BinaryOp::add && is_sequence(a)) return add_sequences(vm, a, b, in_place);
  if (op == BinaryOp::multiply) {
    if (is_sequence(a)) return multiply_by(vm, a, b, in_place);
    if (is_sequence(b)) return multiply_by(vm, b, a, false);
  }
  if (op == BinaryOp::modulo && as<Str>(a) != nullptr) return vm.text(percent_format(vm, as<Str>(a)->text, b));
  if (const auto result = set_binary(vm, op, a, b, in_place)) return *result;
  // int | None: a UnionType, which is Python's.
  const auto is_type = [](Value value) { return as<Class>(value) != nullptr; };
  if (op == BinaryOp::bit_or && (is_type(a) || is_type(b)) && (is_type(a) || a.is_none()) && (is_type(b) || b.is_none())) throw NeedsPython{};
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
  const Nesting nesting(vm, " in comparison");
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    Vm::spend();
    if (a[i] != b[i] && !equal(vm, a[i], b[i])) return truthy(vm, compare(vm, op, a[i], b[i]));
  }
  return ordered(op, a.size(), b.size());
}

std::vector<Value> parts_of(const Slice& slice) {
  return {slice.start, slice.stop, slice.step.is_undefined() ? Value::none() : slice.step};
}

/// Subset and superset.
bool compare_sets(Vm& vm, CompareOp op, const Set& a, const Set& b) {
  if (op == CompareOp::gt || op == CompareOp::ge) return compare_sets(vm, reflected_compare(op), b, a);
  return (op == CompareOp::le || a.size() < b.size()) && is_subset(vm, a, b);
}

}  // namespace

CompareOp reflected_compare(CompareOp op) noexcept {
  switch (op) {
    case CompareOp::lt: return CompareOp::gt;
    case CompareOp::le: return CompareOp::ge;
    case CompareOp::gt: return CompareOp::lt;
    case CompareOp::ge: return CompareOp::le;
    default: return op;
  }
}

Value compare_by_identity(Vm& vm, CompareOp op, Value a, Value b) {
  if (op == CompareOp::eq) return Value::boolean(a == b);
  if (op == CompareOp::ne) return Value::boolean(a != b);
  vm.raise("TypeError", std::string("'") + compare_signs[static_cast<std::size_t>(op)] +
                            "' not supported between instances of '" + vm.type_name(a) + "' and '" +
                            vm.type_name(b) + "'");
}

Value compare_by_type(Vm& vm, CompareOp op, Value a, Value b) {
  const bool alike = a.is_object() && b.is_object() && a.object()->shape() == b.object()->shape();
  if (!alike || as<Instance>(a) != nullptr) return compare_by_identity(vm, op, a, b);
  if (op == CompareOp::eq || op == CompareOp::ne) return Value::boolean(own_equal(vm, a, b) == (op == CompareOp::eq));
  return own_compare(vm, op, a, b);
}

Value compare(Vm& vm, CompareOp op, Value a, Value b) {
  if (op == CompareOp::eq) return Value::boolean(equal(vm, a, b));
  if (op == CompareOp::ne) return Value::boolean(!equal(vm, a, b));
  if (is_number(a) && is_number(b)) {
    const auto order = compare_numbers(a, b);
    return Value::boolean(order && ordered(op, *order, 0));
  }
  const auto asks_python = [&](Value value, CompareOp asked) {
    return !special_in_python(vm, value, vm.names.compare[static_cast<std::size_t>(asked)]).is_undefined();
  };
  if (asks_python(a, op) || asks_python(b, reflected_compare(op))) throw NeedsPython{};
  return own_compare(vm, op, a, b);
}

Value own_compare(Vm& vm, CompareOp op, Value a, Value b) {
  if (as<Str>(a) != nullptr && as<Str>(b) != nullptr) return Value::boolean(ordered(op, as<Str>(a)->text, as<Str>(b)->text));
  if (as<List>(a) != nullptr && as<List>(b) != nullptr)
    return Value::boolean(compare_items(vm, op, *Steady(vm, *as<List>(a), as<List>(a)->items), *Steady(vm, *as<List>(b), as<List>(b)->items)));
  if (as<Tuple>(a) != nullptr && as<Tuple>(b) != nullptr)
    return Value::boolean(compare_items(vm, op, as<Tuple>(a)->items, as<Tuple>(b)->items));
  if (as<Slice>(a) != nullptr && as<Slice>(b) != nullptr) return Value::boolean(compare_items(vm, op, parts_of(*as<Slice>(a)), parts_of(*as<Slice>(b))));
  if (is_set_like(a) && is_set_like(b)) return Value::boolean(compare_sets(vm, op, *set_of(vm, a), *set_of(vm, b)));
  return compare_by_identity(vm, op, a, b);
}

bool contains(Vm& vm, Value container, Value item) {
  if (!special_in_python(vm, container, vm.names.contains).is_undefined()) throw NeedsPython{};
  return own_contains(vm, container, item);
}

bool own_contains(Vm& vm, Value container, Value item) {
  if (const auto* text = as<Str>(container)) {
    const auto* part = as<Str>(item);
    if (part == nullptr)
      vm.raise("TypeError", "'in <string>' requires string as left operand, not " + vm.type_name(item));
    return find_text(text->text, part->text) != std::string::npos;
  }
  if (const auto* dict = as<Dict>(container)) return dict->contains(vm, item);
  if (const auto* set = as<Set>(container)) return set->contains(vm, as<Set>(item) != nullptr ? frozen(vm, item) : item);
  if (const auto* view = as<DictView>(container); view != nullptr && view->which == DictView::Which::keys) return view->dict->contains(vm, item);
  if (const auto* view = as<DictView>(container); view != nullptr && view->which == DictView::Which::items) {
    const auto* pair = as<Tuple>(item);
    if (pair == nullptr || pair->items.size() != 2) return false;
    const Value value = view->dict->get(vm, pair->items[0]);
    return !value.is_undefined() && (value == pair->items[1] || equal(vm, value, pair->items[1]));
  }
  if (const auto* range = as<Range>(container); range != nullptr && is_integral(item)) return range_contains(vm, *range, item);
  if (!is_iterable(vm, container)) vm.raise("TypeError", "argument of type '" + vm.type_name(container) + "' is not iterable");
  const auto is_it = [&](Value other) {
    Vm::spend();
    return other == item || equal(vm, other, item);
  };
  if (const auto* list = as<List>(container)) return std::ranges::any_of(Steady(vm, *list, list->items), is_it);
  if (const auto* tuple = as<Tuple>(container)) return std::ranges::any_of(tuple->items, is_it);
  return std::ranges::any_of(collect(vm, container), is_it);
}

}  // namespace threadbox::script
