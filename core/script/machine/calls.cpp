#include "script/machine/calls.h"

#include "script/compile/symbols.h"
#include "script/machine/attributes.h"
#include "script/machine/call.h"
#include "script/machine/metaclasses.h"
#include "script/machine/signature.h"
#include "script/machine/suggestions.h"
#include "script/machine/vm.h"
#include "script/text/literals.h"
#include "script/text/unicode.h"
#include "script/text/utf8.h"
#include "script/values/iteration.h"
#include "script/values/nesting.h"
#include "script/values/repr.h"
#include "script/values/special_method.h"
#include "script/values/tables.h"

#include <algorithm>
#include <array>

namespace threadbox::script {

namespace {

/// Fills the slots of a new frame from the arguments of a call.
class Binder {
 public:
  Binder(Vm& vm, const Function& function, Frame& frame)
      : vm_(vm), function_(function), code_(*function.code->code), frame_(frame) {}

  /// Errors: TypeError, see refuse_arguments().
  void bind(std::span<const Value> arguments, const Tuple* names) {
    const std::size_t named = names != nullptr ? names->items.size() : 0;
    const std::size_t given = arguments.size() - named;
    const std::size_t positional = code_.positional_count;
    std::copy_n(arguments.begin(), std::min(given, positional), frame_.slots);
    if (code_.has_varkeywords) extra_names_ = vm_.dict();
    bool fits = given <= positional || code_.has_varargs;
    for (std::size_t i = 0; i < named && fits; ++i)
      fits = bind_name(static_cast<Str*>(names->items[i].object()), arguments[given + i]);
    if (!fits || !fill_defaults(given)) refuse_arguments(vm_, Signature::of(function_), given, names);
    std::size_t slot = positional + code_.keyword_only_count;
    if (code_.has_varargs) {
      const auto rest = arguments.subspan(std::min(given, positional), given > positional ? given - positional : 0);
      frame_.slots[slot++] = Value(vm_.tuple({rest.begin(), rest.end()}));
    }
    if (extra_names_ != nullptr) frame_.slots[slot] = Value(extra_names_);
  }

 private:
  /// False if there is no such parameter, or it already has a value.
  bool bind_name(Str* name, Value value) {
    const std::size_t count = code_.positional_count + code_.keyword_only_count;
    for (std::size_t slot = code_.positional_only_count; slot < count; ++slot) {
      if (code_.slot_names[slot] != name->text) continue;
      if (!frame_.slots[slot].is_undefined()) return false;
      frame_.slots[slot] = value;
      return true;
    }
    if (extra_names_ != nullptr) extra_names_->set(vm_, Value(name), value);
    return extra_names_ != nullptr;
  }

  /// False if a parameter without a default was not given.
  bool fill_defaults(std::size_t given) {
    const std::size_t positional = code_.positional_count;
    const std::size_t defaults = function_.defaults != nullptr ? function_.defaults->items.size() : 0;
    for (std::size_t slot = std::min(given, positional); slot < positional; ++slot) {
      if (!frame_.slots[slot].is_undefined()) continue;
      if (slot + defaults < positional) return false;
      frame_.slots[slot] = function_.defaults->items[slot - (positional - defaults)];
    }
    for (std::size_t slot = positional; slot < positional + code_.keyword_only_count; ++slot) {
      if (!frame_.slots[slot].is_undefined()) continue;
      Value value = Value::undefined();
      if (function_.keyword_defaults != nullptr)
        value = function_.keyword_defaults->get(vm_, Value(vm_.intern(code_.slot_names[slot])));
      if (value.is_undefined()) return false;
      frame_.slots[slot] = value;
    }
    return true;
  }

  Vm& vm_;
  const Function& function_;
  const CodeObject& code_;
  Frame& frame_;
  Dict* extra_names_ = nullptr;
};

Frame& push_frame(VmThread& thread, FramePtr frame) {
  if (thread.frames.depth() >= thread.vm.deepest()) thread.vm.raise("RecursionError", "maximum recursion depth exceeded");
  return thread.frames.push(std::move(frame));
}

Value call_function(VmThread& thread, Function& function, std::span<const Value> arguments, const Tuple* names) {
  const Code& code = *function.code;
  FramePtr frame = thread.frames.make(*function.code, *function.module);
  const bool plain = names == nullptr && code.plain_parameters && arguments.size() == code.positional_count;
  if (plain) std::ranges::copy(arguments, frame->slots);
  else Binder(thread.vm, function, *frame).bind(arguments, names);
  if (function.closure != nullptr) std::ranges::copy(function.closure->items, frame->stack - code.code->free_count);
  push_frame(thread, std::move(frame));
  return Value::entered();
}

/// An array of values, on C++'s stack if they are few.
class Values {
 public:
  explicit Values(std::size_t count) : size_(count) {
    if (count > few_.size()) many_.resize(count);
  }
  Values(Value first, std::span<const Value> others) : Values(others.size() + 1) {
    (*this)[0] = first;
    std::ranges::copy(others, begin() + 1);
  }
  Value& operator[](std::size_t index) noexcept { return begin()[index]; }
  [[nodiscard]] Value* begin() noexcept { return size_ > few_.size() ? many_.data() : few_.data(); }
  operator std::span<const Value>() noexcept { return {begin(), size_}; }

 private:
  const std::size_t size_;
  std::array<Value, 8> few_;
  std::vector<Value> many_;
};

/// Puts the arguments into the order of the parameters, undefined where one was not given. `bound` has a place for each parameter.
/// Errors: TypeError, see refuse_arguments().
void bind_native(Vm& vm, const Native& native, std::span<const Value> arguments, const Tuple* names, Values& bound) {
  const std::size_t named = names != nullptr ? names->items.size() : 0;
  const std::size_t given = arguments.size() - named;
  bool fits = given <= native.positional;
  if (fits) std::copy_n(arguments.begin(), given, bound.begin());
  for (std::size_t i = 0; i < named && fits; ++i) {
    const std::string& name = as<Str>(names->items[i])->text;
    const auto found =
        std::find(native.parameters.begin() + static_cast<std::ptrdiff_t>(native.positional_only), native.parameters.end(), name);
    Value* const place =
        found == native.parameters.end() ? nullptr : &bound[static_cast<std::size_t>(found - native.parameters.begin())];
    fits = place != nullptr && place->is_undefined();
    if (fits) *place = arguments[given + i];
  }
  for (std::size_t i = 0; i < native.required && fits; ++i) fits = !bound[i].is_undefined();
  if (!fits) refuse_arguments(vm, Signature::of(native), given, names);
}

/// Checks the arguments of a variadic native that takes no keywords, or has a self. Errors: TypeError.
void check_variadic(Vm& vm, const Native& native, std::span<const Value> arguments, const Tuple* names) {
  const bool refused = names != nullptr && !native.takes_keywords;
  if (refused || (native.is_method && arguments.empty()))
    refuse_arguments(vm, Signature::of(native), arguments.size() - (names != nullptr ? names->items.size() : 0), names);
}

Value call_fallback(VmThread& thread, Value fallback, Value callable, std::span<const Value> arguments, const Tuple* names,
                    Value iterable) {
  Vm& vm = thread.vm;
  if (!fallback.is_undefined()) return call_value(thread, fallback, arguments, names);
  Dict* keywords = vm.dict();
  const std::size_t named = names != nullptr ? names->items.size() : 0;
  for (std::size_t i = 0; i < named; ++i) keywords->set(vm, names->items[i], arguments[arguments.size() - named + i]);
  const Value listed[] = {callable, Value(vm.tuple({arguments.begin(), arguments.end() - static_cast<std::ptrdiff_t>(named)})),
                          Value(keywords), iterable};
  // A native without a fallback only iterates, which a list does as well, or reads numbers, which objects can be converted to.
  if (iterable.is_undefined()) return call_value(thread, vm.fallback("call_with_numbers"), std::span(listed).first(3));
  return call_value(thread, vm.fallback("call_with_list"), listed);
}

/// Checks that a method's self is of its class. Errors: TypeError.
void check_self(Vm& vm, const Native& native, Value self) {
  const Class* cls = vm.class_of(self);
  if (cls != native.self_class && !cls->is_subclass_of(native.self_class)) refuse_self(vm, native, self);
}

Value call_native(VmThread& thread, Native& native, std::span<const Value> arguments, const Tuple* names) {
  if (names == nullptr && arguments.size() == native.in_order) return call_in_order(thread, native, arguments);
  Call call{thread.vm, thread, arguments, names, native.fallback};
  call.native = &native;
  if (native.self_class != nullptr && call.positional_count() > 0) check_self(thread.vm, native, arguments[0]);
  try {
    if (native.variadic && (names != nullptr || native.is_method)) check_variadic(thread.vm, native, arguments, names);
    if (native.variadic) return native.function(call);
    Values bound(native.parameters.size());
    bind_native(thread.vm, native, arguments, names, bound);
    call.arguments = bound;
    call.keyword_names = nullptr;
    return native.function(call);
  } catch (const NeedsFallback& need) {
    return call_fallback(thread, native.fallback, Value(&native), arguments, names, need.iterable);
  }
}

/// Calls the class of a built-in type.
Value construct_native(VmThread& thread, Class& cls, std::span<const Value> arguments, const Tuple* names) {
  Values with_class(Value(&cls), arguments);
  Call call{thread.vm, thread, with_class, names, cls.construct_fallback, arguments, names};
  const Native* native = cls.constructor;
  try {
    if (native == nullptr) return cls.construct(call);
    if (names == nullptr && arguments.size() <= native->positional && arguments.size() >= native->required)
      return cls.construct(call);
    // Arguments that were not given are cut off at the end.
    Values bound(native->parameters.size());
    bind_native(thread.vm, *native, arguments, names, bound);
    std::size_t count = native->parameters.size();
    while (count > 0 && bound[count - 1].is_undefined()) --count;
    Values in_order(Value(&cls), std::span<const Value>(bound.begin(), count));
    call.arguments = in_order;
    call.keyword_names = nullptr;
    return cls.construct(call);
  } catch (const NeedsFallback& need) {
    return call_fallback(thread, cls.construct_fallback, Value(&cls), arguments, names, need.iterable);
  }
}

/// Errors: TypeError if the class has abstract methods, which only the metaclass ABCMeta notes.
void refuse_abstract(Vm& vm, const Class& cls) {
  const Value abstract = cls.names.get(vm.intern("__abstractmethods__"));
  std::vector<std::string> methods;
  if (!abstract.is_undefined())
    for (const Value name : collect(vm, abstract)) methods.push_back(str(vm, name));
  if (methods.empty()) return;
  std::ranges::sort(methods);
  std::string listed;
  for (const std::string& method : methods) listed += (listed.empty() ? "'" : ", '") + method + "'";
  vm.raise("TypeError", "Can't instantiate abstract class " + cls.name->text + " without an implementation for abstract method" +
                            (methods.size() > 1 ? "s " : " ") + listed);
}

/// As make_instance().
Value allocate_instance(Vm& vm, Class& cls, std::span<const Value> positional) {
  for (const Class* base : cls.mro)
    if (base->allocate != nullptr) return base->allocate(vm, cls, positional);
  if (cls.layout == Class::Layout::exception) return Value(vm.make_exception(&cls, {positional.begin(), positional.end()}));
  if (cls.layout == Class::Layout::instance) return Value(vm.heap().make<Instance>(&cls));
  vm.raise("TypeError", "cannot create '" + cls.name->text + "' instances");
}

/// Makes an uninitialized instance, as object.__new__ and list.__new__ do. `is_named`: there are also keywords, which only the fallbacks of
/// int, float, str and bytes read.
Value make_instance(Vm& vm, Class& cls, std::span<const Value> positional, bool is_named) {
  if (is_named)
    for (const Class* immutable : {vm.classes.int_, vm.classes.float_, vm.classes.str, vm.classes.bytes})
      if (cls.is_subclass_of(immutable)) throw NeedsFallback{};
  if (cls.cls() != vm.classes.type) refuse_abstract(vm, cls);
  const Value made = allocate_instance(vm, cls, positional);
  if (cls.has_finalizer) vm.finalizers.add(made.object());
  return made;
}

/// Calls a class whose metaclass is the program's.
Value call_class(VmThread& thread, Class& cls, std::span<const Value> arguments, const Tuple* names) {
  Vm& vm = thread.vm;
  const Value own = special_in_python(vm, Value(&cls), vm.names.call);
  if (own.is_undefined()) return construct(thread, cls, arguments, names);
  if (!is_method(own)) return call_value(thread, bound_special(vm, Value(&cls), own), arguments, names);
  Values with_class(Value(&cls), arguments);
  return call_value(thread, own, with_class, names);
}

/// Calls a callable that wraps another: a method, a static method, an object whose class has a __call__.
Value call_indirectly(VmThread& thread, Value callable, std::span<const Value> arguments, const Tuple* names) {
  Vm& vm = thread.vm;
  const Nesting nesting(vm, " while calling a Python object");
  const auto with_self = [&](Value self, Value function) {
    Values all(self, arguments);
    return call_value(thread, function, all, names);
  };
  if (const auto* method = as<BoundMethod>(callable)) return with_self(method->self, method->function);
  if (const auto* descriptor = as<Descriptor>(callable);
      descriptor != nullptr && descriptor->kind == Descriptor::Kind::static_method)
    return call_value(thread, descriptor->getter, arguments, names);
  const Value special = vm.class_of(callable)->lookup(vm.names.call);
  if (special.is_undefined()) vm.raise("TypeError", "'" + vm.type_name(callable) + "' object is not callable");
  if (is_method(special)) return with_self(callable, special);
  return call_value(thread, bound_special(vm, callable, special), arguments, names);
}

/// Whether CPython's counterpart is object or a class written in Python.
bool is_plain_class(const Class& cls) {
  return cls.in_python ? cls.error_name.empty() : cls.layout == Class::Layout::instance && cls.bases.empty();
}

}  // namespace

Value construct(VmThread& thread, Class& cls, std::span<const Value> arguments, const Tuple* names) {
  Vm& vm = thread.vm;
  if (cls.construct != nullptr) return construct_native(thread, cls, arguments, names);
  const Value maker = cls.lookup(vm.names.new_);
  const bool is_metaclass = cls.is_subclass_of(vm.classes.type);
  if (cls.in_python && (as<Native>(maker) == nullptr || is_metaclass)) {
    Values with_class(Value(&cls), arguments);
    return call_value(thread, vm.fallback("construct"), with_class, names);
  }
  const std::size_t named = names != nullptr ? names->items.size() : 0;
  Value instance;
  try {
    instance = make_instance(vm, cls, arguments.first(arguments.size() - named), named > 0);
  } catch (const NeedsFallback&) {
    // Iterating over its arguments, or hashing them, takes Python.
    Values with_class(Value(&cls), arguments);
    return call_value(thread, vm.fallback("construct"), with_class, names);
  }
  const Value init = cls.lookup(vm.names.init);
  if (named > 0 && as<Native>(init) != nullptr)
    for (const Class* made_at_once : {vm.classes.tuple, vm.classes.frozenset})
      if (cls.is_subclass_of(made_at_once)) vm.raise("TypeError", made_at_once->name->text + "() takes no keyword arguments");
  if (as<Native>(init) != nullptr && cls.layout == Class::Layout::instance && init == vm.classes.object->lookup(vm.names.init)) {
    if (!arguments.empty()) vm.raise("TypeError", cls.name->text + "() takes no arguments");
    return instance;
  }
  if (as<Native>(init) != nullptr && cls.layout == Class::Layout::exception) {
    if (named > 0) set_failed_lookup(vm, *as<ExceptionObject>(instance), *names, arguments.last(named));
    return instance;
  }
  Values with_self(instance, arguments);
  const Value result = is_method(init) ? call_value(thread, init, with_self, names)
                                       : call_value(thread, bound_special(vm, instance, init), arguments, names);
  if (!result.is_entered()) return instance;
  thread.frame()->action = ReturnAction::instance;
  thread.frame()->substitute = instance;
  return result;
}

Value new_instance(Call& call) {
  Vm& vm = call.vm;
  if (call.arguments.empty()) vm.raise("TypeError", "object.__new__(): not enough arguments");
  auto* cls = as<Class>(call.arguments[0]);
  if (cls == nullptr)
    vm.raise("TypeError", "object.__new__(X): X is not a type object (" + vm.type_name(call.arguments[0]) + ")");
  if (call.arguments.size() > 1 && std::ranges::all_of(cls->mro, [](const Class* base) { return is_plain_class(*base); })) {
    // __new__ and __init__ may each ignore arguments that the other takes; arguments that neither takes are an error.
    if (as<Native>(cls->lookup(vm.names.new_)) == nullptr)
      vm.raise("TypeError", "object.__new__() takes exactly one argument (the type to instantiate)");
    if (cls->lookup(vm.names.init) == vm.classes.object->lookup(vm.names.init))
      vm.raise("TypeError", cls->name->text + "() takes no arguments");
  }
  return make_instance(call.vm, *cls, call.arguments.subspan(1, call.positional_count() - 1), call.keyword_names != nullptr);
}

Value call_in_order(VmThread& thread, Native& native, std::span<const Value> arguments) {
  if (native.self_class != nullptr) check_self(thread.vm, native, arguments[0]);
  Call call{thread.vm, thread, arguments, nullptr, native.fallback};
  call.native = &native;
  try {
    return native.function(call);
  } catch (const NeedsFallback& need) {
    return call_fallback(thread, native.fallback, Value(&native), arguments, nullptr, need.iterable);
  }
}

Value call_value(VmThread& thread, Value callable, std::span<const Value> arguments, const Tuple* names) {
  if (auto* function = as<Function>(callable)) return call_function(thread, *function, arguments, names);
  if (auto* native = as<Native>(callable)) return call_native(thread, *native, arguments, names);
  if (auto* cls = as<Class>(callable))
    return cls->cls() == thread.vm.classes.type ? construct(thread, *cls, arguments, names)
                                                : call_class(thread, *cls, arguments, names);
  return call_indirectly(thread, callable, arguments, names);
}

Value call_special(VmThread& thread, Value self, Value method, std::span<const Value> arguments) {
  if (as<Function>(method) != nullptr) return call_value(thread, method, arguments);
  return call_value(thread, bound_special(thread.vm, self, method), arguments.subspan(1));
}

Value bound_special(Vm& vm, Value self, Value found) {
  const Attribute attribute = bind_attribute(vm, self, found);
  if (!attribute.value.is_undefined()) return attribute.value;
  const Value got(vm.tuple({attribute.getter, Value(vm.tuple(attribute.arguments))}));
  return Value(vm.heap().make<BoundMethod>(vm.classes.method, got, vm.fallback("call_got")));
}

Value leave_to_fallback(Call& call) { return call_value(call.thread, call.fallback, call.given_arguments, call.given_names); }

void push_module_frame(VmThread& thread, Code* code, Module* module) { push_frame(thread, thread.frames.make(*code, *module)); }

void push_text_frame(VmThread& thread, Code* code, Module* module, NameTable* names, Dict* locals) {
  Frame& frame = push_frame(thread, thread.frames.make(*code, *module));
  frame.names = names;
  if (names == nullptr && locals != nullptr) frame.substitute = Value(locals);
}

namespace {

/// class Jobs(Queue[int]): its base is Queue.
Value origin_of(Vm& vm, Value base) {
  const Class* cls = vm.class_of(base);
  if (cls->module != "types" && cls->module != "typing") return base;
  const Value origin =
      base.object()->own_attributes() != nullptr ? base.object()->own_attributes()->get(vm.intern("__origin__")) : base;
  return as<Class>(origin) != nullptr ? origin : base;
}

Class* checked_base(Vm& vm, Value value) {
  auto* base = as<Class>(origin_of(vm, value));
  if (base == nullptr) vm.raise("TypeError", "bases must be types");
  if (base->in_python || base->layout != Class::Layout::none || base->allocate != nullptr || base == vm.classes.type) return base;
  const auto& types = vm.classes;
  const Class* const in_cpython[] = {types.int_,         types.float_,   types.str,       types.property, types.static_method,
                                     types.class_method, types.super,    types.enumerate, types.zip,      types.map,
                                     types.filter,       types.reversed, types.module};
  if (base == types.lock || (base->module == "builtins" && std::ranges::find(in_cpython, base) == std::end(in_cpython))) {
    const std::string module = base->module == "builtins" ? "" : base->module + ".";
    vm.raise("TypeError", "type '" + module + base->name->text + "' is not an acceptable base type");
  }
  vm.raise("NotImplementedError", "Threadbox cannot derive a class from '" + base->name->text + "'");
}

/// The base that determines the instance layout in CPython: a built-in class, or one with __slots__. Other classes only add a __dict__.
const Class* laid_out_by(const Class& cls) {
  if (cls.layout == Class::Layout::exception && !cls.in_python) {
    const std::string_view with_fields[] = {"OSError",   "StopIteration",  "SystemExit",  "ImportError",
                                            "NameError", "AttributeError", "SyntaxError", "UnicodeError"};
    const bool has_fields = std::ranges::find(with_fields, cls.name->text) != std::end(with_fields);
    return has_fields || cls.bases.front()->layout != Class::Layout::exception ? &cls : laid_out_by(*cls.bases.front());
  }
  if (!cls.in_python || !cls.error_name.empty()) return &cls;
  if (cls.slots && !cls.slots->empty()) return &cls;
  const Class* found = nullptr;
  for (const Class* base : cls.bases)
    if (const Class* of_base = laid_out_by(*base); found == nullptr || of_base->is_subclass_of(found)) found = of_base;
  return found;
}

void check_layouts(Vm& vm, std::span<Class* const> bases) {
  const Class* winner = nullptr;
  for (const Class* base : bases) {
    const Class* candidate = laid_out_by(*base);
    if (winner == nullptr || candidate->is_subclass_of(winner)) winner = candidate;
    else if (!winner->is_subclass_of(candidate)) vm.raise("TypeError", "multiple bases have instance lay-out conflict");
  }
}

bool is_identifier(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); at += code_point_length(text, at))
    if (!is_identifier_part(code_point(text, at)) || (at == 0 && is_digit(code_point(text, at)))) return false;
  return !text.empty();
}

/// Evaluates __slots__, the names of the attributes that instances may have. Errors: TypeError, ValueError.
void take_slots(Vm& vm, Class& cls, Value slots) {
  cls.slots.emplace();
  const std::vector<Value> names = as<Str>(slots) != nullptr ? std::vector{slots} : collect(vm, slots);
  for (const Value name : names) {
    const auto* text = as<Str>(name);
    if (text == nullptr) vm.raise("TypeError", "__slots__ items must be strings, not '" + vm.type_name(name) + "'");
    if (!is_identifier(text->text)) vm.raise("TypeError", "__slots__ must be identifiers");
    Str* slot = vm.intern(mangled(cls.name->text, text->text));
    const bool has_dict = cls.slots_have_dict || std::ranges::any_of(cls.bases, [&](const Class* base) {
                            return base->in_python && base->allows_attribute(vm.names.dict);
                          });
    if (slot == vm.names.dict && has_dict) vm.raise("TypeError", "__dict__ slot disallowed: we already got one");
    if (slot == vm.names.dict) cls.slots_have_dict = true;
    else if (slot != vm.names.qualname && !cls.names.get(slot).is_undefined())
      vm.raise("ValueError", quoted(text->text) + " in __slots__ conflicts with class variable");
    cls.slots->push_back(slot);
  }
}

/// A class of the program, still without names.
Class* derive_class(Vm& vm, const std::string& name, std::span<const Value> base_values, const std::string& module) {
  std::vector<Class*> bases;
  Class::Layout layout = Class::Layout::instance;
  for (const Value value : base_values) {
    bases.push_back(checked_base(vm, value));
    if (bases.back()->layout != Class::Layout::instance) layout = bases.back()->layout;
    if (std::ranges::count(bases, bases.back()) > 1) vm.raise("TypeError", "duplicate base class " + bases.back()->name->text);
  }
  if (bases.empty()) bases.push_back(vm.classes.object);
  check_layouts(vm, bases);
  Class* cls = vm.make_class(name, bases, layout, module);
  cls->in_python = true;
  if (cls->mro.empty()) {
    std::string names;
    for (const Class* base : bases) names += (names.empty() ? "" : ", ") + base->name->text;
    vm.raise("TypeError", "Cannot create a consistent method resolution order (MRO) for bases " + names);
  }
  cls->names.set(vm.names.module, Value(vm.intern(module)));
  for (Class* base : cls->mro)
    if (base != cls && base->in_python) base->add_derived(*cls);
  return cls;
}

void keep_keywords(const Call& call, Class& cls) {
  if (call.keyword_names == nullptr) return;
  cls.keywords = call.vm.dict();
  const std::size_t positional = call.positional_count();
  for (std::size_t i = positional; i < call.arguments.size(); ++i)
    cls.keywords->set(call.vm, call.keyword_names->items[i - positional], call.arguments[i]);
}

/// Whether a class statement names a metaclass, or one of its bases has one.
bool has_metaclass(const Call& call, std::span<const Value> bases) {
  const Class* type = call.vm.classes.type;
  if (call.keyword_names != nullptr)
    for (const Value name : call.keyword_names->items)
      if (as<Str>(name)->text == "metaclass") return true;
  return std::ranges::any_of(bases, [&](Value base) { return as<Class>(base) != nullptr && call.vm.class_of(base) != type; });
}

/// Gives a class the names of its body.
void take_names(Vm& vm, Class& cls, const Dict& names) {
  for (const Dict::Entry& entry : entries_of(vm, names)) {
    const auto* name = entry.live ? as<Str>(entry.key) : nullptr;
    if (name == nullptr) continue;
    auto* cell = name->text == "__classcell__" ? as<Cell>(entry.value) : nullptr;
    if (cell != nullptr) cell->value = Value(&cls);
    else cls.names.set(vm.intern(name->text), entry.value);
  }
  if (const auto* module = as<Str>(cls.names.get(vm.names.module))) cls.module = module->text;
}

}  // namespace

Class* most_derived_metaclass(Vm& vm, Class* metaclass, std::span<const Value> bases) {
  for (const Value base : bases) {
    if (as<Class>(base) == nullptr) continue;
    Class* const of_base = vm.class_of(base);
    if (metaclass->is_subclass_of(of_base)) continue;
    if (!of_base->is_subclass_of(metaclass))
      vm.raise("TypeError",
               "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all "
               "its bases");
    metaclass = of_base;
  }
  return metaclass;
}

Value run_class_body(VmThread& thread, Function& body, Dict& names) {
  call_function(thread, body, {}, nullptr);
  thread.frame()->substitute = Value(&names);
  return Value::entered();
}

Value build_class(Call& call) {
  Vm& vm = call.vm;
  auto* body = as<Function>(call.arguments[0]);
  const std::size_t positional = call.positional_count();
  if (has_metaclass(call, call.arguments.subspan(2, positional - 2)))
    return call_value(call.thread, vm.fallback("build_class"), call.arguments, call.keyword_names);
  // Globals without a __name__ find that of the module builtins.
  const std::string& module = body->module->name.empty() ? vm.builtins->name : body->module->name;
  Class* cls = derive_class(vm, as<Str>(call.arguments[1])->text, call.arguments.subspan(2, positional - 2), module);
  keep_keywords(call, *cls);
  cls->names.set(vm.names.qualname, Value(vm.intern(body->code->code->qualified_name)));
  if (const std::string& doc = body->code->code->docstring; !doc.empty()) cls->names.set(vm.names.doc, vm.text(doc));
  call_function(call.thread, *body, {}, nullptr);
  Frame& frame = *call.thread.frame();
  frame.action = ReturnAction::class_body;
  frame.substitute = Value(cls);
  frame.names = &cls->names;
  return Value::entered();
}

Value make_class(Call& call) {
  Vm& vm = call.vm;
  const auto* name = as<Str>(call.arguments[1]);
  const auto* bases = as<Tuple>(call.arguments[2]);
  const auto* names = as<Dict>(call.arguments[3]);
  const auto check = [&](std::size_t place, bool fits, const char* type) {
    if (!fits)
      vm.raise("TypeError", "type.__new__() argument " + std::to_string(place) + " must be " + type + ", not " +
                                (call.arguments[place].is_none() ? "None" : vm.type_name(call.arguments[place])));
  };
  check(1, name != nullptr, "str");
  check(2, bases != nullptr, "tuple");
  check(3, names != nullptr, "dict");
  Class* const metaclass = most_derived_metaclass(vm, as<Class>(call.arguments[0]), bases->items);
  Class* cls = derive_class(vm, name->text, bases->items, call.thread.frame()->module->name);
  keep_keywords(call, *cls);
  cls->set_class(metaclass);
  cls->names.set(vm.names.qualname, call.arguments[1]);
  take_names(vm, *cls, *names);
  return finish_class(call.thread, *cls);
}

Value finish_class(VmThread& thread, Class& cls) {
  Vm& vm = thread.vm;
  cls.has_finalizer = !cls.lookup(vm.names.del).is_undefined();
  if (const Value slots = cls.names.get(vm.names.slots); !slots.is_undefined()) take_slots(vm, cls, slots);
  // A method in C++ of a prelude class has the name that the class gives it. It counts as a def unless in_c() marks it.
  for (const NameTable::Entry entry : cls.names.entries())
    if (auto* native = as<Native>(entry.value); native != nullptr && native->is_method && native->owner.empty()) {
      native->owner = cls.name->text;
      native->name = entry.name->text;
      native->in_python = true;
    }
  for (const NameTable::Entry entry : cls.names.entries())
    if (auto* descriptor = as<Descriptor>(entry.value); descriptor != nullptr && descriptor->kind == Descriptor::Kind::property)
      descriptor->name = Value(entry.name);
  // These two are class methods even without the decorator.
  for (Str* name : {vm.names.init_subclass, vm.names.class_getitem})
    if (const Value function = cls.names.get(name); as<Function>(function) != nullptr) {
      auto* made = vm.heap().make<Descriptor>(vm.classes.class_method, Descriptor::Kind::class_method);
      made->getter = function;
      cls.names.set(name, Value(made));
    }
  cls.changed();
  bool wants_calls = false;
  for (const NameTable::Entry entry : cls.names.entries())
    wants_calls =
        wants_calls || (!entry.value.is_undefined() && !special_in_python(vm, entry.value, vm.names.set_name).is_undefined());
  Value hook = cls.lookup_after(&cls, vm.names.init_subclass);
  if (const auto* descriptor = as<Descriptor>(hook); descriptor != nullptr && as<Native>(descriptor->getter) != nullptr)
    hook = Value::undefined();
  Dict* keywords = std::exchange(cls.keywords, nullptr);
  wants_calls = wants_calls || !hook.is_undefined() || keywords != nullptr;
  if (!wants_calls) return Value(&cls);
  // __set_name__ and __init_subclass__ are called in Python.
  const Value arguments[] = {Value(&cls), hook.is_undefined() ? Value::none() : hook,
                             Value(keywords != nullptr ? keywords : vm.dict())};
  return call_value(thread, vm.fallback("class_made"), arguments);
}

}  // namespace threadbox::script
