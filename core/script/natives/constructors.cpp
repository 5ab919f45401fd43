#include "script/machine/metaclasses.h"
#include "script/natives/codec_natives.h"
#include "script/natives/native_arguments.h"
#include "script/text/literals.h"
#include "script/text/unicode.h"
#include "script/values/arithmetic.h"
#include "script/values/conversion.h"
#include "script/values/iteration.h"
#include "script/values/octets.h"
#include "script/values/ranges.h"
#include "script/values/repr.h"
#include "script/values/sets.h"
#include "script/values/special_method.h"

#include <algorithm>
#include <cmath>

namespace threadbox::script {

namespace {

// The constructors of the built-in types; the class comes first.

Value new_int(Call& call) {
  if (call.arguments.size() < 2) return Value::integer(0);
  const Value value = call.arguments[1];
  const bool has_base = call.arguments.size() > 2;
  if (value.is_undefined()) call.vm.raise("TypeError", "int() missing string argument");
  // A big integer is out of range for a base anyway.
  const std::int64_t base = !has_base                                             ? 10
                            : as<BigInt>(plain_int(call.arguments[2])) != nullptr ? -1
                                                                                  : to_int(call.vm, call.arguments[2]);
  if (const auto* text = as<Str>(value)) {
    if (base != 0 && (base < 2 || base > 36)) call.vm.raise("ValueError", "int() base must be >= 2 and <= 36, or 0");
    return parse_int(call.vm, text->text, static_cast<int>(base));
  }
  if (has_base) call.vm.raise("TypeError", "int() can't convert non-string with explicit base");
  if (is_number(value) && !special_in_python(call.vm, value, call.vm.names.int_).is_undefined()) return leave_to_fallback(call);
  if (is_integral(value)) return unary(call.vm, UnaryOp::positive, value);
  if (const auto* number = as<Float>(value)) {
    if (std::isnan(number->value)) call.vm.raise("ValueError", "cannot convert float NaN to integer");
    if (std::isinf(number->value)) call.vm.raise("OverflowError", "cannot convert float infinity to integer");
    return int_of_double(call.vm, number->value);
  }
  for (Str* method : {call.vm.names.int_, call.vm.names.index, call.vm.intern("__trunc__")})
    if (!special_in_python(call.vm, value, method).is_undefined()) return leave_to_fallback(call);
  call.vm.raise("TypeError",
                "int() argument must be a string, a bytes-like object or a real number, not '" + call.vm.type_name(value) + "'");
}

Value new_float(Call& call) {
  if (call.arguments.size() < 2) return call.vm.number(0);
  const Value value = call.arguments[1];
  if (is_number(value) && special_in_python(call.vm, value, call.vm.names.float_).is_undefined())
    return call.vm.number(to_double(call.vm, value));
  const auto* text = as<Str>(value);
  if (text == nullptr) {
    for (Str* method : {call.vm.names.float_, call.vm.names.index})
      if (!special_in_python(call.vm, value, method).is_undefined()) return leave_to_fallback(call);
    call.vm.raise("TypeError", "float() argument must be a string or a real number, not '" + call.vm.type_name(value) + "'");
  }
  std::string digits;
  const std::string ascii = with_ascii_digits(text->text);
  const std::size_t first = std::min(ascii.find_first_not_of(" \t\n\r\f\v"), ascii.size());
  const std::string_view trimmed = std::string_view(ascii).substr(first, ascii.find_last_not_of(" \t\n\r\f\v") + 1 - first);
  bool valid = !trimmed.empty();
  for (std::size_t i = 0; i < trimmed.size(); ++i) {
    const bool between = i > 0 && i + 1 < trimmed.size() && std::isdigit(trimmed[i - 1]) && std::isdigit(trimmed[i + 1]);
    if (trimmed[i] == '_' && between) continue;
    if (trimmed[i] == '_' || (trimmed[i] | 0x20) == 'x' || trimmed[i] == '(') valid = false;
    digits += trimmed[i];
  }
  char* end = nullptr;
  const double number = std::strtod(digits.c_str(), &end);
  if (!valid || end != digits.c_str() + digits.size() || std::isspace(static_cast<unsigned char>(digits[0])))
    call.vm.raise("ValueError", "could not convert string to float: " + quoted(text->text));
  return call.vm.number(number);
}

Value new_bool(Call& call) { return Value::boolean(call.arguments.size() > 1 && truthy(call.vm, call.arguments[1])); }

Value new_str(Call& call) {
  if (call.arguments.size() < 2) return Value(call.vm.intern(""));
  for (std::size_t i = 2; i < call.arguments.size(); ++i)
    if (given(call, i) && as<Str>(call.arguments[i]) == nullptr)
      call.vm.raise("TypeError", std::string("str() argument '") + (i == 2 ? "encoding" : "errors") + "' must be str, not " +
                                     call.vm.type_name(call.arguments[i]));
  if (call.arguments.size() > 2) {
    if (const Octets octets(call.vm, argument(call, 1)); octets) {
      const auto name = [&](std::size_t index, std::string_view fallback) {
        return given(call, index) ? std::string_view(as<Str>(call.arguments[index])->text) : fallback;
      };
      return decode_octets(call.vm, *octets, call.arguments[1], name(2, "utf-8"), name(3, "strict"));
    }
    const bool text = as<Str>(call.arguments[1]) != nullptr;
    call.vm.raise("TypeError",
                  text ? "decoding str is not supported"
                       : "decoding to str: need a bytes-like object, " + call.vm.type_name(call.arguments[1]) + " found");
  }
  const Value value = call.arguments[1];
  for (Str* method : {call.vm.names.str, call.vm.names.repr})
    if (!special_in_python(call.vm, value, method).is_undefined() && (method == call.vm.names.str || as<Str>(value) == nullptr))
      return leave_to_fallback(call);
  return text_of(call.vm, value);
}

Value new_list(Call& call) {
  return Value(call.vm.list(call.arguments.size() > 1 ? collect(call.vm, call.arguments[1]) : std::vector<Value>{}));
}
Value new_tuple(Call& call) {
  if (call.arguments.size() > 1 && call.vm.class_of(call.arguments[1]) == call.vm.classes.tuple) return call.arguments[1];
  return Value(call.vm.tuple(call.arguments.size() > 1 ? collect(call.vm, call.arguments[1]) : std::vector<Value>{}));
}

Value filled_set(Call& call, Class* cls) {
  Set* made = call.vm.heap().make<Set>(cls);
  if (call.arguments.size() < 2) return Value(made);
  if (const auto* other = as<Set>(call.arguments[1]); other != nullptr && can_walk_again(call.vm, call.arguments[1])) {
    made->merge(call.vm, *other);
    call.vm.heap().charge(made->entries().size() * sizeof(Set::Entry));
  } else {
    for (const Value item : collect_again(call.vm, call.arguments[1])) add_to_set(call.vm, *made, item);
  }
  return Value(made);
}
Value new_set(Call& call) { return filled_set(call, call.vm.classes.set); }
Value new_frozenset(Call& call) {
  if (call.arguments.size() == 2 && call.vm.class_of(call.arguments[1]) == call.vm.classes.frozenset) return call.arguments[1];
  return filled_set(call, call.vm.classes.frozenset);
}

Value new_dict(Call& call) {
  Dict* dict = call.vm.dict();
  fill_dict(call, *dict);
  return Value(dict);
}

Value new_range(Call& call) {
  const std::size_t count = call.arguments.size() - 1;
  const Value start = count == 1 ? Value::integer(0) : call.arguments[1], stop = call.arguments[count == 1 ? 1 : 2];
  return make_range(call.vm, start, stop, argument(call, 3, Value::integer(1)));
}

Value new_slice(Call& call) {
  const std::size_t count = call.arguments.size() - 1;
  const Value start = count == 1 ? Value::none() : call.arguments[1], stop = call.arguments[count == 1 ? 1 : 2];
  return Value(call.vm.heap().make<Slice>(call.vm.classes.slice, start, stop, argument(call, 3)));
}

Value new_type(Call& call) {
  if (call.arguments.size() == 2 && call.keyword_names == nullptr) return Value(call.vm.class_of(call.arguments[1]));
  if (call.positional_count() != 4) call.vm.raise("TypeError", "type() takes 1 or 3 arguments");
  const auto* bases = as<Tuple>(call.arguments[2]);
  Class* const type = call.vm.classes.type;
  Class* const metaclass = bases != nullptr ? most_derived_metaclass(call.vm, type, bases->items) : type;
  if (metaclass != type) return call_value(call.thread, Value(metaclass), call.arguments.subspan(1), call.keyword_names);
  return make_class(call);
}

Value new_object(Call& call) {
  if (call.arguments.size() > 1) call.vm.raise("TypeError", "object() takes no arguments");
  return Value(call.vm.heap().make<Instance>(call.vm.classes.object));
}

// --- iterators

Value new_enumerate(Call& call) {
  const Value start = argument(call, 2, Value::integer(0));
  if (!is_integral(start)) to_int(call.vm, start);
  return make_enumerate(call.vm, call.arguments[1], start);
}

Value new_zip(Call& call) {
  const std::size_t positional = call.positional_count();
  bool strict = false;
  if (call.keyword_names != nullptr) {
    if (as<Str>(call.keyword_names->items[0])->text != "strict")
      call.vm.raise("TypeError",
                    "zip() got an unexpected keyword argument '" + as<Str>(call.keyword_names->items[0])->text + "'");
    strict = truthy(call.vm, call.arguments[positional]);
  }
  for (std::size_t i = 1; i < positional; ++i)
    if (!is_iterable(call.vm, call.arguments[i]))
      call.vm.raise("TypeError", "'" + call.vm.type_name(call.arguments[i]) + "' object is not iterable");
  return make_zip(call.vm, call.arguments.subspan(1, positional - 1), strict);
}

Value new_reversed(Call& call) { return make_reversed(call.vm, call.arguments[1]); }

Value in_python_only(Call& call) {
  if (call.keyword_names != nullptr)
    call.vm.raise("TypeError", as<Class>(call.arguments[0])->name->text + "() takes no keyword arguments");
  return call_value(call.thread, call.fallback, call.arguments.subspan(1), call.keyword_names);
}

// --- descriptors

Value new_property(Call& call) {
  auto* made = call.vm.heap().make<Descriptor>(call.vm.classes.property, Descriptor::Kind::property);
  made->getter = argument(call, 1);
  made->setter = argument(call, 2);
  made->deleter = argument(call, 3);
  if (given(call, 4) && !call.arguments[4].is_none()) made->doc = call.arguments[4];
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

Value bound_super(Vm& vm, Class& cls, Value self) {
  const auto* of_class = as<Class>(self);
  const bool fits = (of_class != nullptr && of_class->is_subclass_of(&cls)) || vm.is_instance(self, &cls);
  if (!fits)
    vm.raise("TypeError", "super(type, obj): obj (" +
                              (of_class != nullptr ? "type " + of_class->name->text : "instance of " + vm.type_name(self)) +
                              ") is not an instance or subtype of type (" + cls.name->text + ").");
  return Value(vm.heap().make<Super>(vm.classes.super, &cls, self));
}

/// super() finds its class in the cell __class__ and its object in the first parameter.
Value new_super(Call& call) {
  if (call.arguments.size() > 1) {
    auto* cls = as<Class>(call.arguments[1]);
    if (cls == nullptr)
      call.vm.raise("TypeError", "super() argument 1 must be a type, not " + call.vm.type_name(call.arguments[1]));
    if (!argument(call, 2).is_none()) return bound_super(call.vm, *cls, call.arguments[2]);
    return Value(call.vm.heap().make<Super>(call.vm.classes.super, cls, Value::undefined()));
  }
  const Frame& frame = *call.thread.frame();
  const CodeObject& code = *frame.code->code;
  if (code.positional_count == 0) call.vm.raise("RuntimeError", "super(): no arguments");
  Value self = frame.slots[0];
  if (code.slot_is_cell[0]) self = as<Cell>(self)->value;
  if (self.is_undefined()) call.vm.raise("RuntimeError", "super(): arg[0] deleted");
  // Searches the free variables only: the function may also have a local variable of this name.
  const auto found = std::find(code.slot_names.end() - code.free_count, code.slot_names.end(), "__class__");
  if (found == code.slot_names.end()) call.vm.raise("RuntimeError", "super(): __class__ cell not found");
  const Value cls = as<Cell>(frame.slots[found - code.slot_names.begin()])->value;
  if (cls.is_undefined()) call.vm.raise("RuntimeError", "super(): empty __class__ cell");
  if (as<Class>(cls) == nullptr)
    call.vm.raise("RuntimeError", "super(): __class__ is not a type (" + call.vm.type_name(cls) + ")");
  return bound_super(call.vm, *as<Class>(cls), self);
}

// --- empty instances of classes that derive from containers

template <typename T>
Value allocate(Universe& universe, Class& cls, std::span<const Value>) {
  return Value(universe.heap().make<Derived<T>>(&cls));
}
Value allocate_list(Universe& universe, Class& cls, std::span<const Value>) {
  return Value(universe.heap().make<Derived<List>>(&cls, std::vector<Value>{}));
}
void at_most_one(Universe& universe, const std::string& name, std::size_t arguments) {
  if (arguments > 1) universe.raise("TypeError", name + " expected at most 1 argument, got " + std::to_string(arguments));
}
Value allocate_tuple(Universe& universe, Class& cls, std::span<const Value> positional) {
  at_most_one(universe, "tuple", positional.size());
  std::vector<Value> items = positional.empty() ? std::vector<Value>{} : collect(universe, positional.front());
  return Value(universe.heap().make<Derived<Tuple>>(&cls, std::move(items)));
}
Value allocate_frozenset(Universe& universe, Class& cls, std::span<const Value> positional) {
  at_most_one(universe, cls.name->text, positional.size());
  auto* made = universe.heap().make<Derived<Set>>(&cls);
  if (!positional.empty())
    for (const Value item : collect_again(universe, positional.front())) add_to_set(universe, *made, item);
  return Value(made);
}

/// An instance of a class that derives from int, float or str. Values of other types are converted by the fallback, as are keywords.
template <typename T, typename Make>
Value allocate_value(Class& cls, std::span<const Value> positional, const Make& make) {
  const auto* given = positional.size() == 1 ? as<T>(positional.front()) : nullptr;
  if (!cls.in_python || (given == nullptr && !positional.empty()) || (given != nullptr && given->cls()->in_python))
    throw NeedsFallback{};
  return make(given);
}
Value allocate_int(Universe& universe, Class& cls, std::span<const Value> positional) {
  if (positional.size() == 1 && positional.front().is_int() && cls.in_python)
    return Value(universe.heap().make<Derived<BigInt>>(&cls, BigInteger(positional.front().as_int())));
  return allocate_value<BigInt>(cls, positional, [&](const BigInt* given) {
    return Value(universe.heap().make<Derived<BigInt>>(&cls, given != nullptr ? given->value : BigInteger(0)));
  });
}
Value allocate_float(Universe& universe, Class& cls, std::span<const Value> positional) {
  return allocate_value<Float>(cls, positional, [&](const Float* given) {
    return Value(universe.heap().make<Derived<Float>>(&cls, given != nullptr ? given->value : 0));
  });
}
Value allocate_str(Universe& universe, Class& cls, std::span<const Value> positional) {
  return allocate_value<Str>(cls, positional, [&](const Str* given) {
    return Value(universe.derived(cls, given != nullptr ? *given : *universe.intern("")));
  });
}

}  // namespace

void install_constructors(Vm& vm) {
  BuiltinClasses& types = vm.classes;
  struct Entry {
    Class* cls;
    NativeFunction construct;
    ParameterNames parameters;
    std::size_t required;
  };
  const Entry entries[] = {
      {types.int_, new_int, {"x", "/", "base"}, 0},
      {types.float_, new_float, {"x", "/"}, 0},
      {types.bool_, new_bool, {"object", "/"}, 0},
      {types.str, new_str, {"object", "encoding", "errors"}, 0},
      {types.list, new_list, {"iterable", "/"}, 0},
      {types.tuple, new_tuple, {"iterable", "/"}, 0},
      {types.set, new_set, {"iterable", "/"}, 0},
      {types.frozenset, new_frozenset, {"iterable", "/"}, 0},
      {types.range, new_range, {"start", "stop", "step", "/"}, 1},
      {types.slice, new_slice, {"start", "stop", "step", "/"}, 1},
      {types.property, new_property, {"fget", "fset", "fdel", "doc"}, 0},
      {types.static_method, new_static_method, {"function", "/"}, 1},
      {types.class_method, new_class_method, {"function", "/"}, 1},
      {types.enumerate, new_enumerate, {"iterable", "start"}, 1},
      {types.reversed, new_reversed, {"sequence", "/"}, 1},
      {types.filter, in_python_only, {"function", "iterable", "/"}, 2},
      {types.super, new_super, {"type", "object", "/"}, 0},
  };
  for (const Entry& entry : entries) vm.construct_by(entry.cls, entry.construct, entry.parameters, entry.required);
  const std::pair<Class*, NativeFunction> variadic[] = {{types.object, new_object},
                                                        {types.dict, new_dict},
                                                        {types.type, new_type},
                                                        {types.zip, new_zip},
                                                        {types.map, in_python_only}};
  for (const auto& [cls, construct] : variadic) vm.construct_by(cls, construct);
  for (Class* cls : {types.object, types.int_,     types.float_,        types.bool_,        types.str,   types.list,
                     types.tuple,  types.set,      types.frozenset,     types.dict,         types.range, types.slice,
                     types.type,   types.property, types.static_method, types.class_method, types.super, types.enumerate,
                     types.zip,    types.reversed, types.map,           types.filter})
    vm.builtins->names.set(cls->name, Value(cls));
  types.int_->allocate = allocate_int;
  types.float_->allocate = allocate_float;
  types.str->allocate = allocate_str;
  types.list->allocate = allocate_list;
  types.dict->allocate = allocate<Dict>;
  types.set->allocate = allocate<Set>;
  types.tuple->allocate = allocate_tuple;
  types.frozenset->allocate = allocate_frozenset;
}

}  // namespace threadbox::script
