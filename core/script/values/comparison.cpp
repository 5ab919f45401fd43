#include "script/values/comparison.h"

#include "script/text/fuel.h"
#include "script/text/search.h"
#include "script/values/as.h"
#include "script/values/callables.h"
#include "script/values/containers.h"
#include "script/values/conversion.h"
#include "script/values/critical_section.h"
#include "script/values/floats.h"
#include "script/values/instances.h"
#include "script/values/integers.h"
#include "script/values/iteration.h"
#include "script/values/nesting.h"
#include "script/values/octets.h"
#include "script/values/ranges.h"
#include "script/values/sets.h"
#include "script/values/special_method.h"
#include "script/values/str.h"
#include "script/values/subscripts.h"
#include "script/values/universe.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace threadbox::script {

namespace {

bool same_items(Universe& universe, const std::vector<Value>& a, const std::vector<Value>& b) {
  // No __eq__ written in Python can run here, so the lists do not change. They may be the same list.
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
  const auto asks_python = [&](Value value) { return !special_in_python(universe, value, universe.names.eq).is_undefined(); };
  if (asks_python(a) || asks_python(b)) throw NeedsFallback{};
  if (is_integral(a) && is_integral(b)) return compare_ints(a, b) == 0;
  if (is_number(a) && is_number(b)) {
    const auto order = compare_numbers(a, b);
    return order && *order == 0;
  }
  return own_equal(universe, a, b);
}

bool own_equal(Universe& universe, Value a, Value b) {
  if (a == b) return true;
  if (is_octets(a) && is_octets(b)) return *Octets(universe, a) == *Octets(universe, b);
  if (is_number(a) && is_number(b)) return compare_numbers(a, b) == 0;
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

namespace {

constexpr const char* compare_signs[] = {"<", "<=", "==", "!=", ">", ">="};

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

/// <, <=, > and >= of sets: subset and superset tests.
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
  const bool alike =
      (is_number(a) && is_number(b)) || (a.is_object() && b.is_object() && a.object()->type_tag() == b.object()->type_tag());
  if (!alike || as<Instance>(a) != nullptr) return compare_by_identity(universe, op, a, b);
  if (op == CompareOp::eq || op == CompareOp::ne) return Value::boolean(own_equal(universe, a, b) == (op == CompareOp::eq));
  return own_compare(universe, op, a, b);
}

Value compare(Universe& universe, CompareOp op, Value a, Value b) {
  if (op == CompareOp::eq) return Value::boolean(equal(universe, a, b));
  if (op == CompareOp::ne) return Value::boolean(!equal(universe, a, b));
  const auto asks_python = [&](Value value, CompareOp asked) {
    return !special_in_python(universe, value, universe.names.compare[static_cast<std::size_t>(asked)]).is_undefined();
  };
  if (asks_python(a, op) || asks_python(b, reflected_compare(op))) throw NeedsFallback{};
  return own_compare(universe, op, a, b);
}

Value own_compare(Universe& universe, CompareOp op, Value a, Value b) {
  if (is_number(a) && is_number(b)) {
    const auto order = compare_numbers(a, b);
    return Value::boolean(order && ordered(op, *order, 0));
  }
  if (as<Str>(a) != nullptr && as<Str>(b) != nullptr) return Value::boolean(ordered(op, as<Str>(a)->text, as<Str>(b)->text));
  if (as<List>(a) != nullptr && as<List>(b) != nullptr)
    return Value::boolean(compare_items(universe, op, *ElementSnapshot(universe, *as<List>(a), as<List>(a)->items),
                                        *ElementSnapshot(universe, *as<List>(b), as<List>(b)->items)));
  if (as<Tuple>(a) != nullptr && as<Tuple>(b) != nullptr)
    return Value::boolean(compare_items(universe, op, as<Tuple>(a)->items, as<Tuple>(b)->items));
  if (as<Slice>(a) != nullptr && as<Slice>(b) != nullptr)
    return Value::boolean(compare_items(universe, op, parts_of(*as<Slice>(a)), parts_of(*as<Slice>(b))));
  if (is_octet_sequence(a) && is_octet_sequence(b))
    return Value::boolean(ordered(op, *Octets(universe, a), *Octets(universe, b)));
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
  if (is_octets(container)) return octets_contain(universe, container, item);
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
