#include "script/machine/object_names.h"

#include "script/machine/vm.h"
#include "script/values/critical_section.h"
#include "script/values/instances.h"
#include "script/values/tables.h"

#include <algorithm>
#include <new>
#include <string>
#include <string_view>

namespace threadbox::script {

namespace {

constexpr std::size_t most_elements = 64;
constexpr int deepest = 3;

class PartNames {
 public:
  explicit PartNames(VmThread& thread) noexcept : thread_(thread), vm_(thread.vm) {}

  /// Names what can be reached from a value that `path` reaches.
  void visit(Value value, const std::string& path, int depth) {
    if (depth > deepest || !value.is_object()) return;
    if (const auto* list = as<List>(value)) return visit_elements(first_elements(*list), path, depth);
    if (const auto* tuple = as<Tuple>(value)) return visit_elements(first_of(tuple->items), path, depth);
    if (const auto* dict = as<Dict>(value)) return visit_entries(*dict, path, depth);
    auto* instance = as<Instance>(value);
    if (instance == nullptr) return;
    for (const NameTable::Entry& attribute : instance->attributes.entries())
      if (!attribute.value.is_undefined() && !attribute.name->text.starts_with('_'))
        name(attribute.value, path + "." + std::string(attribute.name->text), depth);
  }

 private:
  static std::vector<Value> first_of(const std::vector<Value>& items) {
    return {items.begin(), items.begin() + static_cast<std::ptrdiff_t>(std::min(items.size(), most_elements))};
  }
  std::vector<Value> first_elements(const List& list) {
    const CriticalSection section(vm_, list);
    return first_of(list.items);
  }

  /// The elements of a container are usually of one kind, so that the first one tells whether they can have names.
  void visit_elements(const std::vector<Value>& elements, const std::string& path, int depth) {
    if (elements.empty() || !elements.front().is_object() || as<Str>(elements.front()) != nullptr) return;
    for (std::size_t i = 0; i < elements.size(); ++i) name(elements[i], path + "[" + std::to_string(i) + "]", depth);
  }

  /// The repr of a key; empty if it is not an integer or a short text without escapes.
  static std::string key_text(Value key) {
    constexpr std::size_t longest = 30;
    if (key.is_int()) return std::to_string(key.as_int());
    const auto* text = as<Str>(key);
    if (text == nullptr || text->text.size() > longest) return {};
    const auto is_plain = [](char c) { return c >= ' ' && c != '\'' && c != '\\'; };
    return std::ranges::all_of(std::string_view(text->text), is_plain) ? "'" + std::string(text->text) + "'" : "";
  }

  void visit_entries(const Dict& dict, const std::string& path, int depth) {
    std::size_t at = 0;
    for (std::size_t i = 0; i < most_elements; ++i) {
      const Dict::Entry entry = dict.next(vm_, at);
      if (!entry.live || !entry.value.is_object()) return;
      if (const std::string key = key_text(entry.key); !key.empty()) name(entry.value, path + "[" + key + "]", depth);
    }
  }

  void name(Value value, const std::string& path, int depth) {
    if (!value.is_object()) return;
    auto* instance = as<Instance>(value);
    Payload* const payload = instance != nullptr ? instance->payload() : nullptr;
    SyncObject* const sync = payload != nullptr ? payload->sync() : nullptr;
    if (sync == nullptr) return visit(value, path, depth + 1);
    if (payload->global_name.get() != nullptr) return;
    Waiter& self = thread_.waiter();
    if (!sync->set_variable(self, path, false)) record(self, EventKind::object_name, sync->id(), intern(self, path));
    payload->global_name = vm_.intern(path);
  }

  VmThread& thread_;
  Vm& vm_;
};

}  // namespace

void name_parts(VmThread& thread, Value value, std::string_view name) noexcept {
  try {
    PartNames(thread).visit(value, std::string(name), 1);
  } catch (const std::bad_alloc&) {
    // Without memory they keep the names that they have.
  }
}

}  // namespace threadbox::script
