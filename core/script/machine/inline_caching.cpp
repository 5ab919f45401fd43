#include "script/machine/attributes.h"
#include "script/machine/interpreter.h"
#include "script/values/special_method.h"

#include <algorithm>

namespace threadbox::script {

// Each is called by an instruction whose cache entry was not valid, before it looks the name up. The class's version is read
// first: if the class changes meanwhile, the entry is made for the old version, and so is never valid.

void Interpreter::cache_global(const Str* name) {
  if (!may_cache()) return;
  const Module* module = frame_->module;
  const std::uint32_t names = module->names.size();
  const bool has_own_builtins = !module->builtins.get().is_undefined() || &module->names.resolved() != &module->names;
  if (const NameTable::Place* place = module->names.find(name))
    return cache({.kind = CachedLookup::Kind::global, .place = place, .owner = module, .name = name});
  // The size of a dict's names does not tell that one was added.
  if (has_own_builtins) return;
  if (const NameTable::Place* place = vm_.builtins->names.find(name))
    cache({.kind = CachedLookup::Kind::builtin, .version = names, .place = place, .owner = module, .name = name});
}

static const NameTable::Place* place_in_class(const Class& cls, const Str* name) {
  for (const Class* base : cls.mro)
    if (!base->names.get(name).is_undefined()) return base->names.find(name);
  return nullptr;
}

void Interpreter::cache_class_attribute(const Class& cls, const Str* name) {
  const std::uint32_t version = cls.version_to_cache();
  // A metaclass may have a descriptor of the same name.
  if (version == 0 || name->text.starts_with("__") || cls.cls() != vm_.classes.type) return;
  const NameTable::Place* place = place_in_class(cls, name);
  const Value found = place != nullptr ? place->value.get() : Value::undefined();
  if (as<Function>(found) != nullptr || as<Native>(found) != nullptr || is_plain_value(vm_, found))
    cache({.kind = CachedLookup::Kind::of_class, .version = version, .place = place, .owner = &cls, .name = name});
}

void Interpreter::cache_attribute(Value object, const Str* name) {
  if (!object.is_object() || !may_cache()) return;
  if (const auto* module = as<Module>(object)) {
    if (const NameTable::Place* place = module->names.find(name))
      cache({.kind = CachedLookup::Kind::of_module, .place = place, .owner = module, .name = name});
    return;
  }
  if (const auto* cls = as<Class>(object)) return cache_class_attribute(*cls, name);
  const Class& cls = *object.object()->cls();
  const auto* instance = as<Instance>(object);
  const bool bare = !cls.in_python && object.object()->own_attributes() == nullptr && as<Super>(object) == nullptr;
  if (instance == nullptr && !bare) return;
  const std::uint32_t version = cls.version_to_cache();
  if (version == 0) return;
  if (!special_in_python(vm_, object, vm_.names.getattribute).is_undefined()) return;
  const Value found = cls.lookup(name);
  CachedLookup lookup{.version = version, .name = name};
  if (const auto* descriptor = as<Descriptor>(found); descriptor != nullptr && descriptor->kind == Descriptor::Kind::property) {
    // If the getter raises AttributeError, __getattr__ is called, which a cached property does not do.
    if (as<Function>(descriptor->getter) == nullptr || !special_in_python(vm_, object, vm_.names.getattr).is_undefined()) return;
    lookup.kind = CachedLookup::Kind::property;
    lookup.value = descriptor->getter;
  } else if (is_data_descriptor(vm_, found)) {
    return;
  } else if (instance != nullptr && !instance->attributes.get(name).is_undefined()) {
    const auto index = instance->attributes.index_of(name);
    if (!index) return;  // It shares its attributes with another object.
    lookup.kind = CachedLookup::Kind::own;
    lookup.index = *index;
  } else if (is_method(found)) {
    lookup.kind = CachedLookup::Kind::method;
    lookup.value = found;
  } else if (is_plain_value(vm_, found)) {
    lookup.kind = CachedLookup::Kind::class_value;
    lookup.place = place_in_class(cls, name);
  } else {
    return;
  }
  cache(lookup);
}

void Interpreter::cache_store(Value object, const Str* name) {
  if (!object.is_object() || object.object()->type_tag() != TypeTag::instance || !may_cache()) return;
  const Class& cls = *object.object()->cls();
  const std::uint32_t version = cls.version_to_cache();
  if (version == 0 || !cls.in_python || name == vm_.names.class_ || name == vm_.names.dict) return;
  if (!special_in_python(vm_, object, vm_.names.setattr).is_undefined() || !cls.allows_attribute(name)) return;
  if (is_data_descriptor(vm_, cls.lookup(name))) return;
  const NameTable& own = static_cast<const Instance*>(object.object())->attributes;
  // A new attribute's index is predicted: instances usually get their attributes in the same order.
  cache({.kind = CachedLookup::Kind::own, .version = version, .index = own.index_of(name).value_or(own.size()), .name = name});
}

void Interpreter::cache_construct(const Class& cls) {
  if (!cls.in_python || cls.construct != nullptr || cls.layout != Class::Layout::instance || !may_cache()) return;
  if (cls.has_finalizer) return;
  if (cls.cls() != vm_.classes.type) return;  // Its metaclass may have a __call__, or have made it abstract.
  const std::uint32_t version = cls.version_to_cache();
  if (version == 0) return;
  if (std::ranges::any_of(cls.mro, [](const Class* base) { return base->allocate != nullptr; })) return;
  const Value init = cls.lookup(vm_.names.init);
  if (as<Native>(cls.lookup(vm_.names.new_)) == nullptr || as<Function>(init) == nullptr) return;
  cache({.kind = CachedLookup::Kind::construct, .version = version, .value = init});
}

}  // namespace threadbox::script
