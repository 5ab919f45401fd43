#include "script/natives/native_arguments.h"
#include "script/values/text.h"

#include <algorithm>

namespace threadbox::script {

namespace {

const Str& self(Call& call) { return self_of<Str>(call, "str"); }
const std::string& self_text(Call& call) { return self(call).text; }

const Str& text_argument(Call& call, std::size_t index, const char* what) {
  const auto* text = as<Str>(call.arguments[index]);
  if (text == nullptr) call.vm.raise("TypeError", std::string(what) + " must be str, not " + call.vm.type_name(call.arguments[index]));
  return *text;
}

/// Pieces of a text, on their way to a list.
class Parts {
 public:
  explicit Parts(Vm& vm) : vm_(vm) {}
  void push_back(std::string_view part) {
    Vm::spend();
    if (parts_.size() == parts_.capacity()) vm_.heap().check_room(parts_.size() * 2 * (sizeof(Str) + sizeof part));
    parts_.push_back(part);
  }
  void reverse() { std::ranges::reverse(parts_); }
  Value list() {
    std::vector<Value> values;
    values.reserve(parts_.size());
    for (const std::string_view part : parts_) {
      Vm::spend();
      values.push_back(vm_.text(std::string(part)));
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
  const std::string& text = self_text(call);
  std::string result;
  for (std::size_t at = 0; at < text.size(); at += code_point_length(text, at)) {
    Vm::spend();
    change(result, code_point(text, at));
  }
  return call.vm.text(std::move(result));
}

void put_upper(std::string& text, char32_t code) {
  if (code == 0xDF) text += "SS";
  else append_utf8(text, to_upper(code));
}
Value upper(Call& call) { return changed(call, put_upper); }
/// A sigma at the end of a word has a form of its own.
void put_lower(std::string& text, char32_t code, bool ends_word) {
  append_utf8(text, code == 0x3A3 && ends_word ? 0x3C2 : to_lower(code));
}
Value lower(Call& call) {
  const std::string& text = self_text(call);
  std::string result;
  bool inside = false;
  for (std::size_t at = 0; at < text.size();) {
    Vm::spend();
    const char32_t code = code_point(text, at);
    at += code_point_length(text, at);
    const bool ends_word = inside && (at >= text.size() || !is_letter(code_point(text, at)));
    put_lower(result, code, ends_word);
    inside = is_letter(code);
  }
  return call.vm.text(std::move(result));
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
    if (std::exchange(first, false)) put_upper(text, code);
    else append_utf8(text, to_lower(code));
  });
}
Value title(Call& call) {
  bool inside = false;
  return changed(call, [&](std::string& text, char32_t code) {
    if (inside) append_utf8(text, to_lower(code));
    else put_upper(text, code);
    inside = is_letter(code);
  });
}

// --- questions

template <typename Test>
Value all_characters(Call& call, Test test, bool when_empty = false) {
  const std::string& text = self_text(call);
  for (std::size_t at = 0; at < text.size(); at += code_point_length(text, at)) {
    Vm::spend();
    if (!test(code_point(text, at))) return Value::boolean(false);
  }
  return Value::boolean(when_empty || !text.empty());
}
/// Superscript and subscript digits.
bool is_small_digit(char32_t code) { return code == 0xB2 || code == 0xB3 || code == 0xB9 || code == 0x2070 || (code >= 0x2074 && code <= 0x2079) || (code >= 0x2080 && code <= 0x2089); }
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
  return all_characters(call, [](char32_t code) { return is_letter(code) || is_digit(code) || is_small_digit(code) || is_fraction(code); });
}
Value isascii(Call& call) {
  return all_characters(call, [](char32_t code) { return code < 0x80; }, true);
}
Value isprintable(Call& call) { return all_characters(call, is_printable, true); }
Value isidentifier(Call& call) {
  const std::string& text = self_text(call);
  if (text.empty() || is_digit(code_point(text, 0))) return Value::boolean(false);
  return all_characters(call, [](char32_t code) { return is_letter(code) || is_digit(code) || code == '_'; });
}
/// Cased characters are there, and all of them are as wanted.
Value all_cased(Call& call, bool upper_wanted) {
  bool any = false;
  const std::string& text = self_text(call);
  for (std::size_t at = 0; at < text.size(); at += code_point_length(text, at)) {
    const char32_t code = code_point(text, at);
    if (upper_wanted ? is_lower(code) : is_upper(code)) return Value::boolean(false);
    any = any || (upper_wanted ? is_upper(code) : is_lower(code));
  }
  return Value::boolean(any);
}
Value isupper(Call& call) { return all_cased(call, true); }
Value islower(Call& call) { return all_cased(call, false); }
Value istitle(Call& call) {
  bool inside = false, any = false;
  const std::string& text = self_text(call);
  for (std::size_t at = 0; at < text.size(); at += code_point_length(text, at)) {
    const char32_t code = code_point(text, at);
    if (is_upper(code) ? inside : is_lower(code) && !inside) return Value::boolean(false);
    inside = is_upper(code) || is_lower(code);
    any = any || inside;
  }
  return Value::boolean(any);
}

// --- strip, split, join

const Str& strip_characters(Call& call) {
  const auto* text = as<Str>(call.arguments[1]);
  if (text == nullptr) call.vm.raise("TypeError", "strip arg must be None or str");
  return *text;
}

Value strip_ends(Call& call, bool left, bool right) {
  const std::string& text = self_text(call);
  const bool blanks = argument(call, 1).is_none();
  const std::string characters = blanks ? "" : strip_characters(call).text;
  const auto goes = [&](std::size_t at) {
    const std::size_t length = code_point_length(text, at);
    return blanks ? is_space(code_point(text, at)) : characters.find(text.substr(at, length)) != std::string::npos;
  };
  std::size_t first = 0, last = text.size();
  while (left && first < last && goes(first)) first += code_point_length(text, first);
  while (right && last > first) {
    std::size_t at = last - 1;
    while (at > first && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
    if (!goes(at)) break;
    last = at;
  }
  return call.vm.text(text.substr(first, last - first));
}
Value strip(Call& call) { return strip_ends(call, true, true); }
Value lstrip(Call& call) { return strip_ends(call, true, false); }
Value rstrip(Call& call) { return strip_ends(call, false, true); }

Value removeprefix(Call& call) {
  const std::string &text = self_text(call), &prefix = text_argument(call, 1, "removeprefix() argument").text;
  return call.vm.text(text.starts_with(prefix) ? text.substr(prefix.size()) : text);
}
Value removesuffix(Call& call) {
  const std::string &text = self_text(call), &suffix = text_argument(call, 1, "removesuffix() argument").text;
  const bool ends = !suffix.empty() && text.ends_with(suffix);
  return call.vm.text(ends ? text.substr(0, text.size() - suffix.size()) : text);
}

/// Words between blanks; behind the last cut the rest stays in one piece.
void words(Parts& parts, std::string_view text, std::int64_t most) {
  std::size_t at = 0;
  const auto blank = [&] { return is_space(code_point(text, at)); };
  while (true) {
    while (at < text.size() && blank()) at += code_point_length(text, at);
    if (at >= text.size()) return;
    const std::size_t begin = at;
    if (most-- == 0) {
      std::size_t end = text.size();
      while (end > begin && is_space(static_cast<unsigned char>(text[end - 1]))) --end;
      return parts.push_back(text.substr(begin, end - begin));
    }
    while (at < text.size() && !blank()) at += code_point_length(text, at);
    parts.push_back(text.substr(begin, at - begin));
  }
}

void words_from_right(Parts& parts, std::string_view text, std::int64_t most) {
  std::size_t end = text.size();
  const auto blank = [&](std::size_t at) { return is_space(static_cast<unsigned char>(text[at])); };
  while (true) {
    while (end > 0 && blank(end - 1)) --end;
    if (end == 0) break;
    std::size_t begin = end;
    if (most-- == 0) {
      begin = 0;
    } else {
      while (begin > 0 && !blank(begin - 1)) --begin;
    }
    parts.push_back(text.substr(begin, end - begin));
    if (most < -1 ? begin == 0 : most == -1) break;
    end = begin;
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
  if (separator_object == nullptr) call.vm.raise("TypeError", "must be str or None, not " + call.vm.type_name(call.arguments[1]));
  const std::string& separator = separator_object->text;
  if (separator.empty()) call.vm.raise("ValueError", "empty separator");
  if (from_right) {
    std::size_t end = text.size();
    for (std::size_t at; most != 0 && end >= separator.size() && (at = text.rfind(separator, end - separator.size())) != std::string::npos; --most) {
      parts.push_back(text.substr(at + separator.size(), end - at - separator.size()));
      end = at;
    }
    parts.push_back(text.substr(0, end));
    parts.reverse();
  } else {
    std::size_t at = 0;
    for (std::size_t end; most != 0 && (end = find_text(text, separator, at)) != std::string::npos; at = end + separator.size(), --most)
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
      const char32_t code = code_point(text, end);
      const bool breaks = (code >= 10 && code <= 13) || (code >= 0x1C && code <= 0x1E) || code == 0x85 || code == 0x2028 || code == 0x2029;
      if (breaks) length = code == '\r' && end + 1 < text.size() && text[end + 1] == '\n' ? 2 : code_point_length(text, end);
    }
    lines.push_back(text.substr(at, end - at + (keep ? length : 0)));
    at = end + length;
  }
  return lines.list();
}

Value partition_at(Call& call, bool last) {
  const std::string &text = self_text(call), &separator = text_argument(call, 1, "separator").text;
  if (separator.empty()) call.vm.raise("ValueError", "empty separator");
  const std::size_t at = last ? text.rfind(separator) : find_text(text, separator);
  const auto tuple = [&](const std::string& a, const std::string& b, const std::string& c) {
    return Value(call.vm.tuple({call.vm.text(a), call.vm.text(b), call.vm.text(c)}));
  };
  if (at == std::string::npos) return last ? tuple("", "", text) : tuple(text, "", "");
  return tuple(text.substr(0, at), separator, text.substr(at + separator.size()));
}
Value partition(Call& call) { return partition_at(call, false); }
Value rpartition(Call& call) { return partition_at(call, true); }

Value join(Call& call) {
  const std::string& separator = self_text(call);
  if (!is_iterable(call.vm, call.arguments[1])) call.vm.raise("TypeError", "can only join an iterable");
  const std::vector<Value> items = collect(call.vm, call.arguments[1]);
  std::size_t index = 0, size = 0;
  for (const Value item : items) {
    const auto* part = as<Str>(item);
    if (part == nullptr)
      call.vm.raise("TypeError", "sequence item " + std::to_string(index) + ": expected str instance, " + call.vm.type_name(item) + " found");
    size += part->text.size() + (index++ > 0 ? separator.size() : 0);
  }
  call.vm.heap().check_room(size);
  std::string text;
  text.reserve(size);
  for (index = 0; index < items.size(); ++index) {
    Vm::spend();
    if (index > 0) text += separator;
    text += as<Str>(items[index])->text;
  }
  return call.vm.text(std::move(text));
}

// --- search

/// The part of the text that start and end (arguments 2 and 3) leave, in bytes.
struct Part {
  std::size_t begin, end;
  bool valid;  ///< start is not behind the end: else nothing is found, not even "".
};

Part part_of(Call& call, const CodePoints& points) {
  const auto size = static_cast<std::int64_t>(points.size());
  const auto place = [&](std::size_t index, std::int64_t fallback) {
    const Value value = argument(call, index);
    const std::int64_t at = value.is_none() ? fallback : to_int(call.vm, value, "slice");
    return at < 0 ? std::max<std::int64_t>(at + size, 0) : at;
  };
  const std::int64_t start = place(2, 0), end = std::min(place(3, size), size);
  if (start > end) return {0, 0, false};
  return {points.byte(static_cast<std::size_t>(start)), points.byte(static_cast<std::size_t>(end)), true};
}

std::int64_t found_at(Call& call, bool last, const char* name) {
  const Str& text = self(call);
  const auto* sought = as<Str>(call.arguments[1]);
  if (sought == nullptr) call.vm.raise("TypeError", std::string(name) + "() argument 1 must be str, not " + call.vm.type_name(call.arguments[1]));
  const CodePoints points(text);
  const Part part = part_of(call, points);
  if (!part.valid) return -1;
  const std::string_view within = std::string_view(text.text).substr(part.begin, part.end - part.begin);
  const std::size_t at = last ? within.rfind(sought->text) : find_text(within, sought->text);
  return at == std::string_view::npos ? -1 : static_cast<std::int64_t>(points.index_of_byte(part.begin + at));
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
  const std::string& sought = text_argument(call, 1, "count() argument 1").text;
  const CodePoints points(text);
  const Part part = part_of(call, points);
  if (!part.valid) return Value::integer(0);
  const std::string_view within = std::string_view(text.text).substr(part.begin, part.end - part.begin);
  if (sought.empty()) return Value::integer(static_cast<std::int64_t>(count_code_points(within)) + 1);
  std::int64_t times = 0;
  for (std::size_t at = find_text(within, sought); at != std::string_view::npos; at = find_text(within, sought, at + sought.size())) {
    Vm::spend();
    ++times;
  }
  return Value::integer(times);
}

Value begins_or_ends(Call& call, bool begins) {
  const Str& text = self(call);
  const CodePoints points(text);
  const Part part = part_of(call, points);
  const std::string_view within = std::string_view(text.text).substr(part.begin, part.end - part.begin);
  const bool in_tuple = as<Tuple>(call.arguments[1]) != nullptr;
  const auto fits = [&](Value value) {
    const auto* affix = as<Str>(value);
    if (affix == nullptr)
      call.vm.raise("TypeError", in_tuple ? std::string("tuple for ") + (begins ? "startswith" : "endswith") + " must only contain str, not " + call.vm.type_name(value)
                                          : std::string(begins ? "startswith" : "endswith") + " first arg must be str or a tuple of str, not " + call.vm.type_name(value));
    return part.valid && (begins ? within.starts_with(affix->text) : within.ends_with(affix->text));
  };
  if (const auto* tuple = as<Tuple>(call.arguments[1])) return Value::boolean(std::ranges::any_of(tuple->items, fits));
  return Value::boolean(fits(call.arguments[1]));
}
Value startswith(Call& call) { return begins_or_ends(call, true); }
Value endswith(Call& call) { return begins_or_ends(call, false); }

Value replace(Call& call) {
  const std::string &text = self_text(call), &old = text_argument(call, 1, "replace() argument 1").text,
                    &with = text_argument(call, 2, "replace() argument 2").text;
  std::int64_t most = given(call, 3) ? to_int(call.vm, call.arguments[3], "replace") : -1;
  std::string result;
  std::size_t at = 0;
  if (old.empty()) {  // Between all characters.
    while (most-- != 0) {
      Vm::spend();
      call.vm.heap().check_room(result.size() + with.size());
      result += with;
      if (at >= text.size()) break;
      const std::size_t length = code_point_length(text, at);
      result.append(text, at, length);
      at += length;
    }
    return call.vm.text(result + text.substr(std::min(at, text.size())));
  }
  for (std::size_t end; most != 0 && (end = find_text(text, old, at)) != std::string::npos; at = end + old.size(), --most) {
    Vm::spend();
    call.vm.heap().check_room(result.size() + (end - at) + with.size());
    result.append(text, at, end - at);
    result += with;
  }
  return call.vm.text(result + text.substr(at));
}

// --- filling

Value filled(Call& call, char align) {
  const std::int64_t width = to_int(call.vm, call.arguments[1], "width");
  std::string fill = " ";
  if (given(call, 2)) {
    const auto* character = as<Str>(call.arguments[2]);
    if (character == nullptr) call.vm.raise("TypeError", "The fill character must be a unicode character, not " + call.vm.type_name(call.arguments[2]));
    if (character->length() != 1) call.vm.raise("TypeError", "The fill character must be exactly one character long");
    fill = character->text;
  }
  const Str& text = self(call);
  const std::int64_t missing = width - static_cast<std::int64_t>(text.length());
  if (missing <= 0) return call.arguments[0];
  call.vm.heap().check_room(static_cast<std::size_t>(missing) * fill.size());
  // The odd one goes left when the width is odd, too, as CPython has it.
  const std::int64_t left = align == '<' ? 0 : align == '>' ? missing : missing / 2 + (missing & width & 1);
  std::string result;
  const auto put = [&](std::int64_t times) {
    if (fill.size() == 1) return void(result.append(static_cast<std::size_t>(times), fill[0]));
    for (; times > 0; --times) {
      Vm::spend();
      result += fill;
    }
  };
  put(left);
  result += text.text;
  put(missing - left);
  return call.vm.text(std::move(result));
}
Value ljust(Call& call) { return filled(call, '<'); }
Value rjust(Call& call) { return filled(call, '>'); }
Value center(Call& call) { return filled(call, '^'); }

Value zfill(Call& call) {
  const Str& text = self(call);
  const std::int64_t missing = to_int(call.vm, call.arguments[1], "width") - static_cast<std::int64_t>(text.length());
  if (missing <= 0) return call.arguments[0];
  call.vm.heap().check_room(static_cast<std::size_t>(missing));
  const std::size_t sign = text.text.starts_with('-') || text.text.starts_with('+') ? 1 : 0;
  return call.vm.text(text.text.substr(0, sign) + std::string(static_cast<std::size_t>(missing), '0') + text.text.substr(sign));
}

Value expandtabs(Call& call) {
  const std::int64_t size = given(call, 1) ? to_int(call.vm, call.arguments[1], "tabsize") : 8;
  std::string result;
  std::int64_t column = 0;
  for (const char c : self_text(call)) {
    if (c == '\t') {
      const std::int64_t spaces = size > 0 ? size - column % size : 0;
      call.vm.heap().check_room(result.size() + static_cast<std::size_t>(spaces));
      result.append(static_cast<std::size_t>(spaces), ' ');
      column += spaces;
    } else {
      result += c;
      if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++column;
      if (c == '\n' || c == '\r') column = 0;
    }
  }
  return call.vm.text(std::move(result));
}

Value in_python(Call& call) { return twin_of(call); }

}  // namespace

void install_str(Vm& vm) {
  struct Entry {
    const char* name;
    NativeFunction function;
    std::vector<std::string> parameters;
    std::size_t required;
  };
  const std::vector<Entry> entries = {
      {"upper", upper, {}, 0}, {"lower", lower, {}, 0}, {"casefold", casefold, {}, 0}, {"swapcase", swapcase, {}, 0},
      {"capitalize", capitalize, {}, 0}, {"title", title, {}, 0},
      {"isdigit", isdigit, {}, 0}, {"isdecimal", isdecimal, {}, 0}, {"isnumeric", isnumeric, {}, 0}, {"isalpha", isalpha, {}, 0},
      {"isspace", isspace, {}, 0}, {"isalnum", isalnum, {}, 0}, {"isascii", isascii, {}, 0}, {"isprintable", isprintable, {}, 0},
      {"isidentifier", isidentifier, {}, 0}, {"isupper", isupper, {}, 0}, {"islower", islower, {}, 0}, {"istitle", istitle, {}, 0},
      {"strip", strip, {"chars", "/"}, 0}, {"lstrip", lstrip, {"chars", "/"}, 0}, {"rstrip", rstrip, {"chars", "/"}, 0},
      {"removeprefix", removeprefix, {"prefix", "/"}, 1}, {"removesuffix", removesuffix, {"suffix", "/"}, 1},
      {"split", split, {"sep", "maxsplit"}, 0}, {"rsplit", rsplit, {"sep", "maxsplit"}, 0}, {"splitlines", splitlines, {"keepends"}, 0},
      {"partition", partition, {"sep", "/"}, 1}, {"rpartition", rpartition, {"sep", "/"}, 1}, {"join", join, {"iterable", "/"}, 1},
      {"find", find, {"sub", "start", "end", "/"}, 1}, {"rfind", rfind, {"sub", "start", "end", "/"}, 1},
      {"index", index, {"sub", "start", "end", "/"}, 1}, {"rindex", rindex, {"sub", "start", "end", "/"}, 1},
      {"count", count, {"sub", "start", "end", "/"}, 1},
      {"startswith", startswith, {"prefix", "start", "end", "/"}, 1}, {"endswith", endswith, {"suffix", "start", "end", "/"}, 1},
      {"replace", replace, {"old", "new", "/", "count"}, 2},
      {"ljust", ljust, {"width", "fillchar", "/"}, 1}, {"rjust", rjust, {"width", "fillchar", "/"}, 1},
      {"center", center, {"width", "fillchar", "/"}, 1}, {"zfill", zfill, {"width", "/"}, 1}, {"expandtabs", expandtabs, {"tabsize"}, 0},
      {"translate", in_python, {"table", "/"}, 1},
  };
  for (const Entry& entry : entries) vm.define(vm.classes.str, entry.name, entry.function, entry.parameters, entry.required);
  for (const char* name : {"format", "format_map"}) vm.define_variadic(vm.classes.str, name, in_python);
  auto* maketrans = vm.heap().make<Descriptor>(vm.classes.static_method, Descriptor::Kind::static_method);
  maketrans->getter = Value(vm.variadic("maketrans", in_python));
  vm.classes.str->names.set(vm.intern("maketrans"), Value(maketrans));
}

}  // namespace threadbox::script
