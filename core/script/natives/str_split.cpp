#include "script/natives/str_methods.h"
#include "script/text/fuel.h"
#include "script/text/search.h"
#include "script/text/unicode.h"
#include "script/text/utf8.h"
#include "script/values/conversion.h"
#include "script/values/iteration.h"
#include "script/values/room.h"

#include <algorithm>

namespace threadbox::script {

namespace {

/// Collects the parts of a text for a list.
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

const Str& strip_characters(Call& call) {
  const auto* text = as<Str>(call.arguments[1]);
  if (text == nullptr) call.vm.raise("TypeError", call.native->name + " arg must be None or str");
  return *text;
}

/// The part of the text between two bytes; the same object if that is all of it.
Value part_of_self(Call& call, std::size_t from, std::size_t to) {
  const TextView text = self_text(call);
  return to - from == text.size()
             ? plain_value(call.vm, call.arguments[0])
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

/// Splits at whitespace, at most `most` times if that is not negative; the last part then keeps its whitespace.
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
  // The begin of the whitespace, or of the word, that ends at `end`.
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
  std::int64_t most = given(call, 2) ? to_int(call.vm, call.arguments[2]) : -1;
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
  const Value before = part_of_self(call, 0, at), after = part_of_self(call, at + separator.size(), text.size());
  return Value(call.vm.tuple({before, call.arguments[1], after}));
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
    // Most parts are short, so that calling put_text would take longer.
    constexpr std::size_t few = 64;
    const auto put = [&place](TextView part) { place = part.size() <= few ? copy_text(part, place) : put_text(place, part); };
    for (index = 0; index < items.size(); ++index) {
      Fuel::spend();
      if (index > 0) put(separator);
      put(as<Str>(items[index])->text);
    }
  }));
}

}  // namespace

void install_str_split(Vm& vm) {
  static constexpr NativeEntry entries[] = {
      {"strip", strip, {"chars", "/"}, 1},
      {"lstrip", lstrip, {"chars", "/"}, 1},
      {"rstrip", rstrip, {"chars", "/"}, 1},
      {"removeprefix", removeprefix, {"prefix", "/"}},
      {"removesuffix", removesuffix, {"suffix", "/"}},
      {"split", split, {"sep", "maxsplit"}, 2},
      {"rsplit", rsplit, {"sep", "maxsplit"}, 2},
      {"splitlines", splitlines, {"keepends"}, 1},
      {"partition", partition, {"sep", "/"}},
      {"rpartition", rpartition, {"sep", "/"}},
      {"join", join, {"iterable", "/"}},
  };
  define_all(vm, vm.classes.str, entries);
}

}  // namespace threadbox::script
