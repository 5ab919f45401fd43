#include "script/natives/natives.h"
#include "script/values/critical_section.h"
#include "script/values/names_dict.h"

#include <algorithm>
#include <map>

namespace threadbox::script {

namespace {

/// The C++ part of a threading.local: each thread's attributes.
class LocalTables final : public Payload {
 public:
  explicit LocalTables(Vm& vm) noexcept : vm_(vm) {}

  /// Removes the attributes of a thread that has ended.
  void mark(Marker& marker) const override {
    std::erase_if(tables, [this](const auto& entry) {
      return std::ranges::none_of(vm_.threads(), [&](const auto& thread) { return thread->waiter().thread() == entry.first; });
    });
    for (const auto& [thread, names] : tables) marker.mark(names);
    marker.mark(arguments);
  }

  [[nodiscard]] std::size_t bytes() const noexcept override { return sizeof(*this) + tables.size() * bytes_of_a_table; }

  mutable std::map<ThreadId, Names*> tables;  // guarded by the object's critical section; a table is used by its thread only
  Value arguments = Value::none();  ///< The constructor's arguments, for __init__ in each thread.

 private:
  static constexpr std::size_t bytes_of_a_table = 64;  ///< A table's entry in the map.
  Vm& vm_;
};

LocalTables& tables_of(Call& call) { return payload_as<LocalTables>(call, "local"); }

/// The calling thread's table. `is_new`: it was made by this call.
Names& own_names(Call& call, LocalTables& local, bool* is_new = nullptr) {
  const ThreadId thread = call.thread.waiter().thread();
  const auto find = [&] {
    const CriticalSection section(call.vm, *call.arguments[0].object());
    const auto found = local.tables.find(thread);
    return found == local.tables.end() ? nullptr : found->second;
  };
  Names* names = find();
  if (is_new != nullptr) *is_new = names == nullptr;
  if (names != nullptr) return *names;
  names = call.vm.heap().make<Names>(call.vm.classes.object);
  const CriticalSection section(call.vm, *call.arguments[0].object());
  local.tables[thread] = names;
  return *names;
}
NameTable& own_table(Call& call) { return own_names(call, tables_of(call)).table; }

Str* attribute_name(Call& call) {
  const auto* name = as<Str>(call.arguments[1]);
  if (name == nullptr)
    call.vm.raise("TypeError", "attribute name must be string, not '" + call.vm.type_name(call.arguments[1]) + "'");
  return call.vm.intern(name->text);
}

/// A data descriptor of the class takes precedence over the thread's attributes.
bool is_property(Call& call, const Str* name) {
  const auto* descriptor = as<Descriptor>(call.vm.class_of(call.arguments[0])->lookup(name));
  return descriptor != nullptr && descriptor->kind == Descriptor::Kind::property;
}

/// local_init(self, arguments): once for each object.
Value local_init(Call& call) {
  auto payload = std::make_unique<LocalTables>(call.vm);
  payload->arguments = call.arguments[1];
  own_names(call, *payload);
  as<Instance>(call.arguments[0])->set_payload(std::move(payload));
  return Value::none();
}

/// The constructor's arguments if this is the calling thread's first use of the object; None later on.
Value local_first_use(Call& call) {
  LocalTables& local = tables_of(call);
  bool first = false;
  own_names(call, local, &first);
  return first ? local.arguments : Value::none();
}

Value local_get(Call& call) {
  Str* name = attribute_name(call);
  Names& names = own_names(call, tables_of(call));
  const NameTable& table = names.table;
  if (name == call.vm.names.dict) return names_dict(call.vm, names);
  if (!is_property(call, name))
    if (const Value value = table.get(name); !value.is_undefined()) return value;
  const Attribute attribute = find_own_attribute(call.thread, call.arguments[0], name);
  if (!attribute.value.is_undefined()) return attribute.value;
  if (attribute.found()) return call_value(call.thread, attribute.getter, attribute.arguments);
  call.vm.raise("AttributeError", "'" + call.vm.type_name(call.arguments[0]) + "' object has no attribute '" + name->text + "'");
}

Value local_set(Call& call) {
  Str* name = attribute_name(call);
  if (is_property(call, name)) {
    if (!set_own_attribute(call.thread, call.arguments[0], name, call.arguments[2])) return Value::none();
    return Value::entered();
  }
  call.vm.heap().charge(sizeof(NameTable::Entry));
  own_table(call).set(name, call.arguments[2]);
  return Value::none();
}

Value local_delete(Call& call) {
  const Str* name = attribute_name(call);
  if (!own_table(call).erase(name))
    call.vm.raise("AttributeError",
                  "'" + call.vm.type_name(call.arguments[0]) + "' object has no attribute '" + name->text + "'");
  return Value::none();
}

}  // namespace

void install_local(Vm& vm) {
  static constexpr NativeEntry entries[] = {
      {"local_init", local_init, {"self", "arguments"}}, {"local_first_use", local_first_use, {"self"}},
      {"local_get", local_get, {"self", "name"}},        {"local_set", local_set, {"self", "name", "value"}},
      {"local_delete", local_delete, {"self", "name"}},
  };
  define_all(vm, vm.module("_threadbox"), entries);
}

}  // namespace threadbox::script
