#include "script/values/format.h"

#include "script/text/literals.h"
#include "script/text/utf8.h"
#include "script/values/code_points.h"
#include "script/values/conversion.h"
#include "script/values/integers.h"
#include "script/values/repr.h"
#include "script/values/special_method.h"
#include "script/values/universe.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <limits>

namespace threadbox::script {

namespace {

/// [[fill]align][sign][#][0][width][,][.precision][type]
struct FormatSpec {
  std::string fill = " ";
  char align = '\0', sign = '\0', type = '\0', grouping = '\0';
  bool alternate = false, no_negative_zero = false;
  std::size_t width = 0;
  std::int64_t precision = -1;
};

FormatSpec parse_spec(Universe& universe, std::string_view spec, Value value) {
  FormatSpec result;
  std::size_t at = 0;
  const auto is_align = [](char c) { return c == '<' || c == '>' || c == '^' || c == '='; };
  bool filled = false;
  const std::size_t fill_length = spec.empty() ? 1 : code_point_length(spec, 0);
  if (fill_length < spec.size() && is_align(spec[fill_length])) {
    result.fill = spec.substr(0, fill_length);
    result.align = spec[fill_length];
    at = fill_length + 1;
    filled = true;
  } else if (!spec.empty() && is_align(spec[0])) {
    result.align = spec[0];
    at = 1;
  }
  const auto accept = [&](std::string_view characters) {
    if (at < spec.size() && characters.find(spec[at]) != std::string_view::npos) return spec[at++];
    return '\0';
  };
  result.sign = accept("+- ");
  result.no_negative_zero = accept("z") != '\0';
  result.alternate = accept("#") != '\0';
  const bool is_text = as<Str>(value) != nullptr;
  if (!filled && accept("0") != '\0') {
    result.fill = "0";
    if (result.align == '\0' && !is_text) result.align = '=';
  }
  const auto number = [&](std::size_t& into) {
    while (at < spec.size() && spec[at] >= '0' && spec[at] <= '9') {
      const auto digit = static_cast<std::size_t>(spec[at++] - '0');
      if (into > (static_cast<std::size_t>(Value::largest_int) - digit) / 10)
        universe.raise("ValueError", "Too many decimal digits in format string");
      into = into * 10 + digit;
    }
  };
  number(result.width);
  universe.heap().check_room(result.width);
  result.grouping = accept(",_");
  if (result.grouping != '\0' && at < spec.size() && spec[at] == (result.grouping == ',' ? '_' : ','))
    universe.raise("ValueError", "Cannot specify both ',' and '_'.");
  if (accept(".") != '\0') {
    std::size_t precision = 0;
    const std::size_t before = at;
    number(precision);
    if (at == before) universe.raise("ValueError", "Format specifier missing precision");
    result.precision = static_cast<std::int64_t>(precision);
  }
  const std::size_t type_at = at;
  if (at < spec.size()) {
    result.type = spec[at];
    at += code_point_length(spec, at);
  }
  if (at < spec.size())
    universe.raise("ValueError",
                   "Invalid format specifier '" + std::string(spec) + "' for object of type '" + universe.type_name(value) + "'");
  // No format type is outside ASCII.
  if (at > type_at + 1) {
    char code[16];
    std::snprintf(code, sizeof code, "'\\x%x'", static_cast<unsigned>(code_point(spec, type_at)));
    universe.raise("ValueError",
                   result.grouping != '\0'
                       ? std::string("Cannot specify '") + result.grouping + "' with " + code + "."
                       : std::string("Unknown format code ") + code + " for object of type '" + universe.type_name(value) + "'");
  }
  const bool groups = std::string_view(result.grouping == '_' ? "defgEG%FboxX" : "defgEG%F")
                          .find(result.type == '\0' && is_text ? 's' : result.type) != std::string_view::npos;
  const char type = result.type == '\0' && is_text ? 's' : result.type;
  if (result.grouping != '\0' && type != '\0' && !groups)
    universe.raise("ValueError", std::string("Cannot specify '") + result.grouping + "' with '" + type + "'.");
  return result;
}

[[noreturn]] void unknown_code(Universe& universe, char code, Value value) {
  universe.raise("ValueError",
                 std::string("Unknown format code '") + code + "' for object of type '" + universe.type_name(value) + "'");
}

std::string padded(const FormatSpec& spec, const std::string& sign, const std::string& body, char default_align) {
  const std::size_t length = count_code_points(sign) + count_code_points(body);
  if (length >= spec.width) return sign + body;
  const std::size_t missing = spec.width - length;
  const auto fill = [&](std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += spec.fill;
    return text;
  };
  switch (spec.align != '\0' ? spec.align : default_align) {
    case '<': return sign + body + fill(missing);
    case '^': return fill(missing / 2) + sign + body + fill(missing - missing / 2);
    case '=': return sign + fill(missing) + body;
    default: return fill(missing) + sign + body;
  }
}

std::string sign_text(const FormatSpec& spec, bool negative) {
  if (negative) return "-";
  return spec.sign == '-' || spec.sign == '\0' ? "" : std::string(1, spec.sign);
}

/// Inserts separators into the integer part, from the right, after padding it with zeros to at least `least` characters in all.
void group_digits(std::string& digits, char separator, std::size_t every, std::size_t least) {
  std::size_t end = digits.find_first_not_of("0123456789abcdefABCDEF");
  if (every == 3) end = digits.find_first_not_of("0123456789");
  if (end == std::string::npos) end = digits.size();
  std::string whole = digits.substr(0, end);
  const std::size_t rest = digits.size() - end;
  const auto grouped_size = [&](std::size_t count) { return count + (count - 1) / every; };
  while (!whole.empty() && grouped_size(whole.size()) + rest < least) whole.insert(0, 1, '0');
  for (std::size_t at = whole.size(); at > every;) whole.insert(at -= every, 1, separator);
  digits = whole + digits.substr(end);
}

void group(const FormatSpec& spec, std::string& digits, std::size_t every, std::size_t prefix_size) {
  if (spec.grouping == '\0') return;
  const bool fills = spec.align == '=' && spec.fill == "0";
  group_digits(digits, spec.grouping, every, fills && spec.width > prefix_size ? spec.width - prefix_size : 0);
}

std::string format_int(Universe& universe, const FormatSpec& spec, Value value) {
  if (spec.type != '\0' && std::string_view("bcdnoxX").find(spec.type) == std::string_view::npos)
    unknown_code(universe, spec.type, value);
  if (spec.precision >= 0) universe.raise("ValueError", "Precision not allowed in integer format specifier");
  if (spec.no_negative_zero) universe.raise("ValueError", "Negative zero coercion (z) not allowed in integer format specifier");
  const bool negative = compare_ints(value, Value::integer(0)) < 0;
  if (spec.type == 'c') {
    if (spec.sign != '\0') universe.raise("ValueError", "Sign not allowed with integer format specifier 'c'");
    if (spec.alternate) universe.raise("ValueError", "Alternate form (#) not allowed with integer format specifier 'c'");
    const auto word = word_of(value);
    if (!word) universe.raise("OverflowError", "Python int too large to convert to C long");
    const std::int64_t code = *word;
    if (code < 0 || code > 0x10FFFF) universe.raise("OverflowError", "%c arg not in range(0x110000)");
    return padded(spec, "", character_text(universe, code), '>');
  }
  const unsigned base = spec.type == 'x' || spec.type == 'X' ? 16 : spec.type == 'b' ? 2 : spec.type == 'o' ? 8 : 10;
  std::string digits = base == 10 ? int_text(universe, value) : digits_of(abs(to_big(value)), base);
  if (base == 10 && negative) digits.erase(0, 1);
  if (spec.type == 'X') std::ranges::transform(digits, digits.begin(), [](char c) { return static_cast<char>(std::toupper(c)); });
  std::string prefix = sign_text(spec, negative);
  if (spec.alternate && base != 10) prefix += std::string("0") + spec.type;
  group(spec, digits, base == 10 ? 3 : 4, prefix.size());
  return padded(spec, prefix, digits, '>');
}

/// The result of printf.
std::string printed(const std::string& pattern, int precision, double value) {
  std::string text(static_cast<std::size_t>(std::snprintf(nullptr, 0, pattern.c_str(), precision, value)) + 1, '\0');
  std::snprintf(text.data(), text.size(), pattern.c_str(), precision, value);
  text.pop_back();
  return text;
}

/// The format of a float without a type: like 'g', but with at least one digit after the point, and with an exponent where repr() has one.
std::string general_digits(double size, int precision, bool alternate) {
  const int digits = std::max(precision, 1);
  std::string text = printed("%.*e", digits - 1, size);
  const int exponent = std::atoi(text.c_str() + text.find('e') + 1);
  if (alternate) {
    const bool plain = exponent >= -4 && exponent < digits - 1;
    return plain ? printed("%#.*f", digits - 1 - exponent, size) : printed("%#.*e", digits - 1, size);
  }
  if (exponent < -4 || exponent >= digits - 1) {
    std::string mantissa = text.substr(0, text.find('e'));
    if (mantissa.find('.') != std::string::npos) mantissa = mantissa.substr(0, mantissa.find_last_not_of('0') + 1);
    if (mantissa.ends_with('.')) mantissa.pop_back();
    return mantissa + text.substr(text.find('e'));
  }
  text = printed("%.*f", std::max(digits - 1 - exponent, 0), size);
  if (text.find('.') != std::string::npos) text = text.substr(0, text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text += '0';
  return text.find('.') == std::string::npos ? text + ".0" : text;
}

std::string format_float(Universe& universe, const FormatSpec& spec, double value, Value original) {
  const char type = spec.type;
  if (type != '\0' && std::string_view("eEfFgGn%").find(type) == std::string_view::npos) unknown_code(universe, type, original);
  if (spec.precision > std::numeric_limits<int>::max()) universe.raise("ValueError", "precision too big");
  const int precision = static_cast<int>(spec.precision);
  universe.heap().check_room(static_cast<std::size_t>(std::max(precision, 0)));
  const double size = std::abs(value);
  std::string body;
  if (!std::isfinite(value)) {
    body = std::isnan(value) ? "nan" : "inf";
    if (type == 'E' || type == 'F' || type == 'G')
      std::ranges::transform(body, body.begin(), [](char c) { return static_cast<char>(std::toupper(c)); });
    if (type == '%') body += '%';
  } else if (type == '\0') {
    body = precision < 0 ? float_text(size) : general_digits(size, precision, spec.alternate);
    if (spec.alternate && body.find('.') == std::string::npos) body.insert(std::min(body.find('e'), body.size()), ".");
  } else {
    const char printf_type = type == '%' ? 'f' : type == 'n' ? 'g' : type;
    const std::string pattern = std::string("%") + (spec.alternate ? "#" : "") + ".*" + printf_type;
    body = printed(pattern, precision < 0 ? 6 : precision, type == '%' ? size * 100 : size);
    if (type == '%') body += '%';
  }
  const bool vanishes = spec.no_negative_zero && std::isfinite(value) && body.find_first_of("123456789n") == std::string::npos;
  const std::string sign = sign_text(spec, std::signbit(value) && !std::isnan(value) && !vanishes);
  group(spec, body, 3, sign.size());
  return padded(spec, sign, body, '>');
}

std::string format_str(Universe& universe, const FormatSpec& spec, Value value) {
  if (spec.type != '\0' && spec.type != 's') unknown_code(universe, spec.type, value);
  if (spec.sign != '\0')
    universe.raise("ValueError", spec.sign == ' ' ? "Space not allowed in string format specifier"
                                                  : "Sign not allowed in string format specifier");
  if (spec.no_negative_zero) universe.raise("ValueError", "Negative zero coercion (z) not allowed in string format specifier");
  if (spec.alternate) universe.raise("ValueError", "Alternate form (#) not allowed in string format specifier");
  if (spec.align == '=') universe.raise("ValueError", "'=' alignment not allowed in string format specifier");
  const Str& string = *as<Str>(value);
  const CodePoints points(string);
  const bool cut = spec.precision >= 0 && static_cast<std::size_t>(spec.precision) < points.size();
  return padded(spec, "", cut ? std::string(points.part(0, static_cast<std::size_t>(spec.precision))) : string.text, '<');
}

}  // namespace

std::string format(Universe& universe, Value value, std::string_view spec_text) {
  if (!special_in_python(universe, value, universe.names.format).is_undefined()) throw NeedsFallback{};
  if (spec_text.empty()) return str(universe, value);
  const bool known = is_number(value) || as<Str>(value) != nullptr;
  if (!known) universe.raise("TypeError", "unsupported format string passed to " + universe.type_name(value) + ".__format__");
  const FormatSpec spec = parse_spec(universe, spec_text, value);
  if (const auto* number = as<Float>(value)) return format_float(universe, spec, number->value, value);
  if (as<Str>(value) != nullptr) return format_str(universe, spec, value);
  if (spec.type != '\0' && std::string_view("eEfFgG%").find(spec.type) != std::string_view::npos)
    return format_float(universe, spec, double_of_int(universe, value), value);
  return format_int(universe, spec, value);
}

}  // namespace threadbox::script
