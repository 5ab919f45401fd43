#include "script/natives/native_arguments.h"
#include "script/text/fuel.h"
#include "script/text/search.h"
#include "script/text/text_view.h"
#include "script/text/unicode.h"
#include "script/text/utf8.h"
#include "script/values/code_points.h"
#include "script/values/conversion.h"
#include "script/values/format.h"
#include "script/values/iteration.h"
#include "script/values/room.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>

namespace threadbox::script {

namespace {

const Str& self(Call& call) { return self_of<Str>(call, "str"); }
TextView self_text(Call& call) { return self(call).text; }

const Str& text_argument(Call& call, std::size_t index, const char* what) {
  const auto* text = as<Str>(call.arguments[index]);
  if (text == nullptr) call.vm.raise("TypeError", std::string(what) + "must be str, not " + argument_type(call, index));
  return *text;
}

/// Pieces of a text, on their way to a list.
class Parts {
 public:
  explicit Parts(Vm& vm) : vm_(vm) {}
  void push_back(std::string_view part) {
    Fuel::spend();
    if (parts_.size() == parts_.capacity()) vm_.heap().check_room(parts_.size() * 2 * (sizeof(Str) + sizeof part));
    parts_.push_back(part);
  }
  void reverse() { std::ranges::reverse(parts_); }
  Value list() {
    std::vector<Value> values;
    values.reserve(parts_.size());
    for (const std::string_view part : parts_) {
      Fuel::spend();
      values.push_back(vm_.text(part));
    }
    return Value(vm_.list(std::move(values)));
  }

 private:
  Vm& vm_;
  std::vector<std::string_view> parts_;
};

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
/// At the beginning of a word.
void put_title(std::string& text, char32_t code) {
  if (code == 0xDF) text += "Ss";
  else append_utf8(text, to_upper(code));
}
/// Where every byte is a character.
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
/// A sigma at the end of a word has a form of its own.
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

// --- questions

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
/// Cased characters are there, and all of them are as wanted.
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

// --- strip, split, join

const Str& strip_characters(Call& call) {
  const auto* text = as<Str>(call.arguments[1]);
  if (text == nullptr) call.vm.raise("TypeError", call.native->name + " arg must be None or str");
  return *text;
}

/// The text from one byte to another: itself when that is all of it.
Value part_of_self(Call& call, std::size_t from, std::size_t to) {
  const TextView text = self_text(call);
  return to - from == text.size()
             ? call.arguments[0]
             : Value(call.vm.string(to - from, [&](char* place) { put_text(place, text.substr(from, to - from)); }));
}

Value strip_ends(Call& call, bool left, bool right) {
  const TextView text = self_text(call);
  const bool blanks = argument(call, 1).is_none();
  const TextView characters = blanks ? TextView() : strip_characters(call).text;
  const auto goes = [&](std::size_t at) {
    Fuel::spend();
    const std::size_t length = code_point_length(text, at);
    return blanks ? is_space(code_point(text, at)) : characters.find(text.substr(at, length)) != std::string::npos;
  };
  std::size_t first = 0, last = text.size();
  while (left && first < last && goes(first)) first += code_point_length(text, first);
  while (right && last > first) {
    const std::size_t at = code_point_before(text, last);
    if (!goes(at)) break;
    last = at;
  }
  return part_of_self(call, first, last);
}
Value strip(Call& call) { return strip_ends(call, true, true); }
Value lstrip(Call& call) { return strip_ends(call, true, false); }
Value rstrip(Call& call) { return strip_ends(call, false, true); }

Value removeprefix(Call& call) {
  const TextView text = self_text(call), prefix = text_argument(call, 1, "removeprefix() argument ").text;
  return part_of_self(call, text.starts_with(prefix) ? prefix.size() : 0, text.size());
}
Value removesuffix(Call& call) {
  const TextView text = self_text(call), suffix = text_argument(call, 1, "removesuffix() argument ").text;
  return part_of_self(call, 0, text.size() - (text.ends_with(suffix) ? suffix.size() : 0));
}

/// Words between blanks; behind the last cut the rest stays in one piece, with its blanks.
void words(Parts& parts, std::string_view text, std::int64_t most) {
  std::size_t at = 0;
  const auto blank = [&] { return is_space(code_point(text, at)); };
  const auto step = [&] {
    Fuel::spend();
    at += code_point_length(text, at);
  };
  while (true) {
    while (at < text.size() && blank()) step();
    if (at >= text.size()) return;
    const std::size_t begin = at;
    if (most-- == 0) return parts.push_back(text.substr(begin));
    while (at < text.size() && !blank()) step();
    parts.push_back(text.substr(begin, at - begin));
  }
}

void words_from_right(Parts& parts, std::string_view text, std::int64_t most) {
  // Where the blanks, or the word, begin that end there.
  const auto begin_of = [text](bool blanks, std::size_t end) {
    while (end > 0) {
      const std::size_t before = code_point_before(text, end);
      Fuel::spend();
      if (is_space(code_point(text, before)) != blanks) break;
      end = before;
    }
    return end;
  };
  for (std::size_t end = begin_of(true, text.size()); end > 0;) {
    const std::size_t begin = most-- == 0 ? 0 : begin_of(false, end);
    parts.push_back(text.substr(begin, end - begin));
    end = begin_of(true, begin);
  }
  parts.reverse();
}

Value split_text(Call& call, bool from_right) {
  const std::string_view text = self_text(call);
  Parts parts(call.vm);
  std::int64_t most = given(call, 2) ? to_int(call.vm, call.arguments[2], "split") : -1;
  if (argument(call, 1).is_none()) {
    if (from_right && most >= 0) words_from_right(parts, text, most);
    else words(parts, text, most);
    return parts.list();
  }
  const auto* separator_object = as<Str>(call.arguments[1]);
  if (separator_object == nullptr) call.vm.raise("TypeError", "must be str or None, not " + argument_type(call, 1));
  const TextView separator = separator_object->text;
  if (separator.empty()) call.vm.raise("ValueError", "empty separator");
  if (from_right) {
    std::size_t end = text.size();
    for (std::size_t at; most != 0 && (at = find_last_text(text.substr(0, end), separator)) != std::string::npos; --most) {
      parts.push_back(text.substr(at + separator.size(), end - at - separator.size()));
      end = at;
    }
    parts.push_back(text.substr(0, end));
    parts.reverse();
  } else {
    std::size_t at = 0;
    for (std::size_t end; most != 0 && (end = find_text(text, separator, at)) != std::string::npos;
         at = end + separator.size(), --most)
      parts.push_back(text.substr(at, end - at));
    parts.push_back(text.substr(at));
  }
  return parts.list();
}
Value split(Call& call) { return split_text(call, false); }
Value rsplit(Call& call) { return split_text(call, true); }

Value splitlines(Call& call) {
  const std::string_view text = self_text(call);
  const bool keep = flag(call, 1);
  Parts lines(call.vm);
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at, length = 0;
    for (; end < text.size() && length == 0; end += length == 0 ? code_point_length(text, end) : 0) {
      Fuel::spend();
      const char32_t code = code_point(text, end);
      const bool breaks =
          (code >= 10 && code <= 13) || (code >= 0x1C && code <= 0x1E) || code == 0x85 || code == 0x2028 || code == 0x2029;
      if (breaks) length = code == '\r' && end + 1 < text.size() && text[end + 1] == '\n' ? 2 : code_point_length(text, end);
    }
    lines.push_back(text.substr(at, end - at + (keep ? length : 0)));
    at = end + length;
  }
  return lines.list();
}

TextView separator_argument(Call& call) {
  const auto* text = as<Str>(call.arguments[1]);
  if (text == nullptr) call.vm.raise("TypeError", "must be str, not " + call.vm.type_name(call.arguments[1]));
  return text->text;
}

Value partition_at(Call& call, bool last) {
  const TextView text = self_text(call), separator = separator_argument(call);
  if (separator.empty()) call.vm.raise("ValueError", "empty separator");
  const std::size_t at = last ? find_last_text(text, separator) : find_text(text, separator);
  const Value nothing(call.vm.intern(""));
  if (at == std::string::npos)
    return Value(call.vm.tuple(last ? std::vector{nothing, nothing, call.arguments[0]}
                                    : std::vector{call.arguments[0], nothing, nothing}));
  const Value before = part_of_self(call, 0, at), behind = part_of_self(call, at + separator.size(), text.size());
  return Value(call.vm.tuple({before, call.arguments[1], behind}));
}
Value partition(Call& call) { return partition_at(call, false); }
Value rpartition(Call& call) { return partition_at(call, true); }

Value join(Call& call) {
  const TextView separator = self_text(call);
  if (!is_iterable(call.vm, call.arguments[1])) call.vm.raise("TypeError", "can only join an iterable");
  const std::vector<Value> items = collect(call.vm, call.arguments[1]);
  std::size_t index = 0, size = 0;
  for (const Value item : items) {
    Fuel::spend();
    const auto* part = as<Str>(item);
    if (part == nullptr)
      call.vm.raise("TypeError",
                    "sequence item " + std::to_string(index) + ": expected str instance, " + call.vm.type_name(item) + " found");
    size += part->text.size() + (index++ > 0 ? separator.size() : 0);
    call.vm.heap().check_room(size);
  }
  return Value(call.vm.string(size, [&](char* place) {
    // Most pieces are words.
    constexpr std::size_t few = 64;
    const auto put = [&place](TextView part) { place = part.size() <= few ? copy_text(part, place) : put_text(place, part); };
    for (index = 0; index < items.size(); ++index) {
      Fuel::spend();
      if (index > 0) put(separator);
      put(as<Str>(items[index])->text);
    }
  }));
}

// --- search

/// The part of the text that start and end (arguments 2 and 3) leave, in bytes.
struct Part {
  std::size_t begin, end;
  bool valid;  ///< start is not behind the end: else nothing is found, not even "".
};

Part part_of(Call& call, const Str& text) {
  if (argument(call, 2).is_none() && argument(call, 3).is_none()) return {0, text.text.size(), true};
  const CodePoints points(text);
  const auto size = static_cast<std::int64_t>(points.size());
  const auto place = [&](std::size_t index, std::int64_t fallback) {
    const Value value = argument(call, index);
    const std::int64_t at = value.is_none() ? fallback : slice_index(call, value, "None or ");
    return at < 0 ? std::max<std::int64_t>(at + size, 0) : at;
  };
  const std::int64_t start = place(2, 0), end = std::min(place(3, size), size);
  if (start > end) return {0, 0, false};
  return {points.byte(static_cast<std::size_t>(start)), points.byte(static_cast<std::size_t>(end)), true};
}

std::int64_t found_at(Call& call, bool last, const char* name) {
  const Str& text = self(call);
  const auto* failed_lookup = as<Str>(call.arguments[1]);
  if (failed_lookup == nullptr)
    call.vm.raise("TypeError", std::string(name) + "() argument 1 must be str, not " + argument_type(call, 1));
  const Part part = part_of(call, text);
  if (!part.valid) return -1;
  const std::string_view within = std::string_view(text.text).substr(part.begin, part.end - part.begin);
  const std::size_t at = last ? find_last_text(within, failed_lookup->text) : find_text(within, failed_lookup->text);
  if (at == std::string_view::npos) return -1;
  const std::size_t byte = part.begin + at;
  return static_cast<std::int64_t>(text.ascii() ? byte : count_code_points(text.text.substr(0, byte)));
}
Value find(Call& call) { return Value::integer(found_at(call, false, "find")); }
Value rfind(Call& call) { return Value::integer(found_at(call, true, "rfind")); }
Value index_or_raise(Call& call, bool last) {
  const std::int64_t at = found_at(call, last, last ? "rindex" : "index");
  if (at < 0) call.vm.raise("ValueError", "substring not found");
  return Value::integer(at);
}
Value index(Call& call) { return index_or_raise(call, false); }
Value rindex(Call& call) { return index_or_raise(call, true); }

Value count(Call& call) {
  const Str& text = self(call);
  const TextView failed_lookup = text_argument(call, 1, "count() argument 1 ").text;
  const Part part = part_of(call, text);
  if (!part.valid) return Value::integer(0);
  const std::string_view within = std::string_view(text.text).substr(part.begin, part.end - part.begin);
  if (failed_lookup.empty()) return Value::integer(static_cast<std::int64_t>(count_code_points(within)) + 1);
  std::int64_t times = 0;
  for (std::size_t at = find_text(within, failed_lookup); at != std::string_view::npos;
       at = find_text(within, failed_lookup, at + failed_lookup.size())) {
    Fuel::spend();
    ++times;
  }
  return Value::integer(times);
}

Value begins_or_ends(Call& call, bool begins) {
  const Str& text = self(call);
  const Part part = part_of(call, text);
  const std::string_view within = std::string_view(text.text).substr(part.begin, part.end - part.begin);
  const bool in_tuple = as<Tuple>(call.arguments[1]) != nullptr;
  const auto fits = [&](Value value) {
    const auto* affix = as<Str>(value);
    if (affix == nullptr)
      call.vm.raise("TypeError", in_tuple ? std::string("tuple for ") + (begins ? "startswith" : "endswith") +
                                                " must only contain str, not " + call.vm.type_name(value)
                                          : std::string(begins ? "startswith" : "endswith") +
                                                " first arg must be str or a tuple of str, not " + call.vm.type_name(value));
    return part.valid && (begins ? within.starts_with(affix->text) : within.ends_with(affix->text));
  };
  if (const auto* tuple = as<Tuple>(call.arguments[1])) return Value::boolean(std::ranges::any_of(tuple->items, fits));
  return Value::boolean(fits(call.arguments[1]));
}
Value startswith(Call& call) { return begins_or_ends(call, true); }
Value endswith(Call& call) { return begins_or_ends(call, false); }

/// Calls `put` with what is before each place that is replaced, and at last with what is behind them.
template <typename Put>
void cut_at(std::string_view text, std::string_view old, std::int64_t most, const Put& put) {
  std::size_t at = 0;
  if (!old.empty()) {
    for (std::size_t end; most != 0 && (end = find_text(text, old, at)) != std::string::npos; at = end + old.size(), --most) {
      Fuel::spend();
      put(text.substr(at, end - at), true);
    }
  } else {  // Between all characters.
    for (std::size_t end = 0; most != 0 && end <= text.size(); --most) {
      Fuel::spend();
      put(text.substr(at, end - at), true);
      at = end;
      end += end < text.size() ? code_point_length(text, end) : 1;
    }
  }
  put(text.substr(at), false);
}

Value replace(Call& call) {
  const TextView text = self_text(call), old = text_argument(call, 1, "replace() argument 1 ").text,
                 with = text_argument(call, 2, "replace() argument 2 ").text;
  const std::int64_t most = given(call, 3) ? to_int(call.vm, call.arguments[3], "replace") : -1;
  std::size_t size = 0, times = 0;
  cut_at(text, old, most, [&](std::string_view before, bool replaced) {
    times += replaced ? 1 : 0;
    size += before.size() + (replaced ? with.size() : 0);
    call.vm.heap().check_room(size);
  });
  if (times == 0) return call.arguments[0];
  return Value(call.vm.string(size, [&](char* place) {
    cut_at(text, old, most, [&](std::string_view before, bool replaced) {
      place = put_text(place, before);
      if (replaced) place = put_text(place, with);
    });
  }));
}

// --- filling

Value filled(Call& call, char align) {
  const std::int64_t width = to_int(call.vm, call.arguments[1], "width");
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
  if (missing <= 0) return call.arguments[0];
  check_room_for(call.vm.heap(), static_cast<std::uint64_t>(missing), fill.size());
  // The odd one goes left when the width is odd, too, as CPython has it.
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
  const std::int64_t missing = to_int(call.vm, call.arguments[1], "width") - static_cast<std::int64_t>(text.length());
  if (missing <= 0) return call.arguments[0];
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
  const auto word = is_integral(wanted) ? word_of(wanted) : to_int(call.vm, wanted, "tabsize");
  if (!word || *word > std::numeric_limits<int>::max() || *word < std::numeric_limits<int>::min())
    call.vm.raise("OverflowError", "Python int too large to convert to C int");
  const std::int64_t size = *word;
  if (self_text(call).find('\t') == std::string_view::npos) return call.arguments[0];
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

/// What str.format() puts for one field; nothing when that takes Python.
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
  /// Undefined for what is no number and no name, and where numbers are given and left out.
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

/// The plain fields, "{}", "{0:>5}", "{name}", are put in at once; whatever else there may be, and what is wrong, is Python's.
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

Value in_python(Call& call) { return leave_to_fallback(call); }

}  // namespace

void install_str(Vm& vm) {
  struct Entry {
    const char* name;
    NativeFunction function;
    std::vector<std::string> parameters;
    std::size_t required;
  };
  const std::vector<Entry> entries = {
      {"upper", upper, {}, 0},
      {"lower", lower, {}, 0},
      {"casefold", casefold, {}, 0},
      {"swapcase", swapcase, {}, 0},
      {"capitalize", capitalize, {}, 0},
      {"title", title, {}, 0},
      {"isdigit", isdigit, {}, 0},
      {"isdecimal", isdecimal, {}, 0},
      {"isnumeric", isnumeric, {}, 0},
      {"isalpha", isalpha, {}, 0},
      {"isspace", isspace, {}, 0},
      {"isalnum", isalnum, {}, 0},
      {"isascii", isascii, {}, 0},
      {"isprintable", isprintable, {}, 0},
      {"isidentifier", isidentifier, {}, 0},
      {"isupper", isupper, {}, 0},
      {"islower", islower, {}, 0},
      {"istitle", istitle, {}, 0},
      {"strip", strip, {"chars", "/"}, 0},
      {"lstrip", lstrip, {"chars", "/"}, 0},
      {"rstrip", rstrip, {"chars", "/"}, 0},
      {"removeprefix", removeprefix, {"prefix", "/"}, 1},
      {"removesuffix", removesuffix, {"suffix", "/"}, 1},
      {"split", split, {"sep", "maxsplit"}, 0},
      {"rsplit", rsplit, {"sep", "maxsplit"}, 0},
      {"splitlines", splitlines, {"keepends"}, 0},
      {"partition", partition, {"sep", "/"}, 1},
      {"rpartition", rpartition, {"sep", "/"}, 1},
      {"join", join, {"iterable", "/"}, 1},
      {"find", find, {"sub", "start", "end", "/"}, 1},
      {"rfind", rfind, {"sub", "start", "end", "/"}, 1},
      {"index", index, {"sub", "start", "end", "/"}, 1},
      {"rindex", rindex, {"sub", "start", "end", "/"}, 1},
      {"count", count, {"sub", "start", "end", "/"}, 1},
      {"startswith", startswith, {"prefix", "start", "end", "/"}, 1},
      {"endswith", endswith, {"suffix", "start", "end", "/"}, 1},
      {"replace", replace, {"old", "new", "/", "count"}, 2},
      {"ljust", ljust, {"width", "fillchar", "/"}, 1},
      {"rjust", rjust, {"width", "fillchar", "/"}, 1},
      {"center", center, {"width", "fillchar", "/"}, 1},
      {"zfill", zfill, {"width", "/"}, 1},
      {"expandtabs", expandtabs, {"tabsize"}, 0},
      {"translate", in_python, {"table", "/"}, 1},
  };
  for (const Entry& entry : entries) vm.define(vm.classes.str, entry.name, entry.function, entry.parameters, entry.required);
  vm.define_variadic(vm.classes.str, "format", format_fields, true);
  vm.define(vm.classes.str, "format_map", in_python, {"mapping", "/"}, 1);
  auto* maketrans = vm.heap().make<Descriptor>(vm.classes.static_method, Descriptor::Kind::static_method);
  maketrans->getter = Value(vm.native("maketrans", in_python, {"x", "y", "z", "/"}, 1));
  vm.classes.str->names.set(vm.intern("maketrans"), Value(maketrans));
}

}  // namespace threadbox::script
