#include "script/interpreter.h"

#include "script/operators.h"

#include <algorithm>

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
      const Dict::Entry* entry = nullptr;
      if (function_.keyword_defaults != nullptr)
        entry = function_.keyword_defaults->find(vm_, Value(vm_.intern(code_.slot_names[slot])));
      if (entry != nullptr) frame_.slots[slot] = entry->value;
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
    vm_.raise("TypeError", callee() + " takes " + range + std::to_string(most) + " positional argument" +
                               (most == 1 && defaults == 0 ? "" : "s") + " but " + std::to_string(given) +
                               (given == 1 ? " was" : " were") + " given");
  }

  Vm& vm_;
  const Function& function_;
  const CodeObject& code_;
  Frame& frame_;
  Dict* extra_names_ = nullptr;
};

Frame& push_frame(VmThread& thread, std::unique_ptr<Frame> frame) {
  if (thread.frames.size() >= thread.vm.recursion_limit())
    thread.vm.raise("RecursionError", "maximum recursion depth exceeded");
  thread.frames.push_back(std::move(frame));
  return *thread.frames.back();
}

Value call_function(VmThread& thread, Function& function, std::span<const Value> arguments, const Tuple* names) {
  const CodeObject& code = *function.code->code;
  auto frame = std::make_unique<Frame>(function.code, function.module);
  const bool plain = names == nullptr && arguments.size() == code.positional_count && code.keyword_only_count == 0 &&
                     !code.has_varargs && !code.has_varkeywords;
  if (plain) std::copy(arguments.begin(), arguments.end(), frame->slots);
  else Binder(thread.vm, function, *frame).bind(arguments, names);
  if (function.closure != nullptr)
    std::copy(function.closure->items.begin(), function.closure->items.end(), frame->stack - code.free_count);
  push_frame(thread, std::move(frame));
  return Value::entered();
}

/// Arguments in the order of the parameters, undefined for what was left out.
std::vector<Value> bind_native(Vm& vm, const Native& native, std::span<const Value> arguments, const Tuple* names) {
  const std::size_t named = names != nullptr ? names->items.size() : 0;
  const std::size_t given = arguments.size() - named;
  const bool method = !native.parameters.empty() && native.parameters.front() == "self";
  const std::size_t own = method ? 1 : 0;
  if (given > native.parameters.size())
    vm.raise("TypeError", native.name + "() takes at most " + std::to_string(native.parameters.size() - own) + " argument" +
                              (native.parameters.size() - own == 1 ? "" : "s") + " (" + std::to_string(given - own) + " given)");
  std::vector<Value> bound(native.parameters.size(), Value::undefined());
  std::copy_n(arguments.begin(), given, bound.begin());
  for (std::size_t i = 0; i < named; ++i) {
    const std::string& name = static_cast<Str*>(names->items[i].object())->text;
    const auto found = std::ranges::find(native.parameters, name);
    if (found == native.parameters.end())
      vm.raise("TypeError", native.name + "() got an unexpected keyword argument '" + name + "'");
    Value& place = bound[static_cast<std::size_t>(found - native.parameters.begin())];
    if (!place.is_undefined()) vm.raise("TypeError", "argument for " + native.name + "() given by name ('" + name + "') and position");
    place = arguments[given + i];
  }
  for (std::size_t i = 0; i < native.required; ++i)
    if (bound[i].is_undefined())
      vm.raise("TypeError", native.name + "() missing required argument '" + native.parameters[i] + "' (pos " +
                                std::to_string(i + 1 - own) + ")");
  return bound;
}

Value call_native(VmThread& thread, const Native& native, std::span<const Value> arguments, const Tuple* names) {
  Call call{thread.vm, thread, arguments, names};
  if (native.variadic) return native.function(call);
  const bool in_order = names == nullptr && arguments.size() == native.parameters.size();
  if (in_order) return native.function(call);
  const std::vector<Value> bound = bind_native(thread.vm, native, arguments, names);
  call.arguments = bound;
  call.keyword_names = nullptr;
  return native.function(call);
}

/// Makes an instance and runs its __init__.
Value construct(VmThread& thread, Class& cls, std::span<const Value> arguments, const Tuple* names) {
  Vm& vm = thread.vm;
  for (const Class* base : cls.mro) {
    if (base->construct == nullptr) continue;
    std::vector<Value> with_class = {Value(&cls)};
    with_class.insert(with_class.end(), arguments.begin(), arguments.end());
    Call call{vm, thread, with_class, names};
    return base->construct(call);
  }
  Value instance;
  if (cls.layout == Class::Layout::exception) {
    const std::size_t named = names != nullptr ? names->items.size() : 0;
    instance = Value(vm.make_exception(&cls, {arguments.begin(), arguments.end() - static_cast<std::ptrdiff_t>(named)}));
  } else if (cls.layout == Class::Layout::instance) {
    instance = Value(vm.heap().make<Instance>(&cls));
  } else {
    vm.raise("TypeError", "cannot create '" + cls.name->text + "' instances");
  }
  const Value init = cls.lookup(vm.intern("__init__"));
  auto* function = as<Function>(init);
  if (function == nullptr) {
    if (cls.layout == Class::Layout::instance && !arguments.empty())
      vm.raise("TypeError", cls.name->text + "() takes no arguments");
    return instance;
  }
  std::vector<Value> with_self = {instance};
  with_self.insert(with_self.end(), arguments.begin(), arguments.end());
  call_function(thread, *function, with_self, names);
  thread.frame()->result_instead = instance;
  thread.frame()->is_constructor = true;
  return Value::entered();
}

}  // namespace

Value call_value(VmThread& thread, Value callable, std::span<const Value> arguments, const Tuple* names) {
  if (auto* function = as<Function>(callable)) return call_function(thread, *function, arguments, names);
  if (const auto* native = as<Native>(callable)) return call_native(thread, *native, arguments, names);
  if (auto* cls = as<Class>(callable)) return construct(thread, *cls, arguments, names);
  const auto with_self = [&](Value self, Value function) {
    std::vector<Value> all = {self};
    all.insert(all.end(), arguments.begin(), arguments.end());
    return call_value(thread, function, all, names);
  };
  if (const auto* method = as<BoundMethod>(callable)) return with_self(method->self, method->function);
  const Value special = thread.vm.class_of(callable)->lookup(thread.vm.intern("__call__"));
  if (!special.is_undefined()) return with_self(callable, special);
  thread.vm.raise("TypeError", "'" + thread.vm.type_name(callable) + "' object is not callable");
}

void push_module_frame(VmThread& thread, Code* code, Module* module) {
  push_frame(thread, std::make_unique<Frame>(code, module));
}

Value build_class(Call& call) {
  Vm& vm = call.vm;
  auto* body = as<Function>(call.arguments[0]);
  auto* name = as<Str>(call.arguments[1]);
  std::vector<Class*> bases;
  Class::Layout layout = Class::Layout::instance;
  for (const Value value : call.arguments.subspan(2)) {
    auto* base = as<Class>(value);
    if (base == nullptr) vm.raise("TypeError", "bases must be types");
    if (base->layout == Class::Layout::none) {
      const bool final_in_python = base == vm.classes.bool_ || base == vm.classes.lock || base == vm.classes.none || base == vm.classes.function;
      if (final_in_python) {
        const std::string module = base->module == "builtins" ? "" : base->module + ".";
        vm.raise("TypeError", "type '" + module + base->name->text + "' is not an acceptable base type");
      }
      vm.raise("NotImplementedError", "Threadbox cannot derive a class from '" + base->name->text + "' yet");
    }
    if (base->layout == Class::Layout::exception) layout = Class::Layout::exception;
    bases.push_back(base);
  }
  if (bases.empty()) bases.push_back(vm.classes.object);
  Class* cls = vm.make_class(name->text, bases, layout, body->module->name);
  if (cls->mro.empty()) vm.raise("TypeError", "Cannot create a consistent method resolution order (MRO) for bases");
  cls->names.set(vm.intern("__qualname__"), Value(vm.intern(body->code->code->qualified_name)));
  cls->names.set(vm.intern("__module__"), Value(vm.intern(body->module->name)));
  call_function(call.thread, *body, {}, nullptr);
  Frame& frame = *call.thread.frame();
  frame.built_class = cls;
  frame.names = &cls->names;
  return Value::entered();
}

}  // namespace threadbox::script
