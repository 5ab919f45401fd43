#include "script/natives/native_arguments.h"
#include "script/text/fuel.h"
#include "script/text/search.h"
#include "script/text/utf8.h"
#include "script/values/iteration.h"
#include "script/values/octets.h"
#include "script/values/room.h"
#include "script/values/subscripts.h"

#include <algorithm>

namespace threadbox::script {

namespace {

// --- searching, in place

/// The part between start and end (arguments 2 and 3).
struct Part {
  std::size_t begin = 0, size = 0;
  bool valid = true;  ///< False if start is beyond end: then not even b"" is found.
};

Part part_of(Call& call, std::size_t length) {
  const auto bounds = search_bounds(call, length);
  if (!bounds) return {0, 0, false};
  return {bounds->first, bounds->second - bounds->first};
}

/// What is searched for: octets, or one as an int.
std::string needle(Call& call) {
  const Value value = call.arguments[1];
  if (is_integral(value)) return {octet_of(call.vm, value)};
  const Octets octets(call.vm, value);
  if (!octets)
    call.vm.raise("TypeError", "argument should be integer or bytes-like object, not '" + call.vm.type_name(value) + "'");
  return std::string(*octets);
}

template <bool Last, bool Raises>
Value find(Call& call) {
  const Octets octets(call.vm, call.arguments[0]);
  const std::string part = needle(call);
  const Part bounds = part_of(call, octets->size());
  const std::string_view within = octets->substr(bounds.begin, bounds.size);
  const std::size_t at = !bounds.valid ? std::string_view::npos : Last ? find_last_text(within, part) : find_text(within, part);
  if (at != std::string_view::npos) return Value::integer(static_cast<std::int64_t>(bounds.begin + at));
  if (Raises) call.vm.raise("ValueError", "subsection not found");
  return Value::integer(-1);
}

Value count(Call& call) {
  const Octets octets(call.vm, call.arguments[0]);
  const std::string part = needle(call);
  const Part bounds = part_of(call, octets->size());
  if (!bounds.valid) return Value::integer(0);
  const std::string_view within = octets->substr(bounds.begin, bounds.size);
  if (part.empty()) return Value::integer(static_cast<std::int64_t>(within.size()) + 1);
  if (part.size() == 1) return Value::integer(std::ranges::count(within, part[0]));
  std::int64_t times = 0;
  for (std::size_t at = find_text(within, part); at != std::string_view::npos; at = find_text(within, part, at + part.size())) {
    Fuel::spend();
    ++times;
  }
  return Value::integer(times);
}

template <bool Begins>
Value affix(Call& call) {
  const Octets octets(call.vm, call.arguments[0]);
  const Part bounds = part_of(call, octets->size());
  const std::string_view within = octets->substr(bounds.begin, bounds.size);
  const auto fits = [&](Value value) {
    const std::string wanted = octets_argument(call.vm, value);
    return bounds.valid && (Begins ? within.starts_with(wanted) : within.ends_with(wanted));
  };
  if (const auto* tuple = as<Tuple>(call.arguments[1])) return Value::boolean(std::ranges::any_of(tuple->items, fits));
  if (!is_octets(call.arguments[1]))
    call.vm.raise("TypeError", call.native->name + " first arg must be bytes or a tuple of bytes, not " +
                                   call.vm.type_name(call.arguments[1]));
  return Value::boolean(fits(call.arguments[1]));
}

Value join(Call& call) {
  const Octets separator(call.vm, call.arguments[0]);
  if (!is_iterable(call.vm, call.arguments[1])) call.vm.raise("TypeError", "can only join an iterable");
  std::string joined;
  std::size_t index = 0;
  for (const Value item : collect(call.vm, call.arguments[1])) {
    Fuel::spend();
    const Octets part(call.vm, item);
    if (!part)
      call.vm.raise("TypeError", "sequence item " + std::to_string(index) + ": expected a bytes-like object, " +
                                     call.vm.type_name(item) + " found");
    if (index++ > 0) joined += *separator;
    call.vm.heap().check_room(joined.size() + part->size());
    joined += *part;
  }
  return octets_like(call.vm, call.arguments[0], joined);
}

// --- methods that the str's do: the octets become a text in which only those that bytes treat like characters are such characters

constexpr char32_t masks = 0xE000;  // Private characters, which are no letters, digits or blanks.

bool is_masked(char octet, bool breaks_at_feeds) noexcept {
  const auto code = static_cast<unsigned char>(octet);
  // str counts these controls as white space, and its lines end at form feeds.
  return code >= 0x80 || (code >= 0x1C && code <= 0x1F) || (!breaks_at_feeds && (code == '\v' || code == '\f'));
}

Value masked(Vm& vm, std::string_view octets, bool breaks_at_feeds = true) {
  const bool plain = std::ranges::none_of(octets, [&](char octet) { return is_masked(octet, breaks_at_feeds); });
  if (plain) return Value(vm.string(octets.size(), octets.size(), [&](char* place) { put_text(place, octets); }));
  std::string text;
  for (const char octet : octets) {
    Fuel::spend();
    if (is_masked(octet, breaks_at_feeds)) append_utf8(text, masks + static_cast<unsigned char>(octet));
    else text += octet;
  }
  return vm.text(text);
}

/// The result of a str's method as that of a bytes-like object's: texts become octets.
Value unmasked(Call& call, Value result) {
  const auto all = [&](const std::vector<Value>& items) {
    std::vector<Value> values;
    for (const Value item : items) values.push_back(unmasked(call, item));
    return values;
  };
  if (const auto* list = as<List>(result)) return Value(call.vm.list(all(list->items)));
  if (const auto* tuple = as<Tuple>(result)) return Value(call.vm.tuple(all(tuple->items)));
  const auto* text = as<Str>(result);
  if (text == nullptr) return result;
  if (text->ascii()) return octets_like(call.vm, call.arguments[0], text->text);
  std::string octets;
  for (std::size_t at = 0; at < text->text.size(); at += code_point_length(text->text, at))
    octets += static_cast<char>(code_point(text->text, at));
  return octets_like(call.vm, call.arguments[0], octets);
}

/// Calls the str's method of the same name. The first `Parts` arguments after self are octets.
template <std::size_t Parts>
Value as_text(Call& call) {
  const std::string& name = call.native->name;
  const bool lines = name == "splitlines";
  std::vector<Value> arguments(call.arguments.begin(), call.arguments.end());
  arguments[0] = masked(call.vm, *Octets(call.vm, arguments[0]), !lines);
  for (std::size_t i = 1; i <= Parts && i < arguments.size(); ++i) {
    if (arguments[i].is_undefined() ||
        (arguments[i].is_none() && Parts == 1 && !name.ends_with("partition") && !name.starts_with("remove")))
      continue;
    arguments[i] = masked(call.vm, octets_argument(call.vm, arguments[i]));
  }
  const auto* method = as<Native>(call.vm.classes.str->names.get(call.vm.intern(name)));
  Call inner{call.vm, call.thread, arguments, nullptr, Value::undefined(), arguments, nullptr, method};
  return unmasked(call, method->function(inner));
}

// Of binary data nearly all would be masked, so the frequent methods work on the octets.

Value replace(Call& call) {
  const std::string old = octets_argument(call.vm, call.arguments[1]), with = octets_argument(call.vm, call.arguments[2]);
  if (old.empty()) return as_text<2>(call);
  std::int64_t most = given(call, 3) ? to_int(call.vm, call.arguments[3]) : -1;
  const Octets octets(call.vm, call.arguments[0]);
  std::string made;
  std::size_t at = 0;
  for (std::size_t end; most != 0 && (end = find_text(*octets, old, at)) != std::string_view::npos;
       at = end + old.size(), --most) {
    Fuel::spend();
    call.vm.heap().check_room(made.size() + end - at + with.size());
    made.append(*octets, at, end - at).append(with);
  }
  made.append(*octets, at);
  return octets_like(call.vm, call.arguments[0], made);
}

Value split(Call& call) {
  if (argument(call, 1).is_none()) return as_text<1>(call);
  const std::string separator = octets_argument(call.vm, call.arguments[1]);
  if (separator.empty()) call.vm.raise("ValueError", "empty separator");
  std::int64_t most = given(call, 2) ? to_int(call.vm, call.arguments[2]) : -1;
  const Octets octets(call.vm, call.arguments[0]);
  std::vector<Value> parts;
  const auto add = [&](std::string_view part) {
    Fuel::spend();
    if (parts.size() == parts.capacity()) call.vm.heap().check_room(parts.size() * 2 * sizeof(Value));
    parts.push_back(octets_like(call.vm, call.arguments[0], part));
  };
  std::size_t at = 0;
  for (std::size_t end; most != 0 && (end = find_text(*octets, separator, at)) != std::string_view::npos;
       at = end + separator.size(), --most)
    add(octets->substr(at, end - at));
  add(octets->substr(at));
  return Value(call.vm.list(std::move(parts)));
}

/// ljust(), rjust() and center().
Value aligned(Call& call) {
  std::vector<Value> arguments(call.arguments.begin(), call.arguments.end());
  arguments[0] = masked(call.vm, *Octets(call.vm, arguments[0]));
  if (given(call, 2)) {
    const Octets fill(call.vm, arguments[2]);
    if (!fill || fill->size() != 1)
      call.vm.raise("TypeError",
                    call.native->name + "() argument 2 must be a byte string of length 1, not " +
                        (fill ? "a " + call.vm.type_name(arguments[2]) + " object of length " + std::to_string(fill->size())
                              : call.vm.type_name(arguments[2])));
    arguments[2] = masked(call.vm, *fill);
  }
  const auto* method = as<Native>(call.vm.classes.str->names.get(call.vm.intern(call.native->name)));
  Call inner{call.vm, call.thread, arguments, nullptr, Value::undefined(), arguments, nullptr, method};
  return unmasked(call, method->function(inner));
}

Value isascii(Call& call) {
  return Value::boolean(
      std::ranges::none_of(*Octets(call.vm, call.arguments[0]), [](char octet) { return (octet & 0x80) != 0; }));
}

// --- tables and hexadecimal digits

Value translate(Call& call) {
  const Octets octets(call.vm, call.arguments[0]);
  const std::string table = call.arguments[1].is_none() ? "" : octets_argument(call.vm, call.arguments[1]);
  if (!call.arguments[1].is_none() && table.size() != 256)
    call.vm.raise("ValueError", "translation table must be 256 characters long");
  const std::string deleted = given(call, 2) ? octets_argument(call.vm, call.arguments[2]) : "";
  std::string result;
  for (const char octet : *octets)
    if (deleted.find(octet) == std::string::npos) result += table.empty() ? octet : table[static_cast<unsigned char>(octet)];
  return octets_like(call.vm, call.arguments[0], result);
}

Value maketrans(Call& call) {
  const std::string from = octets_argument(call.vm, call.arguments[0]), to = octets_argument(call.vm, call.arguments[1]);
  if (from.size() != to.size()) call.vm.raise("ValueError", "maketrans arguments must have same length");
  std::string table;
  for (int i = 0; i < 256; ++i) table += static_cast<char>(i);
  for (std::size_t i = 0; i < from.size(); ++i) table[static_cast<unsigned char>(from[i])] = to[i];
  return make_bytes(call.vm, table);
}

/// Raises what CPython raises for a separator that is neither a str nor bytes.
[[noreturn]] void refuse_separator(Call& call, Value separator) {
  length_of(call.vm, separator);
  call.vm.raise("TypeError", "sep must be str or bytes.");
}

Value hex(Call& call) {
  const Octets octets(call.vm, call.arguments[0]);
  std::string separator;
  if (given(call, 1)) {
    const auto* text = as<Str>(call.arguments[1]);
    if (text == nullptr && !is_octets(call.arguments[1])) refuse_separator(call, call.arguments[1]);
    separator = text != nullptr ? std::string(text->text) : octets_argument(call.vm, call.arguments[1]);
    if (separator.size() != 1) call.vm.raise("ValueError", "sep must be length 1.");
  }
  const std::int64_t group = given(call, 2) ? to_int(call.vm, call.arguments[2]) : 1;
  std::string text;
  const auto size = static_cast<std::int64_t>(octets->size());
  check_room_for(call.vm.heap(), octets->size(), 3);
  text.reserve(octets->size() * 2 + (separator.empty() ? 0 : octets->size()));
  for (std::int64_t at = 0; at < size; ++at) {
    // Groups are counted from the right, or from the left if their size is negative.
    if (at > 0 && group != 0 && !separator.empty() && (group > 0 ? (size - at) % group == 0 : at % -group == 0))
      text += separator;
    const auto code = static_cast<unsigned char>((*octets)[static_cast<std::size_t>(at)]);
    text += "0123456789abcdef"[code >> 4];
    text += "0123456789abcdef"[code & 15];
  }
  return call.vm.text(text);
}

/// The class comes first: fromhex() is a class method.
Value fromhex(Call& call) {
  const auto* digits = as<Str>(call.arguments[1]);
  if (digits == nullptr) call.vm.raise("TypeError", "fromhex() argument must be str, not " + argument_type(call, 1));
  const std::string_view text = digits->text;
  const auto digit = [&](std::size_t at) {
    const char c = at < text.size() ? text[at] : '\0';
    if (c >= '0' && c <= '9') return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    if (lower >= 'a' && lower <= 'f') return lower - 'a' + 10;
    call.vm.raise("ValueError", "non-hexadecimal number found in fromhex() arg at position " +
                                    std::to_string(count_code_points(text.substr(0, at))));
  };
  std::string octets;
  call.vm.heap().check_room(text.size() / 2);
  octets.reserve(text.size() / 2);
  for (std::size_t at = 0; at < text.size();) {
    Fuel::spend();
    if (text[at] <= ' ' && std::string_view(" \t\n\r\v\f").find(text[at]) != std::string_view::npos) {
      ++at;
      continue;
    }
    const int high = digit(at);
    octets += static_cast<char>(high << 4 | digit(at + 1));
    at += 2;
  }
  const bool mutable_type = call.arguments[0] == Value(call.vm.classes.bytearray);
  return mutable_type ? make_bytearray(call.vm, std::move(octets)) : make_bytes(call.vm, octets);
}

void define_on_class(Vm& vm, Class* cls, const char* name, Descriptor::Kind kind, Native* function) {
  const bool is_static = kind == Descriptor::Kind::static_method;
  auto* method = vm.heap().make<Descriptor>(is_static ? vm.classes.static_method : vm.classes.class_method, kind);
  method->getter = Value(function);
  cls->names.set(vm.intern(name), Value(method));
}

}  // namespace

void install_bytes(Vm& vm) {
  static constexpr NativeEntry entries[] = {
      {"find", find<false, false>, {"sub", "start", "end", "/"}, 2},
      {"rfind", find<true, false>, {"sub", "start", "end", "/"}, 2},
      {"index", find<false, true>, {"sub", "start", "end", "/"}, 2},
      {"rindex", find<true, true>, {"sub", "start", "end", "/"}, 2},
      {"count", count, {"sub", "start", "end", "/"}, 2},
      {"startswith", affix<true>, {"prefix", "start", "end", "/"}, 2},
      {"endswith", affix<false>, {"suffix", "start", "end", "/"}, 2},
      {"join", join, {"iterable_of_bytes", "/"}},
      {"strip", as_text<1>, {"bytes", "/"}, 1},
      {"lstrip", as_text<1>, {"bytes", "/"}, 1},
      {"rstrip", as_text<1>, {"bytes", "/"}, 1},
      {"removeprefix", as_text<1>, {"prefix", "/"}},
      {"removesuffix", as_text<1>, {"suffix", "/"}},
      {"split", split, {"sep", "maxsplit"}, 2},
      {"rsplit", as_text<1>, {"sep", "maxsplit"}, 2},
      {"splitlines", as_text<0>, {"keepends"}, 1},
      {"partition", as_text<1>, {"sep", "/"}},
      {"rpartition", as_text<1>, {"sep", "/"}},
      {"replace", replace, {"old", "new", "count", "/"}, 1},
      {"ljust", aligned, {"width", "fillchar", "/"}, 1},
      {"rjust", aligned, {"width", "fillchar", "/"}, 1},
      {"center", aligned, {"width", "fillchar", "/"}, 1},
      {"zfill", as_text<0>, {"width", "/"}},
      {"expandtabs", as_text<0>, {"tabsize"}, 1},
      {"upper", as_text<0>, {}},
      {"lower", as_text<0>, {}},
      {"title", as_text<0>, {}},
      {"capitalize", as_text<0>, {}},
      {"swapcase", as_text<0>, {}},
      {"isalnum", as_text<0>, {}},
      {"isalpha", as_text<0>, {}},
      {"isdigit", as_text<0>, {}},
      {"islower", as_text<0>, {}},
      {"isupper", as_text<0>, {}},
      {"istitle", as_text<0>, {}},
      {"isspace", as_text<0>, {}},
      {"isascii", isascii, {}},
      {"translate", translate, {"table", "/", "delete"}, 1},
      {"hex", hex, {"sep", "bytes_per_sep"}, 2},
  };
  for (Class* cls : {vm.classes.bytes, vm.classes.bytearray}) {
    define_all(vm, cls, entries);
    define_on_class(vm, cls, "fromhex", Descriptor::Kind::class_method,
                    vm.native("fromhex", fromhex, {"type", "string", "/"}, 2));
    define_on_class(vm, cls, "maketrans", Descriptor::Kind::static_method,
                    vm.native("maketrans", maketrans, {"frm", "to", "/"}, 2));
  }
  vm.define(vm.classes.memoryview, "hex", hex, {"sep", "bytes_per_sep"}, 0);
}

}  // namespace threadbox::script
