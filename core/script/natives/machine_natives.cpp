#include "script/machine/metaclasses.h"
#include "script/machine/suggestions.h"
#include "script/natives/native_arguments.h"
#include "script/text/literals.h"
#include "script/values/arithmetic.h"
#include "script/values/comparison.h"
#include "script/values/conversion.h"
#include "script/values/critical_section.h"
#include "script/values/hashing.h"
#include "script/values/integers.h"
#include "script/values/iteration.h"
#include "script/values/iterators.h"
#include "script/values/octets.h"
#include "script/values/percent.h"
#include "script/values/repr.h"
#include "script/values/sequences.h"
#include "script/values/sorting.h"
#include "script/values/special_method.h"
#include "script/values/subscripts.h"
#include "script/values/syntax_errors.h"

#include <algorithm>

namespace threadbox::script {

namespace {

// The module _machine, for the prelude's fallbacks: the steps of an operation that C++ can do without calling Python.

/// special(obj, name): the bound special method if it is written in Python; None if there is none or it is built in. For a
/// method that the class sets to None, the result raises TypeError when it is called.
Value special(Call& call) {
  const Value self = call.arguments[0];
  const Value method = special_in_python(call.vm, self, call.vm.intern(as<Str>(call.arguments[1])->text));
  if (method.is_undefined()) return Value::none();
  if (method.is_none()) return call.vm.fallback("refused");
  return bound_special(call.vm, self, method);
}

/// set_fallback(native or class, function)
Value set_fallback(Call& call) {
  if (auto* native = as<Native>(call.arguments[0])) native->fallback = call.arguments[1];
  else as<Class>(call.arguments[0])->construct_fallback = call.arguments[1];
  return Value::none();
}

/// Marks a class, and the functions in its body, as in C.
void keep_gil_in(Code& code) {
  code.is_c = true;
  for (const Value constant : code.constants)
    if (auto* inner = as<Code>(constant)) keep_gil_in(*inner);
}

void stand_for_c(Function& function) {
  function.stands_for_c = true;
  keep_gil_in(*function.code);
}

void stand_for_c(Value value, const Class& cls) {
  if (auto* function = as<Function>(value)) stand_for_c(*function);
  if (auto* native = as<Native>(value); native != nullptr && native->owner == cls.name->text) native->in_python = false;
  if (const auto* descriptor = as<Descriptor>(value)) stand_for_c(descriptor->getter, cls);
}

/// in_c(function or class), a decorator: marks it as written in C in CPython, which messages show.
Value in_c(Call& call) {
  const Value made = call.arguments[0];
  if (auto* function = as<Function>(made)) stand_for_c(*function);
  if (auto* native = as<Native>(made)) native->in_python = false;
  if (auto* cls = as<Class>(made)) {
    for (const NameTable::Entry entry : cls->names.entries()) stand_for_c(entry.value, *cls);
    cls->error_name = str(call.vm, cls->names.get(call.vm.names.module)) + "." + cls->name->text;
  }
  return made;
}

/// iterator(step, cls): an object of cls, a map, say, whose items are what calls of the function `step` return. A generator
/// becomes an object of cls itself.
Value iterator(Call& call) {
  auto* cls = as<Class>(call.arguments[1]);
  if (as<Function>(call.arguments[0]) != nullptr) return Value(call.vm.heap().make<Stepper>(cls, call.arguments[0], nullptr));
  call.arguments[0].object()->set_class(cls);
  return call.arguments[0];
}

/// map_over(function, iterator): a map that needs no step function, if `function` is in Python and `iterator` in C++; otherwise None.
Value map_over(Call& call) {
  auto* source = as<Iterator>(call.arguments[1]);
  if (source == nullptr || as<Function>(call.arguments[0]) == nullptr) return Value::none();
  return Value(call.vm.heap().make<Stepper>(call.vm.classes.map, call.arguments[0], source));
}

/// iterator_class(name, module, make=None): the class of such iterators; calling it calls `make`.
Value iterator_class(Call& call) {
  Vm& vm = call.vm;
  Class* cls =
      vm.make_class(as<Str>(call.arguments[0])->text, {vm.classes.object}, Class::Layout::none, as<Str>(call.arguments[1])->text);
  if (cls->module != "builtins") cls->error_name = cls->module + "." + cls->name->text;
  define_iterator(vm, cls);
  if (given(call, 2)) {
    vm.construct_by(cls, leave_to_fallback);
    cls->construct_fallback = call.arguments[2];
  }
  cls->changed();
  return Value(cls);
}

/// shape(obj): the built-in kind of container that it is, "list" for all lists; "" for other objects.
Value shape(Call& call) {
  const Value value = call.arguments[0];
  const auto name = [&](const char* text) { return Value(call.vm.intern(text)); };
  if (as<List>(value) != nullptr) return name("list");
  if (as<Tuple>(value) != nullptr) return name("tuple");
  if (as<Dict>(value) != nullptr) return name("dict");
  if (as<Set>(value) != nullptr) return name("set");
  if (as<DictView>(value) != nullptr) return name("view");
  if (as<ExceptionObject>(value) != nullptr) return name("exception");
  if (as<Slice>(value) != nullptr) return name("slice");
  if (as<BoundMethod>(value) != nullptr) return name("method");
  return name("");
}

// --- keys whose __hash__ or __eq__ is in Python

/// Converts a result of hash() to the tables' type.
Hash hash_argument(Call& call, std::size_t index) {
  const Value value = call.arguments[index];
  if (is_small(value)) return static_cast<Hash>(small(value));
  return static_cast<Hash>((to_big(value) & ((BigInteger(1) << 64) - 1)));
}

/// same_hash(table, hash): the keys in it that may be equal to one with this hash.
Value same_hash(Call& call) {
  const Hash hash = hash_argument(call, 1);
  const auto* dict = as<Dict>(call.arguments[0]);
  return Value(
      call.vm.list(dict != nullptr ? dict->keys_with(call.vm, hash) : as<Set>(call.arguments[0])->keys_with(call.vm, hash)));
}

Value version(Call& call) {
  const auto* dict = as<Dict>(call.arguments[0]);
  return Value::integer(static_cast<std::int64_t>(dict != nullptr ? dict->version() : as<Set>(call.arguments[0])->version()));
}

/// table_get(dict, key, hash, missing): by identity.
Value table_get(Call& call) {
  const Key key(call.arguments[1], hash_argument(call, 2));
  const auto* dict = as<Dict>(call.arguments[0]);
  if (dict == nullptr) return Value::boolean(as<Set>(call.arguments[0])->contains(call.vm, key));
  const Value value = dict->get(call.vm, key);
  return value.is_undefined() ? call.arguments[3] : value;
}

/// table_put(table, key, hash, value)
Value table_put(Call& call) {
  const Key key(call.arguments[1], hash_argument(call, 2));
  call.vm.heap().charge(sizeof(Dict::Entry) * 2);
  if (auto* dict = as<Dict>(call.arguments[0])) dict->set(call.vm, key, call.arguments[3]);
  else as<Set>(call.arguments[0])->add(call.vm, key);
  return Value::none();
}

/// table_drop(table, key, hash): removes the key. Returns whether it was there.
Value table_drop(Call& call) {
  const Key key(call.arguments[1], hash_argument(call, 2));
  auto* dict = as<Dict>(call.arguments[0]);
  return Value::boolean(dict != nullptr ? !dict->take(call.vm, key).is_undefined()
                                        : as<Set>(call.arguments[0])->erase(call.vm, key));
}

Value combined_hash(Call& call, Hash (*combine)(std::span<const Hash>) noexcept) {
  std::vector<Hash> hashes;
  for (const Value item : items_of(call.vm, *as<List>(call.arguments[0]))) hashes.push_back(hash_of(call.vm, item));
  return make_int(call.vm, static_cast<std::int64_t>(combine(hashes)));
}
/// tuple_hash([hash(item) …]) and set_hash([hash(item) …]).
Value tuple_hash(Call& call) { return combined_hash(call, hash_of_hashes); }
Value set_hash(Call& call) { return combined_hash(call, hash_of_set); }

// --- the built-in types' own behaviour

Value plain_binary(Call& call) {
  const auto op = static_cast<BinaryOp>(to_int(call.vm, call.arguments[2]));
  return binary(call.vm, op, call.arguments[0], call.arguments[1], truthy(call.vm, call.arguments[3]));
}
/// percent_with(text, values, converted): text % values, with the values that Python has converted so far. Returns the str, or
/// (kind, value) of the next value that Python must convert.
Value percent_with(Call& call) {
  const std::vector<Value> converted = items_of(call.vm, *as<List>(call.arguments[2]));
  return percent_format_with(call.vm, as<Str>(call.arguments[0])->text, call.arguments[1], converted);
}
Value unordered(Call& call) {
  return compare_by_identity(call.vm, static_cast<CompareOp>(to_int(call.vm, call.arguments[2])), call.arguments[0],
                             call.arguments[1]);
}
/// plain_not_equal(a, b): what the `__ne__` of the built-in class of two numbers, strings or bytes returns.
Value plain_not_equal(Call& call) {
  const Value a = call.arguments[0], b = call.arguments[1];
  const auto alike = [&](auto test) { return test(a) && test(b); };
  const bool known = alike([](Value value) { return is_integral(value) || as<Float>(value) != nullptr; }) ||
                     alike([](Value value) { return as<Str>(value) != nullptr; }) || alike(is_octets);
  return known ? Value::boolean(!own_equal(call.vm, a, b)) : call.vm.not_implemented;
}
Value plain_repr(Call& call) { return call.vm.text(own_repr(call.vm, call.arguments[0])); }
Value plain_str(Call& call) { return call.vm.text(own_str(call.vm, call.arguments[0])); }
Value plain_iter(Call& call) { return own_iterator(call.vm, call.arguments[0]); }
Value plain_get_item(Call& call) { return get_item(call.vm, call.arguments[0], call.arguments[1]); }

/// enter_repr(obj): False if this thread is computing its repr() already.
Value enter_repr(Call& call) {
  auto& inside = call.thread.inside_repr;
  if (std::ranges::find(inside, call.arguments[0].object()) != inside.end()) return Value::boolean(false);
  inside.push_back(call.arguments[0].object());
  return Value::boolean(true);
}
Value leave_repr(Call& call) {
  std::erase(call.thread.inside_repr, call.arguments[0].object());
  return Value::none();
}

/// sort_by(keys, items, reverse): both lists, in the order of the keys.
Value sort_by(Call& call) {
  List &keys = *as<List>(call.arguments[0]), &items = *as<List>(call.arguments[1]);
  const bool descending = truthy(call.vm, call.arguments[2]);
  std::vector<std::size_t> order(keys.items.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto any_less = [&](Value x, Value y) {
    if (call.vm.class_of(x)->in_python || call.vm.class_of(y)->in_python) throw NeedsFallback{};
    return truthy(call.vm, compare(call.vm, CompareOp::lt, x, y));
  };
  with_order(keys.items, any_less, [&](const auto& less) {
    merge_sort(order, [&](std::size_t a, std::size_t b) {
      return descending ? less(keys.items[b], keys.items[a]) : less(keys.items[a], keys.items[b]);
    });
  });
  std::vector<Value> sorted;
  for (const std::size_t at : order) sorted.push_back(items.items[at]);
  items.items = std::move(sorted);
  return Value::none();
}

/// exchange_items(list, other): swaps the items of the list with those of `other`, which no other thread knows. Returns whether the
/// list had allocated room for items: an empty `other` leaves it without, so true then means that it was changed meanwhile.
Value exchange_items(Call& call) {
  List &list = *as<List>(call.arguments[0]), &other = *as<List>(call.arguments[1]);
  const CriticalSection section(call.vm, list);
  const bool had_items = list.items.capacity() > 0;
  std::swap(list.items, other.items);
  return Value::boolean(had_items);
}

/// replace_items(list, items): replaces the list's items in one atomic step.
Value replace_items(Call& call) {
  List& list = *as<List>(call.arguments[0]);
  std::vector<Value> items = items_of(call.vm, *as<List>(call.arguments[1]));
  const CriticalSection section(call.vm, list);
  list.items = std::move(items);
  return Value::none();
}

Value ascii_text(Call& call) { return call.vm.text(ascii_only(as<Str>(call.arguments[0])->text)); }

/// suggestion(exception, has_traceback): the text that is appended to its message.
Value suggestion_text(Call& call) {
  return call.vm.text(suggestion(call.vm, *as<ExceptionObject>(call.arguments[0]), truthy(call.vm, call.arguments[1])));
}

/// syntax_error_parts(exception): the lines that show its place, as a list of one text or none, and its message.
Value syntax_error_parts(Call& call) {
  const auto& error = *as<ExceptionObject>(call.arguments[0]);
  const std::string place = syntax_error_place(call.vm, error);
  std::vector<Value> lines;
  if (!place.empty()) lines.push_back(call.vm.text(place));
  return Value(call.vm.tuple({Value(call.vm.list(std::move(lines))), call.vm.text(syntax_error_message(call.vm, error))}));
}

/// stack_texts(exception): "Traceback (most recent call last):" and a text for each frame.
Value stack_texts(Call& call) {
  std::vector<Value> texts;
  for (const std::string& text : traceback_texts(call.vm, *as<ExceptionObject>(call.arguments[0])))
    texts.push_back(call.vm.text(text));
  return Value(call.vm.list(std::move(texts)));
}

/// (filename, line number, function, line of the source)
Value place_tuple(Vm& vm, const ExceptionObject::Place& place) {
  const CodeObject& code = *place.code->code;
  std::shared_ptr<const std::string> source;
  const std::string_view line = place_line(vm, place, source);
  return Value(vm.tuple({vm.text(code.filename), Value::integer(place.line), vm.text(code.name), vm.text(std::string(line))}));
}

/// traceback_places(traceback or None), outermost first.
Value traceback_places(Call& call) {
  std::vector<Value> places;
  for (const auto* at = as<Traceback>(call.arguments[0]); at != nullptr; at = at->next)
    places.push_back(place_tuple(call.vm, at->place));
  return Value(call.vm.list(std::move(places)));
}

/// stack_places(): the program's frames that are being executed, outermost first.
Value stack_places(Call& call) {
  std::vector<Value> places;
  for (const Frame* frame = call.thread.frame(); frame != nullptr; frame = frame->below) {
    const CodeObject& code = *frame->code->code;
    if (is_prelude(code)) continue;
    places.push_back(place_tuple(call.vm, {frame->code, code.lines[frame->next > 0 ? frame->next - 1 : 0]}));
  }
  std::ranges::reverse(places);
  return Value(call.vm.list(std::move(places)));
}

/// sys_module(): sys, or None until it has been imported.
Value sys_module(Call& call) {
  Module* sys = call.vm.find_module("sys");
  return sys != nullptr ? Value(sys) : Value::none();
}

/// take_unreachable(): collects; the objects with a __del__ to which nothing refers any more. take_all(): all with a __del__.
Value take_unreachable(Call& call) {
  if (!call.vm.finalizers.any()) return Value(call.vm.list({}));
  return Value(call.vm.list(call.vm.finalizers.take_unreachable(call.vm, call.thread.waiter())));
}
Value take_all(Call& call) { return Value(call.vm.list(call.vm.finalizers.take_all())); }

/// class_body(body, names): executes the function of a class statement, whose names go to the dict. Returns the cell of __class__, or
/// None.
Value class_body(Call& call) {
  return run_class_body(call.thread, *as<Function>(call.arguments[0]), *as<Dict>(call.arguments[1]));
}

/// metaclass_of(metaclass, bases): the most derived one of it and the bases' metaclasses.
Value metaclass_of(Call& call) {
  return Value(most_derived_metaclass(call.vm, as<Class>(call.arguments[0]), as<Tuple>(call.arguments[1])->items));
}

/// set_builtin(name, value)
Value set_builtin(Call& call) {
  call.vm.builtins->names.set(call.vm.intern(as<Str>(call.arguments[0])->text), call.arguments[1]);
  return Value::none();
}

}  // namespace

void install_machine(Vm& vm) {
  Module* module = vm.module("_machine");
  static constexpr NativeEntry entries[] = {
      {"special", special, {"obj", "name"}},
      {"set_fallback", set_fallback, {"native", "function"}},
      {"in_c", in_c, {"made"}},
      {"iterator", iterator, {"step", "cls"}},
      {"map_over", map_over, {"function", "iterator"}},
      {"iterator_class", iterator_class, {"name", "module", "make"}, 1},
      {"shape", shape, {"obj"}},
      {"same_hash", same_hash, {"table", "hash"}},
      {"version", version, {"table"}},
      {"table_get", table_get, {"table", "key", "hash", "missing"}},
      {"table_put", table_put, {"table", "key", "hash", "value"}},
      {"table_drop", table_drop, {"table", "key", "hash"}},
      {"tuple_hash", tuple_hash, {"hashes"}},
      {"set_hash", set_hash, {"hashes"}},
      {"plain_binary", plain_binary, {"a", "b", "op", "in_place"}},
      {"percent_with", percent_with, {"text", "values", "converted"}},
      {"unordered", unordered, {"a", "b", "op"}},
      {"plain_not_equal", plain_not_equal, {"a", "b"}},
      {"plain_repr", plain_repr, {"obj"}},
      {"plain_str", plain_str, {"obj"}},
      {"plain_iter", plain_iter, {"obj"}},
      {"plain_get_item", plain_get_item, {"obj", "index"}},
      {"enter_repr", enter_repr, {"obj"}},
      {"leave_repr", leave_repr, {"obj"}},
      {"sort_by", sort_by, {"keys", "items", "reverse"}},
      {"exchange_items", exchange_items, {"list", "other"}},
      {"replace_items", replace_items, {"list", "items"}},
      {"ascii_only", ascii_text, {"text"}},
      {"syntax_error_parts", syntax_error_parts, {"exception"}},
      {"stack_texts", stack_texts, {"exception"}},
      {"traceback_places", traceback_places, {"traceback"}},
      {"stack_places", stack_places, {}},
      {"take_unreachable", take_unreachable, {}},
      {"take_all", take_all, {}},
      {"sys_module", sys_module, {}},
      {"class_body", class_body, {"body", "names"}},
      {"metaclass_of", metaclass_of, {"metaclass", "bases"}},
      {"set_builtin", set_builtin, {"name", "value"}},
      {"suggestion", suggestion_text, {"exception", "has_traceback"}},
  };
  define_all(vm, module, entries);
}

}  // namespace threadbox::script
