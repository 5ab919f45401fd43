#include "script/values/operators.h"

#include "script/text/fuel.h"
#include "script/text/search.h"
#include "script/values/critical_section.h"
#include "script/values/integers.h"
#include "script/values/ranges.h"
#include "script/values/room.h"
#include "script/values/universe.h"

#include <algorithm>
#include <cmath>

namespace threadbox::script {

namespace {

constexpr const char* operator_signs[] = {"+", "-", "*", "/", "//", "%", "** or pow()", "<<", ">>", "&", "|", "^", "@"};
constexpr const char* in_place_signs[] = {"+=", "-=", "*=", "/=", "//=", "%=", "**=", "<<=", ">>=", "&=", "|=", "^=", "@="};
constexpr const char* compare_signs[] = {"<", "<=", "==", "!=", ">", ">="};

double real(Universe& universe, Value value) {
  return is_integral(value) ? double_of_int(universe, value) : static_cast<const Float*>(value.object())->value;
}

[[noreturn]] void unsupported(Universe& universe, BinaryOp op, Value a, Value b, bool in_place) {
  const auto index = static_cast<std::size_t>(op);
  const auto* native = as<Native>(a);
  const bool python_2 = op == BinaryOp::right_shift && native != nullptr && native->name == "print" && !in_place;
  universe.raise("TypeError", std::string("unsupported operand type(s) for ") +
                                  (in_place ? in_place_signs[index] : operator_signs[index]) + ": '" + universe.type_name(a) +
                                  "' and '" + universe.type_name(b) + "'" +
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

Value float_binary(Universe& universe, BinaryOp op, Value left, Value right, bool in_place) {
  const double a = real(universe, left), b = real(universe, right);
  switch (op) {
    case BinaryOp::add: return universe.number(a + b);
    case BinaryOp::subtract: return universe.number(a - b);
    case BinaryOp::multiply: return universe.number(a * b);
    case BinaryOp::true_divide:
      if (b == 0) universe.raise("ZeroDivisionError", "float division by zero");
      return universe.number(a / b);
    case BinaryOp::floor_divide:
    case BinaryOp::modulo: {
      if (b == 0)
        universe.raise("ZeroDivisionError", op == BinaryOp::modulo ? "float modulo by zero" : "float floor division by zero");
      const auto [quotient, rest] = float_divmod(a, b);
      return universe.number(op == BinaryOp::modulo ? rest : quotient);
    }
    case BinaryOp::power:
      if (a == 0 && b < 0) universe.raise("ZeroDivisionError", "0.0 cannot be raised to a negative power");
      if (a < 0 && std::isfinite(a) && std::isfinite(b) && b != std::floor(b))
        universe.raise("NotImplementedError", "Threadbox has no complex numbers: a negative number to a fractional power");
      if (const double result = std::pow(a, b); std::isfinite(result) || !std::isfinite(a) || !std::isfinite(b))
        return universe.number(result);
      universe.raise_value("OverflowError", {Value::integer(34), universe.text("Numerical result out of range")});
    default: unsupported(universe, op, left, right, in_place);
  }
}

/// How many items `count` times a sequence has. Errors: HeapExhausted.
template <typename Sequence>
std::size_t repeated_size(Universe& universe, const Sequence& items, std::int64_t count) {
  if (count <= 0 || items.empty()) return 0;
  check_room_for(universe.heap(), static_cast<std::uint64_t>(count), items.size() * sizeof(items[0]));
  return items.size() * static_cast<std::size_t>(count);
}

/// Has a sequence become as long as it shall be: `append` is told how many items to append from its beginning.
template <typename Append>
void repeat(std::size_t item_bytes, std::size_t count, std::size_t size, const Append& append) {
  // Each time as many as there are, up to what stays in the processor's cache.
  const std::size_t most = std::max(count, (std::size_t{32} << 10) / item_bytes / count * count);
  for (std::size_t filled = count; filled < size;) {
    const std::size_t more = std::min({filled, most, size - filled});
    Fuel::spend(1 + more * item_bytes / Fuel::bytes_per_unit);
    append(filled, more);
    filled += more;
  }
}

std::vector<Value> repeated(Universe& universe, const std::vector<Value>& items, std::int64_t count) {
  const std::size_t size = repeated_size(universe, items, count);
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

Str* repeated(Universe& universe, std::string_view text, std::int64_t count) {
  const std::size_t size = repeated_size(universe, text, count);
  return universe.string(size, [&](char* place) {
    if (size == 0) return;
    std::ranges::copy(text, place);
    repeat(1, text.size(), size, [place](std::size_t filled, std::size_t more) { std::copy_n(place, more, place + filled); });
  });
}

Value multiply_by(Universe& universe, Value sequence, Value factor, bool in_place) {
  if (!is_integral(factor)) {
    if (!special_in_python(universe, factor, universe.names.index).is_undefined()) throw NeedsFallback{};
    universe.raise("TypeError", "can't multiply sequence by non-int of type '" + universe.type_name(factor) + "'");
  }
  const auto count_or_none = word_of(factor);
  if (!count_or_none) universe.raise("OverflowError", "cannot fit 'int' into an index-sized integer");
  const std::int64_t count = *count_or_none;
  if (count == 1 && (as<Str>(sequence) != nullptr || sequence.object()->cls() == universe.classes.tuple)) return sequence;
  if (const auto* text = as<Str>(sequence)) return Value(repeated(universe, text->text, count));
  if (auto* list = as<List>(sequence)) {
    if (!in_place) return Value(universe.list(repeated(universe, *ElementSnapshot(universe, *list, list->items), count)));
    const CriticalSection section(universe, *list);
    list->items = repeated(universe, list->items, count);
    universe.heap().charge(list->items.size() * sizeof(Value));
    return sequence;
  }
  return Value(universe.tuple(repeated(universe, as<Tuple>(sequence)->items, count)));
}

bool is_sequence(Value value) noexcept {
  return as<Str>(value) != nullptr || as<List>(value) != nullptr || as<Tuple>(value) != nullptr;
}

Value add_sequences(Universe& universe, Value a, Value b, bool in_place) {
  if (const auto* left = as<Str>(a)) {
    if (const auto* right = as<Str>(b)) return Value(universe.joined(*left, *right, in_place));
    universe.raise("TypeError", "can only concatenate str (not \"" + universe.type_name(b) + "\") to str");
  }
  if (auto* left = as<List>(a)) {
    if (in_place) {
      append_all(universe, *left, collect(universe, b));
      return a;
    }
    const auto* right = as<List>(b);
    if (right == nullptr)
      universe.raise("TypeError", "can only concatenate list (not \"" + universe.type_name(b) + "\") to list");
    std::vector<Value> items = items_of(universe, *left);
    const ElementSnapshot more(universe, *right, right->items);
    items.insert(items.end(), more.begin(), more.end());
    return Value(universe.list(std::move(items)));
  }
  const auto* right = as<Tuple>(b);
  if (right == nullptr)
    universe.raise("TypeError", "can only concatenate tuple (not \"" + universe.type_name(b) + "\") to tuple");
  const auto* left = as<Tuple>(a);
  if (right->items.empty() && left->cls() == universe.classes.tuple) return a;
  if (left->items.empty() && right->cls() == universe.classes.tuple) return b;
  std::vector<Value> items = left->items;
  items.insert(items.end(), right->items.begin(), right->items.end());
  return Value(universe.tuple(std::move(items)));
}

}  // namespace

bool is_number(Value value) noexcept { return is_integral(value) || as<Float>(value) != nullptr; }

std::int64_t to_int(Universe& universe, Value value, const char*) {
  if (is_small(value)) return small(value);
  if (const auto word = word_of(value)) return *word;
  if (as<BigInt>(value) != nullptr) universe.raise("OverflowError", "Python int too large to convert to C ssize_t");
  if (!special_in_python(universe, value, universe.names.index).is_undefined()) throw NeedsFallback{};
  universe.raise("TypeError", "'" + universe.type_name(value) + "' object cannot be interpreted as an integer");
}

double to_double(Universe& universe, Value value, const char*) {
  if (is_number(value)) return real(universe, value);
  if (!special_in_python(universe, value, universe.names.float_).is_undefined() ||
      !special_in_python(universe, value, universe.names.index).is_undefined())
    throw NeedsFallback{};
  universe.raise("TypeError", "must be real number, not " + universe.type_name(value));
}

bool truthy(Universe& universe, Value value) {
  if (value.is_bool() || value.is_none()) return value.is_true();
  if (value.is_int()) return value.as_int() != 0;
  if (!special_in_python(universe, value, universe.names.bool_).is_undefined() ||
      !special_in_python(universe, value, universe.names.len).is_undefined())
    throw NeedsFallback{};
  if (const auto* text = as<Str>(value)) return !text->text.empty();
  if (as<List>(value) != nullptr) return own_length(universe, value) != 0;
  if (const auto* dict = as<Dict>(value)) return dict->size() > 0;
  if (const auto* set = as<Set>(value)) return set->size() > 0;
  if (const auto* tuple = as<Tuple>(value)) return !tuple->items.empty();
  if (const auto* number = as<Float>(value)) return number->value != 0;
  if (const auto* range = as<Range>(value))
    return range->wide != nullptr ? truthy(universe, range_length(universe, *range)) : range->length() > 0;
  if (const auto* view = as<DictView>(value)) return view->dict->size() > 0;
  if (value == universe.not_implemented) throw NeedsFallback{};
  return true;
}

namespace {

bool same_items(Universe& universe, const std::vector<Value>& a, const std::vector<Value>& b) {
  // By index: an __eq__ of ours cannot run meanwhile, but the lists may be the same one.
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    Fuel::spend();
    if (a[i] != b[i] && !equal(universe, a[i], b[i])) return false;
  }
  return true;
}

bool same_lists(Universe& universe, const List& a, const List& b) {
  return own_length(universe, Value(const_cast<List*>(&a))) == own_length(universe, Value(const_cast<List*>(&b))) &&
         same_items(universe, *ElementSnapshot(universe, a, a.items), *ElementSnapshot(universe, b, b.items));
}

bool same_entries(Universe& universe, const Dict& a, const Dict& b) {
  if (a.size() != b.size()) return false;
  return std::ranges::all_of(ElementSnapshot(universe, a, a.entries()), [&](const Dict::Entry& entry) {
    Fuel::spend();
    if (!entry.live) return true;
    const Value other = b.get(universe, entry.key);
    return !other.is_undefined() && (entry.value == other || equal(universe, entry.value, other));
  });
}

}  // namespace

bool equal(Universe& universe, Value a, Value b) {
  if (a.is_int() && b.is_int()) return a == b;
  if (is_integral(a) && is_integral(b)) return compare_ints(a, b) == 0;
  if (is_number(a) && is_number(b)) {
    const auto order = compare_numbers(a, b);
    return order && *order == 0;
  }
  const auto asks_python = [&](Value value) { return !special_in_python(universe, value, universe.names.eq).is_undefined(); };
  if (asks_python(a) || asks_python(b)) throw NeedsFallback{};
  return own_equal(universe, a, b);
}

bool own_equal(Universe& universe, Value a, Value b) {
  if (a == b) return true;
  if (!a.is_object() || !b.is_object() || a.object()->type_tag() != b.object()->type_tag())
    return (as<DictView>(a) != nullptr || as<DictView>(b) != nullptr) && views_equal(universe, a, b);
  if (const auto* text = as<Str>(a)) return text->text == as<Str>(b)->text;
  const Nesting nesting(universe, " in comparison");
  switch (a.object()->type_tag()) {
    case TypeTag::list: return same_lists(universe, *as<List>(a), *as<List>(b));
    case TypeTag::tuple: return same_items(universe, as<Tuple>(a)->items, as<Tuple>(b)->items);
    case TypeTag::dict: return same_entries(universe, *as<Dict>(a), *as<Dict>(b));
    case TypeTag::set: return as<Set>(a)->size() == as<Set>(b)->size() && is_subset(universe, *as<Set>(a), *as<Set>(b));
    case TypeTag::range: return same_range(universe, *as<Range>(a), *as<Range>(b));
    case TypeTag::slice:
      return equal(universe, as<Slice>(a)->start, as<Slice>(b)->start) &&
             equal(universe, as<Slice>(a)->stop, as<Slice>(b)->stop) && equal(universe, as<Slice>(a)->step, as<Slice>(b)->step);
    case TypeTag::bound_method:
      return as<BoundMethod>(a)->self == as<BoundMethod>(b)->self && as<BoundMethod>(a)->function == as<BoundMethod>(b)->function;
    case TypeTag::view: return views_equal(universe, a, b);
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

Value unary(Universe& universe, UnaryOp op, Value operand) {
  if (op == UnaryOp::invert && operand.is_bool()) throw NeedsFallback{};  // It warns.
  if (op == UnaryOp::logical_not) return Value::boolean(!truthy(universe, operand));
  if (is_integral(operand)) {
    if (op == UnaryOp::positive) return is_small(operand) ? Value::integer(small(operand)) : operand;
    return op == UnaryOp::negative ? int_negative(universe, operand) : int_invert(universe, operand);
  }
  if (as<Float>(operand) != nullptr && op != UnaryOp::invert)
    return op == UnaryOp::negative ? universe.number(-real(universe, operand)) : operand;
  const char* sign = op == UnaryOp::negative ? "-" : op == UnaryOp::positive ? "+" : "~";
  universe.raise(
      "TypeError",
      std::string("bad operand type for unary ").append(sign).append(": '").append(universe.type_name(operand)).append("'"));
}

Value binary(Universe& universe, BinaryOp op, Value a, Value b, bool in_place) {
  if (is_number(a) && is_number(b)) {
    if (!is_integral(a) || !is_integral(b)) return float_binary(universe, op, a, b, in_place);
    if (op != BinaryOp::matrix_multiply) return int_binary(universe, op, a, b);
  }
  if (op == BinaryOp::add && is_sequence(a)) return add_sequences(universe, a, b, in_place);
  if (op == BinaryOp::multiply) {
    if (is_sequence(a)) return multiply_by(universe, a, b, in_place);
    if (is_sequence(b)) return multiply_by(universe, b, a, false);
  }
  if (op == BinaryOp::modulo && as<Str>(a) != nullptr) return universe.text(percent_format(universe, as<Str>(a)->text, b));
  if (const auto result = set_binary(universe, op, a, b, in_place)) return *result;
  // int | None: a UnionType, which is Python's.
  const auto is_type = [](Value value) { return as<Class>(value) != nullptr; };
  if (op == BinaryOp::bit_or && (is_type(a) || is_type(b)) && (is_type(a) || a.is_none()) && (is_type(b) || b.is_none()))
    throw NeedsFallback{};
  unsupported(universe, op, a, b, in_place);
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

bool compare_items(Universe& universe, CompareOp op, const std::vector<Value>& a, const std::vector<Value>& b) {
  const Nesting nesting(universe, " in comparison");
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    Fuel::spend();
    if (a[i] != b[i] && !equal(universe, a[i], b[i])) return truthy(universe, compare(universe, op, a[i], b[i]));
  }
  return ordered(op, a.size(), b.size());
}

std::vector<Value> parts_of(const Slice& slice) {
  return {slice.start, slice.stop, slice.step.is_undefined() ? Value::none() : slice.step};
}

/// Subset and superset.
bool compare_sets(Universe& universe, CompareOp op, const Set& a, const Set& b) {
  if (op == CompareOp::gt || op == CompareOp::ge) return compare_sets(universe, reflected_compare(op), b, a);
  return (op == CompareOp::le || a.size() < b.size()) && is_subset(universe, a, b);
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

Value compare_by_identity(Universe& universe, CompareOp op, Value a, Value b) {
  if (op == CompareOp::eq) return Value::boolean(a == b);
  if (op == CompareOp::ne) return Value::boolean(a != b);
  universe.raise("TypeError", std::string("'") + compare_signs[static_cast<std::size_t>(op)] +
                                  "' not supported between instances of '" + universe.type_name(a) + "' and '" +
                                  universe.type_name(b) + "'");
}

Value compare_by_type(Universe& universe, CompareOp op, Value a, Value b) {
  const bool alike = a.is_object() && b.is_object() && a.object()->type_tag() == b.object()->type_tag();
  if (!alike || as<Instance>(a) != nullptr) return compare_by_identity(universe, op, a, b);
  if (op == CompareOp::eq || op == CompareOp::ne) return Value::boolean(own_equal(universe, a, b) == (op == CompareOp::eq));
  return own_compare(universe, op, a, b);
}

Value compare(Universe& universe, CompareOp op, Value a, Value b) {
  if (op == CompareOp::eq) return Value::boolean(equal(universe, a, b));
  if (op == CompareOp::ne) return Value::boolean(!equal(universe, a, b));
  if (is_number(a) && is_number(b)) {
    const auto order = compare_numbers(a, b);
    return Value::boolean(order && ordered(op, *order, 0));
  }
  const auto asks_python = [&](Value value, CompareOp asked) {
    return !special_in_python(universe, value, universe.names.compare[static_cast<std::size_t>(asked)]).is_undefined();
  };
  if (asks_python(a, op) || asks_python(b, reflected_compare(op))) throw NeedsFallback{};
  return own_compare(universe, op, a, b);
}

Value own_compare(Universe& universe, CompareOp op, Value a, Value b) {
  if (as<Str>(a) != nullptr && as<Str>(b) != nullptr) return Value::boolean(ordered(op, as<Str>(a)->text, as<Str>(b)->text));
  if (as<List>(a) != nullptr && as<List>(b) != nullptr)
    return Value::boolean(compare_items(universe, op, *ElementSnapshot(universe, *as<List>(a), as<List>(a)->items),
                                        *ElementSnapshot(universe, *as<List>(b), as<List>(b)->items)));
  if (as<Tuple>(a) != nullptr && as<Tuple>(b) != nullptr)
    return Value::boolean(compare_items(universe, op, as<Tuple>(a)->items, as<Tuple>(b)->items));
  if (as<Slice>(a) != nullptr && as<Slice>(b) != nullptr)
    return Value::boolean(compare_items(universe, op, parts_of(*as<Slice>(a)), parts_of(*as<Slice>(b))));
  if (is_set_like(a) && is_set_like(b))
    return Value::boolean(compare_sets(universe, op, *set_of(universe, a), *set_of(universe, b)));
  return compare_by_identity(universe, op, a, b);
}

bool contains(Universe& universe, Value container, Value item) {
  if (!special_in_python(universe, container, universe.names.contains).is_undefined()) throw NeedsFallback{};
  return own_contains(universe, container, item);
}

bool own_contains(Universe& universe, Value container, Value item) {
  if (const auto* text = as<Str>(container)) {
    const auto* part = as<Str>(item);
    if (part == nullptr)
      universe.raise("TypeError", "'in <string>' requires string as left operand, not " + universe.type_name(item));
    return find_text(text->text, part->text) != std::string::npos;
  }
  if (const auto* dict = as<Dict>(container)) return dict->contains(universe, item);
  if (const auto* set = as<Set>(container))
    return set->contains(universe, as<Set>(item) != nullptr ? frozen(universe, item) : item);
  if (const auto* view = as<DictView>(container); view != nullptr && view->which == DictView::Which::keys)
    return view->dict->contains(universe, item);
  if (const auto* view = as<DictView>(container); view != nullptr && view->which == DictView::Which::items) {
    const auto* pair = as<Tuple>(item);
    if (pair == nullptr || pair->items.size() != 2) return false;
    const Value value = view->dict->get(universe, pair->items[0]);
    return !value.is_undefined() && (value == pair->items[1] || equal(universe, value, pair->items[1]));
  }
  if (const auto* range = as<Range>(container); range != nullptr && is_integral(item))
    return range_contains(universe, *range, item);
  if (!is_iterable(universe, container))
    universe.raise("TypeError", "argument of type '" + universe.type_name(container) + "' is not iterable");
  const auto is_it = [&](Value other) {
    Fuel::spend();
    return other == item || equal(universe, other, item);
  };
  if (const auto* list = as<List>(container)) return std::ranges::any_of(ElementSnapshot(universe, *list, list->items), is_it);
  if (const auto* tuple = as<Tuple>(container)) return std::ranges::any_of(tuple->items, is_it);
  return std::ranges::any_of(collect(universe, container), is_it);
}

}  // namespace threadbox::script
