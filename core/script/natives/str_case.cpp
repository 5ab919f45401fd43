#include "script/natives/str_methods.h"
#include "script/text/fuel.h"
#include "script/text/unicode.h"
#include "script/text/utf8.h"

#include <string>
#include <utility>

namespace threadbox::script {

namespace {

// --- case

template <typename Change>
Value changed(Call& call, Change change) {
  const TextView text = self_text(call);
  std::string result;
  for (std::size_t at = 0; at < text.size(); at += code_point_length(text, at)) {
    Fuel::spend();
    change(result, code_point(text, at));
  }
  return call.vm.text(result);
}

char upper_ascii(char c) noexcept { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }
char lower_ascii(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

void put_upper(std::string& text, char32_t code) {
  if (code == 0xDF) text += "SS";
  else append_utf8(text, to_upper(code));
}
/// Appends the title case of a letter at the beginning of a word.
void put_title(std::string& text, char32_t code) {
  if (code == 0xDF) text += "Ss";
  else append_utf8(text, to_upper(code));
}
/// Maps each character of an ASCII string.
template <typename Change>
Value changed_ascii(Call& call, Change change) {
  const TextView text = self_text(call);
  return Value(call.vm.string(text.size(), [&](char* place) {
    for (std::size_t at = 0; at < text.size(); at += Fuel::bytes_per_unit) {
      Fuel::spend();
      place = std::ranges::transform(text.substr(at, Fuel::bytes_per_unit), place, change).out;
    }
  }));
}

Value upper(Call& call) { return self(call).ascii() ? changed_ascii(call, upper_ascii) : changed(call, put_upper); }
/// Appends the lower case; a sigma at the end of a word has its own form.
void put_lower(std::string& text, char32_t code, bool ends_word) {
  append_utf8(text, code == 0x3A3 && ends_word ? 0x3C2 : to_lower(code));
}
Value lower(Call& call) {
  if (self(call).ascii()) return changed_ascii(call, lower_ascii);
  const TextView text = self_text(call);
  std::string result;
  bool inside = false;
  for (std::size_t at = 0; at < text.size();) {
    Fuel::spend();
    const char32_t code = code_point(text, at);
    at += code_point_length(text, at);
    const bool ends_word = inside && (at >= text.size() || !is_letter(code_point(text, at)));
    put_lower(result, code, ends_word);
    inside = is_letter(code);
  }
  return call.vm.text(result);
}
Value casefold(Call& call) {
  return changed(call, [](std::string& text, char32_t code) {
    if (code == 0xDF) text += "ss";
    else append_utf8(text, to_lower(code));
  });
}
Value swapcase(Call& call) {
  return changed(call, [](std::string& text, char32_t code) {
    if (is_upper(code)) append_utf8(text, to_lower(code));
    else put_upper(text, code);
  });
}
Value capitalize(Call& call) {
  bool first = true;
  return changed(call, [&](std::string& text, char32_t code) {
    if (std::exchange(first, false)) put_title(text, code);
    else append_utf8(text, to_lower(code));
  });
}
Value title(Call& call) {
  bool inside = false;
  return changed(call, [&](std::string& text, char32_t code) {
    if (inside) append_utf8(text, to_lower(code));
    else put_title(text, code);
    inside = is_upper(code) || is_lower(code);
  });
}

// --- tests

template <typename Test>
Value all_characters(Call& call, Test test, bool when_empty = false) {
  const TextView text = self_text(call);
  for (std::size_t at = 0; at < text.size(); at += code_point_length(text, at)) {
    Fuel::spend();
    if (!test(code_point(text, at))) return Value::boolean(false);
  }
  return Value::boolean(when_empty || !text.empty());
}
/// Superscript and subscript digits.
bool is_small_digit(char32_t code) {
  return code == 0xB2 || code == 0xB3 || code == 0xB9 || code == 0x2070 || (code >= 0x2074 && code <= 0x2079) ||
         (code >= 0x2080 && code <= 0x2089);
}
bool is_fraction(char32_t code) { return (code >= 0xBC && code <= 0xBE) || (code >= 0x2150 && code <= 0x215F); }
Value isdecimal(Call& call) { return all_characters(call, is_digit); }
Value isdigit(Call& call) {
  return all_characters(call, [](char32_t code) { return is_digit(code) || is_small_digit(code); });
}
Value isnumeric(Call& call) {
  return all_characters(call, [](char32_t code) { return is_digit(code) || is_small_digit(code) || is_fraction(code); });
}
Value isalpha(Call& call) { return all_characters(call, is_letter); }
Value isspace(Call& call) { return all_characters(call, is_space); }
Value isalnum(Call& call) {
  return all_characters(
      call, [](char32_t code) { return is_letter(code) || is_digit(code) || is_small_digit(code) || is_fraction(code); });
}
Value isascii(Call& call) {
  return all_characters(call, [](char32_t code) { return code < 0x80; }, true);
}
Value isprintable(Call& call) { return all_characters(call, is_printable, true); }
Value isidentifier(Call& call) {
  const TextView text = self_text(call);
  if (text.empty() || is_digit(code_point(text, 0))) return Value::boolean(false);
  return all_characters(call, is_identifier_part);
}
/// Whether there are cased characters, all of the wanted case.
Value all_cased(Call& call, bool upper_wanted) {
  bool any = false;
  const TextView text = self_text(call);
  for (std::size_t at = 0; at < text.size(); at += code_point_length(text, at)) {
    const char32_t code = code_point(text, at);
    Fuel::spend();
    if (upper_wanted ? is_lower(code) : is_upper(code)) return Value::boolean(false);
    any = any || (upper_wanted ? is_upper(code) : is_lower(code));
  }
  return Value::boolean(any);
}
Value isupper(Call& call) { return all_cased(call, true); }
Value islower(Call& call) { return all_cased(call, false); }
Value istitle(Call& call) {
  bool inside = false, any = false;
  const TextView text = self_text(call);
  for (std::size_t at = 0; at < text.size(); at += code_point_length(text, at)) {
    const char32_t code = code_point(text, at);
    Fuel::spend();
    if (is_upper(code) ? inside : is_lower(code) && !inside) return Value::boolean(false);
    inside = is_upper(code) || is_lower(code);
    any = any || inside;
  }
  return Value::boolean(any);
}

}  // namespace

void install_str_case(Vm& vm) {
  static constexpr NativeEntry entries[] = {
      {"upper", upper, {}},
      {"lower", lower, {}},
      {"casefold", casefold, {}},
      {"swapcase", swapcase, {}},
      {"capitalize", capitalize, {}},
      {"title", title, {}},
      {"isdigit", isdigit, {}},
      {"isdecimal", isdecimal, {}},
      {"isnumeric", isnumeric, {}},
      {"isalpha", isalpha, {}},
      {"isspace", isspace, {}},
      {"isalnum", isalnum, {}},
      {"isascii", isascii, {}},
      {"isprintable", isprintable, {}},
      {"isidentifier", isidentifier, {}},
      {"isupper", isupper, {}},
      {"islower", islower, {}},
      {"istitle", istitle, {}},
  };
  define_all(vm, vm.classes.str, entries);
}

}  // namespace threadbox::script
