#include "script/operators.h"
#include "script/vm.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace threadbox::script {

namespace {

std::string address_of(Value value) {
  char text[24];
  std::snprintf(text, sizeof text, "0x%012llx", static_cast<unsigned long long>(value.word()));
  return text;
}

constexpr int deepest_repr = 100;

[[noreturn]] void needs_call(Vm& vm, Value value) {
  vm.raise("NotImplementedError", "Threadbox cannot show a '" + vm.type_name(value) +
                                      "' by its own __str__ or __repr__ here yet; use str() or repr() on it");
}

/// repr() of containers within containers, up to a depth; a container in itself is shown as "...".
class Repr {
 public:
  explicit Repr(Vm& vm) : vm_(vm) {}

  std::string of(Value value) {
    if (value.is_none()) return "None";
    if (value.is_bool()) return value.is_true() ? "True" : "False";
    if (value.is_int()) return std::to_string(value.as_int());
    if (const auto* text = as<Str>(value)) return quoted(text->text);
    if (const auto* number = as<Float>(value)) return float_text(number->value);
    if (std::ranges::find(inside_, value.object()) != inside_.end()) return ellipsis(value);
    if (inside_.size() >= deepest_repr) vm_.raise("RecursionError", "maximum recursion depth exceeded while getting the repr of an object");
    inside_.push_back(value.object());
    std::string text = container(value);
    inside_.pop_back();
    return text;
  }

 private:
  static std::string ellipsis(Value value) {
    return as<List>(value) != nullptr ? "[...]" : as<Tuple>(value) != nullptr ? "(...)" : "{...}";
  }

  std::string joined(const std::vector<Value>& items) {
    std::string text;
    for (const Value item : items) text += (text.empty() ? "" : ", ") + of(item);
    return text;
  }

  std::string container(Value value) {
    if (const auto* list = as<List>(value)) return "[" + joined(list->items) + "]";
    if (const auto* tuple = as<Tuple>(value)) return "(" + joined(tuple->items) + (tuple->items.size() == 1 ? ",)" : ")");
    if (const auto* dict = as<Dict>(value)) return dict_text(*dict);
    if (const auto* range = as<Range>(value)) {
      const std::string step = range->step == 1 ? "" : ", " + std::to_string(range->step);
      return "range(" + std::to_string(range->start) + ", " + std::to_string(range->stop) + step + ")";
    }
    if (const auto* cls = as<Class>(value)) {
      const bool builtin = cls->module == "builtins";
      return "<class '" + (builtin ? "" : cls->module + ".") + cls->name->text + "'>";
    }
    if (const auto* function = as<Function>(value))
      return "<function " + function->qualified_name->text + " at " + address_of(value) + ">";
    if (const auto* native = as<Native>(value)) return "<built-in function " + native->name + ">";
    if (const auto* method = as<BoundMethod>(value)) {
      const auto* function = as<Function>(method->function);
      const std::string name = function != nullptr ? function->qualified_name->text : as<Native>(method->function)->name;
      return "<bound method " + name + " of " + of(method->self) + ">";
    }
    if (const auto* module = as<Module>(value)) return "<module '" + module->name + "'>";
    if (has_own_text(vm_, value, false)) needs_call(vm_, value);
    if (const auto* exception = as<ExceptionObject>(value)) {
      std::string arguments = joined(exception->arguments->items);
      return exception->cls()->name->text + "(" + arguments + ")";
    }
    const Class* cls = vm_.class_of(value);
    if (value == Value(vm_.builtins->names.get(vm_.intern("Ellipsis")))) return "Ellipsis";
    if (cls == vm_.classes.lock) return vm_.lock_text(value) + " at " + address_of(value) + ">";
    const std::string module = cls->module == "builtins" ? "" : cls->module + ".";
    return "<" + module + cls->name->text + " object at " + address_of(value) + ">";
  }

  std::string dict_text(const Dict& dict) {
    const bool is_set = dict.cls() == vm_.classes.set;
    if (is_set && dict.size() == 0) return "set()";
    std::string text;
    for (const Dict::Entry& entry : dict.entries()) {
      if (!entry.live) continue;
      text += (text.empty() ? "" : ", ") + of(entry.key) + (is_set ? "" : ": " + of(entry.value));
    }
    return "{" + text + "}";
  }

  Vm& vm_;
  std::vector<const Object*> inside_;
};

}  // namespace

std::string quoted(const std::string& text) {
  const bool single = text.find('\'') != std::string::npos && text.find('"') == std::string::npos;
  const char quote = single ? '"' : '\'';
  std::string result(1, quote);
  for (const char c : text) {
    switch (c) {
      case '\\': result += "\\\\"; break;
      case '\n': result += "\\n"; break;
      case '\r': result += "\\r"; break;
      case '\t': result += "\\t"; break;
      default:
        if (c == quote) {
          result += '\\';
          result += c;
        } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
          char code[8];
          std::snprintf(code, sizeof code, "\\x%02x", static_cast<unsigned char>(c));
          result += code;
        } else {
          result += c;
        }
    }
  }
  return result + quote;
}

std::string float_text(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  char buffer[40];
  // The shortest text that reads back as the same number; CPython switches to exponents at 1e16 and 1e-4.
  const double size = std::abs(value);
  const bool plain = size == 0 || (size >= 1e-4 && size < 1e16);
  const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value,
                                          plain ? std::chars_format::fixed : std::chars_format::scientific);
  std::string text(buffer, end);
  if (plain && text.find('.') == std::string::npos) text += ".0";
  return text;
}

std::string repr(Vm& vm, Value value) { return Repr(vm).of(value); }

bool has_own_text(Vm& vm, Value value, bool for_str) {
  if (as<Instance>(value) == nullptr) return false;
  const Class* cls = vm.class_of(value);
  if (for_str && as<Function>(cls->lookup(vm.intern("__str__"))) != nullptr) return true;
  const bool own_repr = as<Function>(cls->lookup(vm.intern("__repr__"))) != nullptr;
  return own_repr && !(for_str && as<ExceptionObject>(value) != nullptr);
}

std::string str(Vm& vm, Value value) {
  if (has_own_text(vm, value, true)) needs_call(vm, value);
  if (const auto* text = as<Str>(value)) return text->text;
  if (const auto* exception = as<ExceptionObject>(value)) {
    const auto& items = exception->arguments->items;
    if (items.empty()) return "";
    if (items.size() > 1) return repr(vm, Value(exception->arguments));
    // A key is shown as it was given.
    const bool is_key = exception->cls()->is_subclass_of(vm.exception_class("KeyError"));
    return is_key ? repr(vm, items[0]) : str(vm, items[0]);
  }
  return repr(vm, value);
}

namespace {

/// [[fill]align][sign][#][0][width][,][.precision][type]
struct FormatSpec {
  std::string fill = " ";
  char align = '\0', sign = '-', type = '\0', grouping = '\0';
  bool alternate = false;
  std::size_t width = 0;
  int precision = -1;
};

FormatSpec parse_spec(Vm& vm, const std::string& spec, Value value) {
  FormatSpec result;
  std::size_t at = 0;
  const auto is_align = [](char c) { return c == '<' || c == '>' || c == '^' || c == '='; };
  std::size_t fill_length = 1;
  while (fill_length < spec.size() && (static_cast<unsigned char>(spec[fill_length]) & 0xC0) == 0x80) ++fill_length;
  if (fill_length < spec.size() && is_align(spec[fill_length])) {
    result.fill = spec.substr(0, fill_length);
    result.align = spec[fill_length];
    at = fill_length + 1;
  } else if (!spec.empty() && is_align(spec[0])) {
    result.align = spec[0];
    at = 1;
  }
  const auto accept = [&](std::string_view characters) {
    if (at < spec.size() && characters.find(spec[at]) != std::string_view::npos) return spec[at++];
    return '\0';
  };
  if (const char sign = accept("+- ")) result.sign = sign;
  result.alternate = accept("#") != '\0';
  if (accept("0") != '\0' && result.align == '\0') {
    result.fill = "0";
    result.align = '=';
  }
  const auto number = [&](std::size_t& into) {
    while (at < spec.size() && spec[at] >= '0' && spec[at] <= '9') {
      into = into * 10 + static_cast<std::size_t>(spec[at++] - '0');
      if (into > 1'000'000) vm.raise("ValueError", "Too many decimal digits in format string");
    }
  };
  number(result.width);
  result.grouping = accept(",_");
  if (accept(".") != '\0') {
    std::size_t precision = 0;
    const std::size_t before = at;
    number(precision);
    if (at == before) vm.raise("ValueError", "Format specifier missing precision");
    result.precision = static_cast<int>(std::min<std::size_t>(precision, 1000));
  }
  if (at < spec.size()) result.type = spec[at++];
  if (at < spec.size())
    vm.raise("ValueError", "Invalid format specifier '" + spec + "' for object of type '" + vm.type_name(value) + "'");
  return result;
}

std::string padded(const FormatSpec& spec, const std::string& sign, const std::string& body, char default_align) {
  std::size_t length = 0;
  for (const char c : sign + body) length += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
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
  return spec.sign == '-' ? "" : std::string(1, spec.sign);
}

void group_digits(std::string& digits, char separator) {
  std::size_t end = digits.find_first_not_of("0123456789");
  if (end == std::string::npos) end = digits.size();
  for (std::size_t at = end; at > 3;) digits.insert(at -= 3, 1, separator);
}

std::string format_int(Vm& vm, const FormatSpec& spec, std::int64_t value) {
  const int base = spec.type == 'x' || spec.type == 'X' ? 16 : spec.type == 'b' ? 2 : spec.type == 'o' ? 8 : 10;
  if (base == 10 && spec.type != 'd' && spec.type != 'n' && spec.type != '\0')
    vm.raise("ValueError", std::string("Unknown format code '") + spec.type + "' for object of type 'int'");
  char buffer[72];
  const std::uint64_t size = value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  std::string digits(buffer, std::to_chars(buffer, buffer + sizeof buffer, size, base).ptr);
  if (spec.type == 'X') std::ranges::transform(digits, digits.begin(), [](char c) { return static_cast<char>(std::toupper(c)); });
  if (spec.grouping != '\0') group_digits(digits, spec.grouping);
  std::string prefix = sign_text(spec, value < 0);
  if (spec.alternate && base != 10) prefix += std::string("0") + spec.type;
  return padded(spec, prefix, digits, '>');
}

std::string format_float(Vm& vm, const FormatSpec& spec, double value) {
  char type = spec.type;
  std::string body;
  const double size = std::abs(value);
  if (type == '\0' && spec.precision < 0) {
    body = float_text(size);
  } else {
    if (type == '\0') type = 'g';
    if (std::string_view("eEfFgGn%").find(type) == std::string_view::npos)
      vm.raise("ValueError", std::string("Unknown format code '") + type + "' for object of type 'float'");
    const bool percent = type == '%';
    const std::string pattern = std::string("%.*") + (percent ? 'f' : type == 'n' ? 'g' : type);
    char buffer[1400];
    std::snprintf(buffer, sizeof buffer, pattern.c_str(), spec.precision < 0 ? 6 : spec.precision, percent ? size * 100 : size);
    body = buffer;
    if (percent) body += '%';
  }
  if (spec.grouping != '\0') group_digits(body, spec.grouping);
  return padded(spec, sign_text(spec, std::signbit(value)), body, '>');
}

}  // namespace

std::string format(Vm& vm, Value value, const std::string& spec_text) {
  if (spec_text.empty()) return str(vm, value);
  const FormatSpec spec = parse_spec(vm, spec_text, value);
  if (const auto* number = as<Float>(value)) return format_float(vm, spec, number->value);
  if (value.is_int() || value.is_bool()) {
    if (std::string_view("eEfFgG%").find(spec.type) != std::string_view::npos && spec.type != '\0')
      return format_float(vm, spec, to_double(vm, value, "format"));
    if (value.is_bool() && spec.type == '\0') return padded(spec, "", str(vm, value), '<');
    return format_int(vm, spec, to_int(vm, value, "format"));
  }
  const auto* string = as<Str>(value);
  if (string == nullptr) vm.raise("TypeError", "unsupported format string passed to " + vm.type_name(value) + ".__format__");
  if (spec.type != '\0' && spec.type != 's')
    vm.raise("ValueError", std::string("Unknown format code '") + spec.type + "' for object of type 'str'");
  std::string text = string->text;
  if (spec.precision >= 0) {
    std::size_t end = 0, count = 0;
    for (; end < text.size(); ++end)
      if ((static_cast<unsigned char>(text[end]) & 0xC0) != 0x80 && count++ == static_cast<std::size_t>(spec.precision)) break;
    text.resize(end);
  }
  return padded(spec, "", text, '<');
}

std::string percent_format(Vm& vm, const std::string& text, Value values) {
  const auto* tuple = as<Tuple>(values);
  const auto* mapping = as<Dict>(values);
  std::size_t used = 0;
  const auto next = [&]() -> Value {
    if (tuple == nullptr) {
      if (used++ > 0) vm.raise("TypeError", "not enough arguments for format string");
      return values;
    }
    if (used >= tuple->items.size()) vm.raise("TypeError", "not enough arguments for format string");
    return tuple->items[used++];
  };
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      result += text[at];
      continue;
    }
    if (++at >= text.size()) vm.raise("ValueError", "incomplete format");
    if (text[at] == '%') {
      result += '%';
      continue;
    }
    std::optional<Value> chosen;
    if (text[at] == '(') {
      const std::size_t close = text.find(')', at);
      if (mapping == nullptr || close == std::string::npos) vm.raise("TypeError", "format requires a mapping");
      chosen = get_item(vm, values, vm.text(text.substr(at + 1, close - at - 1)));
      at = close + 1;
    }
    std::string flags, digits;
    while (at < text.size() && std::string_view("-+ #0").find(text[at]) != std::string_view::npos) flags += text[at++];
    while (at < text.size() && ((text[at] >= '0' && text[at] <= '9') || text[at] == '.')) digits += text[at++];
    if (at >= text.size()) vm.raise("ValueError", "incomplete format");
    const char type = text[at];
    const Value value = chosen ? *chosen : next();
    const bool left = flags.find('-') != std::string::npos;
    std::string spec = left ? "<" : flags.find('0') != std::string::npos ? "" : ">";
    if (flags.find('+') != std::string::npos) spec += "+";
    if (flags.find('0') != std::string::npos && !left) spec += "0";
    spec += digits;
    switch (type) {
      case 's': result += format(vm, vm.text(str(vm, value)), spec); break;
      case 'r':
      case 'a': result += format(vm, vm.text(repr(vm, value)), spec); break;
      case 'd':
      case 'i':
      case 'u':
        if (!is_number(value)) vm.raise("TypeError", std::string("%") + type + " format: a real number is required, not " + vm.type_name(value));
        result += format(vm, as<Float>(value) != nullptr ? make_int(vm, static_cast<std::int64_t>(to_double(vm, value, ""))) : value, spec + "d");
        break;
      case 'x': case 'X': case 'o': result += format(vm, value, spec + type); break;
      case 'e': case 'E': case 'f': case 'F': case 'g': case 'G':
        result += format(vm, vm.number(to_double(vm, value, "format")), spec + type);
        break;
      default:
        vm.raise("ValueError", std::string("unsupported format character '") + type + "' at index " + std::to_string(at));
    }
  }
  if (tuple != nullptr ? used < tuple->items.size() : used == 0 && mapping == nullptr)
    vm.raise("TypeError", "not all arguments converted during string formatting");
  return result;
}

}  // namespace threadbox::script
