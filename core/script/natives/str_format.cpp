#include "script/natives/str_methods.h"
#include "script/text/fuel.h"
#include "script/text/search.h"
#include "script/text/utf8.h"
#include "script/values/conversion.h"
#include "script/values/format.h"
#include "script/values/room.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>

namespace threadbox::script {

namespace {

Value filled(Call& call, char align) {
  const std::int64_t width = to_int(call.vm, call.arguments[1]);
  std::string fill = " ";
  if (given(call, 2)) {
    const auto* character = as<Str>(call.arguments[2]);
    if (character == nullptr)
      call.vm.raise("TypeError", "The fill character must be a unicode character, not " + call.vm.type_name(call.arguments[2]));
    if (character->length() != 1) call.vm.raise("TypeError", "The fill character must be exactly one character long");
    fill = character->text;
  }
  const Str& text = self(call);
  const std::int64_t missing = width - static_cast<std::int64_t>(text.length());
  if (missing <= 0) return plain_value(call.vm, call.arguments[0]);
  check_room_for(call.vm.heap(), static_cast<std::uint64_t>(missing), fill.size());
  // An odd number of fill characters: the extra one goes left if the width is odd, too, as in CPython.
  const std::int64_t left = align == '<' ? 0 : align == '>' ? missing : missing / 2 + (missing & width & 1);
  std::string result;
  const auto put = [&](std::int64_t times) {
    if (fill.size() == 1) return void(result.append(static_cast<std::size_t>(times), fill[0]));
    for (; times > 0; --times) {
      Fuel::spend();
      result += fill;
    }
  };
  put(left);
  result += text.text;
  put(missing - left);
  return call.vm.text(result);
}
Value ljust(Call& call) { return filled(call, '<'); }
Value rjust(Call& call) { return filled(call, '>'); }
Value center(Call& call) { return filled(call, '^'); }

Value zfill(Call& call) {
  const Str& text = self(call);
  const std::int64_t missing = to_int(call.vm, call.arguments[1]) - static_cast<std::int64_t>(text.length());
  if (missing <= 0) return plain_value(call.vm, call.arguments[0]);
  check_room_for(call.vm.heap(), static_cast<std::uint64_t>(missing));
  const std::size_t sign = text.text.starts_with('-') || text.text.starts_with('+') ? 1 : 0;
  const auto zeros = static_cast<std::size_t>(missing);
  return Value(call.vm.string(text.text.size() + zeros, [&](char* place) {
    place = put_text(place, text.text.substr(0, sign));
    put_text(std::fill_n(place, zeros, '0'), text.text.substr(sign));
  }));
}

Value expandtabs(Call& call) {
  const Value wanted = argument(call, 1, Value::integer(8));
  const auto word = is_integral(wanted) ? word_of(wanted) : to_int(call.vm, wanted);
  if (!word || *word > std::numeric_limits<int>::max() || *word < std::numeric_limits<int>::min())
    call.vm.raise("OverflowError", "Python int too large to convert to C int");
  const std::int64_t size = *word;
  if (self_text(call).find('\t') == std::string_view::npos) return plain_value(call.vm, call.arguments[0]);
  std::string result;
  std::int64_t column = 0;
  for (const char c : self_text(call)) {
    Fuel::spend();
    if (c == '\t') {
      const std::int64_t spaces = size > 0 ? size - column % size : 0;
      check_room_for(call.vm.heap(), result.size() + static_cast<std::uint64_t>(spaces));
      result.append(static_cast<std::size_t>(spaces), ' ');
      column += spaces;
    } else {
      result += c;
      if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++column;
      if (c == '\n' || c == '\r') column = 0;
    }
  }
  return call.vm.text(result);
}

/// The replacement fields of str.format() that C++ can format; std::nullopt for those that take Python.
class PlainFields {
 public:
  explicit PlainFields(Call& call) noexcept : call_(call) {}

  std::optional<std::string> text_of(std::string_view field) {
    const std::string_view name = field.substr(0, field.find(':'));
    const Value value = value_of(name);
    if (value.is_undefined() || field.find('{') != std::string_view::npos) return std::nullopt;
    return format(call_.vm, value, name.size() < field.size() ? field.substr(name.size() + 1) : std::string_view());
  }

 private:
  /// Undefined if the field is neither a number nor a name, or if manual and automatic numbering are mixed.
  Value value_of(std::string_view name) {
    const std::size_t count = call_.positional_count();
    if (name.empty()) return numbered_ || counted_ + 1 >= count ? Value::undefined() : call_.arguments[++counted_];
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    if (error == std::errc() && end == name.data() + name.size()) {
      numbered_ = true;
      return counted_ > 0 || number >= count - 1 ? Value::undefined() : call_.arguments[number + 1];
    }
    for (std::size_t i = count; i < call_.arguments.size(); ++i)
      if (as<Str>(call_.keyword_names->items[i - count])->text == name) return call_.arguments[i];
    return Value::undefined();
  }

  Call& call_;
  std::size_t counted_ = 0;
  bool numbered_ = false;
};

/// Formats plain fields, "{}", "{0:>5}", "{name}". Other fields, and errors, are left to the fallback.
Value format_fields(Call& call) {
  if (call.arguments.empty() || as<Str>(call.arguments[0]) == nullptr) return leave_to_fallback(call);
  const TextView text = self_text(call);
  std::string result;
  PlainFields fields(call);
  for (std::size_t at = 0; at < text.size();) {
    Fuel::spend();
    const std::size_t brace = std::min(text.find_first_of("{}", at), text.size());
    result += text.substr(at, brace - at);
    call.vm.heap().check_room(result.size());
    if (brace == text.size()) break;
    if (brace + 1 < text.size() && text[brace + 1] == text[brace]) {
      result += text[brace];
      at = brace + 2;
      continue;
    }
    const std::size_t end = text[brace] == '{' ? text.find('}', brace) : std::string::npos;
    const auto field = end != std::string::npos ? fields.text_of(text.substr(brace + 1, end - brace - 1)) : std::nullopt;
    if (!field) return leave_to_fallback(call);
    result += *field;
    at = end + 1;
  }
  return call.vm.text(result);
}

}  // namespace

void install_str_format(Vm& vm) {
  static constexpr NativeEntry entries[] = {
      {"ljust", ljust, {"width", "fillchar", "/"}, 1},   {"rjust", rjust, {"width", "fillchar", "/"}, 1},
      {"center", center, {"width", "fillchar", "/"}, 1}, {"zfill", zfill, {"width", "/"}},
      {"expandtabs", expandtabs, {"tabsize"}, 1},        {"translate", leave_to_fallback, {"table", "/"}},
  };
  define_all(vm, vm.classes.str, entries);
  vm.define_variadic(vm.classes.str, "format", format_fields, true);
  vm.define(vm.classes.str, "format_map", leave_to_fallback, {"mapping", "/"}, 1);
  auto* maketrans = vm.heap().make<Descriptor>(vm.classes.static_method, Descriptor::Kind::static_method);
  maketrans->getter = Value(vm.native("maketrans", leave_to_fallback, {"x", "y", "z", "/"}, 1));
  vm.classes.str->names.set(vm.intern("maketrans"), Value(maketrans));
}

}  // namespace threadbox::script
