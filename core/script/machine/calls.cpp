#include "script/machine/interpreter.h"

#include "script/machine/suggestions.h"
#include "script/values/operators.h"

#include <algorithm>
#include <array>

namespace threadbox::script {

namespace {

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += names.size() == 2 ? " and " : i + 1 == names.size() ? ", and " : ", ";
    text += "'" + names[i] + "'";
  }
  return text;
}

/// Fills the slots of a new frame from the arguments of a call, with CPython's errors.
class Binder {
 public:
  Binder(Vm& vm, const Function& function, Frame& frame)
      : vm_(vm), function_(function), code_(*function.code->code), frame_(frame) {}

  void bind(std::span<const Value> arguments, const Tuple* names) {
    const std::size_t named = names != nullptr ? names->items.size() : 0;
    const std::size_t given = arguments.size() - named;
    const std::size_t positional = code_.positional_count;
    std::copy_n(arguments.begin(), std::min(given, positional), frame_.slots);
    if (code_.has_varkeywords) extra_names_ = vm_.dict();
    for (std::size_t i = 0; i < named; ++i) bind_name(static_cast<Str*>(names->items[i].object()), arguments[given + i]);
    if (given > positional && !code_.has_varargs) too_many(given);
    fill_defaults(given);
    std::size_t slot = positional + code_.keyword_only_count;
    if (code_.has_varargs) {
      const auto rest = arguments.subspan(std::min(given, positional), given > positional ? given - positional : 0);
      frame_.slots[slot++] = Value(vm_.tuple({rest.begin(), rest.end()}));
    }
    if (extra_names_ != nullptr) frame_.slots[slot] = Value(extra_names_);
  }

 private:
  [[nodiscard]] std::string callee() const { return function_.qualified_name->text + "()"; }

  void bind_name(Str* name, Value value) {
    const std::size_t count = code_.positional_count + code_.keyword_only_count;
    for (std::size_t slot = code_.positional_only_count; slot < count; ++slot) {
      if (code_.slot_names[slot] != name->text) continue;
      if (!frame_.slots[slot].is_undefined())
        vm_.raise("TypeError", callee() + " got multiple values for argument '" + name->text + "'");
      frame_.slots[slot] = value;
      return;
    }
    for (std::size_t slot = 0; slot < code_.positional_only_count && extra_names_ == nullptr; ++slot)
      if (code_.slot_names[slot] == name->text)
        vm_.raise("TypeError", callee() + " got some positional-only arguments passed as keyword arguments: '" + name->text + "'");
    if (extra_names_ == nullptr)
      vm_.raise("TypeError", callee() + " got an unexpected keyword argument '" + name->text + "'");
    extra_names_->set(vm_, Value(name), value);
  }

  void fill_defaults(std::size_t given) {
    const std::size_t positional = code_.positional_count;
    const std::size_t defaults = function_.defaults != nullptr ? function_.defaults->items.size() : 0;
    std::vector<std::string> missing;
    for (std::size_t slot = std::min(given, positional); slot < positional; ++slot) {
      if (!frame_.slots[slot].is_undefined()) continue;
      if (slot >= positional - defaults) frame_.slots[slot] = function_.defaults->items[slot - (positional - defaults)];
      else missing.push_back(code_.slot_names[slot]);
    }
    complain(missing, "positional");
    missing.clear();
    for (std::size_t slot = positional; slot < positional + code_.keyword_only_count; ++slot) {
      if (!frame_.slots[slot].is_undefined()) continue;
      Value value = Value::undefined();
      if (function_.keyword_defaults != nullptr)
        value = function_.keyword_defaults->get(vm_, Value(vm_.intern(code_.slot_names[slot])));
      if (!value.is_undefined()) frame_.slots[slot] = value;
      else missing.push_back(code_.slot_names[slot]);
    }
    complain(missing, "keyword-only");
  }

  void complain(const std::vector<std::string>& missing, const char* kind) {
    if (missing.empty()) return;
    vm_.raise("TypeError", callee() + " missing " + std::to_string(missing.size()) + " required " + kind +
                               " argument" + (missing.size() == 1 ? "" : "s") + ": " + listed(missing));
  }

  [[noreturn]] void too_many(std::size_t given) {
    const std::size_t most = code_.positional_count;
    const std::size_t defaults = function_.defaults != nullptr ? function_.defaults->items.size() : 0;
    const std::string range = defaults > 0 ? "from " + std::to_string(most - defaults) + " to " : "";
    std::size_t named = 0;
    for (std::size_t slot = most; slot < most + code_.keyword_only_count; ++slot) named += frame_.slots[slot].is_undefined() ? 0 : 1;
    const std::string extra = named == 0 ? "" : " positional argument" + std::string(given == 1 ? "" : "s") + " (and " +
                                                    std::to_string(named) + " keyword-only argument" + (named == 1 ? "" : "s") + ")";
    vm_.raise("TypeError", callee() + " takes " + range + std::to_string(most) + " positional argument" +
                               (most == 1 && defaults == 0 ? "" : "s") + " but " + std::to_string(given) + extra +
                               (given == 1 && named == 0 ? " was" : " were") + " given");
  }

  Vm& vm_;
  const Function& function_;
  const CodeObject& code_;
  Frame& frame_;
  Dict* extra_names_ = nullptr;
};

Frame& push_frame(VmThread& thread, FramePtr frame) {
  if (thread.frames.depth() >= thread.vm.recursion_limit())
    thread.vm.raise("RecursionError", "maximum recursion depth exceeded");
  return thread.frames.push(std::move(frame));
}

Value call_function(VmThread& thread, Function& function, std::span<const Value> arguments, const Tuple* names) {
  const Code& code = *function.code;
  FramePtr frame = thread.frames.make(*function.code, *function.module);
  const bool plain = names == nullptr && code.plain_parameters && arguments.size() == code.positional_count;
  if (plain) std::ranges::copy(arguments, frame->slots);
  else Binder(thread.vm, function, *frame).bind(arguments, names);
  if (function.closure != nullptr)
    std::ranges::copy(function.closure->items, frame->stack - code.code->free_count);
  push_frame(thread, std::move(frame));
  return Value::entered();
}

std::string plural(std::size_t count, const char* noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

[[noreturn]] void wrong_count(Vm& vm, const Native& native, std::size_t given) {
  const std::size_t own = native.is_method ? 1 : 0, most = native.positional - own, least = native.required - own;
  given -= own;
  const std::string prefix = native.owner.empty() ? "" : native.owner + ".";
  if (most == 0 && native.parameters.size() > own) vm.raise("TypeError", native.name + "() takes no positional arguments");
  if (most == 0) vm.raise("TypeError", prefix + native.name + "() takes no arguments (" + std::to_string(given) + " given)");
  if (most == 1 && least == 1) vm.raise("TypeError", prefix + native.name + "() takes exactly one argument (" + std::to_string(given) + " given)");
  const std::string bound = most == least ? "" : given < least ? "at least " : "at most ";
  vm.raise("TypeError", native.name + " expected " + bound + plural(given < least ? least : most, "argument") + ", got " + std::to_string(given));
}

/// Room for some values, on the stack of C++ where they are few.
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

/// Arguments in the order of the parameters, undefined for what was left out. `bound`: as many as there are parameters.
void bind_native(Vm& vm, const Native& native, std::span<const Value> arguments, const Tuple* names, Values& bound) {
  const std::size_t named = names != nullptr ? names->items.size() : 0;
  const std::size_t given = arguments.size() - named;
  if (given > native.positional) wrong_count(vm, native, given);
  if (named > 0 && native.positional_only == native.parameters.size())
    vm.raise("TypeError", (native.owner.empty() ? "" : native.owner + ".") + native.name + "() takes no keyword arguments");
  std::copy_n(arguments.begin(), given, bound.begin());
  for (std::size_t i = 0; i < named; ++i) {
    const std::string& name = as<Str>(names->items[i])->text;
    const auto found = std::find(native.parameters.begin() + static_cast<std::ptrdiff_t>(native.positional_only), native.parameters.end(), name);
    if (found == native.parameters.end())
      vm.raise("TypeError", native.name + "() got an unexpected keyword argument '" + name + "'");
    Value& place = bound[static_cast<std::size_t>(found - native.parameters.begin())];
    if (!place.is_undefined())
      vm.raise("TypeError", "argument for " + native.name + "() given by name ('" + name + "') and position (" +
                                std::to_string(found - native.parameters.begin() + (native.is_method ? 0 : 1)) + ")");
    place = arguments[given + i];
  }
  for (std::size_t i = 0; i < native.required; ++i) {
    if (!bound[i].is_undefined()) continue;
    if (i < native.positional_only) wrong_count(vm, native, given);
    vm.raise("TypeError", native.name + "() missing required argument '" + native.parameters[i] + "' (pos " +
                              std::to_string(i + (native.is_method ? 0 : 1)) + ")");
  }
}

Value call_twin(VmThread& thread, Value twin, Value callable, std::span<const Value> arguments, const Tuple* names, Value iterable) {
  Vm& vm = thread.vm;
  if (!twin.is_undefined()) return call_value(thread, twin, arguments, names);
  if (iterable.is_undefined()) {
    const auto* native = as<Native>(callable);
    vm.raise("NotImplementedError", "Threadbox cannot call a special method in " +
                                        (native != nullptr ? native->name : as<Class>(callable)->name->text) + "() yet");
  }
  // All that it wants is to iterate: then over a list.
  Dict* keywords = vm.dict();
  const std::size_t named = names != nullptr ? names->items.size() : 0;
  for (std::size_t i = 0; i < named; ++i) keywords->set(vm, names->items[i], arguments[arguments.size() - named + i]);
  const Value listed[] = {callable, Value(vm.tuple({arguments.begin(), arguments.end() - static_cast<std::ptrdiff_t>(named)})),
                          Value(keywords), iterable};
  return call_value(thread, vm.twin("call_with_list"), listed);
}

Value call_native(VmThread& thread, Native& native, std::span<const Value> arguments, const Tuple* names) {
  Call call{thread.vm, thread, arguments, names, native.twin};
  try {
    const bool in_order = native.variadic || (names == nullptr && arguments.size() == native.parameters.size() && native.positional == arguments.size());
    if (in_order) return native.function(call);
    Values bound(native.parameters.size());
    bind_native(thread.vm, native, arguments, names, bound);
    call.arguments = bound;
    call.keyword_names = nullptr;
    return native.function(call);
  } catch (const NeedsPython& need) {
    return call_twin(thread, native.twin, Value(&native), arguments, names, need.iterable);
  }
}

/// Calls the class of a built-in type.
Value construct_native(VmThread& thread, Class& cls, std::span<const Value> arguments, const Tuple* names) {
  Values with_class(Value(&cls), arguments);
  Call call{thread.vm, thread, with_class, names, cls.construct_twin, arguments, names};
  try {
    return cls.construct(call);
  } catch (const NeedsPython& need) {
    return call_twin(thread, cls.construct_twin, Value(&cls), arguments, names, need.iterable);
  }
}

/// Makes an instance, not yet initialized: object.__new__ and its like.
Value make_instance(Vm& vm, Class& cls, std::span<const Value> positional) {
  for (const Class* base : cls.mro)
    if (base->allocate != nullptr) return base->allocate(vm, cls, positional);
  if (cls.layout == Class::Layout::exception) return Value(vm.make_exception(&cls, {positional.begin(), positional.end()}));
  if (cls.layout == Class::Layout::instance) return Value(vm.heap().make<Instance>(&cls));
  vm.raise("TypeError", "cannot create '" + cls.name->text + "' instances");
}

/// Makes an instance and runs its __init__.
Value construct(VmThread& thread, Class& cls, std::span<const Value> arguments, const Tuple* names) {
  Vm& vm = thread.vm;
  if (cls.construct != nullptr) return construct_native(thread, cls, arguments, names);
  const Value maker = cls.lookup(vm.names.new_);
  if (cls.in_python && as<Native>(maker) == nullptr) {
    Values with_class(Value(&cls), arguments);
    return call_value(thread, vm.twin("construct"), with_class, names);
  }
  const std::size_t named = names != nullptr ? names->items.size() : 0;
  const Value instance = make_instance(vm, cls, arguments.first(arguments.size() - named));
  const Value init = cls.lookup(vm.names.init);
  if (as<Native>(init) != nullptr && cls.layout == Class::Layout::instance && init == vm.classes.object->lookup(vm.names.init)) {
    if (!arguments.empty()) vm.raise("TypeError", cls.name->text + "() takes no arguments");
    return instance;
  }
  if (as<Native>(init) != nullptr && cls.layout == Class::Layout::exception) {
    if (named > 0) take_sought(vm, *as<ExceptionObject>(instance), *names, arguments.last(named));
    return instance;
  }
  Values with_self(instance, arguments);
  const Value result = call_value(thread, init, with_self, names);
  if (!result.is_entered()) return instance;
  thread.frame()->ending = Ending::instance;
  thread.frame()->instead = instance;
  return result;
}

}  // namespace

Value new_instance(Call& call) {
  auto* cls = call.arguments.empty() ? nullptr : as<Class>(call.arguments[0]);
  if (cls == nullptr) call.vm.raise("TypeError", "object.__new__(X): X is not a type object");
  return make_instance(call.vm, *cls, call.arguments.subspan(1, call.positional_count() - 1));
}

Value call_value(VmThread& thread, Value callable, std::span<const Value> arguments, const Tuple* names) {
  if (auto* function = as<Function>(callable)) return call_function(thread, *function, arguments, names);
  if (auto* native = as<Native>(callable)) return call_native(thread, *native, arguments, names);
  if (auto* cls = as<Class>(callable)) return construct(thread, *cls, arguments, names);
  const auto with_self = [&](Value self, Value function) {
    Values all(self, arguments);
    return call_value(thread, function, all, names);
  };
  if (const auto* method = as<BoundMethod>(callable)) return with_self(method->self, method->function);
  if (const auto* descriptor = as<Descriptor>(callable); descriptor != nullptr && descriptor->kind == Descriptor::Kind::static_method)
    return call_value(thread, descriptor->getter, arguments, names);
  const Value special = thread.vm.class_of(callable)->lookup(thread.vm.names.call);
  if (!special.is_undefined()) return with_self(callable, special);
  thread.vm.raise("TypeError", "'" + thread.vm.type_name(callable) + "' object is not callable");
}

Value call_special(VmThread& thread, Value self, Value method, std::span<const Value> arguments) {
  if (as<Function>(method) != nullptr) return call_value(thread, method, arguments);
  const auto* descriptor = as<Descriptor>(method);
  if (descriptor != nullptr && descriptor->kind == Descriptor::Kind::class_method) {
    std::vector<Value> all(arguments.begin(), arguments.end());
    all[0] = Value(thread.vm.class_of(self));
    return call_value(thread, descriptor->getter, all);
  }
  if (method.is_none()) thread.vm.raise("TypeError", "'NoneType' object is not callable");
  // What is no function gets no self.
  return call_value(thread, descriptor != nullptr ? descriptor->getter : method, arguments.subspan(1));
}

Value twin_of(Call& call) { return call_value(call.thread, call.twin, call.given_arguments, call.given_names); }

void push_module_frame(VmThread& thread, Code* code, Module* module) {
  push_frame(thread, thread.frames.make(*code, *module));
}

namespace {

Class* checked_base(Vm& vm, Value value) {
  auto* base = as<Class>(value);
  if (base == nullptr) vm.raise("TypeError", "bases must be types");
  if (base->in_python || base->layout != Class::Layout::none || base->allocate != nullptr) return base;
  const auto& builtin = vm.classes;
  for (const Class* final_class : {builtin.bool_, builtin.lock, builtin.none, builtin.function, builtin.generator, builtin.range, builtin.slice})
    if (base == final_class) {
      const std::string module = base->module == "builtins" ? "" : base->module + ".";
      vm.raise("TypeError", "type '" + module + base->name->text + "' is not an acceptable base type");
    }
  vm.raise("NotImplementedError", "Threadbox cannot derive a class from '" + base->name->text + "'");
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

}  // namespace

Value build_class(Call& call) {
  Vm& vm = call.vm;
  auto* body = as<Function>(call.arguments[0]);
  Class* cls = derive_class(vm, as<Str>(call.arguments[1])->text, call.arguments.subspan(2), body->module->name);
  cls->names.set(vm.names.qualname, Value(vm.intern(body->code->code->qualified_name)));
  if (const std::string& doc = body->code->code->docstring; !doc.empty()) cls->names.set(vm.names.doc, vm.text(doc));
  call_function(call.thread, *body, {}, nullptr);
  Frame& frame = *call.thread.frame();
  frame.ending = Ending::class_body;
  frame.instead = Value(cls);
  frame.names = &cls->names;
  return Value::entered();
}

Value make_class(Call& call) {
  Vm& vm = call.vm;
  const auto *name = as<Str>(call.arguments[1]);
  const auto* bases = as<Tuple>(call.arguments[2]);
  const auto* names = as<Dict>(call.arguments[3]);
  if (name == nullptr || bases == nullptr || names == nullptr) vm.raise("TypeError", "type() arguments must be str, tuple and dict");
  Class* cls = derive_class(vm, name->text, bases->items, call.thread.frame()->module->name);
  cls->names.set(vm.names.qualname, call.arguments[1]);
  for (const Dict::Entry& entry : entries_of(vm, *names))
    if (entry.live && as<Str>(entry.key) != nullptr) cls->names.set(vm.intern(as<Str>(entry.key)->text), entry.value);
  return finish_class(call.thread, *cls);
}

Value finish_class(VmThread& thread, Class& cls) {
  Vm& vm = thread.vm;
  if (!cls.names.get(vm.names.del).is_undefined())
    vm.raise("NotImplementedError", "Threadbox never calls __del__: its objects are collected some time later");
  if (const Value slots = cls.names.get(vm.names.slots); !slots.is_undefined()) {
    cls.slots.emplace();
    const std::vector<Value> names = as<Str>(slots) != nullptr ? std::vector{slots} : collect(vm, slots);
    for (const Value name : names)
      if (const auto* text = as<Str>(name)) cls.slots->push_back(vm.intern(text->text));
  }
  cls.changed();
  bool wants_calls = false;
  for (const NameTable::Entry entry : cls.names.entries())
    wants_calls = wants_calls || (!entry.value.is_undefined() && !special_in_python(vm, entry.value, vm.names.set_name).is_undefined());
  Value hook = cls.lookup_after(&cls, vm.names.init_subclass);
  if (const auto* descriptor = as<Descriptor>(hook); descriptor != nullptr && as<Native>(descriptor->getter) != nullptr) hook = Value::undefined();
  wants_calls = wants_calls || !hook.is_undefined();
  if (!wants_calls) return Value(&cls);
  // What objects in it, and its bases, want to be told is told in Python.
  const Value arguments[] = {Value(&cls), hook.is_undefined() ? Value::none() : hook};
  return call_value(thread, vm.twin("class_made"), arguments);
}

}  // namespace threadbox::script
