#include "script/machine/calls.h"
#include "script/machine/streams.h"
#include "script/natives/native_arguments.h"
#include "script/text/fuel.h"
#include "script/text/literals.h"
#include "script/text/utf8.h"
#include "script/values/arithmetic.h"
#include "script/values/code_points.h"
#include "script/values/comparison.h"
#include "script/values/conversion.h"
#include "script/values/critical_section.h"
#include "script/values/format.h"
#include "script/values/hashing.h"
#include "script/values/integers.h"
#include "script/values/iteration.h"
#include "script/values/iterators.h"
#include "script/values/nesting.h"
#include "script/values/repr.h"
#include "script/values/sorting.h"
#include "script/values/special_method.h"
#include "script/values/subscripts.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace threadbox::script {

namespace {

Str* name_argument(Call& call, std::size_t index) {
  const auto* text = as<Str>(call.arguments[index]);
  if (text == nullptr)
    call.vm.raise("TypeError", "attribute name must be string, not '" + call.vm.type_name(call.arguments[index]) + "'");
  return call.vm.intern(text->text);
}

/// print(*values, sep=' ', end='\n', file=None, flush=False): one event for the whole line. To a file of the program's own, the
/// fallback writes it in CPython's pieces.
Value print(Call& call) {
  std::string separator = " ", end = "\n";
  std::optional<OutputStream> stream;
  Value file = Value::none();
  const std::size_t count = call.positional_count();
  for (std::size_t i = count; i < call.arguments.size(); ++i) {
    const std::string_view name = as<Str>(call.keyword_names->items[i - count])->text;
    if (name == "file") file = call.arguments[i];
    else if (name != "flush" && name != "sep" && name != "end")
      call.vm.raise("TypeError", "print() got an unexpected keyword argument '" + std::string(name) + "'");
  }
  stream = file.is_none() ? system_stream(call.vm, OutputStream::out).run_stream : run_stream(call.vm, file);
  if (!stream) return leave_to_fallback(call);
  for (std::size_t i = count; i < call.arguments.size(); ++i) {
    const std::string name(as<Str>(call.keyword_names->items[i - count])->text);
    const Value value = call.arguments[i];
    if (value.is_none() || (name != "sep" && name != "end")) continue;
    if (as<Str>(value) == nullptr)
      call.vm.raise("TypeError", name + " must be None or a string, not " + call.vm.type_name(value));
    (name == "sep" ? separator : end) = as<Str>(value)->text;
  }
  std::string line;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) line += separator;
    line += str(call.vm, call.arguments[i]);
  }
  write(call.thread, line + end, *stream);
  return Value::none();
}

/// print_file(file), for the fallback of print(): ("out" or "err" if it is the run's stream, otherwise None; the file).
Value print_file(Call& call) {
  Value file = call.arguments[0];
  std::optional<OutputStream> stream = run_stream(call.vm, file);
  if (file.is_none()) {
    const SystemStream now = system_stream(call.vm, OutputStream::out);
    if (now.file.is_undefined()) call.vm.raise("RuntimeError", "lost sys.stdout");
    file = now.file;
    stream = now.run_stream;
  }
  const Value of_run = stream ? Value(call.vm.intern(*stream == OutputStream::err ? "err" : "out")) : Value::none();
  return Value(call.vm.tuple({of_run, file}));
}

/// input(prompt=''): the fallback does it.
Value input(Call& call) { return leave_to_fallback(call); }

Value len(Call& call) {
  if (!special_in_python(call.vm, call.arguments[0], call.vm.names.len).is_undefined()) return leave_to_fallback(call);
  return make_int(call.vm, length_of(call.vm, call.arguments[0]));
}

Value repr_of(Call& call) {
  if (!special_in_python(call.vm, call.arguments[0], call.vm.names.repr).is_undefined()) return leave_to_fallback(call);
  return call.vm.text(repr(call.vm, call.arguments[0]));
}

Value ascii(Call& call) { return call.vm.text(ascii_only(repr(call.vm, call.arguments[0]))); }

/// Whether a class in `type`, which may be a tuple, decides by a method of its metaclass.
bool decides_itself(Vm& vm, Value type, const char* method) {
  if (const auto* tuple = as<Tuple>(type)) {
    const Nesting nesting(vm,
                          method == std::string_view("__instancecheck__") ? " in __instancecheck__" : " in __subclasscheck__");
    return std::ranges::any_of(tuple->items, [&](Value item) { return decides_itself(vm, item, method); });
  }
  if (as<Class>(type) == nullptr || vm.class_of(type) == vm.classes.type) return false;
  return !special_in_python(vm, type, vm.intern(method)).is_undefined();
}

bool is_instance_of(Vm& vm, const Class* cls, Value type, const char* function) {
  if (const auto* tuple = as<Tuple>(type)) {
    const Nesting nesting(vm, function == std::string_view("isinstance") ? " in __instancecheck__" : " in __subclasscheck__");
    return std::ranges::any_of(tuple->items, [&](Value item) { return is_instance_of(vm, cls, item, function); });
  }
  if (const auto* wanted = as<Class>(type)) return cls->is_subclass_of(wanted);
  if (const Class* form = vm.class_of(type); form->module == "types" || form->module == "typing") {
    const auto own = [&](const char* name) { return type.object()->own_attributes()->get(vm.intern(name)); };
    if (form->name->text == "UnionType" || form->name->text == "_UnionGenericAlias")
      return is_instance_of(vm, cls, own("__args__"), function);
    if (form->name->text == "GenericAlias")
      vm.raise("TypeError", std::string(function) + "() argument 2 cannot be a parameterized generic");
    if (form->name->text == "_Form" && as<Class>(own("__origin__")) != nullptr)
      return is_instance_of(vm, cls, own("__origin__"), function);
    if (form->name->text.ends_with("Alias"))
      vm.raise("TypeError", "Subscripted generics cannot be used with class and instance checks");
  }
  const std::string what = function == std::string_view("isinstance") ? "a type, a tuple of types, or a union"
                                                                      : "a class, a tuple of classes, or a union";
  vm.raise("TypeError", std::string(function) + "() arg 2 must be " + what);
}

Value isinstance(Call& call) {
  if (decides_itself(call.vm, call.arguments[1], "__instancecheck__")) return leave_to_fallback(call);
  const Class* cls = call.vm.class_of(call.arguments[0]);
  if (is_instance_of(call.vm, cls, call.arguments[1], "isinstance")) return Value::boolean(true);
  // What it says its class is, as a mock of the class does.
  if (cls->in_python && as<Descriptor>(cls->lookup(call.vm.names.class_)) != nullptr) return leave_to_fallback(call);
  return Value::boolean(false);
}

Value issubclass(Call& call) {
  if (decides_itself(call.vm, call.arguments[1], "__subclasscheck__")) return leave_to_fallback(call);
  const auto* cls = as<Class>(call.arguments[0]);
  if (cls == nullptr) call.vm.raise("TypeError", "issubclass() arg 1 must be a class");
  return Value::boolean(is_instance_of(call.vm, cls, call.arguments[1], "issubclass"));
}

bool is_callable(Vm& vm, Value value) {
  const bool known = as<Function>(value) || as<Native>(value) || as<Class>(value) || as<BoundMethod>(value);
  return known || !vm.class_of(value)->lookup(vm.names.call).is_undefined();
}

Value callable(Call& call) { return Value::boolean(is_callable(call.vm, call.arguments[0])); }

Value id(Call& call) {
  const std::uint64_t word = call.vm.id_of(call.arguments[0]);
  return word <= static_cast<std::uint64_t>(Value::largest_int) ? Value::integer(static_cast<std::int64_t>(word))
                                                                : make_int(call.vm, BigInteger(word));
}

Value hash(Call& call) { return make_int(call.vm, static_cast<std::int64_t>(hash_of(call.vm, call.arguments[0]))); }

Value getattr(Call& call) {
  const Value object = call.arguments[0];
  Str* name = name_argument(call, 1);
  const Attribute attribute = find_attribute(call.thread, object, name);
  if (!attribute.value.is_undefined()) return attribute.value;
  const bool has_default = given(call, 2);
  // The fallback catches an AttributeError that a getter in Python raises.
  if (attribute.found())
    return has_default ? leave_to_fallback(call) : call_value(call.thread, attribute.getter, attribute.arguments);
  if (has_default) return call.arguments[2];
  no_attribute(call.vm, object, name);
}

Value hasattr(Call& call) {
  const Attribute attribute = find_attribute(call.thread, call.arguments[0], name_argument(call, 1));
  return attribute.found() && attribute.value.is_undefined() ? leave_to_fallback(call) : Value::boolean(attribute.found());
}

/// setattr() is None: the result of a setter's frame is discarded.
Value none_after(Call& call, bool entered) {
  if (!entered) return Value::none();
  call.thread.frame()->action = ReturnAction::substitute;
  call.thread.frame()->substitute = Value::none();
  return Value::entered();
}

Value setattr(Call& call) {
  return none_after(call, set_attribute(call.thread, call.arguments[0], name_argument(call, 1), call.arguments[2]));
}
Value delattr(Call& call) { return none_after(call, delete_attribute(call.thread, call.arguments[0], name_argument(call, 1))); }
Value object_setattr(Call& call) {
  return none_after(call, set_own_attribute(call.thread, call.arguments[0], name_argument(call, 1), call.arguments[2]));
}
Value object_delattr(Call& call) {
  return none_after(call, delete_own_attribute(call.thread, call.arguments[0], name_argument(call, 1)));
}

Value vars(Call& call) {
  if (!given(call, 0)) return local_names(call);
  const Attribute attribute = find_attribute(call.thread, call.arguments[0], call.vm.names.dict);
  if (!attribute.found()) call.vm.raise("TypeError", "vars() argument must have __dict__ attribute");
  return attribute.value.is_undefined() ? call_value(call.thread, attribute.getter, attribute.arguments) : attribute.value;
}

/// dir(): the names of an object and its classes, and the special attributes that are in no table.
std::set<std::string> names_of(Vm& vm, Value object) {
  std::set<std::string> names;
  const auto add = [&](const NameTable& table) {
    for (const NameTable::Entry entry : table.entries())
      if (!entry.value.is_undefined()) names.insert(entry.name->text);
  };
  const auto* own_class = as<Class>(object);
  if (own_class == nullptr && object.is_object() && object.object()->own_attributes() != nullptr)
    add(*object.object()->own_attributes());
  if (as<Module>(object) != nullptr) return names;
  for (const Class* cls : (own_class != nullptr ? own_class : vm.class_of(object))->mro) {
    add(cls->names);
    for (const char* name : {"__class__", "__doc__"}) names.insert(name);
    if (!cls->in_python) continue;
    names.insert("__module__");
    if (!cls->slots)
      for (const char* name : {"__dict__", "__weakref__"}) names.insert(name);
    else
      for (const Str* name : *cls->slots) names.insert(name->text);
  }
  // In CPython a class's special attributes are its metaclass's.
  names.erase("__qualname__");
  return names;
}

Value sorted_names(Vm& vm, const std::set<std::string>& names) {
  std::vector<Value> values;
  for (const std::string& name : names) values.push_back(vm.text(name));
  return Value(vm.list(std::move(values)));
}

Value object_dir(Call& call) { return sorted_names(call.vm, names_of(call.vm, call.arguments[0])); }

Value dir(Call& call) {
  if (given(call, 0)) {
    const bool in_python = !special_in_python(call.vm, call.arguments[0], call.vm.intern("__dir__")).is_undefined();
    return in_python ? leave_to_fallback(call) : object_dir(call);
  }
  std::set<std::string> names;
  for (const Value name : collect(call.vm, local_names(call))) names.insert(as<Str>(name)->text);
  return sorted_names(call.vm, names);
}

/// exit() and quit(): in CPython the module site adds them for the interactive console, but programs call them, too.
Value exit(Call& call) { call.vm.raise_value("SystemExit", {argument(call, 0)}); }

// --- numbers

Value absolute(Call& call) {
  const Value value = call.arguments[0];
  if (is_integral(value))
    return compare_ints(value, Value::integer(0)) < 0 ? int_negative(call.vm, value) : unary(call.vm, UnaryOp::positive, value);
  if (!special_in_python(call.vm, value, call.vm.names.abs).is_undefined()) return leave_to_fallback(call);
  if (as<Float>(value) == nullptr) call.vm.raise("TypeError", "bad operand type for abs(): '" + call.vm.type_name(value) + "'");
  return call.vm.number(std::abs(to_double(call.vm, value)));
}

/// round(int, -n): to a multiple of 10**n, halves to the even one.
Value round_int(Vm& vm, Value value, std::int64_t places) {
  if (places >= 0) return unary(vm, UnaryOp::positive, value);
  if (places < -400) return Value::integer(0);
  const Value unit = int_binary(vm, BinaryOp::power, Value::integer(10), Value::integer(-places));
  const Value rest = int_binary(vm, BinaryOp::modulo, value, unit);
  const Value down = int_binary(vm, BinaryOp::subtract, value, rest);
  const int half = compare_ints(int_binary(vm, BinaryOp::multiply, rest, Value::integer(2)), unit);
  const Value quotient = int_binary(vm, BinaryOp::floor_divide, down, unit);
  const bool odd = small(int_binary(vm, BinaryOp::bit_and, quotient, Value::integer(1))) != 0;
  return half > 0 || (half == 0 && odd) ? int_binary(vm, BinaryOp::add, down, unit) : down;
}

Value round(Call& call) {
  const Value value = call.arguments[0];
  const bool whole = argument(call, 1).is_none();
  if (!special_in_python(call.vm, value, call.vm.names.round).is_undefined()) return leave_to_fallback(call);
  if (is_integral(value)) return round_int(call.vm, value, whole ? 0 : to_int(call.vm, call.arguments[1]));
  if (as<Float>(value) == nullptr)
    call.vm.raise("TypeError", "type " + call.vm.type_name(value) + " doesn't define __round__ method");
  const double number = to_double(call.vm, value);
  if (whole) {
    if (std::isnan(number)) call.vm.raise("ValueError", "cannot convert float NaN to integer");
    if (std::isinf(number)) call.vm.raise("OverflowError", "cannot convert float infinity to integer");
    return int_of_double(call.vm, std::nearbyint(number));
  }
  const std::int64_t places = to_int(call.vm, call.arguments[1]);
  if (!std::isfinite(number) || places > 323) return plain_value(call.vm, value);
  if (places < -308) return call.vm.number(std::copysign(0.0, number));
  // Through the decimal text, as CPython does, so that 2.675 becomes 2.67.
  if (places >= 0)
    return call.vm.number(std::strtod(format(call.vm, value, "." + std::to_string(places) + "f").c_str(), nullptr));
  const Value rounded = round_int(call.vm, int_of_double(call.vm, number), places);
  return call.vm.number(double_of_int(call.vm, rounded));
}

Value divmod(Call& call) {
  const Value a = call.arguments[0], b = call.arguments[1];
  const auto overrides = [&](Value value, const char* method) {
    return call.vm.class_of(value)->in_python &&
           (!is_number(value) || !special_in_python(call.vm, value, call.vm.intern(method)).is_undefined());
  };
  if (overrides(a, "__divmod__") || overrides(b, "__rdivmod__")) return leave_to_fallback(call);
  if (!is_number(a) || !is_number(b))
    call.vm.raise("TypeError",
                  "unsupported operand type(s) for divmod(): '" + call.vm.type_name(a) + "' and '" + call.vm.type_name(b) + "'");
  if (!is_integral(a) || !is_integral(b)) {
    const double divisor = to_double(call.vm, b);
    if (divisor == 0) call.vm.raise("ZeroDivisionError", "float divmod()");
    const auto [quotient, rest] = float_divmod(to_double(call.vm, a), divisor);
    return Value(call.vm.tuple({call.vm.number(quotient), call.vm.number(rest)}));
  }
  return Value(call.vm.tuple({int_binary(call.vm, BinaryOp::floor_divide, a, b), int_binary(call.vm, BinaryOp::modulo, a, b)}));
}

Value power(Call& call) {
  const Value base = call.arguments[0], exponent = call.arguments[1];
  if (argument(call, 2).is_none()) {
    if (call.vm.class_of(base)->in_python || call.vm.class_of(exponent)->in_python) return leave_to_fallback(call);
    return binary(call.vm, BinaryOp::power, base, exponent, false);
  }
  if (const Value own = special_in_python(call.vm, base, call.vm.intern("__pow__")); !own.is_undefined())
    return call_special(call.thread, base, own, call.arguments);
  if (!is_integral(base) || !is_integral(exponent) || !is_integral(call.arguments[2])) {
    if (is_number(base) && is_number(exponent) && is_number(call.arguments[2]))
      call.vm.raise("TypeError", "pow() 3rd argument not allowed unless all arguments are integers");
    call.vm.raise("TypeError", "unsupported operand type(s) for ** or pow(): '" + call.vm.type_name(base) + "', '" +
                                   call.vm.type_name(exponent) + "', '" + call.vm.type_name(call.arguments[2]) + "'");
  }
  return int_power_modulo(call.vm, base, exponent, call.arguments[2]);
}

Value based(Call& call, unsigned base, const char* prefix) {
  const Value value = call.arguments[0];
  if (!is_integral(value)) {
    to_int(call.vm, value);
    return Value::none();
  }
  const BigInteger number = to_big(value);
  return call.vm.text((number < 0 ? "-" : "") + std::string(prefix) + digits_of(abs(number), base));
}
Value hexadecimal(Call& call) { return based(call, 16, "0x"); }
Value octal(Call& call) { return based(call, 8, "0o"); }
Value binary_digits(Call& call) { return based(call, 2, "0b"); }

Value chr(Call& call) {
  const Value value = call.arguments[0];
  if (as<BigInt>(plain_int(value)) != nullptr) call.vm.raise("ValueError", "chr() arg not in range(0x110000)");
  const std::int64_t code = to_int(call.vm, value);
  if (code < 0 || code > 0x10FFFF) call.vm.raise("ValueError", "chr() arg not in range(0x110000)");
  return call.vm.text(character_text(call.vm, code));
}

Value ord(Call& call) {
  const auto* text = as<Str>(call.arguments[0]);
  if (text == nullptr)
    call.vm.raise("TypeError", "ord() expected string of length 1, but " + call.vm.type_name(call.arguments[0]) + " found");
  if (text->length() != 1)
    call.vm.raise("TypeError", "ord() expected a character, but string of length " + std::to_string(text->length()) + " found");
  return Value::integer(code_point(text->text, 0));
}

Value format_builtin(Call& call) {
  const auto* spec = as<Str>(argument(call, 1, Value(call.vm.intern(""))));
  if (spec == nullptr) call.vm.raise("TypeError", "format() argument 2 must be str, not " + argument_type(call, 1));
  return call.vm.text(format(call.vm, call.arguments[0], spec->text));
}

// --- iteration

Value iter(Call& call) {
  if (given(call, 1) && !is_callable(call.vm, call.arguments[0])) call.vm.raise("TypeError", "iter(v, w): v must be callable");
  if (given(call, 1)) return leave_to_fallback(call);
  if (!special_in_python(call.vm, call.arguments[0], call.vm.names.iter).is_undefined()) return leave_to_fallback(call);
  return iterate(call.vm, call.arguments[0]);
}

Value next(Call& call) {
  const Value iterator = call.arguments[0];
  if (auto* native = as<Iterator>(iterator)) {
    const Value item = native->next(call.vm);
    if (!item.is_undefined()) return item;
    if (given(call, 1)) return call.arguments[1];
    throw Raised{stop_iteration(call.vm, Value::none())};
  }
  if (given(call, 1)) return leave_to_fallback(call);
  if (auto* generator = as<Generator>(iterator)) return resume_generator(call.thread, *generator, Value::none());
  if (const auto* stepper = as<Stepper>(iterator)) {
    const Value item = advance_stepper(call.thread, *stepper);
    return item.is_undefined() ? throw Raised{stop_iteration(call.vm, Value::none())} : item;
  }
  const Value own = special_in_python(call.vm, iterator, call.vm.names.next);
  if (own.is_undefined()) call.vm.raise("TypeError", "'" + call.vm.type_name(iterator) + "' object is not an iterator");
  return call_special(call.thread, iterator, own, {&iterator, 1});
}

Value sum(Call& call) {
  const Value iterable = call.arguments[0];
  if (!is_iterable(call.vm, iterable)) call.vm.raise("TypeError", "'" + call.vm.type_name(iterable) + "' object is not iterable");
  if (!can_walk_again(call.vm, iterable)) return leave_to_fallback(call);
  Value total = argument(call, 1, Value::integer(0));
  if (as<Str>(total) != nullptr) call.vm.raise("TypeError", "sum() can't sum strings [use ''.join(seq) instead]");
  Iterator& items = iterate_natively(call.vm, iterable);
  // Floats are summed with compensation for rounding errors, as in CPython since 3.12.
  double compensation = 0;
  while (true) {
    Fuel::spend();
    const Value item = items.next(call.vm);
    if (item.is_undefined()) break;
    if (item.is_int() && total.is_int() && Value::fits(total.as_int() + item.as_int())) {
      total = Value::integer(total.as_int() + item.as_int());
      continue;
    }
    if (call.vm.class_of(item)->in_python) return leave_to_fallback(call);
    const auto *left = as<Float>(total), *right = as<Float>(item);
    if (left != nullptr && (right != nullptr || is_small(item))) {
      const double x = right != nullptr ? right->value : static_cast<double>(small(item)), partial = left->value + x;
      if (right != nullptr)
        compensation += std::abs(left->value) >= std::abs(x) ? (left->value - partial) + x : (x - partial) + left->value;
      total = call.vm.number(partial);
    } else {
      total = binary(call.vm, BinaryOp::add, total, item, false);
    }
  }
  if (const auto* result = as<Float>(total); result != nullptr && compensation != 0 && std::isfinite(compensation))
    return call.vm.number(result->value + compensation);
  return total;
}

Value extreme(Call& call, CompareOp op) {
  const bool is_min = op == CompareOp::lt;
  const std::string name = is_min ? "min" : "max";
  if (call.positional_count() == 0) call.vm.raise("TypeError", name + " expected at least 1 argument, got 0");
  if (call.keyword_names != nullptr) {
    for (const Value keyword : call.keyword_names->items)
      if (const std::string& text = as<Str>(keyword)->text; text != "key" && text != "default")
        call.vm.raise("TypeError", name + "() got an unexpected keyword argument '" + text + "'");
    return leave_to_fallback(call);
  }
  if (call.arguments.size() == 1 && !can_walk_again(call.vm, call.arguments[0])) return leave_to_fallback(call);
  const std::vector<Value> items = call.arguments.size() == 1 ? collect(call.vm, call.arguments[0])
                                                              : std::vector<Value>(call.arguments.begin(), call.arguments.end());
  if (items.empty()) call.vm.raise("ValueError", name + "() iterable argument is empty");
  Value best = items.front();
  for (std::size_t i = 1; i < items.size(); ++i) {
    Fuel::spend();
    if (truthy(call.vm, compare(call.vm, op, items[i], best))) best = items[i];
  }
  return best;
}
Value minimum(Call& call) { return extreme(call, CompareOp::lt); }
Value maximum(Call& call) { return extreme(call, CompareOp::gt); }

/// For any() and all(): whether an item's truth is `wanted`.
bool has_item(Call& call, bool wanted) {
  Iterator& items = iterate_natively(call.vm, call.arguments[0]);
  for (Value item = items.next(call.vm); !item.is_undefined(); item = items.next(call.vm)) {
    Fuel::spend();
    if (truthy(call.vm, item) == wanted) return true;
  }
  return false;
}
Value any_of(Call& call) {
  return can_walk_again(call.vm, call.arguments[0]) ? Value::boolean(has_item(call, true)) : leave_to_fallback(call);
}
Value all_of(Call& call) {
  return can_walk_again(call.vm, call.arguments[0]) ? Value::boolean(!has_item(call, false)) : leave_to_fallback(call);
}

Value sorted(Call& call) {
  if (!argument(call, 1).is_none() || !can_walk_again(call.vm, call.arguments[0])) return leave_to_fallback(call);
  List* list = call.vm.list(collect(call.vm, call.arguments[0]));
  sort_list(call.vm, *list, flag(call, 2));
  return Value(list);
}

Value traced_object(Call& call) {
  const Value found = call.vm.traced_object(static_cast<ObjectId>(to_int(call.vm, call.arguments[0])));
  if (found.is_undefined()) call.vm.raise("LookupError", "there is no such object any more");
  return found;
}

}  // namespace

void install_builtins(Vm& vm) {
  Module* builtins = vm.builtins;
  const std::pair<const char*, NativeFunction> variadic[] = {{"print", print}, {"min", minimum}, {"max", maximum}};
  for (const auto& [name, function] : variadic) builtins->names.set(vm.intern(name), Value(vm.variadic(name, function, true)));
  static constexpr NativeEntry entries[] = {
      {"input", input, {"prompt", "/"}, 1},
      {"len", len, {"obj", "/"}},
      {"repr", repr_of, {"obj", "/"}},
      {"ascii", ascii, {"obj", "/"}},
      {"isinstance", isinstance, {"obj", "class_or_tuple", "/"}},
      {"issubclass", issubclass, {"cls", "class_or_tuple", "/"}},
      {"callable", callable, {"obj", "/"}},
      {"id", id, {"obj", "/"}},
      {"hash", hash, {"obj", "/"}},
      {"getattr", getattr, {"object", "name", "default", "/"}, 1},
      {"hasattr", hasattr, {"obj", "name", "/"}},
      {"setattr", setattr, {"obj", "name", "value", "/"}},
      {"delattr", delattr, {"obj", "name", "/"}},
      {"vars", vars, {"object", "/"}, 1},
      {"dir", dir, {"object", "/"}, 1},
      {"exit", exit, {"code"}, 1},
      {"quit", exit, {"code"}, 1},
      {"abs", absolute, {"x", "/"}},
      {"round", round, {"number", "ndigits"}, 1},
      {"divmod", divmod, {"x", "y", "/"}},
      {"pow", power, {"base", "exp", "mod"}, 1},
      {"hex", hexadecimal, {"number", "/"}},
      {"oct", octal, {"number", "/"}},
      {"bin", binary_digits, {"number", "/"}},
      {"chr", chr, {"i", "/"}},
      {"ord", ord, {"c", "/"}},
      {"format", format_builtin, {"value", "format_spec", "/"}, 1},
      {"iter", iter, {"object", "sentinel", "/"}, 1},
      {"next", next, {"iterator", "default", "/"}, 1},
      {"sum", sum, {"iterable", "/", "start"}, 1},
      {"any", any_of, {"iterable", "/"}},
      {"all", all_of, {"iterable", "/"}},
      {"sorted", sorted, {"iterable", "/", "*", "key", "reverse"}, 2},
  };
  for (Class* cls : {vm.classes.int_, vm.classes.float_}) vm.define(cls, "__round__", round, {"ndigits", "/"}, 0);
  define_all(vm, builtins, entries);
  vm.define(vm.module("_machine"), "print_file", print_file, {"file"}, 1);
  vm.define(vm.classes.object, "__setattr__", object_setattr, {"name", "value", "/"}, 2);
  vm.define(vm.classes.object, "__delattr__", object_delattr, {"name", "/"}, 1);
  vm.define(vm.classes.object, "__dir__", object_dir, {"/"}, 0);
#define EXCEPTION(name, base) builtins->names.set(vm.intern(#name), Value(vm.exception_class(#name)));
#include "script/values/exceptions.def"
#undef EXCEPTION
  builtins->names.set(vm.intern("EnvironmentError"), Value(vm.exception_class("OSError")));
  builtins->names.set(vm.intern("IOError"), Value(vm.exception_class("OSError")));
  builtins->names.set(vm.intern("Ellipsis"), Value(vm.heap().make<Instance>(vm.classes.ellipsis)));
  vm.not_implemented = Value(vm.heap().make<Instance>(vm.classes.not_implemented));
  builtins->names.set(vm.intern("NotImplemented"), vm.not_implemented);
  vm.build_class = Value(vm.variadic("__build_class__", build_class, true));
  vm.prepare_memory_errors();
  vm.console_names.set(vm.intern("_object"), Value(vm.native("_object", traced_object, {"id"}, 1)));
}

}  // namespace threadbox::script
