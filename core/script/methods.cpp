#include "script/interpreter.h"
#include "script/operators.h"
#include "script/vm.h"

#include <algorithm>

namespace threadbox::script {

namespace {

template <typename T>
T& self_of(Call& call, const char* type) {
  auto* self = as<T>(call.arguments[0]);
  if (self == nullptr) call.vm.raise("TypeError", std::string("descriptor requires a '") + type + "' object");
  return *self;
}

bool given(const Call& call, std::size_t index) {
  return index < call.arguments.size() && !call.arguments[index].is_undefined();
}

const std::string& text_argument(Call& call, std::size_t index) {
  auto* text = as<Str>(call.arguments[index]);
  if (text == nullptr) call.vm.raise("TypeError", "expected str, not " + call.vm.type_name(call.arguments[index]));
  return text->text;
}

// --- str

const std::string& self_text(Call& call) { return self_of<Str>(call, "str").text; }

template <int (*Change)(int)>
Value changed(Call& call) {
  std::string text = self_text(call);
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x80) c = static_cast<char>(Change(c));
  return call.vm.text(std::move(text));
}

Value strip_ends(Call& call, bool left, bool right) {
  const std::string characters = given(call, 1) && !call.arguments[1].is_none() ? text_argument(call, 1) : " \t\n\r\f\v";
  std::string_view text = self_text(call);
  if (left) text.remove_prefix(std::min(text.find_first_not_of(characters), text.size()));
  if (right) text = text.substr(0, text.find_last_not_of(characters) + 1);
  return call.vm.text(std::string(text));
}
Value strip(Call& call) { return strip_ends(call, true, true); }
Value lstrip(Call& call) { return strip_ends(call, true, false); }
Value rstrip(Call& call) { return strip_ends(call, false, true); }

Value split(Call& call) {
  const std::string& text = self_text(call);
  std::vector<Value> parts;
  if (!given(call, 1) || call.arguments[1].is_none()) {
    constexpr std::string_view blanks = " \t\n\r\f\v";
    for (std::size_t at = text.find_first_not_of(blanks); at != std::string::npos;) {
      const std::size_t end = std::min(text.find_first_of(blanks, at), text.size());
      parts.push_back(call.vm.text(text.substr(at, end - at)));
      at = text.find_first_not_of(blanks, end);
    }
    return Value(call.vm.list(std::move(parts)));
  }
  const std::string& separator = text_argument(call, 1);
  if (separator.empty()) call.vm.raise("ValueError", "empty separator");
  std::int64_t most = given(call, 2) ? to_int(call.vm, call.arguments[2], "split") : -1;
  std::size_t at = 0;
  for (std::size_t end; most != 0 && (end = text.find(separator, at)) != std::string::npos; at = end + separator.size(), --most)
    parts.push_back(call.vm.text(text.substr(at, end - at)));
  parts.push_back(call.vm.text(text.substr(at)));
  return Value(call.vm.list(std::move(parts)));
}

Value join(Call& call) {
  const std::string& separator = self_text(call);
  std::string text;
  std::size_t index = 0;
  for (const Value item : collect(call.vm, call.arguments[1])) {
    auto* part = as<Str>(item);
    if (part == nullptr)
      call.vm.raise("TypeError", "sequence item " + std::to_string(index) + ": expected str instance, " + call.vm.type_name(item) + " found");
    if (index++ > 0) text += separator;
    text += part->text;
  }
  return call.vm.text(std::move(text));
}

Value starts_with(Call& call) { return Value::boolean(self_text(call).starts_with(text_argument(call, 1))); }
Value ends_with(Call& call) { return Value::boolean(self_text(call).ends_with(text_argument(call, 1))); }

Value replace(Call& call) {
  const std::string &text = self_text(call), &old = text_argument(call, 1), &with = text_argument(call, 2);
  if (old.empty()) call.vm.raise("NotImplementedError", "Threadbox cannot replace an empty string yet");
  std::string result;
  std::size_t at = 0;
  for (std::size_t end; (end = text.find(old, at)) != std::string::npos; at = end + old.size())
    result += text.substr(at, end - at) + with;
  return call.vm.text(result + text.substr(at));
}

Value find(Call& call) {
  const std::string& text = self_text(call);
  const std::size_t at = text.find(text_argument(call, 1));
  if (at == std::string::npos) return Value::integer(-1);
  const auto characters = std::count_if(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at),
                                        [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
  return Value::integer(characters);
}

Value is_digits(Call& call) {
  const std::string& text = self_text(call);
  return Value::boolean(!text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }));
}

template <char Align>
Value justified(Call& call) {
  const std::string fill = given(call, 2) ? text_argument(call, 2) : " ";
  return call.vm.text(format(call.vm, call.arguments[0], fill + Align + std::to_string(to_int(call.vm, call.arguments[1], "width"))));
}

void install_str(Vm& vm) {
  Class* cls = vm.classes.str;
  vm.define(cls, "upper", changed<std::toupper>, {}, 0);
  vm.define(cls, "lower", changed<std::tolower>, {}, 0);
  vm.define(cls, "strip", strip, {"chars"}, 0);
  vm.define(cls, "lstrip", lstrip, {"chars"}, 0);
  vm.define(cls, "rstrip", rstrip, {"chars"}, 0);
  vm.define(cls, "split", split, {"sep", "maxsplit"}, 0);
  vm.define(cls, "join", join, {"iterable"}, 1);
  vm.define(cls, "startswith", starts_with, {"prefix"}, 1);
  vm.define(cls, "endswith", ends_with, {"suffix"}, 1);
  vm.define(cls, "replace", replace, {"old", "new"}, 2);
  vm.define(cls, "find", find, {"sub"}, 1);
  vm.define(cls, "isdigit", is_digits, {}, 0);
  vm.define(cls, "ljust", justified<'<'>, {"width", "fillchar"}, 1);
  vm.define(cls, "rjust", justified<'>'>, {"width", "fillchar"}, 1);
  vm.define(cls, "center", justified<'^'>, {"width", "fillchar"}, 1);
}

// --- list

List& self_list(Call& call) { return self_of<List>(call, "list"); }

Value append(Call& call) {
  List& list = self_list(call);
  call.vm.heap().charge(list, sizeof(Value));
  list.items.push_back(call.arguments[1]);
  return Value::none();
}

Value extend(Call& call) {
  binary(call.vm, BinaryOp::add, call.arguments[0], call.arguments[1], true);
  return Value::none();
}

Value pop(Call& call) {
  List& list = self_list(call);
  if (list.items.empty()) call.vm.raise("IndexError", "pop from empty list");
  std::int64_t at = given(call, 1) ? to_int(call.vm, call.arguments[1], "pop") : -1;
  const auto size = static_cast<std::int64_t>(list.items.size());
  if (at < 0) at += size;
  if (at < 0 || at >= size) call.vm.raise("IndexError", "pop index out of range");
  const Value item = list.items[static_cast<std::size_t>(at)];
  list.items.erase(list.items.begin() + static_cast<std::ptrdiff_t>(at));
  return item;
}

Value insert(Call& call) {
  List& list = self_list(call);
  const auto size = static_cast<std::int64_t>(list.items.size());
  std::int64_t at = to_int(call.vm, call.arguments[1], "insert");
  at = std::clamp<std::int64_t>(at < 0 ? at + size : at, 0, size);
  call.vm.heap().charge(list, sizeof(Value));
  list.items.insert(list.items.begin() + static_cast<std::ptrdiff_t>(at), call.arguments[2]);
  return Value::none();
}

std::vector<Value>::iterator place_of(Call& call, List& list) {
  return std::ranges::find_if(list.items, [&](Value item) { return equal(call.vm, item, call.arguments[1]); });
}

Value remove(Call& call) {
  List& list = self_list(call);
  const auto place = place_of(call, list);
  if (place == list.items.end()) call.vm.raise("ValueError", "list.remove(x): x not in list");
  list.items.erase(place);
  return Value::none();
}

Value index(Call& call) {
  List& list = self_list(call);
  const auto place = place_of(call, list);
  if (place == list.items.end()) call.vm.raise("ValueError", repr(call.vm, call.arguments[1]) + " is not in list");
  return Value::integer(place - list.items.begin());
}

Value count(Call& call) {
  return Value::integer(std::ranges::count_if(self_list(call).items, [&](Value item) { return equal(call.vm, item, call.arguments[1]); }));
}

Value clear(Call& call) {
  self_list(call).items.clear();
  return Value::none();
}

Value reverse(Call& call) {
  std::ranges::reverse(self_list(call).items);
  return Value::none();
}

Value sort(Call& call) {
  sort_list(call.vm, self_list(call), given(call, 1) && truthy(call.vm, call.arguments[1]));
  return Value::none();
}

Value copy(Call& call) { return Value(call.vm.list(self_list(call).items)); }

void install_list(Vm& vm) {
  Class* cls = vm.classes.list;
  vm.define(cls, "append", append, {"object"}, 1);
  vm.define(cls, "extend", extend, {"iterable"}, 1);
  vm.define(cls, "pop", pop, {"index"}, 0);
  vm.define(cls, "insert", insert, {"index", "object"}, 2);
  vm.define(cls, "remove", remove, {"value"}, 1);
  vm.define(cls, "index", index, {"value"}, 1);
  vm.define(cls, "count", count, {"value"}, 1);
  vm.define(cls, "clear", clear, {}, 0);
  vm.define(cls, "reverse", reverse, {}, 0);
  vm.define(cls, "sort", sort, {"reverse"}, 0);
  vm.define(cls, "copy", copy, {}, 0);
}

// --- dict and set

Dict& self_dict(Call& call) { return self_of<Dict>(call, "dict"); }

Value dict_get(Call& call) {
  const Dict::Entry* entry = self_dict(call).find(call.vm, call.arguments[1]);
  return entry != nullptr ? entry->value : given(call, 2) ? call.arguments[2] : Value::none();
}

Value dict_set_default(Call& call) {
  Dict& dict = self_dict(call);
  if (const Dict::Entry* entry = dict.find(call.vm, call.arguments[1])) return entry->value;
  const Value value = given(call, 2) ? call.arguments[2] : Value::none();
  set_item(call.vm, call.arguments[0], call.arguments[1], value);
  return value;
}

Value dict_pop(Call& call) {
  Dict& dict = self_dict(call);
  const Dict::Entry* entry = dict.find(call.vm, call.arguments[1]);
  if (entry == nullptr) {
    if (given(call, 2)) return call.arguments[2];
    call.vm.raise_value("KeyError", {call.arguments[1]});
  }
  const Value value = entry->value;
  dict.erase(call.vm, call.arguments[1]);
  return value;
}

enum class View : std::uint8_t { keys, values, items };

template <View Which>
Value dict_view(Call& call) {
  std::vector<Value> items;
  for (const Dict::Entry& entry : self_dict(call).entries()) {
    if (!entry.live) continue;
    items.push_back(Which == View::keys     ? entry.key
                    : Which == View::values ? entry.value
                                            : Value(call.vm.tuple({entry.key, entry.value})));
  }
  return Value(call.vm.list(std::move(items)));
}

Value dict_update(Call& call) {
  const auto* from = as<Dict>(call.arguments[1]);
  if (from == nullptr) call.vm.raise("NotImplementedError", "Threadbox can update a dict from a dict only, yet");
  for (const Dict::Entry& entry : std::vector(from->entries()))
    if (entry.live) set_item(call.vm, call.arguments[0], entry.key, entry.value);
  return Value::none();
}

Value dict_clear(Call& call) {
  self_dict(call).clear();
  return Value::none();
}

Value set_add(Call& call) {
  self_dict(call).set(call.vm, call.arguments[1], Value::none());
  return Value::none();
}
Value set_discard(Call& call) {
  self_dict(call).erase(call.vm, call.arguments[1]);
  return Value::none();
}
Value set_remove(Call& call) {
  if (!self_dict(call).erase(call.vm, call.arguments[1])) call.vm.raise_value("KeyError", {call.arguments[1]});
  return Value::none();
}

void install_dict(Vm& vm) {
  Class* cls = vm.classes.dict;
  vm.define(cls, "get", dict_get, {"key", "default"}, 1);
  vm.define(cls, "setdefault", dict_set_default, {"key", "default"}, 1);
  vm.define(cls, "pop", dict_pop, {"key", "default"}, 1);
  vm.define(cls, "keys", dict_view<View::keys>, {}, 0);
  vm.define(cls, "values", dict_view<View::values>, {}, 0);
  vm.define(cls, "items", dict_view<View::items>, {}, 0);
  vm.define(cls, "update", dict_update, {"other"}, 1);
  vm.define(cls, "clear", dict_clear, {}, 0);
  vm.define(vm.classes.set, "add", set_add, {"element"}, 1);
  vm.define(vm.classes.set, "discard", set_discard, {"element"}, 1);
  vm.define(vm.classes.set, "remove", set_remove, {"element"}, 1);
  vm.define(vm.classes.set, "clear", dict_clear, {}, 0);
}

}  // namespace

void install_methods(Vm& vm) {
  install_str(vm);
  install_list(vm);
  install_dict(vm);
}

}  // namespace threadbox::script
