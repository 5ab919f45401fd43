#pragma once

#include "script/natives/natives.h"
#include "script/values/conversion.h"
#include "script/values/integers.h"
#include "script/values/special_method.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace threadbox::script {

// How natives read their arguments, and the errors about them.

/// The argument, or `fallback` if it was not given.
inline Value argument(const Call& call, std::size_t index, Value fallback = Value::none()) {
  return given(call, index) ? call.arguments[index] : fallback;
}

/// The name of an argument's type in CPython's errors, where None is "None", not "NoneType".
inline std::string argument_type(Call& call, std::size_t index) {
  return call.arguments[index].is_none() ? "None" : call.vm.type_name(call.arguments[index]);
}

/// The first argument of a method. Errors: TypeError "descriptor 'append' for 'list' objects doesn't apply to a 'int' object".
template <typename T>
T& self_of(Call& call, const char* type) {
  auto* self = as<T>(call.arguments[0]);
  if (self == nullptr)
    call.vm.raise("TypeError", "descriptor '" + (call.native != nullptr ? call.native->name : "?") + "' for '" + type +
                                   "' objects doesn't apply to a '" + call.vm.type_name(call.arguments[0]) + "' object");
  return *self;
}

/// A bound of a slice. `or_none`: "None or " if None is allowed, for the message. Errors: TypeError "slice indices must be integers or …".
inline std::int64_t slice_index(Call& call, Value value, const char* or_none = "") {
  if (!is_integral(value) && special_in_python(call.vm, value, call.vm.names.index).is_undefined())
    call.vm.raise("TypeError", std::string("slice indices must be integers or ") + or_none + "have an __index__ method");
  // A bound beyond 64 bits is beyond either end.
  if (as<BigInt>(plain_int(value)) != nullptr)
    return compare_ints(value, Value::integer(0)) < 0 ? Value::smallest_int : Value::largest_int;
  return to_int(call.vm, value);
}

/// The bounds of a search in `length` items, as arguments 2 and 3 say; none if they leave not even an empty part. Errors: TypeError.
inline std::optional<std::pair<std::size_t, std::size_t>> search_bounds(Call& call, std::size_t length) {
  const auto size = static_cast<std::int64_t>(length);
  const auto place = [&](std::size_t index, std::int64_t fallback) {
    const Value value = argument(call, index);
    const std::int64_t at = value.is_none() ? fallback : slice_index(call, value, "None or ");
    return at < 0 ? std::max<std::int64_t>(at + size, 0) : at;
  };
  const std::int64_t start = place(2, 0), end = std::min(place(3, size), size);
  if (start > end) return std::nullopt;
  return std::pair(static_cast<std::size_t>(start), static_cast<std::size_t>(end));
}

/// Checks the arguments of list.__init__ and set.__init__. Keywords are accepted if the class has its own __new__. Errors: TypeError.
inline void check_init(Call& call, const std::string& type) {
  const Class& cls = *call.vm.class_of(call.arguments[0]);
  if (call.keyword_names != nullptr && (type == "set" || as<Native>(cls.lookup(call.vm.names.new_)) != nullptr))
    call.vm.raise("TypeError", type + "() takes no keyword arguments");
  const std::size_t count = call.positional_count() - 1;
  if (count > 1)
    call.vm.raise("TypeError", (type == "list" ? type : std::string(cls.name->text)) + " expected at most 1 argument, got " +
                                   std::to_string(count));
  call.arguments = call.arguments.first(count + 1);
}

/// The truth of an argument, or `fallback` if it was not given.
inline bool flag(Call& call, std::size_t index, bool fallback = false) {
  return given(call, index) ? truthy(call.vm, call.arguments[index]) : fallback;
}

}  // namespace threadbox::script
