#include "script/natives/sync_payloads.h"
#include "script/values/critical_section.h"
#include "script/values/names_dict.h"

#include <algorithm>
#include <map>

namespace threadbox::script {

namespace {

/// A threading.local as the trace sees it.
class TracedLocal final : public SyncObject {
 public:
  explicit TracedLocal(Call& call) : SyncObject(ObjectKind::local, &call.vm.runtime(), &call.thread.waiter()) {}
  ~TracedLocal() { end_trace(); }

  void changed(Waiter& self, TextId name, bool deleted) noexcept { trace(self, EventKind::local_changed, name, deleted ? 1 : 0); }
  /// All its events are lossless, so it is never asked.
  bool tell(ObjectState&) const noexcept override { return false; }
};

/// The C++ part of a threading.local: each thread's attributes.
class LocalTables final : public TracedPayload {
 public:
  explicit LocalTables(Call& call) : TracedPayload(call.vm), traced(call), vm_(call.vm) {}

  SyncObject* sync() noexcept override { return &traced; }

  /// Removes the attributes of a thread that has ended.
  void mark(Marker& marker) const override {
    std::erase_if(tables, [this](const auto& entry) {
      return std::ranges::none_of(vm_.threads(), [&](const auto& thread) { return thread->waiter().thread() == entry.first; });
    });
    for (const auto& [thread, names] : tables) marker.mark(names);
    marker.mark(arguments);
  }

  [[nodiscard]] std::size_t bytes() const noexcept override {
    return sizeof(*this) + bytes_of_traced + tables.size() * bytes_of_a_table;
  }

  TracedLocal traced;
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

/// Whether changes of an attribute are in the trace: those of a thread's first attributes are.
bool is_traced(const NameTable& table, const Str* name) noexcept {
  constexpr std::uint32_t most = 12;
  return table.index_of(name).value_or(table.size()) < most;
}

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
  auto payload = std::make_unique<LocalTables>(call);
  payload->arguments = call.arguments[1];
  own_names(call, *payload);
  give(call.vm, *as<Instance>(call.arguments[0]), std::move(payload));
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
  LocalTables& local = tables_of(call);
  NameTable& table = own_names(call, local).table;
  const bool is_new = table.get(name).is_undefined() && is_traced(table, name);
  Waiter& self = call.thread.waiter();
  const TextId text = is_new ? intern(self, name->text) : TextId{0};
  table.set(name, call.arguments[2]);
  if (is_new) local.traced.changed(self, text, false);
  return Value::none();
}

Value local_delete(Call& call) {
  const Str* name = attribute_name(call);
  LocalTables& local = tables_of(call);
  NameTable& table = own_names(call, local).table;
  Waiter& self = call.thread.waiter();
  const bool traced = is_traced(table, name);
  const TextId text = traced ? intern(self, name->text) : TextId{0};
  if (!table.erase(name))
    call.vm.raise("AttributeError",
                  "'" + call.vm.type_name(call.arguments[0]) + "' object has no attribute '" + name->text + "'");
  if (traced) local.traced.changed(self, text, true);
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
