#include "script/values/conversion.h"

#include "script/values/as.h"
#include "script/values/containers.h"
#include "script/values/floats.h"
#include "script/values/integers.h"
#include "script/values/octets.h"
#include "script/values/ranges.h"
#include "script/values/special_method.h"
#include "script/values/str.h"
#include "script/values/subscripts.h"
#include "script/values/universe.h"

namespace threadbox::script {

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
  if (const auto* number = as<BigInt>(value)) return !number->value.is_zero();
  if (const auto* range = as<Range>(value))
    return range->wide != nullptr ? truthy(universe, range_length(universe, *range)) : range->length() > 0;
  if (const auto* view = as<DictView>(value)) return view->dict->size() > 0;
  if (is_octets(value)) return octet_count(universe, value) > 0;
  if (value == universe.not_implemented) throw NeedsFallback{};
  return true;
}

Value plain_value(Universe& universe, Value value) {
  if (!value.is_object() || !value.object()->cls()->in_python) return value;
  if (const auto* number = as<BigInt>(value)) return make_int(universe, number->value);
  if (const auto* number = as<Float>(value)) return universe.number(number->value);
  const auto* text = as<Str>(value);
  return text != nullptr ? universe.text(text->text) : value;
}

bool is_number(Value value) noexcept { return is_integral(value) || as<Float>(value) != nullptr; }

std::int64_t to_int(Universe& universe, Value value) {
  if (is_small(value)) return small(value);
  if (const auto word = word_of(value)) return *word;
  if (as<BigInt>(value) != nullptr) universe.raise("OverflowError", "Python int too large to convert to C ssize_t");
  if (!special_in_python(universe, value, universe.names.index).is_undefined()) throw NeedsFallback{};
  universe.raise("TypeError", "'" + universe.type_name(value) + "' object cannot be interpreted as an integer");
}

double to_double(Universe& universe, Value value) {
  if (is_integral(value)) return double_of_int(universe, value);
  if (const auto* number = as<Float>(value)) return number->value;
  if (!special_in_python(universe, value, universe.names.float_).is_undefined() ||
      !special_in_python(universe, value, universe.names.index).is_undefined())
    throw NeedsFallback{};
  universe.raise("TypeError", "must be real number, not " + universe.type_name(value));
}

std::int64_t to_length(Universe& universe, Value value) {
  if (!is_integral(value))
    universe.raise("TypeError", "'" + universe.type_name(value) + "' object cannot be interpreted as an integer");
  if (compare_ints(value, Value::integer(0)) < 0) universe.raise("ValueError", "__len__() should return >= 0");
  const Value length = plain_int(value);
  if (!is_small(length)) universe.raise("OverflowError", "cannot fit 'int' into an index-sized integer");
  return small(length);
}

}  // namespace threadbox::script
