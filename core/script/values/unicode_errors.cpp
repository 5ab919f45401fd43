#include "script/values/unicode_errors.h"

#include "script/text/literals.h"
#include "script/values/code_points.h"
#include "script/values/octets.h"
#include "script/values/repr.h"
#include "script/values/universe.h"

#include <algorithm>
#include <cstdio>

namespace threadbox::script {

namespace {

constexpr std::string_view attributes[] = {"encoding", "object", "start", "end", "reason"};

bool is_decode_error(const Universe& universe, const Class& cls) {
  return cls.is_subclass_of(universe.exception_class("UnicodeDecodeError"));
}

/// Whether it is one of the two, with all its arguments.
bool is_unicode_error(const Universe& universe, const ExceptionObject& exception) {
  return exception.arguments->items.size() == std::size(attributes) &&
         (is_decode_error(universe, *exception.cls()) ||
          exception.cls()->is_subclass_of(universe.exception_class("UnicodeEncodeError")));
}

}  // namespace

std::string unicode_error_text(Universe& universe, const ExceptionObject& exception) {
  if (!is_unicode_error(universe, exception)) return "";
  const auto& items = exception.arguments->items;
  if (!items[2].is_int() || !items[3].is_int()) return "";
  const std::int64_t start = items[2].as_int(), end = items[3].as_int();
  const bool decodes = is_decode_error(universe, *exception.cls());
  const bool one = end == start + 1;
  std::string what = decodes ? one ? "byte" : "bytes" : one ? "character" : "characters";
  if (one && decodes) {
    const Value octet = octet_at(universe, items[1], start);
    char hex[8];
    std::snprintf(hex, sizeof hex, " 0x%02x", octet.is_int() ? static_cast<unsigned>(octet.as_int()) : 0U);
    what += hex;
  } else if (one) {
    const CodePoints points(*as<Str>(items[1]));
    const auto at = static_cast<std::size_t>(start);
    if (at < points.size()) what += " " + std::string("'").append(ascii_only(points.at(at))).append("'");
  }
  return "'" + str(universe, items[0]) + "' codec can't " + (decodes ? "decode " : "encode ") + what + " in position " +
         std::to_string(start) + (one ? "" : "-" + std::to_string(end - 1)) + ": " + str(universe, items[4]);
}

Value unicode_error_attribute(const Universe& universe, const ExceptionObject& exception, std::string_view name) {
  const auto* found = std::ranges::find(attributes, name);
  if (found == std::end(attributes) || !is_unicode_error(universe, exception)) return Value::undefined();
  return exception.arguments->items[static_cast<std::size_t>(found - attributes)];
}

void check_unicode_error(Universe& universe, const Class& cls, const std::vector<Value>& arguments) {
  const bool decodes = &cls == universe.exception_class("UnicodeDecodeError");
  if (!decodes && &cls != universe.exception_class("UnicodeEncodeError")) return;
  if (arguments.size() != std::size(attributes))
    universe.raise("TypeError", "function takes exactly 5 arguments (" + std::to_string(arguments.size()) + " given)");
  const auto check = [&](std::size_t index, bool fits, const char* type) {
    if (!fits)
      universe.raise("TypeError", "argument " + std::to_string(index + 1) + " must be " + type + ", not " +
                                      universe.type_name(arguments[index]));
  };
  check(0, as<Str>(arguments[0]) != nullptr, "str");
  if (!decodes) check(1, as<Str>(arguments[1]) != nullptr, "str");
  else if (!is_octets(arguments[1]))
    universe.raise("TypeError", "a bytes-like object is required, not '" + universe.type_name(arguments[1]) + "'");
  for (const std::size_t i : {2, 3})
    if (!arguments[i].is_int())
      universe.raise("TypeError", "'" + universe.type_name(arguments[i]) + "' object cannot be interpreted as an integer");
  check(4, as<Str>(arguments[4]) != nullptr, "str");
}

}  // namespace threadbox::script
