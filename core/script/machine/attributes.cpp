#include "script/machine/attributes.h"

#include "script/machine/call.h"
#include "script/machine/calls.h"
#include "script/machine/special_attributes.h"
#include "script/machine/suggestions.h"
#include "script/machine/traceback.h"
#include "script/machine/vm.h"
#include "script/text/text_view.h"
#include "script/values/critical_section.h"
#include "script/values/integers.h"
#include "script/values/iteration.h"
#include "script/values/names_dict.h"
#include "script/values/special_method.h"

#include <algorithm>

namespace threadbox::script {

namespace {

Value bound(Vm& vm, Value self, Value function) {
  Class* cls = is_in_c(function) ? vm.classes.native : vm.classes.method;
  return Value(vm.heap().make<BoundMethod>(cls, self, function));
}

/// Stands in for a missing getter.
Value no_getter(Call& call) {
  call.vm.raise("AttributeError",
                property_text(call.vm, *as<Descriptor>(call.arguments[0]), call.arguments[1]) + " has no getter");
}

Value tuple_of(Vm& vm, const std::vector<Class*>& classes) {
  std::vector<Value> items;
  for (Class* cls : classes) items.emplace_back(cls);
  return Value(vm.tuple(std::move(items)));
}

Value subclasses(Call& call) {
  const auto& cls = *as<Class>(call.arguments[0]);
  if (!cls.in_python) call.vm.raise("NotImplementedError", "Threadbox does not know the subclasses of a built-in class");
  std::vector<Value> found;
  for (Class* derived : cls.subclasses()) found.emplace_back(derived);
  return Value(call.vm.list(std::move(found)));
}

Value special_class_attribute(Vm& vm, Class& cls, std::string_view text) {
  if (text == "__name__") return Value(cls.name);
  if (text == "__class__") return Value(cls.cls());
  if (text == "__mro__") return tuple_of(vm, cls.mro);
  if (text == "__bases__") return tuple_of(vm, cls.bases);
  if (text == "__base__") return cls.bases.empty() ? Value::none() : Value(cls.bases.front());
  if (text == "__dict__") return names_dict(vm, cls);
  if (text == "__subclasses__")
    return Value(vm.heap().make<BoundMethod>(vm.classes.native, Value(&cls),
                                             Value(vm.native("__subclasses__", subclasses, {"self", "/"}, 1))));
  return Value::undefined();
}

/// Whether a data descriptor has a __get__. Without one, the object's own attributes are read instead.
bool has_getter(const Vm& vm, Value found) {
  return as<Descriptor>(found) != nullptr || !special_in_python(vm, found, vm.names.get).is_undefined();
}

Attribute class_attribute(Vm& vm, Class& cls, Str* name, bool as_method) {
  const TextView text = name->text;
  if (text.starts_with("__"))
    if (const Value value = special_class_attribute(vm, cls, text); !value.is_undefined()) return {.value = value};
  const Class* metaclass = cls.cls();
  if (metaclass != vm.classes.type)
    if (const Value of_metaclass = metaclass->lookup(name); is_data_descriptor(vm, of_metaclass) && has_getter(vm, of_metaclass))
      return bind_attribute(vm, Value(&cls), of_metaclass, as_method);
  const bool own_only = name == vm.names.doc || name == vm.names.annotations;
  const Value found = own_only ? cls.names.get(name) : cls.lookup(name);
  if (const auto* descriptor = as<Descriptor>(found)) {
    if (descriptor->kind == Descriptor::Kind::static_method) return {.value = descriptor->getter};
    if (descriptor->kind == Descriptor::Kind::class_method) return {.value = bound(vm, Value(&cls), descriptor->getter)};
  }
  if (const Value get = found.is_undefined() ? found : special_in_python(vm, found, vm.names.get); !get.is_undefined())
    return {.getter = bound_special(vm, found, get), .arguments = {Value::none(), Value(&cls)}};
  if (!found.is_undefined()) return {.value = found};
  if (name == vm.names.annotations && cls.in_python) {
    cls.names.set(name, Value(vm.dict()));
    return {.value = cls.names.get(name)};
  }
  if (text == "__qualname__") return {.value = Value(cls.name)};
  if (text == "__module__") return {.value = vm.text(cls.module)};
  if (text == "__doc__") return {.value = Value::none()};
  const Value of_type = metaclass->lookup(name);
  if (!of_type.is_undefined()) return bind_attribute(vm, Value(&cls), of_type, as_method);
  const Value fallback = special_in_python(vm, Value(&cls), vm.names.getattr);
  if (fallback.is_undefined()) return {};
  return {.getter = bound_special(vm, Value(&cls), fallback), .arguments = {Value(name)}};
}

Attribute super_attribute(Vm& vm, const Super& super, Str* name, bool as_method) {
  if (name->text == "__class__") return {.value = Value(vm.classes.super)};
  if (name->text == "__thisclass__") return {.value = Value(super.after)};
  if (name->text == "__self__") return {.value = super.self.is_undefined() ? Value::none() : super.self};
  if (super.self.is_undefined()) return name->text == "__self_class__" ? Attribute{.value = Value::none()} : Attribute{};
  auto* of_class = as<Class>(super.self);
  // super() in a classmethod: `self` is the class.
  const bool through_class = of_class != nullptr && of_class->is_subclass_of(super.after);
  const Class* cls = through_class ? of_class : vm.class_of(super.self);
  if (name->text == "__self_class__") return {.value = Value(const_cast<Class*>(cls))};
  const Value found = cls->lookup_after(super.after, name);
  if (found.is_undefined()) return {};
  if (name == vm.names.new_) return {.value = found};
  if (!through_class) {
    Attribute attribute = bind_attribute(vm, super.self, found, false);
    (void)as_method;
    return attribute;
  }
  const auto* descriptor = as<Descriptor>(found);
  if (descriptor != nullptr && descriptor->kind == Descriptor::Kind::class_method)
    return {.value = bound(vm, super.self, descriptor->getter)};
  if (descriptor != nullptr && descriptor->kind == Descriptor::Kind::static_method) return {.value = descriptor->getter};
  return {.value = found};
}

Attribute own_or_class_attribute(Vm& vm, Value object, Str* name, bool as_method) {
  const Value found = vm.class_of(object)->lookup(name);
  if (object.is_object()) {
    if (const NameTable* own = object.object()->own_attributes();
        own != nullptr && (!is_data_descriptor(vm, found) || !has_getter(vm, found)))
      if (const Value value = own->get(name); !value.is_undefined()) return {.value = value};
  }
  if (!found.is_undefined()) return bind_attribute(vm, object, found, as_method);
  return {.value = special_attribute(vm, object, name)};
}

}  // namespace

Attribute bind_attribute(Vm& vm, Value self, Value found, bool as_method) {
  if (is_method(found))
    return as_method ? Attribute{.value = found, .is_method = true} : Attribute{.value = bound(vm, self, found)};
  if (const auto* descriptor = as<Descriptor>(found)) {
    if (descriptor->kind == Descriptor::Kind::static_method) return {.value = descriptor->getter};
    if (descriptor->kind == Descriptor::Kind::class_method)
      return {.value = bound(vm, Value(vm.class_of(self)), descriptor->getter)};
    if (descriptor->getter.is_none())
      return {.getter = Value(vm.native("getter", no_getter, {"property", "obj"}, 2)), .arguments = {found, self}};
    return {.getter = descriptor->getter, .arguments = {self}};
  }
  if (const Value get = special_in_python(vm, found, vm.names.get); !get.is_undefined())
    return {.getter = bound_special(vm, found, get), .arguments = {self, Value(vm.class_of(self))}};
  return {.value = found};
}

bool is_data_descriptor(const Vm& vm, Value found) {
  if (const auto* descriptor = as<Descriptor>(found)) return descriptor->kind == Descriptor::Kind::property;
  const auto has = [&](const Str* name) { return !special_in_python(vm, found, name).is_undefined(); };
  return !found.is_undefined() && (has(vm.names.set) || has(vm.names.delete_));
}

bool is_method(Value found) {
  const auto* native = as<Native>(found);
  return as<Function>(found) != nullptr || (native != nullptr && native->is_method);
}

bool is_plain_value(const Vm& vm, Value value) {
  if (!value.is_object()) return !value.is_undefined();
  const bool is_function = as<Function>(value) != nullptr || as<Native>(value) != nullptr || as<Descriptor>(value) != nullptr;
  return !is_function && !vm.class_of(value)->in_python;
}

void no_attribute(Vm& vm, Value object, const Str* name) {
  const auto* module = as<Module>(object);
  const auto* cls = as<Class>(object);
  const std::string what =
      module != nullptr ? "module '" + module->name + "'"
      : cls != nullptr  ? "type object '" + (cls->error_name.empty() ? std::string(cls->name->text) : cls->error_name) + "'"
                        : "'" + vm.type_name(object) + "' object";
  raise_failed_lookup(vm, "AttributeError", what + " has no attribute '" + name->text + "'",
                      {.name = Value(vm.intern(name->text)), .object = object});
}

Attribute find_attribute(VmThread& thread, Value object, Str* name, bool as_method) {
  Vm& vm = thread.vm;
  if (auto* module = as<Module>(object)) {
    if (const Value value = module->names.get(name); !value.is_undefined()) return {.value = value};
    if (name == vm.names.dict) return {.value = names_dict(vm, *module)};
    return {.value = name == vm.names.class_ ? Value(vm.classes.module)
                     : name == vm.names.doc  ? Value::none()
                                             : Value::undefined()};
  }
  if (auto* cls = as<Class>(object)) return class_attribute(vm, *cls, name, as_method);
  if (const auto* super = as<Super>(object)) return super_attribute(vm, *super, name, as_method);
  const Class* cls = vm.class_of(object);
  if (cls->in_python)
    if (const Value own = special_in_python(vm, object, vm.names.getattribute); !own.is_undefined())
      return {.getter = vm.fallback("get_attribute"), .arguments = {object, Value(name)}};
  Attribute attribute = own_or_class_attribute(vm, object, name, as_method);
  if (!attribute.value.is_undefined() || !cls->in_python) return attribute;
  const Value fallback = special_in_python(vm, object, vm.names.getattr);
  // __getattr__ is also called if the getter raises AttributeError.
  if (attribute.found())
    return fallback.is_undefined() ? attribute
                                   : Attribute{.getter = vm.fallback("get_attribute"), .arguments = {object, Value(name)}};
  if (as<Function>(fallback) != nullptr) return {.getter = fallback, .arguments = {object, Value(name)}};
  if (!fallback.is_undefined()) return {.getter = bound_special(vm, object, fallback), .arguments = {Value(name)}};
  return attribute;
}

Attribute find_own_attribute(VmThread& thread, Value object, Str* name) {
  if (as<Module>(object) != nullptr || as<Class>(object) != nullptr || as<Super>(object) != nullptr)
    return find_attribute(thread, object, name);
  return own_or_class_attribute(thread.vm, object, name, false);
}

// --- setting and deleting

namespace {

void check_changeable(Vm& vm, const Class& cls, const Str* name) {
  if (name == vm.names.dict || name->text == "__mro__")
    vm.raise("AttributeError", "attribute '" + name->text + "' of 'type' objects is not writable");
  if (!cls.in_python)
    vm.raise("TypeError", "cannot set '" + name->text + "' attribute of immutable type '" + cls.name->text + "'");
}

void set_class_attribute(Vm& vm, Class& cls, Str* name, Value value) {
  check_changeable(vm, cls, name);
  if (name->text == "__bases__" || name == vm.names.class_)
    vm.raise("NotImplementedError", "Threadbox cannot set " + name->text + " of a class");
  if (name == vm.names.name || name == vm.names.qualname) {
    const auto* text = as<Str>(value);
    if (text == nullptr)
      vm.raise("TypeError",
               "can only assign string to " + cls.name->text + "." + name->text + ", not '" + vm.type_name(value) + "'");
    if (name == vm.names.name) return void(cls.name = vm.intern(text->text));
  }
  if (name == vm.names.module && as<Str>(value) != nullptr) cls.module = as<Str>(value)->text;
  // Called before and after: a lookup between the two must not be cached for either version of the class.
  const bool changes = !is_plain_value(vm, cls.names.get(name)) || !is_plain_value(vm, value);
  if (changes) cls.changed();
  cls.names.set(name, value);
  if (changes) cls.changed();
}

void check_exception(Vm& vm, Value value, const std::string& what) {
  if (!value.is_none() && as<ExceptionObject>(value) == nullptr)
    vm.raise("TypeError", what + " must be None or derive from BaseException");
}

/// Sets the attribute, or deletes it if the value is undefined. False if exceptions have no special attribute of this name. Errors: TypeError.
bool set_exception_attribute(Vm& vm, ExceptionObject& exception, std::string_view text, Value value) {
  const bool known = text == "__cause__" || text == "__context__" || text == "__traceback__" || text == "args";
  if (value.is_undefined() && known) vm.raise("TypeError", std::string(text) + " may not be deleted");
  if (text == "__cause__") {
    check_exception(vm, value, "exception cause");
    exception.cause = value;
    exception.suppress_context = true;
  } else if (text == "__context__") {
    check_exception(vm, value, "exception context");
    exception.context = value;
  } else if (text == "__suppress_context__") {
    if (value.is_undefined()) vm.raise("TypeError", "can't delete numeric/char attribute");
    if (!value.is_bool()) vm.raise("TypeError", "attribute value type must be bool");
    exception.suppress_context = value.is_true();
  } else if (text == "__traceback__") {
    set_traceback(vm, exception, value);
  } else if (text == "args") {
    exception.arguments = vm.tuple(collect(vm, value));
  } else if (auto* field = exception.failure ? exception.failure->field(text) : nullptr) {
    *field = value.is_undefined() ? Value::none() : value;
  } else {
    return false;
  }
  return true;
}

/// Whether the attribute is computed in C and has no setter.
bool is_computed(Value object, std::string_view name) {
  const auto among = [name](std::initializer_list<std::string_view> names) {
    return std::ranges::find(names, name) != names.end();
  };
  if (is_integral(object)) return among({"real", "imag", "numerator", "denominator"});
  if (as<Float>(object) != nullptr) return among({"real", "imag"});
  if (as<DictView>(object) != nullptr) return name == "mapping";
  return as<Native>(object) != nullptr && among({"__name__", "__qualname__", "__self__"});
}

[[noreturn]] void cannot_set(Vm& vm, Value object, const Str* name, bool exists) {
  const std::string type = vm.type_name(object);
  const std::string_view text = name->text;
  const bool is_field = (as<Descriptor>(object) != nullptr && (text == "__func__" || text == "__wrapped__")) ||
                        (as<Code>(object) != nullptr && text.starts_with("co_"));
  if (is_field) vm.raise("AttributeError", "readonly attribute");
  if (is_computed(object, text))
    vm.raise("AttributeError",
             "attribute '" + name->text + "' of '" + (object.is_bool() ? "int" : type) + "' objects is not writable");
  if (exists || name == vm.names.doc)
    vm.raise("AttributeError", "'" + type + "' object attribute '" + name->text + "' is read-only");
  vm.raise("AttributeError",
           "'" + type + "' object has no attribute '" + name->text + "' and no __dict__ for setting new attributes");
}

[[noreturn]] void cannot_delete(Vm& vm, Value object, Str* name, Value found) {
  const Class& cls = *vm.class_of(object);
  if (cls.has_slot(name)) vm.raise("AttributeError", std::string(name->text));
  if (!has_dict(vm, object)) cannot_set(vm, object, name, !found.is_undefined());
  raise_failed_lookup(vm, "AttributeError", "'" + vm.type_name(object) + "' object has no attribute '" + name->text + "'",
                      {.name = Value(name), .object = object});
}

}  // namespace

bool set_property(VmThread& thread, const Descriptor& property, Value object, Value value) {
  const bool deletes = value.is_undefined();
  const Value function = deletes ? property.deleter : property.setter;
  if (function.is_none())
    thread.vm.raise("AttributeError",
                    property_text(thread.vm, property, object) + (deletes ? " has no deleter" : " has no setter"));
  const Value arguments[] = {object, value};
  return call_value(thread, function, std::span(arguments).first(deletes ? 1 : 2)).is_entered();
}

bool set_attribute(VmThread& thread, Value object, Str* name, Value value) {
  Vm& vm = thread.vm;
  if (const Value own = special_in_python(vm, object, vm.names.setattr); !own.is_undefined()) {
    const Value arguments[] = {object, Value(name), value};
    return call_special(thread, object, own, arguments).is_entered();
  }
  return set_own_attribute(thread, object, name, value);
}

bool set_own_attribute(VmThread& thread, Value object, Str* name, Value value) {
  Vm& vm = thread.vm;
  if (auto* module = as<Module>(object)) {
    module->names.set(name, value);
    return false;
  }
  if (auto* cls = as<Class>(object)) {
    const Value of_metaclass = cls->cls() != vm.classes.type ? cls->cls()->lookup(name) : Value::undefined();
    if (const auto* descriptor = as<Descriptor>(of_metaclass);
        descriptor != nullptr && descriptor->kind == Descriptor::Kind::property)
      return set_property(thread, *descriptor, object, value);
    set_class_attribute(vm, *cls, name, value);
    return false;
  }
  if (set_special_attribute(vm, object, name, value)) return false;
  Class* cls = vm.class_of(object);
  const Value found = cls->lookup(name);
  if (const auto* descriptor = as<Descriptor>(found); descriptor != nullptr && descriptor->kind == Descriptor::Kind::property) {
    return set_property(thread, *descriptor, object, value);
  }
  if (const Value set = found.is_undefined() ? found : special_in_python(vm, found, vm.names.set); !set.is_undefined()) {
    const Value arguments[] = {found, object, value};
    return call_special(thread, found, set, arguments).is_entered();
  }
  if (is_data_descriptor(vm, found)) vm.raise("AttributeError", "__set__");
  NameTable* own = object.is_object() && cls != vm.classes.lock ? object.object()->own_attributes() : nullptr;
  if (own == nullptr) cannot_set(vm, object, name, !found.is_undefined());
  if (auto* exception = as<ExceptionObject>(object))
    if (set_exception_attribute(vm, *exception, name->text, value)) return false;
  if (name == vm.names.class_) vm.raise("NotImplementedError", "Threadbox cannot set " + name->text + " of an object");
  if (name == vm.names.dict && (!cls->in_python || cls->allows_attribute(name))) {
    auto* dict = as<Dict>(value);
    if (dict == nullptr || dict->read_only())
      vm.raise("TypeError", "__dict__ must be set to a dictionary, not a '" + vm.type_name(value) + "'");
    set_names_dict(vm, *object.object(), *dict);
    return false;
  }
  if (own->get(name).is_undefined()) {
    if (as<Function>(object) == nullptr && !cls->allows_attribute(name)) cannot_set(vm, object, name, !found.is_undefined());
    vm.heap().charge(sizeof(NameTable::Entry));
  }
  own->set(name, value);
  if (value.is_object()) name_traced(thread, value, "self." + name->text, false);
  return false;
}

bool delete_attribute(VmThread& thread, Value object, Str* name) {
  Vm& vm = thread.vm;
  if (const Value own = special_in_python(vm, object, vm.names.delattr); !own.is_undefined()) {
    const Value arguments[] = {object, Value(name)};
    return call_special(thread, object, own, arguments).is_entered();
  }
  return delete_own_attribute(thread, object, name);
}

bool delete_own_attribute(VmThread& thread, Value object, Str* name) {
  Vm& vm = thread.vm;
  if (auto* cls = as<Class>(object)) {
    check_changeable(vm, *cls, name);
    if (name == vm.names.name || name == vm.names.qualname || name == vm.names.module)
      vm.raise("TypeError", "cannot delete '" + name->text + "' attribute of immutable type '" + cls->name->text + "'");
    cls->changed();
    if (!cls->names.erase(name)) no_attribute(vm, object, name);
    cls->changed();
    return false;
  }
  const Value found = vm.class_of(object)->lookup(name);
  if (const auto* descriptor = as<Descriptor>(found); descriptor != nullptr && descriptor->kind == Descriptor::Kind::property) {
    return set_property(thread, *descriptor, object, Value::undefined());
  }
  if (const Value remove = found.is_undefined() ? found : special_in_python(vm, found, vm.names.delete_);
      !remove.is_undefined()) {
    const Value arguments[] = {found, object};
    return call_special(thread, found, remove, arguments).is_entered();
  }
  if (is_data_descriptor(vm, found)) vm.raise("AttributeError", "__delete__");
  if (set_special_attribute(vm, object, name, Value::undefined())) return false;
  if (auto* exception = as<ExceptionObject>(object))
    if (set_exception_attribute(vm, *exception, name->text, Value::undefined())) return false;
  if (name == vm.names.dict && has_dict(vm, object)) {
    if (as<Function>(object) != nullptr || as<ExceptionObject>(object) != nullptr)
      vm.raise("TypeError", "cannot delete __dict__");
    set_names_dict(vm, *object.object(), *vm.dict());
    return false;
  }
  NameTable* own = object.is_object() ? object.object()->own_attributes() : nullptr;
  if (own != nullptr && own->erase(name)) return false;
  if (name == vm.names.class_) vm.raise("TypeError", "can't delete __class__ attribute");
  cannot_delete(vm, object, name, found);
}

// --- names for the trace

void name_traced(VmThread& thread, Value value, std::string_view name, bool global) {
  auto* instance = as<Instance>(value);
  Payload* const payload = instance != nullptr ? instance->payload() : nullptr;
  if (payload == nullptr) return;
  SyncObject* sync = payload->sync();
  if (sync == nullptr || !thread.frame() || thread.frame()->code->code->filename.starts_with("<threadbox")) return;
  if (sync->set_variable(thread.waiter(), name, global) && global) payload->global_name = thread.vm.intern(name);
}

void unname_traced(VmThread& thread, Value old, const Str* name, Value value) {
  if (!old.is_object() || old == value) return;
  auto* instance = as<Instance>(old);
  Payload* const payload = instance != nullptr ? instance->payload() : nullptr;
  if (payload == nullptr || payload->global_name.get() != name) return;
  // The name now means another object, so it is no longer an expression for this one.
  payload->global_name = nullptr;
  Waiter& self = thread.waiter();
  record(self, EventKind::object_name, payload->sync()->id(), intern(self, name->text), 0);
}

}  // namespace threadbox::script
