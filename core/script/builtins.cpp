#include "script/interpreter.h"
#include "script/operators.h"
#include "script/vm.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace threadbox::script {

namespace {

Value argument(const Call& call, std::size_t index, Value fallback = Value::none()) {
  return index < call.arguments.size() && !call.arguments[index].is_undefined() ? call.arguments[index] : fallback;
}

Str* name_argument(Call& call, std::size_t index) {
  const auto* text = as<Str>(call.arguments[index]);
  if (text == nullptr) call.vm.raise("TypeError", "attribute name must be string, not '" + call.vm.type_name(call.arguments[index]) + "'");
  return call.vm.intern(text->text);
}

/// sys.stdout, if the program put something else there; None: it is ours.
Value replaced_output(Vm& vm) {
  const Module* sys = vm.find_module("sys");
  if (sys == nullptr) return Value::none();
  const Value now = sys->names.get(vm.intern("stdout"));
  return now == sys->names.get(vm.intern("__stdout__")) || now.is_undefined() ? Value::none() : now;
}

/// print(*values, sep=' ', end='\n', file=None, flush=False): one event for the whole line.
Value print(Call& call) {
  std::string separator = " ", end = "\n";
  Value file = Value::none();
  const std::size_t count = call.positional_count();
  for (std::size_t i = count; i < call.arguments.size(); ++i) {
    const std::string& name = static_cast<Str*>(call.keyword_names->items[i - count].object())->text;
    const Value value = call.arguments[i];
    if (name == "flush") continue;
    if (name == "file") {
      file = value;
      continue;
    }
    if (name != "sep" && name != "end") call.vm.raise("TypeError", "print() got an unexpected keyword argument '" + name + "'");
    if (value.is_none()) continue;
    if (as<Str>(value) == nullptr) call.vm.raise("TypeError", name + " must be None or a string, not " + call.vm.type_name(value));
    (name == "sep" ? separator : end) = as<Str>(value)->text;
  }
  const auto values = call.arguments.first(count);
  // A stream of the program's own has a write() in Python.
  if (file.is_none()) file = replaced_output(call.vm);
  if (!file.is_none() || std::ranges::any_of(values, [&](Value value) { return has_own_text(call.vm, value, true); })) {
    const Value converted[] = {Value(call.vm.tuple({values.begin(), values.end()})), call.vm.text(separator), call.vm.text(end), file};
    return call_value(call.thread, call.vm.module("printing")->names.get(call.vm.intern("print_converted")), converted);
  }
  std::string line;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) line += separator;
    line += str(call.vm, call.arguments[i]);
  }
  write(call.thread, line + end);
  return Value::none();
}

Value len(Call& call) {
  const Value special = call.vm.class_of(call.arguments[0])->lookup(call.vm.intern("__len__"));
  if (as<Function>(special) != nullptr) return call_value(call.thread, special, call.arguments);
  return Value::integer(length_of(call.vm, call.arguments[0]));
}

Value repr_of(Call& call) {
  const Value special = call.vm.class_of(call.arguments[0])->lookup(call.vm.intern("__repr__"));
  if (as<Function>(special) != nullptr) return call_value(call.thread, special, call.arguments);
  return call.vm.text(repr(call.vm, call.arguments[0]));
}

bool is_instance_of(Vm& vm, Value value, Value type, const char* function) {
  if (const auto* tuple = as<Tuple>(type))
    return std::ranges::any_of(tuple->items, [&](Value item) { return is_instance_of(vm, value, item, function); });
  const auto* cls = as<Class>(type);
  if (cls == nullptr) vm.raise("TypeError", std::string(function) + "() arg 2 must be a type, a tuple of types, or a union");
  return vm.is_instance(value, cls);
}

Value isinstance(Call& call) {
  return Value::boolean(is_instance_of(call.vm, call.arguments[0], call.arguments[1], "isinstance"));
}

Value issubclass(Call& call) {
  const auto* cls = as<Class>(call.arguments[0]);
  const auto* of = as<Class>(call.arguments[1]);
  if (cls == nullptr) call.vm.raise("TypeError", "issubclass() arg 1 must be a class");
  if (of == nullptr) call.vm.raise("TypeError", "issubclass() arg 2 must be a class, a tuple of classes, or a union");
  return Value::boolean(cls->is_subclass_of(of));
}

Value callable(Call& call) {
  const Value value = call.arguments[0];
  const bool known = as<Function>(value) || as<Native>(value) || as<Class>(value) || as<BoundMethod>(value);
  return Value::boolean(known || !call.vm.class_of(value)->lookup(call.vm.intern("__call__")).is_undefined());
}

Value id(Call& call) { return Value::integer(static_cast<std::int64_t>(call.arguments[0].word() >> 1)); }

Value hash(Call& call) {
  return Value::integer(static_cast<std::int64_t>(hash_of(call.vm, call.arguments[0]) >> 2));
}

Value getattr(Call& call) {
  const Value value = get_attribute(call.thread, call.arguments[0], name_argument(call, 1));
  if (!value.is_undefined()) return value;
  if (call.arguments.size() > 2 && !call.arguments[2].is_undefined()) return call.arguments[2];
  bool needs_call = false;
  return find_attribute(call.thread, call.arguments[0], name_argument(call, 1), needs_call);
}

Value hasattr(Call& call) {
  return Value::boolean(!get_attribute(call.thread, call.arguments[0], name_argument(call, 1)).is_undefined());
}

Value setattr(Call& call) {
  const bool entered = set_attribute(call.thread, call.arguments[0], name_argument(call, 1), call.arguments[2]);
  if (!entered) return Value::none();
  // The setter's frame results in what setattr results in.
  call.thread.frame()->discards_result = false;
  call.thread.frame()->result_instead = Value::none();
  return Value::entered();
}

Value absolute(Call& call) {
  const Value value = call.arguments[0];
  if (value.is_int() || value.is_bool()) return make_int(call.vm, std::abs(to_int(call.vm, value, "abs")));
  if (as<Float>(value) == nullptr) call.vm.raise("TypeError", "bad operand type for abs(): '" + call.vm.type_name(value) + "'");
  return call.vm.number(std::abs(to_double(call.vm, value, "abs")));
}

Value round(Call& call) {
  const Value value = call.arguments[0];
  if (value.is_int() || value.is_bool()) return Value::integer(to_int(call.vm, value, "round"));
  const double number = to_double(call.vm, value, "round");
  if (argument(call, 1).is_none()) return make_int(call.vm, static_cast<std::int64_t>(std::nearbyint(number)));
  // Through the decimal text, as CPython does, so that 2.675 becomes 2.67.
  const std::string text = format(call.vm, value, "." + std::to_string(std::max<std::int64_t>(0, to_int(call.vm, call.arguments[1], "round"))) + "f");
  return call.vm.number(std::strtod(text.c_str(), nullptr));
}

Value sum(Call& call) {
  Value total = argument(call, 1, Value::integer(0));
  for (const Value item : collect(call.vm, call.arguments[0])) total = binary(call.vm, BinaryOp::add, total, item, false);
  return total;
}

Value extreme(Call& call, CompareOp op, const char* name) {
  if (call.keyword_names != nullptr) call.vm.raise("NotImplementedError", std::string("Threadbox has no keyword arguments of ") + name + "() yet");
  if (call.arguments.empty()) call.vm.raise("TypeError", std::string(name) + " expected at least 1 argument, got 0");
  const std::vector<Value> items = call.arguments.size() == 1 ? collect(call.vm, call.arguments[0])
                                                              : std::vector<Value>(call.arguments.begin(), call.arguments.end());
  if (items.empty()) call.vm.raise("ValueError", std::string(name) + "() iterable argument is empty");
  Value best = items.front();
  for (const Value item : items)
    if (truthy(call.vm, compare(call.vm, op, item, best))) best = item;
  return best;
}
Value minimum(Call& call) { return extreme(call, CompareOp::lt, "min"); }
Value maximum(Call& call) { return extreme(call, CompareOp::gt, "max"); }

Value any_of(Call& call) {
  return Value::boolean(std::ranges::any_of(collect(call.vm, call.arguments[0]), [&](Value item) { return truthy(call.vm, item); }));
}
Value all_of(Call& call) {
  return Value::boolean(std::ranges::all_of(collect(call.vm, call.arguments[0]), [&](Value item) { return truthy(call.vm, item); }));
}

Value sorted(Call& call) {
  List* list = call.vm.list(collect(call.vm, call.arguments[0]));
  sort_list(call.vm, *list, truthy(call.vm, argument(call, 1)));
  return Value(list);
}

Value reversed(Call& call) {
  std::vector<Value> items = collect(call.vm, call.arguments[0]);
  std::ranges::reverse(items);
  return iterate(call.vm, Value(call.vm.list(std::move(items))));
}

Value enumerate(Call& call) {
  std::int64_t index = to_int(call.vm, argument(call, 1, Value::integer(0)), "enumerate");
  std::vector<Value> pairs;
  for (const Value item : collect(call.vm, call.arguments[0]))
    pairs.emplace_back(call.vm.tuple({Value::integer(index++), item}));
  return iterate(call.vm, Value(call.vm.list(std::move(pairs))));
}

Value zip(Call& call) {
  if (call.keyword_names != nullptr) call.vm.raise("NotImplementedError", "Threadbox has no zip(strict=) yet");
  std::vector<std::vector<Value>> columns;
  std::size_t rows = call.arguments.empty() ? 0 : SIZE_MAX;
  for (const Value iterable : call.arguments) {
    columns.push_back(collect(call.vm, iterable));
    rows = std::min(rows, columns.back().size());
  }
  std::vector<Value> tuples;
  for (std::size_t row = 0; row < rows; ++row) {
    std::vector<Value> items;
    for (const auto& column : columns) items.push_back(column[row]);
    tuples.emplace_back(call.vm.tuple(std::move(items)));
  }
  return iterate(call.vm, Value(call.vm.list(std::move(tuples))));
}

// --- the constructors of the built-in types; the class comes first

Value new_int(Call& call) {
  if (call.arguments.size() < 2) return Value::integer(0);
  const Value value = call.arguments[1];
  if (value.is_int() || value.is_bool()) return Value::integer(to_int(call.vm, value, "int"));
  if (const auto* number = as<Float>(value)) {
    if (std::isnan(number->value)) call.vm.raise("ValueError", "cannot convert float NaN to integer");
    if (std::isinf(number->value)) call.vm.raise("OverflowError", "cannot convert float infinity to integer");
    if (std::abs(number->value) > 4e18) call.vm.raise("OverflowError", "Threadbox has no integers beyond 63 bits yet");
    return make_int(call.vm, static_cast<std::int64_t>(number->value));
  }
  const auto* text = as<Str>(value);
  if (text == nullptr)
    call.vm.raise("TypeError", "int() argument must be a string, a bytes-like object or a real number, not '" + call.vm.type_name(value) + "'");
  const int base = static_cast<int>(to_int(call.vm, argument(call, 2, Value::integer(10)), "int"));
  std::string digits;
  for (const char c : text->text)
    if (c != ' ' && c != '\t' && c != '\n' && c != '_') digits += c;
  const char* begin = digits.c_str() + (digits.starts_with('+') ? 1 : 0);
  std::int64_t result = 0;
  const auto [end, error] = std::from_chars(begin, digits.c_str() + digits.size(), result, base);
  if (error == std::errc::result_out_of_range) call.vm.raise("OverflowError", "Threadbox has no integers beyond 63 bits yet");
  if (error != std::errc() || end != digits.c_str() + digits.size())
    call.vm.raise("ValueError", "invalid literal for int() with base " + std::to_string(base) + ": " + quoted(text->text));
  return make_int(call.vm, result);
}

Value new_float(Call& call) {
  if (call.arguments.size() < 2) return call.vm.number(0);
  const Value value = call.arguments[1];
  if (is_number(value)) return call.vm.number(to_double(call.vm, value, "float"));
  const auto* text = as<Str>(value);
  if (text == nullptr) call.vm.raise("TypeError", "float() argument must be a string or a real number, not '" + call.vm.type_name(value) + "'");
  char* end = nullptr;
  const double number = std::strtod(text->text.c_str(), &end);
  while (*end == ' ' || *end == '\n' || *end == '\t') ++end;
  if (text->text.empty() || *end != '\0' || text->text.find_first_of("xX(") != std::string::npos)
    call.vm.raise("ValueError", "could not convert string to float: " + quoted(text->text));
  return call.vm.number(number);
}

Value new_bool(Call& call) { return Value::boolean(call.arguments.size() > 1 && truthy(call.vm, call.arguments[1])); }

Value new_str(Call& call) {
  if (call.arguments.size() < 2) return Value(call.vm.intern(""));
  const Value value = call.arguments[1];
  for (const char* method : {"__str__", "__repr__"})
    if (const Value special = call.vm.class_of(value)->lookup(call.vm.intern(method)); as<Function>(special) != nullptr)
      return call_value(call.thread, special, {&call.arguments[1], 1});
  return call.vm.text(str(call.vm, value));
}

Value new_list(Call& call) {
  return Value(call.vm.list(call.arguments.size() > 1 ? collect(call.vm, call.arguments[1]) : std::vector<Value>{}));
}
Value new_tuple(Call& call) {
  return Value(call.vm.tuple(call.arguments.size() > 1 ? collect(call.vm, call.arguments[1]) : std::vector<Value>{}));
}
Value new_set(Call& call) {
  Dict* set = call.vm.heap().make<Dict>(call.vm.classes.set);
  if (call.arguments.size() > 1)
    for (const Value item : collect(call.vm, call.arguments[1])) set->set(call.vm, item, Value::none());
  return Value(set);
}

Value new_dict(Call& call) {
  Dict* dict = call.vm.dict();
  const std::size_t positional = call.positional_count();
  if (positional > 1) {
    if (const auto* from = as<Dict>(call.arguments[1])) {
      for (const Dict::Entry& entry : from->entries())
        if (entry.live) dict->set(call.vm, entry.key, entry.value);
    } else {
      for (const Value pair : collect(call.vm, call.arguments[1])) {
        const std::vector<Value> items = collect(call.vm, pair);
        if (items.size() != 2) call.vm.raise("ValueError", "dictionary update sequence element has length " + std::to_string(items.size()) + "; 2 is required");
        dict->set(call.vm, items[0], items[1]);
      }
    }
  }
  for (std::size_t i = positional; i < call.arguments.size(); ++i)
    dict->set(call.vm, call.keyword_names->items[i - positional], call.arguments[i]);
  return Value(dict);
}

Value new_range(Call& call) {
  const std::size_t count = call.arguments.size() - 1;
  if (count < 1 || count > 3) call.vm.raise("TypeError", "range expected at least 1 argument, got " + std::to_string(count));
  const auto number = [&](std::size_t index) { return to_int(call.vm, call.arguments[index], "range"); };
  const std::int64_t step = count == 3 ? number(3) : 1;
  if (step == 0) call.vm.raise("ValueError", "range() arg 3 must not be zero");
  return Value(call.vm.heap().make<Range>(call.vm.classes.range, count == 1 ? 0 : number(1), count == 1 ? number(1) : number(2), step));
}

Value new_type(Call& call) {
  if (call.arguments.size() != 2) call.vm.raise("NotImplementedError", "Threadbox cannot make a class by type() yet");
  return Value(call.vm.class_of(call.arguments[1]));
}

Value new_property(Call& call) {
  auto* made = call.vm.heap().make<Descriptor>(call.vm.classes.property, Descriptor::Kind::property);
  made->getter = argument(call, 1);
  made->setter = argument(call, 2);
  made->deleter = argument(call, 3);
  return Value(made);
}
Value new_static_method(Call& call) {
  auto* made = call.vm.heap().make<Descriptor>(call.vm.classes.static_method, Descriptor::Kind::static_method);
  made->getter = argument(call, 1);
  return Value(made);
}
Value new_class_method(Call& call) {
  auto* made = call.vm.heap().make<Descriptor>(call.vm.classes.class_method, Descriptor::Kind::class_method);
  made->getter = argument(call, 1);
  return Value(made);
}

/// super() finds its class in the cell __class__ and its object in the first parameter.
Value new_super(Call& call) {
  if (call.arguments.size() == 3)
    return Value(call.vm.heap().make<Super>(call.vm.classes.super, as<Class>(call.arguments[1]), call.arguments[2]));
  const Frame& frame = *call.thread.frame();
  const CodeObject& code = *frame.code->code;
  const auto found = std::ranges::find(code.slot_names, "__class__");
  if (found == code.slot_names.end() || code.positional_count == 0) call.vm.raise("RuntimeError", "super(): no arguments");
  const auto* cell = as<Cell>(frame.slots[found - code.slot_names.begin()]);
  Value self = frame.slots[0];
  if (code.slot_is_cell[0]) self = as<Cell>(self)->value;
  return Value(call.vm.heap().make<Super>(call.vm.classes.super, as<Class>(cell->value), self));
}

Value exception_init(Call& call) {
  auto* exception = as<ExceptionObject>(call.arguments[0]);
  if (exception != nullptr) exception->arguments = call.vm.tuple({call.arguments.begin() + 1, call.arguments.end()});
  else if (call.arguments.size() > 1) call.vm.raise("TypeError", "object.__init__() takes exactly one argument (the instance to initialize)");
  return Value::none();
}

Value traced_object(Call& call) {
  const Value found = call.vm.traced_object(static_cast<ObjectId>(to_int(call.vm, call.arguments[0], "_object")));
  if (found.is_undefined()) call.vm.raise("LookupError", "there is no such object any more");
  return found;
}

Value property_setter(Call& call) {
  const auto* old = as<Descriptor>(call.arguments[0]);
  auto* made = call.vm.heap().make<Descriptor>(call.vm.classes.property, Descriptor::Kind::property);
  made->getter = old->getter;
  made->setter = call.arguments[1];
  made->deleter = old->deleter;
  return Value(made);
}

void define_constructors(Vm& vm) {
  vm.classes.int_->construct = new_int;
  vm.classes.float_->construct = new_float;
  vm.classes.bool_->construct = new_bool;
  vm.classes.str->construct = new_str;
  vm.classes.list->construct = new_list;
  vm.classes.tuple->construct = new_tuple;
  vm.classes.set->construct = new_set;
  vm.classes.dict->construct = new_dict;
  vm.classes.range->construct = new_range;
  vm.classes.type->construct = new_type;
  vm.classes.property->construct = new_property;
  vm.classes.static_method->construct = new_static_method;
  vm.classes.class_method->construct = new_class_method;
  vm.classes.super->construct = new_super;
  for (Class* cls : {vm.classes.object, vm.classes.int_, vm.classes.float_, vm.classes.bool_, vm.classes.str, vm.classes.list,
                     vm.classes.tuple, vm.classes.set, vm.classes.dict, vm.classes.range, vm.classes.type, vm.classes.property,
                     vm.classes.static_method, vm.classes.class_method, vm.classes.super})
    vm.builtins->names.set(cls->name, Value(cls));
}

}  // namespace

void sort_list(Vm& vm, List& list, bool descending) {
  std::vector<Value> items = list.items;
  // Stable, and in the order that CPython keeps for equal ones when it sorts in reverse.
  std::stable_sort(items.begin(), items.end(), [&](Value a, Value b) {
    return truthy(vm, compare(vm, CompareOp::lt, descending ? b : a, descending ? a : b));
  });
  list.items = std::move(items);
}

Value Vm::object_init(Value self) {
  return Value(heap_.make<BoundMethod>(classes.method, self, Value(variadic("__init__", exception_init))));
}

Value Vm::property_accessor(Value property, const std::string& which) {
  if (which != "setter") raise("NotImplementedError", "Threadbox has no property." + which + " yet");
  return Value(heap_.make<BoundMethod>(classes.method, property, Value(variadic("setter", property_setter))));
}

std::string Vm::qualified_type_name(Value value) const {
  const Class* cls = class_of(value);
  return cls == classes.lock ? "_thread.lock" : cls->name->text;
}

void install_builtins(Vm& vm) {
  Module* builtins = vm.builtins;
  const auto variadic = [&](const char* name, NativeFunction function) {
    builtins->names.set(vm.intern(name), Value(vm.variadic(name, function)));
  };
  variadic("print", print);
  variadic("min", minimum);
  variadic("max", maximum);
  variadic("zip", zip);
  vm.define(builtins, "len", len, {"obj"}, 1);
  vm.define(builtins, "repr", repr_of, {"obj"}, 1);
  vm.define(builtins, "isinstance", isinstance, {"obj", "class_or_tuple"}, 2);
  vm.define(builtins, "issubclass", issubclass, {"cls", "class_or_tuple"}, 2);
  vm.define(builtins, "callable", callable, {"obj"}, 1);
  vm.define(builtins, "id", id, {"obj"}, 1);
  vm.define(builtins, "hash", hash, {"obj"}, 1);
  vm.define(builtins, "getattr", getattr, {"object", "name", "default"}, 2);
  vm.define(builtins, "hasattr", hasattr, {"obj", "name"}, 2);
  vm.define(builtins, "setattr", setattr, {"obj", "name", "value"}, 3);
  vm.define(builtins, "abs", absolute, {"x"}, 1);
  vm.define(builtins, "round", round, {"number", "ndigits"}, 1);
  vm.define(builtins, "sum", sum, {"iterable", "start"}, 1);
  vm.define(builtins, "any", any_of, {"iterable"}, 1);
  vm.define(builtins, "all", all_of, {"iterable"}, 1);
  vm.define(builtins, "sorted", sorted, {"iterable", "reverse"}, 1);
  vm.define(builtins, "reversed", reversed, {"sequence"}, 1);
  vm.define(builtins, "enumerate", enumerate, {"iterable", "start"}, 1);
  define_constructors(vm);
#define EXCEPTION(name, base) builtins->names.set(vm.intern(#name), Value(vm.exception_class(#name)));
#include "script/exceptions.def"
#undef EXCEPTION
  builtins->names.set(vm.intern("Ellipsis"), Value(vm.heap().make<Instance>(vm.classes.ellipsis)));
  vm.build_class = Value(vm.variadic("__build_class__", build_class));
  vm.memory_error = Value(vm.make_exception(vm.exception_class("MemoryError"), {}));
  vm.console_names.set(vm.intern("_object"), Value(vm.native("_object", traced_object, {"id"}, 1)));
}

}  // namespace threadbox::script
