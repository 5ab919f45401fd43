#include "script/interpreter.h"

#include "script/operators.h"

namespace threadbox::script {

namespace {

/// What an attribute that was found on the class is, seen through an instance.
Value bind(Vm& vm, Value self, Value found, bool& needs_call) {
  if (as<Function>(found) != nullptr || as<Native>(found) != nullptr)
    return Value(vm.heap().make<BoundMethod>(vm.classes.method, self, found));
  if (const auto* descriptor = as<Descriptor>(found)) {
    if (descriptor->kind == Descriptor::Kind::static_method) return descriptor->getter;
    if (descriptor->kind == Descriptor::Kind::class_method)
      return Value(vm.heap().make<BoundMethod>(vm.classes.method, Value(vm.class_of(self)), descriptor->getter));
    if (const auto* native = as<Native>(descriptor->getter)) {
      // A native property has its value at once.
      (void)native;
      return Value(vm.heap().make<BoundMethod>(vm.classes.method, self, descriptor->getter));
    }
    needs_call = true;
    return descriptor->getter;
  }
  return found;
}

Value class_attribute(Vm& vm, Class& cls, Str* name) {
  const std::string& text = name->text;
  if (text == "__name__") return Value(cls.name);
  if (text == "__class__") return Value(vm.classes.type);
  if (text == "__mro__" || text == "__bases__") {
    std::vector<Value> items;
    for (Class* item : text == "__mro__" ? cls.mro : cls.bases) items.emplace_back(item);
    return Value(vm.tuple(std::move(items)));
  }
  const Value found = cls.lookup(name);
  if (const auto* descriptor = as<Descriptor>(found)) {
    if (descriptor->kind == Descriptor::Kind::static_method) return descriptor->getter;
    if (descriptor->kind == Descriptor::Kind::class_method)
      return Value(vm.heap().make<BoundMethod>(vm.classes.method, Value(&cls), descriptor->getter));
  }
  if (found.is_undefined() && text == "__qualname__") return Value(cls.name);
  if (found.is_undefined() && text == "__module__") return vm.text(cls.module);
  if (found.is_undefined() && text == "__doc__") return Value::none();
  return found;
}

Value special_attribute(Vm& vm, Value object, Str* name) {
  const std::string& text = name->text;
  if (text == "__class__") return Value(vm.class_of(object));
  if (auto* exception = as<ExceptionObject>(object)) {
    if (text == "args") return Value(exception->arguments);
    if (text == "__cause__") return exception->cause;
    if (text == "__context__") return exception->context;
    if (text == "__traceback__") return Value::none();
  }
  if (auto* function = as<Function>(object)) {
    if (text == "__name__") return Value(function->name);
    if (text == "__qualname__") return Value(function->qualified_name);
    if (text == "__module__") return vm.text(function->module->name);
    if (text == "__doc__") return function->code->code->docstring.empty() ? Value::none() : vm.text(function->code->code->docstring);
    return function->attributes.get(name);
  }
  if (const auto* native = as<Native>(object))
    if (text == "__name__" || text == "__qualname__") return vm.text(native->name);
  if (const auto* method = as<BoundMethod>(object)) {
    if (text == "__self__") return method->self;
    if (text == "__func__") return method->function;
    return special_attribute(vm, method->function, name);
  }
  if (const auto* descriptor = as<Descriptor>(object); descriptor != nullptr && descriptor->kind == Descriptor::Kind::property) {
    // @x.setter: a function that makes a property with the other accessor.
    if (text == "setter" || text == "getter" || text == "deleter") return vm.property_accessor(object, text);
  }
  if (const auto* instance = as<Instance>(object); instance != nullptr && text == "__dict__") {
    Dict* dict = vm.dict();
    for (const NameTable::Entry& entry : instance->attributes.entries())
      if (!entry.value.is_undefined()) dict->set(vm, Value(entry.name), entry.value);
    return Value(dict);
  }
  return Value::undefined();
}

[[noreturn]] void no_attribute(Vm& vm, Value object, const Str* name) {
  if (const auto* module = as<Module>(object))
    vm.raise("AttributeError", "module '" + module->name + "' has no attribute '" + name->text + "'");
  if (const auto* cls = as<Class>(object))
    vm.raise("AttributeError", "type object '" + cls->name->text + "' has no attribute '" + name->text + "'");
  vm.raise("AttributeError", "'" + vm.qualified_type_name(object) + "' object has no attribute '" + name->text + "'");
}

Value lookup(VmThread& thread, Value object, Str* name, bool& needs_call) {
  Vm& vm = thread.vm;
  if (auto* module = as<Module>(object)) return module->names.get(name);
  if (auto* cls = as<Class>(object)) return class_attribute(vm, *cls, name);
  if (const auto* super = as<Super>(object)) {
    auto* of_class = as<Class>(super->self);
    const Class* cls = of_class != nullptr ? of_class : vm.class_of(super->self);
    const Value found = cls->lookup_after(super->after, name);
    if (found.is_undefined() && name->text == "__init__") return vm.object_init(super->self);
    return found.is_undefined() ? found : bind(vm, super->self, found, needs_call);
  }
  const Value found = vm.class_of(object)->lookup(name);
  // A property of the class goes before an attribute of the instance.
  const auto* descriptor = as<Descriptor>(found);
  const bool is_property = descriptor != nullptr && descriptor->kind == Descriptor::Kind::property;
  if (const auto* instance = as<Instance>(object); instance != nullptr && !is_property)
    if (const Value own = instance->attributes.get(name); !own.is_undefined()) return own;
  if (!found.is_undefined()) return bind(vm, object, found, needs_call);
  return special_attribute(vm, object, name);
}

}  // namespace

Value find_attribute(VmThread& thread, Value object, Str* name, bool& needs_call) {
  const Value value = lookup(thread, object, name, needs_call);
  if (value.is_undefined()) no_attribute(thread.vm, object, name);
  return value;
}

Value get_attribute(VmThread& thread, Value object, Str* name) {
  bool needs_call = false;
  const Value value = lookup(thread, object, name, needs_call);
  if (value.is_undefined()) return value;
  if (needs_call) thread.vm.raise("NotImplementedError", "Threadbox cannot get a property by getattr() yet");
  return value;
}

bool set_attribute(VmThread& thread, Value object, Str* name, Value value) {
  Vm& vm = thread.vm;
  if (auto* module = as<Module>(object)) {
    module->names.set(name, value);
    return false;
  }
  if (auto* cls = as<Class>(object)) {
    if (cls->module == "builtins" || cls == vm.classes.lock)
      vm.raise("TypeError", "cannot set '" + name->text + "' attribute of immutable type '" + cls->name->text + "'");
    cls->names.set(name, value);
    return false;
  }
  if (auto* function = as<Function>(object)) {
    function->attributes.set(name, value);
    return false;
  }
  auto* instance = as<Instance>(object);
  if (instance == nullptr || instance->cls() == vm.classes.lock) {
    vm.raise("AttributeError", "'" + vm.qualified_type_name(object) + "' object has no attribute '" + name->text +
                                   "' and no __dict__ for setting new attributes");
  }
  if (const auto* descriptor = as<Descriptor>(instance->cls()->lookup(name));
      descriptor != nullptr && descriptor->kind == Descriptor::Kind::property) {
    if (descriptor->setter.is_none())
      vm.raise("AttributeError", "property '" + name->text + "' of '" + instance->cls()->name->text + "' object has no setter");
    const Value arguments[] = {object, value};
    call_value(thread, descriptor->setter, arguments);
    thread.frame()->discards_result = true;
    return true;
  }
  if (instance->attributes.get(name).is_undefined()) vm.heap().charge(*instance, sizeof(NameTable::Entry));
  instance->attributes.set(name, value);
  if (value.is_object()) name_traced(thread, value, "self." + name->text, false);
  return false;
}

void delete_attribute(VmThread& thread, Value object, Str* name) {
  auto* instance = as<Instance>(object);
  if (instance == nullptr || !instance->attributes.erase(name)) no_attribute(thread.vm, object, name);
}

void name_traced(VmThread& thread, Value value, std::string_view name, bool global) {
  auto* instance = as<Instance>(value);
  if (instance == nullptr || instance->payload == nullptr) return;
  SyncObject* sync = instance->payload->sync();
  if (sync == nullptr || !thread.frame() || thread.frame()->code->code->filename.starts_with("<threadbox")) return;
  if (sync->set_variable(thread.waiter(), name, global) && global) instance->payload->global_name = name;
}

void unname_traced(VmThread& thread, Value old, const Str* name, Value value) {
  if (!old.is_object() || old == value) return;
  auto* instance = as<Instance>(old);
  if (instance == nullptr || instance->payload == nullptr || instance->payload->global_name != name->text) return;
  // The name means something else from now on: it no longer is an expression for this object.
  instance->payload->global_name.clear();
  Waiter& self = thread.waiter();
  record(self, EventKind::object_name, instance->payload->sync()->id(), intern(self, name->text), 0);
}

}  // namespace threadbox::script
