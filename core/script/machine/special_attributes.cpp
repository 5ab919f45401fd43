#include "script/machine/special_attributes.h"

#include "script/machine/call.h"
#include "script/machine/frame.h"
#include "script/machine/generator.h"
#include "script/machine/suggestions.h"
#include "script/machine/traceback.h"
#include "script/machine/unwinding.h"
#include "script/machine/vm.h"
#include "script/text/text_view.h"
#include "script/values/arithmetic.h"
#include "script/values/conversion.h"
#include "script/values/critical_section.h"
#include "script/values/names_dict.h"
#include "script/values/nesting.h"
#include "script/values/octets.h"
#include "script/values/ranges.h"
#include "script/values/syntax_errors.h"
#include "script/values/unicode_errors.h"

namespace threadbox::script {

namespace {

template <Value Descriptor::* Part>
Value with_part(Call& call) {
  const auto* old = as<Descriptor>(call.arguments[0]);
  auto* made = call.vm.heap().make<Descriptor>(call.vm.classes.property, Descriptor::Kind::property);
  made->getter = old->getter;
  made->setter = old->setter;
  made->deleter = old->deleter;
  made->doc = old->doc;
  made->name = old->name;
  made->*Part = call.arguments[1];
  return Value(made);
}

/// property.setter, getter or deleter: a callable that makes the new property.
Value property_accessor(Vm& vm, Value property, const std::string& which) {
  const NativeFunction function = which == "setter"   ? with_part<&Descriptor::setter>
                                  : which == "getter" ? with_part<&Descriptor::getter>
                                                      : with_part<&Descriptor::deleter>;
  return Value(
      vm.heap().make<BoundMethod>(vm.classes.method, property, Value(vm.native(which, function, {"self", "function", "/"}, 2))));
}

/// Whether one of a descriptor's functions is marked by abc.abstractmethod.
Value is_abstract(Vm& vm, const Descriptor& descriptor, const Str* name) {
  for (const Value part : {descriptor.getter, descriptor.setter, descriptor.deleter}) {
    if (auto* function = as<Function>(part))
      if (const Value own = function->attributes.get(name); !own.is_undefined() && truthy(vm, own)) return Value::boolean(true);
    if (const auto* inner = as<Descriptor>(part))
      if (is_abstract(vm, *inner, name).is_true()) return Value::boolean(true);
  }
  return Value::boolean(false);
}

Value exception_attribute(Vm& vm, ExceptionObject& exception, std::string_view text) {
  if (text == "args") return Value(exception.arguments);
  if (text == "__cause__") return exception.cause;
  if (text == "__context__") return exception.context;
  if (text == "__suppress_context__") return Value::boolean(exception.suppress_context);
  if (text == "__traceback__") return traceback_of(vm, Value(&exception));
  if (text == "name" || text == "obj" || text == "name_from") return failed_lookup_attribute(vm, exception, text);
  if (text == "value" && exception.cls()->is_subclass_of(vm.exception_class("StopIteration"))) return stop_value(exception);
  if (text == "code" && exception.cls()->is_subclass_of(vm.exception_class("SystemExit"))) return exit_value(exception);
  if (const Value value = unicode_error_attribute(vm, exception, text); !value.is_undefined()) return value;
  if (const Value value = syntax_error_attribute(vm, exception, text); !value.is_undefined()) return value;
  if (exception.failure)
    if (const auto* field = exception.failure->field(text)) return field->get().is_undefined() ? Value::none() : field->get();
  return Value::undefined();
}

Value or_none(Object* object) { return object != nullptr ? Value(object) : Value::none(); }
Value value_or_none(Value value) { return value.is_undefined() ? Value::none() : value; }

Value function_attribute(Vm& vm, Function& function, Str* name) {
  const TextView text = name->text;
  if (text == "__name__") return Value(function.name);
  if (text == "__qualname__") return Value(function.qualified_name);
  if (text == "__module__")
    return !function.module_name.get().is_undefined() ? function.module_name.get()
           : function.module->name.empty()            ? Value::none()
                                                      : vm.text(function.module->name);
  if (text == "__doc__") {
    const std::string& written = function.code->code->docstring;
    return !function.doc.get().is_undefined() ? function.doc.get() : written.empty() ? Value::none() : vm.text(written);
  }
  if (text == "__defaults__") return or_none(function.defaults);
  if (text == "__kwdefaults__") return or_none(function.keyword_defaults);
  if (text == "__closure__") return or_none(function.closure);
  if (text == "__code__") return Value(function.code);
  if (text == "__globals__") return names_dict(vm, *function.module);
  if (text == "__builtins__") return names_dict(vm, *vm.builtins);
  if (text == "__dict__") return names_dict(vm, function);
  if (text == "__annotations__") {
    if (function.annotations == nullptr) function.annotations = vm.dict();
    return Value(function.annotations.get());
  }
  if (text == "__type_params__") return Value(vm.tuple({}));
  return Value::undefined();
}

/// The names of the slots in a range: either those of cells, or the others.
Value slot_names(Vm& vm, const CodeObject& code, std::size_t from, std::size_t to, bool cells) {
  std::vector<Value> names;
  for (std::size_t i = from; i < to; ++i)
    if (code.slot_is_cell[i] == cells) names.push_back(vm.text(code.slot_names[i]));
  return Value(vm.tuple(std::move(names)));
}

std::uint32_t code_flags(const CodeObject& code) {
  const bool nested = code.qualified_name.find("<locals>") != std::string::npos;
  return (code.kind == CodeObject::Kind::function ? 3U : 0U) | (code.has_varargs ? 4U : 0U) | (code.has_varkeywords ? 8U : 0U) |
         (nested ? 16U : 0U) | (code.is_generator ? 32U : 0U);
}

/// CPython's co_varnames: the parameters, and the other locals that are not cells.
Value variable_names(Vm& vm, const CodeObject& code) {
  const std::size_t parameters =
      code.positional_count + code.keyword_only_count + (code.has_varargs ? 1 : 0) + (code.has_varkeywords ? 1 : 0);
  std::vector<Value> names;
  for (std::size_t i = 0; i < code.slot_names.size() - code.free_count; ++i)
    if (i < parameters || (!code.slot_is_cell[i] && !code.slot_names[i].starts_with('.')))
      names.push_back(vm.text(code.slot_names[i]));
  return Value(vm.tuple(std::move(names)));
}

Value code_attribute(Vm& vm, const CodeObject& code, std::string_view text) {
  const std::size_t own = code.slot_names.size() - code.free_count;
  if (text == "co_name") return vm.text(code.name);
  if (text == "co_qualname") return vm.text(code.qualified_name);
  if (text == "co_filename") return vm.text(code.filename);
  if (text == "co_firstlineno") return Value::integer(code.first_line);
  if (text == "co_argcount") return Value::integer(code.positional_count);
  if (text == "co_posonlyargcount") return Value::integer(code.positional_only_count);
  if (text == "co_kwonlyargcount") return Value::integer(code.keyword_only_count);
  if (text == "co_flags") return Value::integer(code_flags(code));
  if (text == "co_varnames") return variable_names(vm, code);
  if (text == "co_nlocals") return Value::integer(static_cast<std::int64_t>(as<Tuple>(variable_names(vm, code))->items.size()));
  if (text == "co_cellvars") return slot_names(vm, code, 0, own, true);
  if (text == "co_freevars") return slot_names(vm, code, own, code.slot_names.size(), true);
  return Value::undefined();
}

/// A generator's frame object as of now; null if the generator has finished. While it runs, the line is 0, unknown.
Value generator_frame(Vm& vm, const Generator& generator) {
  std::uint32_t line = 0;
  {
    const CriticalSection section(vm, generator);
    if (generator.state == Generator::State::finished) return Value::none();
    const auto& lines = generator.code->code->lines;
    if (generator.state == Generator::State::created) line = generator.code->code->first_line;
    else if (generator.frame != nullptr) line = lines[generator.frame->next - 1];
  }
  return Value(vm.heap().make<LeftFrame>(vm.classes.frame, ExceptionObject::Place{generator.code, line}));
}

/// The iterator that a `yield from` delegates to. The instruction after such a yield jumps back to the `send` before it.
Value delegate(Vm& vm, const Generator& generator) {
  const CriticalSection section(vm, generator);
  if (generator.state != Generator::State::suspended || generator.frame == nullptr) return Value::none();
  const Instruction* start = generator.frame->code->start;
  const Instruction next = start[generator.frame->next];
  const bool delegates = next.opcode() == Opcode::jump_backward_ && start[next.operand()].opcode() == Opcode::send_;
  return delegates ? generator.frame->peek() : Value::none();
}

Value generator_attribute(Vm& vm, const Generator& generator, std::string_view text) {
  using enum Generator::State;
  if (text == "__name__") return Value(generator.name);
  if (text == "__qualname__") return Value(generator.qualified_name);
  if (text == "gi_running") return Value::boolean(generator.state == running);
  if (text == "gi_suspended") return Value::boolean(generator.state == suspended);
  if (text == "gi_code") return Value(generator.code);
  if (text == "gi_frame") return generator_frame(vm, generator);
  if (text == "gi_yieldfrom") return delegate(vm, generator);
  return Value::undefined();
}

Value native_attribute(Vm& vm, const Native& native, std::string_view text) {
  if (text == "__name__") return vm.text(native.name);
  if (text == "__qualname__") return vm.text(native.is_method ? native.owner + "." + native.name : native.name);
  if (text == "__doc__") return Value::none();
  // A built-in method's __qualname__ and __module__ come from its class.
  if (native.is_method) return Value::undefined();
  if (text == "__module__") return Value(vm.intern(native.owner.empty() ? "builtins" : native.owner));
  if (text == "__self__") return or_none(native.owner.empty() ? vm.builtins : vm.find_module(native.owner));
  return Value::undefined();
}

Value view_attribute(Vm& vm, const MemoryView& view, std::string_view text) {
  if (text == "obj") return view.owner;
  if (text == "nbytes") return Value::integer(view.length);
  if (text == "readonly") return Value::boolean(view.read_only);
  if (text == "itemsize" || text == "ndim") return Value::integer(1);
  if (text == "format") return vm.text("B");
  if (text == "shape" || text == "strides") return Value(vm.tuple({Value::integer(text == "shape" ? view.length : view.step)}));
  const bool of_order = text == "contiguous" || text == "c_contiguous" || text == "f_contiguous";
  return of_order ? Value::boolean(view.step == 1) : Value::undefined();
}

/// A property's __doc__ and __name__: the getter's unless they have been set.
Value property_attribute(Vm& vm, const Descriptor& descriptor, std::string_view text) {
  const Shared<Value>* own = text == "__doc__" ? &descriptor.doc : text == "__name__" ? &descriptor.name : nullptr;
  if (own != nullptr && !own->get().is_undefined()) return *own;
  const bool of_getter = own != nullptr && as<Function>(descriptor.getter) != nullptr;
  if (of_getter) return special_attribute(vm, descriptor.getter, vm.intern(text));
  return text == "__doc__" ? Value::none() : Value::undefined();
}

}  // namespace

bool has_dict(const Vm& vm, Value object) {
  if (!object.is_object() || object.object()->own_attributes() == nullptr) return false;
  const Class* cls = vm.class_of(object);
  return cls->in_python ? cls->allows_attribute(vm.names.dict) : cls != vm.classes.object && cls != vm.classes.lock;
}

std::string property_text(Vm& vm, const Descriptor& property, Value object) {
  const Class& cls = *vm.class_of(object);
  const auto *name = as<Str>(property.name), *qualified = as<Str>(cls.names.get(vm.names.qualname));
  return "property " + (name != nullptr ? "'" + name->text + "' " : std::string()) + "of '" +
         (qualified != nullptr ? qualified : cls.name.get())->text + "' object";
}

Value special_attribute(Vm& vm, Value object, Str* name) {
  const TextView text = name->text;
  if (name == vm.names.class_) return Value(vm.class_of(object));
  if (auto* exception = as<ExceptionObject>(object))
    if (const Value value = exception_attribute(vm, *exception, text); !value.is_undefined()) return value;
  if (auto* function = as<Function>(object)) return function_attribute(vm, *function, name);
  if (const auto* code = as<Code>(object)) return code_attribute(vm, *code->code, text);
  if (const auto* generator = as<Generator>(object); generator != nullptr && generator->cls() == vm.classes.generator)
    if (const Value value = generator_attribute(vm, *generator, text); !value.is_undefined()) return value;
  if (const auto* cell = as<Cell>(object); cell != nullptr && text == "cell_contents") {
    if (cell->value.get().is_undefined()) vm.raise("ValueError", "Cell is empty");
    return cell->value;
  }
  if (const auto* traceback = as<Traceback>(object)) {
    if (text == "tb_lineno") return Value::integer(traceback->place.line);
    if (text == "tb_next") return traceback->next != nullptr ? Value(traceback->next) : Value::none();
    if (text == "tb_frame") return Value(vm.heap().make<LeftFrame>(vm.classes.frame, traceback->place));
  }
  if (const auto* frame = as<LeftFrame>(object)) {
    if (text == "f_code") return Value(frame->place.code);
    if (text == "f_lineno") {
      if (frame->place.line == 0) vm.raise("NotImplementedError", "Threadbox does not know the line of a generator that runs");
      return Value::integer(frame->place.line);
    }
  }
  if (const auto* native = as<Native>(object))
    if (const Value value = native_attribute(vm, *native, text); !value.is_undefined()) return value;
  if (const auto* method = as<BoundMethod>(object)) {
    if (text == "__self__") return method->self;
    const bool native = as<Native>(method->function) != nullptr;
    if (text == "__func__") return native ? Value::undefined() : method->function;
    if (text == "__module__" && native) return Value::none();
    const Nesting nesting(vm, " while calling a Python object");
    if (auto* function = as<Function>(method->function); function != nullptr && name != vm.names.dict)
      if (const Value own = function->attributes.get(name); !own.is_undefined()) return own;
    return special_attribute(vm, method->function, name);
  }
  if (is_number(object)) {
    if (text == "real" || text == "numerator") return unary(vm, UnaryOp::positive, object);
    if (text == "imag") return as<Float>(object) != nullptr ? vm.number(0) : Value::integer(0);
    if (text == "denominator") return Value::integer(1);
  }
  if (const auto* range = as<Range>(object)) {
    if (text == "start") return range_start(*range);
    if (text == "stop") return range_stop(*range);
    if (text == "step") return range_step(*range);
  }
  if (const auto* view = as<MemoryView>(object))
    if (const Value value = view_attribute(vm, *view, text); !value.is_undefined()) return value;
  if (const auto* slice = as<Slice>(object)) {
    if (text == "start") return slice->start;
    if (text == "stop") return slice->stop;
    if (text == "step") return slice->step.is_undefined() ? Value::none() : slice->step;
  }
  if (const auto* descriptor = as<Descriptor>(object)) {
    if (text == "setter" || text == "getter" || text == "deleter") return property_accessor(vm, object, text);
    if (text == "fget" || text == "__func__" || text == "__wrapped__") return descriptor->getter;
    if (text == "fset") return descriptor->setter;
    if (text == "fdel") return descriptor->deleter;
    if (const Value of_property = property_attribute(vm, *descriptor, text); !of_property.is_undefined()) return of_property;
    if (text == "__isabstractmethod__") return is_abstract(vm, *descriptor, name);
    const bool of_function =
        text == "__name__" || text == "__qualname__" || text == "__module__" || text == "__doc__" || text == "__annotations__";
    if (of_function && as<Function>(descriptor->getter) != nullptr) return special_attribute(vm, descriptor->getter, name);
  }
  if (name == vm.names.dict && has_dict(vm, object)) return names_dict(vm, *object.object());
  if (name == vm.names.doc) {
    const Value of_class = vm.class_of(object)->names.get(name);
    return of_class.is_undefined() ? Value::none() : of_class;
  }
  if (name == vm.names.module && vm.class_of(object)->in_python) return vm.text(vm.class_of(object)->module);
  return Value::undefined();
}

// --- setting

namespace {

/// A field of a function that is null or an object of one class. Errors: TypeError "__defaults__ must be set to a tuple object".
template <typename T>
void set_part(Vm& vm, T*& part, Value value, const std::string& name, const char* type) {
  auto* object = as<T>(value);
  if (object == nullptr && !value.is_none() && !value.is_undefined())
    vm.raise("TypeError", name + " must be set to a " + type + " object");
  part = object;
}

Str* string_value(Vm& vm, Value value, const std::string& name) {
  auto* text = as<Str>(value);
  if (text == nullptr) vm.raise("TypeError", name + " must be set to a string object");
  return text;
}

void set_code(Vm& vm, Function& function, Value value) {
  auto* code = as<Code>(value);
  if (code == nullptr) vm.raise("TypeError", "__code__ must be set to a code object");
  const std::size_t has = function.closure != nullptr ? function.closure->items.size() : 0;
  if (has != code->code->free_count)
    vm.raise("ValueError", function.name->text + "() requires a code object with " + std::to_string(has) + " free vars, not " +
                               std::to_string(code->code->free_count));
  function.code = code;
}

bool set_function_attribute(Vm& vm, Function& function, const Str* name, Value value) {
  const std::string text = name->text;
  if (text == "__name__") function.name = string_value(vm, value, text);
  else if (text == "__qualname__") function.qualified_name = string_value(vm, value, text);
  else if (text == "__doc__") function.doc = value_or_none(value);
  else if (text == "__module__") function.module_name = value_or_none(value);
  else if (text == "__defaults__") set_part(vm, function.defaults, value, text, "tuple");
  else if (text == "__kwdefaults__") set_part(vm, function.keyword_defaults, value, text, "dict");
  else if (text == "__code__") set_code(vm, function, value);
  else if (text == "__closure__" || text == "__globals__" || text == "__builtins__")
    vm.raise("AttributeError", "readonly attribute");
  else if (text == "__annotations__") {
    Dict* annotations = nullptr;
    set_part(vm, annotations, value, text, "dict");
    function.annotations = annotations;
  } else return false;
  return true;
}

bool set_generator_attribute(Vm& vm, Generator& generator, const Str* name, Value value) {
  const std::string text = name->text;
  if (text == "__name__") generator.name = string_value(vm, value, text);
  else if (text == "__qualname__") generator.qualified_name = string_value(vm, value, text);
  else if (text.starts_with("gi_")) vm.raise("AttributeError", "attribute '" + text + "' of 'generator' objects is not writable");
  else return false;
  return true;
}

bool set_descriptor_attribute(Vm& vm, Descriptor& descriptor, const Str* name, Value value) {
  if (descriptor.kind != Descriptor::Kind::property) return false;
  if (name->text == "__doc__") descriptor.doc = value_or_none(value);
  else if (name->text == "__name__") descriptor.name = value;
  else if (name->text == "fget" || name->text == "fset" || name->text == "fdel") vm.raise("AttributeError", "readonly attribute");
  else return false;
  return true;
}

}  // namespace

bool set_special_attribute(Vm& vm, Value object, Str* name, Value value) {
  if (auto* function = as<Function>(object)) return set_function_attribute(vm, *function, name, value);
  if (auto* generator = as<Generator>(object)) return set_generator_attribute(vm, *generator, name, value);
  if (auto* descriptor = as<Descriptor>(object)) return set_descriptor_attribute(vm, *descriptor, name, value);
  const std::string_view text = name->text;
  const bool of_method = as<BoundMethod>(object) != nullptr && (text == "__self__" || text == "__func__");
  const bool of_range =
      (as<Range>(object) != nullptr || as<Slice>(object) != nullptr) && (text == "start" || text == "stop" || text == "step");
  if (of_method || of_range) vm.raise("AttributeError", "readonly attribute");
  auto* cell = as<Cell>(object);
  if (cell == nullptr || name->text != "cell_contents") return false;
  cell->value = value;
  return true;
}

}  // namespace threadbox::script
