#include "script/machine/metaclasses.h"
#include "script/machine/suggestions.h"
#include "script/natives/native_arguments.h"
#include "script/values/arithmetic.h"
#include "script/values/comparison.h"
#include "script/values/conversion.h"
#include "script/values/critical_section.h"
#include "script/values/format.h"
#include "script/values/hashing.h"
#include "script/values/integers.h"
#include "script/values/iteration.h"
#include "script/values/iterators.h"
#include "script/values/octets.h"
#include "script/values/os_errors.h"
#include "script/values/repr.h"
#include "script/values/sequences.h"
#include "script/values/special_method.h"
#include "script/values/subscripts.h"

#include <algorithm>
#include <cmath>

namespace threadbox::script {

namespace {

// --- object

Value object_init(Call& call) {
  auto* exception = as<ExceptionObject>(call.arguments[0]);
  const std::size_t count = call.positional_count();
  if (exception != nullptr) {
    if (call.keyword_names != nullptr) set_failed_lookup(call.vm, *exception, *call.keyword_names, call.arguments.subspan(count));
    const std::span<const Value> arguments = call.arguments.subspan(1, count - 1);
    if (exception->failure) init_os_error(call.vm, *exception, arguments);
    else exception->arguments = call.vm.tuple({arguments.begin(), arguments.end()});
  } else if (call.arguments.size() > 1 && call.vm.class_of(call.arguments[0])->layout == Class::Layout::instance) {
    const Class& cls = *call.vm.class_of(call.arguments[0]);
    const std::string takes = ".__init__() takes exactly one argument (the instance to initialize)";
    if (cls.lookup(call.vm.names.init) != call.vm.classes.object->lookup(call.vm.names.init))
      call.vm.raise("TypeError", "object" + takes);
    // A class with its own __new__ may ignore the arguments.
    if (as<Native>(cls.lookup(call.vm.names.new_)) != nullptr) call.vm.raise("TypeError", cls.name->text + takes);
  }
  return Value::none();
}

Value object_repr(Call& call) { return call.vm.text(own_repr(call.vm, call.arguments[0])); }
Value object_str(Call& call) {
  const Value self = call.arguments[0];
  if (as<Str>(self) != nullptr || as<ExceptionObject>(self) != nullptr) return call.vm.text(own_str(call.vm, self));
  if (!special_in_python(call.vm, self, call.vm.names.repr).is_undefined()) return leave_to_fallback(call);
  return call.vm.text(own_str(call.vm, self));
}
Value object_format(Call& call) {
  const auto* spec = as<Str>(call.arguments[1]);
  if (spec == nullptr)
    call.vm.raise("TypeError", "__format__() argument must be str, not " + call.vm.type_name(call.arguments[1]));
  return call.vm.text(format(call.vm, call.arguments[0], spec->text));
}
Value object_hash(Call& call) { return make_int(call.vm, static_cast<std::int64_t>(own_hash(call.vm, call.arguments[0]))); }
/// Whether both have the same layout, or are bytes-like.
bool are_alike(Value a, Value b) {
  return a.is_object() && b.is_object() && (a.object()->type_tag() == b.object()->type_tag() || (is_octets(a) && is_octets(b)));
}

Value object_eq(Call& call) {
  const Value a = call.arguments[0], b = call.arguments[1];
  const bool numbers = is_number(a) && is_number(b);
  const bool alike = are_alike(a, b);
  const bool comparable = alike && a.object()->type_tag() != TypeTag::instance && a.object()->type_tag() != TypeTag::exception;
  if (a == b) return Value::boolean(true);
  if (numbers) return Value::boolean(equal(call.vm, a, b));
  return comparable ? Value::boolean(own_equal(call.vm, a, b)) : call.vm.not_implemented;
}
Value object_ne(Call& call) {
  // The negation of an __eq__ in Python is left to the fallback.
  if (!special_in_python(call.vm, call.arguments[0], call.vm.names.eq).is_undefined()) return leave_to_fallback(call);
  const Value equal = object_eq(call);
  return equal.is_bool() ? Value::boolean(equal.is_false()) : equal;
}
Value object_get_attribute(Call& call) {
  const auto* name = as<Str>(call.arguments[1]);
  if (name == nullptr)
    call.vm.raise("TypeError", "attribute name must be string, not '" + call.vm.type_name(call.arguments[1]) + "'");
  const Attribute attribute = find_own_attribute(call.thread, call.arguments[0], call.vm.intern(name->text));
  if (!attribute.value.is_undefined()) return attribute.value;
  if (!attribute.found()) no_attribute(call.vm, call.arguments[0], name);
  return call_value(call.thread, attribute.getter, attribute.arguments);
}

Value init_subclass(Call& call) {
  const Class& self = *as<Class>(call.arguments[0]);
  const auto* qualified = as<Str>(self.names.get(call.vm.names.qualname));
  const std::string cls = (qualified != nullptr ? qualified : self.name.get())->text;
  if (call.keyword_names != nullptr) call.vm.raise("TypeError", cls + ".__init_subclass__() takes no keyword arguments");
  if (call.arguments.size() > 1)
    call.vm.raise("TypeError",
                  cls + ".__init_subclass__() takes no arguments (" + std::to_string(call.arguments.size() - 1) + " given)");
  return Value::none();
}
Value not_implemented(Call& call) { return call.vm.not_implemented; }

/// __get__ of functions, properties, static and class methods.
Value descriptor_get(Call& call) {
  Vm& vm = call.vm;
  const Value self = call.arguments[0], instance = call.arguments[1], owner = argument(call, 2);
  if (instance.is_none() && owner.is_none()) vm.raise("TypeError", "__get__(None, None) is invalid");
  const auto* descriptor = as<Descriptor>(self);
  if (instance.is_none() && (descriptor == nullptr || descriptor->kind == Descriptor::Kind::property)) return self;
  if (descriptor != nullptr && descriptor->kind == Descriptor::Kind::class_method)
    return Value(vm.heap().make<BoundMethod>(vm.classes.method, owner.is_none() ? Value(vm.class_of(instance)) : owner,
                                             descriptor->getter));
  const Attribute attribute = bind_attribute(vm, instance, self);
  return attribute.value.is_undefined() ? call_value(call.thread, attribute.getter, attribute.arguments) : attribute.value;
}

/// Discards the result of a property's function whose frame was pushed: the call results in None.
Value property_change(Call& call, Value value) {
  if (!set_property(call.thread, self_of<Descriptor>(call, "property"), call.arguments[1], value)) return Value::none();
  call.thread.frame()->action = ReturnAction::substitute;
  call.thread.frame()->substitute = Value::none();
  return Value::entered();
}
Value property_set(Call& call) { return property_change(call, call.arguments[2]); }
Value property_delete(Call& call) { return property_change(call, Value::undefined()); }

Value method_get(Call& call) { return call.arguments[0]; }

/// __call__ of built-in callables.
Value call_itself(Call& call) {
  if (auto* cls = as<Class>(call.arguments[0]))
    return construct(call.thread, *cls, call.arguments.subspan(1), call.keyword_names);
  return call_value(call.thread, call.arguments[0], call.arguments.subspan(1), call.keyword_names);
}

void define_descriptors(Vm& vm) {
  vm.define(vm.classes.method, "__get__", method_get, {"instance", "owner", "/"}, 1);
  for (Class* cls : {vm.classes.function, vm.classes.native, vm.classes.method, vm.classes.static_method, vm.classes.type})
    vm.define_variadic(cls, "__call__", call_itself, true);
  vm.define(vm.classes.property, "__set__", property_set, {"instance", "value", "/"}, 2);
  vm.define(vm.classes.property, "__delete__", property_delete, {"instance", "/"}, 1);
  for (Class* cls : {vm.classes.function, vm.classes.property, vm.classes.static_method, vm.classes.class_method})
    vm.define(cls, "__get__", descriptor_get, {"instance", "owner", "/"}, 1);
}

template <CompareOp Op>
Value container_compare(Call& call) {
  const Value a = call.arguments[0], b = call.arguments[1];
  const bool numbers = is_number(a) && is_number(b);
  const bool alike = are_alike(a, b);
  if (numbers) return compare(call.vm, Op, a, b);
  return alike ? own_compare(call.vm, Op, a, b) : call.vm.not_implemented;
}

// --- containers

Value container_len(Call& call) { return make_int(call.vm, own_length(call.vm, call.arguments[0])); }
Value container_iter(Call& call) { return own_iterator(call.vm, call.arguments[0]); }
Value container_contains(Call& call) { return Value::boolean(own_contains(call.vm, call.arguments[0], call.arguments[1])); }
Value container_get(Call& call) { return get_item(call.vm, call.arguments[0], call.arguments[1]); }
Value container_set(Call& call) {
  set_item(call.vm, call.arguments[0], call.arguments[1], call.arguments[2]);
  return Value::none();
}
Value container_delete(Call& call) {
  delete_item(call.vm, call.arguments[0], call.arguments[1]);
  return Value::none();
}
Value container_reversed(Call& call) { return make_reversed(call.vm, call.arguments[0]); }

// --- operators as methods

bool suits(Value a, Value b) {
  if (is_number(a)) return is_number(b) && (as<Float>(a) != nullptr || as<Float>(b) == nullptr);
  if (as<Dict>(a) != nullptr) return as<Dict>(b) != nullptr;
  return as<Set>(a) == nullptr || as<Set>(b) != nullptr;
}
template <BinaryOp Op>
Value operator_method(Call& call) {
  return suits(call.arguments[0], call.arguments[1]) ? binary(call.vm, Op, call.arguments[0], call.arguments[1], false)
                                                     : call.vm.not_implemented;
}
template <BinaryOp Op>
Value reflected_method(Call& call) {
  return suits(call.arguments[0], call.arguments[1]) ? binary(call.vm, Op, call.arguments[1], call.arguments[0], false)
                                                     : call.vm.not_implemented;
}
template <BinaryOp Op>
Value in_place_method(Call& call) {
  return binary(call.vm, Op, call.arguments[0], call.arguments[1], true);
}
template <UnaryOp Op>
Value unary_method(Call& call) {
  return unary(call.vm, Op, call.arguments[0]);
}
Value number_bool(Call& call) { return Value::boolean(truthy(call.vm, call.arguments[0])); }
Value number_abs(Call& call) {
  const Value self = call.arguments[0];
  if (as<Float>(self) != nullptr) return call.vm.number(std::abs(as<Float>(self)->value));
  return compare_ints(self, Value::integer(0)) < 0 ? int_negative(call.vm, self) : plain_value(call.vm, self);
}
Value number_int(Call& call) {
  const Value self = call.arguments[0];
  return as<Float>(self) != nullptr ? int_of_double(call.vm, as<Float>(self)->value) : unary(call.vm, UnaryOp::positive, self);
}
Value number_float(Call& call) { return call.vm.number(to_double(call.vm, call.arguments[0])); }

// --- int and float

Value int_bit_length(Call& call) { return Value::integer(bit_length(call.arguments[0])); }
Value int_bit_count(Call& call) {
  const std::string digits = digits_of(abs(to_big(call.arguments[0])), 2);
  return Value::integer(std::ranges::count(digits, '1'));
}
Value int_is_integer(Call&) { return Value::boolean(true); }
Value int_ratio(Call& call) { return Value(call.vm.tuple({plain_value(call.vm, call.arguments[0]), Value::integer(1)})); }
Value float_is_integer(Call& call) {
  const double value = to_double(call.vm, call.arguments[0]);
  return Value::boolean(std::isfinite(value) && value == std::floor(value));
}
Value float_ratio(Call& call) {
  const double value = to_double(call.vm, call.arguments[0]);
  if (std::isnan(value)) call.vm.raise("ValueError", "cannot convert NaN to integer ratio");
  if (std::isinf(value)) call.vm.raise("OverflowError", "cannot convert Infinity to integer ratio");
  int exponent = 0;
  double mantissa = std::frexp(value, &exponent);
  while (mantissa != std::floor(mantissa)) {
    mantissa *= 2;
    --exponent;
  }
  const Value numerator = int_of_double(call.vm, mantissa),
              power = int_binary(call.vm, BinaryOp::left_shift, Value::integer(1), Value::integer(std::abs(exponent)));
  if (exponent >= 0) return Value(call.vm.tuple({int_binary(call.vm, BinaryOp::multiply, numerator, power), Value::integer(1)}));
  return Value(call.vm.tuple({numerator, power}));
}

// --- generators and iterators

Generator& self_generator(Call& call) { return self_of<Generator>(call, "generator"); }

Value generator_next(Call& call) { return resume_generator(call.thread, self_generator(call), Value::none()); }
Value generator_send(Call& call) { return resume_generator(call.thread, self_generator(call), call.arguments[1]); }
Value generator_throw(Call& call) {
  Generator& generator = self_generator(call);
  Value exception = call.arguments[1];
  const auto* cls = as<Class>(exception);
  // Instantiating an exception class may call Python; more than one argument is deprecated. Both are left to the fallback.
  if (given(call, 2) || (cls != nullptr && cls->layout == Class::Layout::exception))
    return call_value(call.thread, call.vm.fallback("throw_parts"), call.given_arguments);
  if (as<ExceptionObject>(exception) == nullptr)
    call.vm.raise("TypeError",
                  "exceptions must be classes or instances deriving from BaseException, not " + call.vm.type_name(exception));
  return throw_into_generator(call.thread, generator, exception);
}
Value generator_close(Call& call) {
  Generator& generator = self_generator(call);
  if (generator.state == Generator::State::suspended || generator.state == Generator::State::running)
    return leave_to_fallback(call);
  finish_generator(call.vm, generator);
  return Value::none();
}
Value iterator_iter(Call& call) { return call.arguments[0]; }
Value iterator_next(Call& call) {
  auto& iterator = self_of<Iterator>(call, "iterator");
  const Value item = iterator.next(call.vm);
  if (item.is_undefined()) throw Raised{stop_iteration(call.vm, Value::none())};
  return item;
}

// --- exceptions

Value exception_with_traceback(Call& call) {
  auto& exception = self_of<ExceptionObject>(call, "BaseException");
  set_traceback(call.vm, exception, call.arguments[1]);
  return call.arguments[0];
}
Value exception_add_note(Call& call) {
  auto& exception = self_of<ExceptionObject>(call, "BaseException");
  if (as<Str>(call.arguments[1]) == nullptr)
    call.vm.raise("TypeError", "note must be a str, not '" + call.vm.type_name(call.arguments[1]) + "'");
  Str* notes = call.vm.intern("__notes__");
  Value list = exception.attributes.get(notes);
  if (list.is_undefined()) exception.attributes.set(notes, list = Value(call.vm.list({})));
  if (as<List>(list) == nullptr) call.vm.raise("TypeError", "Cannot add note: __notes__ is not a list");
  append_all(call.vm, *as<List>(list), {&call.arguments[1], 1});
  return Value::none();
}

Value new_exception(Call& call) {
  const auto* cls = call.arguments.empty() ? nullptr : as<Class>(call.arguments[0]);
  if (cls != nullptr && cls->layout != Class::Layout::exception)
    call.vm.raise("TypeError",
                  "BaseException.__new__(" + cls->name->text + "): " + cls->name->text + " is not a subtype of BaseException");
  return new_instance(call);
}

/// type.__new__(metaclass, name, bases, namespace, **keywords)
Value new_class(Call& call) {
  const auto* metaclass = call.arguments.empty() ? nullptr : as<Class>(call.arguments[0]);
  if (metaclass == nullptr || !metaclass->is_subclass_of(call.vm.classes.type))
    call.vm.raise("TypeError", call.arguments.empty()
                                   ? "type.__new__(): not enough arguments"
                                   : "type.__new__(X): X is not a type object (" + call.vm.type_name(call.arguments[0]) + ")");
  if (call.positional_count() != 4)
    call.vm.raise("TypeError",
                  "type.__new__() takes exactly 3 arguments (" + std::to_string(call.positional_count() - 1) + " given)");
  return make_class(call);
}

Value prepare_class(Call& call) { return Value(call.vm.dict()); }
Value instance_check(Call& call) {
  return Value::boolean(call.vm.class_of(call.arguments[1])->is_subclass_of(&self_of<Class>(call, "type")));
}
Value subclass_check(Call& call) {
  const auto* cls = as<Class>(call.arguments[1]);
  if (cls == nullptr) call.vm.raise("TypeError", "issubclass() arg 1 must be a class");
  return Value::boolean(cls->is_subclass_of(&self_of<Class>(call, "type")));
}

Value type_mro(Call& call) {
  std::vector<Value> classes;
  for (Class* cls : self_of<Class>(call, "type").mro) classes.emplace_back(cls);
  return Value(call.vm.list(std::move(classes)));
}

void define_operators(Vm& vm, Class* cls) {
  const auto method = [&](std::size_t op, NativeFunction plain, NativeFunction reflected) {
    vm.define(cls, vm.names.binary[op]->text, plain, {"value", "/"}, 1);
    vm.define(cls, vm.names.reflected[op]->text, reflected, {"value", "/"}, 1);
  };
#define OPERATOR(op) method(static_cast<std::size_t>(BinaryOp::op), operator_method<BinaryOp::op>, reflected_method<BinaryOp::op>)
  OPERATOR(add);
  OPERATOR(subtract);
  OPERATOR(multiply);
  OPERATOR(true_divide);
  OPERATOR(floor_divide);
  OPERATOR(modulo);
  OPERATOR(power);
  if (cls == vm.classes.int_) {
    OPERATOR(left_shift);
    OPERATOR(right_shift);
    OPERATOR(bit_and);
    OPERATOR(bit_or);
    OPERATOR(bit_xor);
    vm.define(cls, "__invert__", unary_method<UnaryOp::invert>, {"/"}, 0);
    vm.define(cls, "__index__", number_int, {"/"}, 0);
  }
#undef OPERATOR
  vm.define(cls, "__neg__", unary_method<UnaryOp::negative>, {"/"}, 0);
  vm.define(cls, "__pos__", unary_method<UnaryOp::positive>, {"/"}, 0);
  vm.define(cls, "__abs__", number_abs, {"/"}, 0);
  vm.define(cls, "__bool__", number_bool, {"/"}, 0);
  vm.define(cls, "__int__", number_int, {"/"}, 0);
  vm.define(cls, "__float__", number_float, {"/"}, 0);
}

void define_order(Vm& vm, Class* cls) {
  vm.define(cls, "__lt__", container_compare<CompareOp::lt>, {"value", "/"}, 1);
  vm.define(cls, "__le__", container_compare<CompareOp::le>, {"value", "/"}, 1);
  vm.define(cls, "__gt__", container_compare<CompareOp::gt>, {"value", "/"}, 1);
  vm.define(cls, "__ge__", container_compare<CompareOp::ge>, {"value", "/"}, 1);
}

void define_containers(Vm& vm) {
  const auto& types = vm.classes;
  for (Class* cls : {types.list, types.tuple, types.str, types.dict, types.mapping_proxy, types.set, types.frozenset, types.range,
                     types.dict_keys, types.dict_values, types.dict_items, types.bytes, types.bytearray, types.memoryview}) {
    vm.define(cls, "__len__", container_len, {"/"}, 0);
    vm.define(cls, "__iter__", container_iter, {"/"}, 0);
    if (cls != types.dict_values) vm.define(cls, "__contains__", container_contains, {"key", "/"}, 1);
  }
  for (Class* cls : {types.list, types.tuple, types.str, types.dict, types.mapping_proxy, types.range, types.bytes,
                     types.bytearray, types.memoryview})
    vm.define(cls, "__getitem__", container_get, {"key", "/"}, 1);
  for (Class* cls : {types.list, types.dict}) {
    vm.define(cls, "__setitem__", container_set, {"key", "value", "/"}, 2);
    vm.define(cls, "__delitem__", container_delete, {"key", "/"}, 1);
    vm.define(cls, "__reversed__", container_reversed, {"/"}, 0);
  }
  vm.define(types.mapping_proxy, "__reversed__", container_reversed, {"/"}, 0);
  for (Class* cls :
       {types.list, types.tuple, types.str, types.set, types.frozenset, types.int_, types.float_, types.bytes, types.bytearray})
    define_order(vm, cls);
  for (Class* cls : {types.list, types.tuple, types.str, types.bytes, types.bytearray}) {
    vm.define(cls, "__add__", operator_method<BinaryOp::add>, {"value", "/"}, 1);
    vm.define(cls, "__mul__", operator_method<BinaryOp::multiply>, {"value", "/"}, 1);
    vm.define(cls, "__rmul__", operator_method<BinaryOp::multiply>, {"value", "/"}, 1);
  }
  vm.define(types.str, "__mod__", operator_method<BinaryOp::modulo>, {"value", "/"}, 1);
  for (Class* cls : {types.bytearray, types.memoryview}) vm.define(cls, "__setitem__", container_set, {"key", "value", "/"}, 2);
  vm.define(types.bytearray, "__delitem__", container_delete, {"key", "/"}, 1);
  vm.define(types.bytearray, "__iadd__", in_place_method<BinaryOp::add>, {"value", "/"}, 1);
  vm.define(types.bytearray, "__imul__", in_place_method<BinaryOp::multiply>, {"value", "/"}, 1);
  vm.define(types.list, "__iadd__", in_place_method<BinaryOp::add>, {"value", "/"}, 1);
  for (Class* cls : {types.set, types.frozenset}) {
    vm.define(cls, "__or__", operator_method<BinaryOp::bit_or>, {"value", "/"}, 1);
    vm.define(cls, "__and__", operator_method<BinaryOp::bit_and>, {"value", "/"}, 1);
    vm.define(cls, "__sub__", operator_method<BinaryOp::subtract>, {"value", "/"}, 1);
    vm.define(cls, "__xor__", operator_method<BinaryOp::bit_xor>, {"value", "/"}, 1);
  }
  for (Class* cls : {types.dict, types.mapping_proxy}) {
    vm.define(cls, "__or__", operator_method<BinaryOp::bit_or>, {"value", "/"}, 1);
    vm.define(cls, "__ror__", reflected_method<BinaryOp::bit_or>, {"value", "/"}, 1);
  }
  vm.define(types.set, "__ior__", in_place_method<BinaryOp::bit_or>, {"value", "/"}, 1);
  for (Class* cls : {types.list, types.dict, types.mapping_proxy, types.set, types.bytearray, types.dict_keys, types.dict_items})
    cls->names.set(vm.names.hash, Value::none());
}

void define_iterators(Vm& vm) {
  const auto& types = vm.classes;
  Class* generator = types.generator;
  vm.define(generator, "__next__", generator_next, {"/"}, 0);
  vm.define(generator, "send", generator_send, {"value", "/"}, 1);
  vm.define(generator, "throw", generator_throw, {"type", "value", "traceback", "/"}, 1);
  vm.define(generator, "close", generator_close, {"/"}, 0);
  vm.define(generator, "__iter__", iterator_iter, {"/"}, 0);
  for (Class* cls : {types.list_iterator, types.list_reverseiterator, types.tuple_iterator, types.range_iterator,
                     types.set_iterator, types.str_iterator, types.str_ascii_iterator, types.dict_keyiterator,
                     types.dict_valueiterator, types.dict_itemiterator, types.dict_reversekeyiterator, types.deque_iterator,
                     types.bytes_iterator, types.bytearray_iterator, types.memory_iterator}) {
    vm.define(cls, "__next__", iterator_next, {"/"}, 0);
    vm.define(cls, "__iter__", iterator_iter, {"/"}, 0);
  }
}

Value any_next(Call& call) {
  if (const auto* stepper = as<Stepper>(call.arguments[0])) {
    const Value item = advance_stepper(call.thread, *stepper);
    return item.is_undefined() ? throw Raised{stop_iteration(call.vm, Value::none())} : item;
  }
  return as<Generator>(call.arguments[0]) != nullptr ? generator_next(call) : iterator_next(call);
}

}  // namespace

void define_iterator(Vm& vm, Class* cls) {
  vm.define(cls, "__next__", any_next, {"/"}, 0);
  vm.define(cls, "__iter__", iterator_iter, {"/"}, 0);
}

void install_objects(Vm& vm) {
  const auto& types = vm.classes;
  Class* object = types.object;
  vm.define_variadic(object, "__init__", object_init, true);
  object->names.set(vm.names.new_, Value(vm.variadic("__new__", new_instance, true)));
  vm.define(object, "__repr__", object_repr, {"/"}, 0);
  vm.define(object, "__str__", object_str, {"/"}, 0);
  vm.define(object, "__format__", object_format, {"format_spec", "/"}, 1);
  vm.define(object, "__hash__", object_hash, {"/"}, 0);
  vm.define(object, "__eq__", object_eq, {"value", "/"}, 1);
  vm.define(object, "__ne__", object_ne, {"value", "/"}, 1);
  vm.define(object, "__getattribute__", object_get_attribute, {"name", "/"}, 1);
  for (const char* name : {"__lt__", "__le__", "__gt__", "__ge__"}) vm.define(object, name, not_implemented, {"value", "/"}, 1);
  define_descriptors(vm);
  auto* hook = vm.heap().make<Descriptor>(types.class_method, Descriptor::Kind::class_method);
  hook->getter = Value(vm.variadic("__init_subclass__", init_subclass, true));
  object->names.set(vm.names.init_subclass, Value(hook));
  define_containers(vm);
  define_iterators(vm);
  for (Class* cls : {types.enumerate, types.zip, types.map, types.filter, types.reversed}) define_iterator(vm, cls);
  // A class that derives from one of these has its methods before those of its other bases.
  for (Class* cls : {types.int_, types.float_, types.str})
    for (Str* name : {vm.names.repr, vm.names.hash, vm.names.eq, vm.names.format, vm.intern("__ne__")})
      cls->names.set(name, object->names.get(name));
  types.str->names.set(vm.names.str, object->names.get(vm.names.str));
  define_operators(vm, types.int_);
  define_operators(vm, types.float_);
  vm.define(types.int_, "bit_length", int_bit_length, {"/"}, 0);
  vm.define(types.int_, "bit_count", int_bit_count, {"/"}, 0);
  vm.define(types.int_, "is_integer", int_is_integer, {"/"}, 0);
  vm.define(types.int_, "as_integer_ratio", int_ratio, {"/"}, 0);
  vm.define(types.int_, "conjugate", number_int, {"/"}, 0);
  vm.define(types.float_, "is_integer", float_is_integer, {"/"}, 0);
  vm.define(types.float_, "as_integer_ratio", float_ratio, {"/"}, 0);
  Class* exception = vm.exception_class("BaseException");
  vm.define(exception, "with_traceback", exception_with_traceback, {"tb", "/"}, 1);
  exception->names.set(vm.names.new_, Value(vm.variadic("__new__", new_exception, true)));
  vm.define(exception, "add_note", exception_add_note, {"note", "/"}, 1);
  vm.define(types.type, "mro", type_mro, {"/"}, 0);
  types.type->names.set(vm.names.new_, Value(vm.variadic("__new__", new_class, true)));
  auto* prepare = vm.heap().make<Descriptor>(types.class_method, Descriptor::Kind::class_method);
  prepare->getter = Value(vm.variadic("__prepare__", prepare_class, true));
  types.type->names.set(vm.intern("__prepare__"), Value(prepare));
  vm.define(types.type, "__instancecheck__", instance_check, {"instance", "/"}, 1);
  vm.define(types.type, "__subclasscheck__", subclass_check, {"subclass", "/"}, 1);
}

}  // namespace threadbox::script
