#include "script/natives/str_methods.h"
#include "script/text/fuel.h"
#include "script/text/search.h"
#include "script/text/utf8.h"
#include "script/values/code_points.h"
#include "script/values/conversion.h"
#include "script/values/room.h"

#include <algorithm>

namespace threadbox::script {

namespace {

/// The part of the text between start and end (arguments 2 and 3), in bytes.
struct Part {
  std::size_t begin, end;
  bool valid;  ///< False if start is beyond end: then not even "" is found.
};

Part part_of(Call& call, const Str& text) {
  if (argument(call, 2).is_none() && argument(call, 3).is_none()) return {0, text.text.size(), true};
  const CodePoints points(text);
  const auto bounds = search_bounds(call, points.size());
  if (!bounds) return {0, 0, false};
  return {points.byte(bounds->first), points.byte(bounds->second), true};
}

std::int64_t found_at(Call& call, bool last, const char* name) {
  const Str& text = self(call);
  const auto* needle = as<Str>(call.arguments[1]);
  if (needle == nullptr)
    call.vm.raise("TypeError", std::string(name) + "() argument 1 must be str, not " + argument_type(call, 1));
  const Part part = part_of(call, text);
  if (!part.valid) return -1;
  const std::string_view within = std::string_view(text.text).substr(part.begin, part.end - part.begin);
  const std::size_t at = last ? find_last_text(within, needle->text) : find_text(within, needle->text);
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
  const TextView needle = text_argument(call, 1, "count() argument 1 ").text;
  const Part part = part_of(call, text);
  if (!part.valid) return Value::integer(0);
  const std::string_view within = std::string_view(text.text).substr(part.begin, part.end - part.begin);
  if (needle.empty()) return Value::integer(static_cast<std::int64_t>(count_code_points(within)) + 1);
  std::int64_t times = 0;
  for (std::size_t at = find_text(within, needle); at != std::string_view::npos;
       at = find_text(within, needle, at + needle.size())) {
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

/// Calls `put` with the text before each occurrence of `old`, and finally with the rest.
template <typename Put>
void cut_at(std::string_view text, std::string_view old, std::int64_t most, const Put& put) {
  std::size_t at = 0;
  if (!old.empty()) {
    for (std::size_t end; most != 0 && (end = find_text(text, old, at)) != std::string::npos; at = end + old.size(), --most) {
      Fuel::spend();
      put(text.substr(at, end - at), true);
    }
  } else {  // An empty string occurs before each character and at the end.
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
  const std::int64_t most = given(call, 3) ? to_int(call.vm, call.arguments[3]) : -1;
  std::size_t size = 0, times = 0;
  cut_at(text, old, most, [&](std::string_view before, bool replaced) {
    times += replaced ? 1 : 0;
    size += before.size() + (replaced ? with.size() : 0);
    call.vm.heap().check_room(size);
  });
  if (times == 0) return plain_value(call.vm, call.arguments[0]);
  return Value(call.vm.string(size, [&](char* place) {
    cut_at(text, old, most, [&](std::string_view before, bool replaced) {
      place = put_text(place, before);
      if (replaced) place = put_text(place, with);
    });
  }));
}

}  // namespace

void install_str_search(Vm& vm) {
  static constexpr NativeEntry entries[] = {
      {"find", find, {"sub", "start", "end", "/"}, 2},
      {"rfind", rfind, {"sub", "start", "end", "/"}, 2},
      {"index", index, {"sub", "start", "end", "/"}, 2},
      {"rindex", rindex, {"sub", "start", "end", "/"}, 2},
      {"count", count, {"sub", "start", "end", "/"}, 2},
      {"startswith", startswith, {"prefix", "start", "end", "/"}, 2},
      {"endswith", endswith, {"suffix", "start", "end", "/"}, 2},
      {"replace", replace, {"old", "new", "/", "count"}, 1},
  };
  define_all(vm, vm.classes.str, entries);
}

}  // namespace threadbox::script
