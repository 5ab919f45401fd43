#include "script/machine/wait_call.h"

#include "script/machine/output.h"
#include "script/machine/vm.h"

#include <threadbox/sync/sync_object.h>

#include <new>
#include <string>
#include <string_view>

namespace threadbox::script {

namespace {

ObjectId id_of(Value value) noexcept {
  if (const auto* cell = as<Cell>(value)) value = cell->value;
  if (!value.is_object()) return 0;
  const SyncObject* sync = value.object()->sync();
  return sync != nullptr ? sync->id() : 0;
}

/// The traced object that a method is called on; 0: there is none.
ObjectId self_of(const Frame& frame) noexcept {
  const std::vector<std::string>& slots = frame.code->code->slot_names;
  for (std::size_t i = 0; i < slots.size(); ++i)
    if (slots[i] == "self") return id_of(frame.slots[i]);
  return 0;
}

/// Whether programs call the function by its name: it and its class are not private, and neither is its module.
bool is_public(const Frame& frame) noexcept {
  const std::string_view name = frame.code->code->qualified_name;
  return !name.starts_with('_') && name.find("._") == std::string_view::npos && !Vm::is_internal(frame.module->name);
}

/// "Queue.get"; a function has its module's last name before it: "futures.wait". A nested function has the name of the outer one.
std::string call_name(const Frame& frame) {
  const std::string& name = frame.code->code->qualified_name;
  const std::string outer = name.substr(0, name.find(".<locals>"));
  if (outer.find('.') != std::string::npos) return outer;
  const std::string& module = frame.module->name;
  return module.substr(module.rfind('.') + 1) + "." + outer;
}

std::string_view last_part(std::string_view name) noexcept { return name.substr(name.rfind('.') + 1); }

}  // namespace

void record_wait_call(VmThread& thread) noexcept {
  const ObjectId own = thread.thread->id();
  const Frame* call = nullptr;
  ObjectId self = 0;
  for (const Frame* frame = thread.frame(); frame != nullptr && is_prelude(*frame->code->code); frame = frame->below) {
    if (!is_public(*frame)) continue;
    const ObjectId found = self_of(*frame);
    if (found == own) continue;  // Thread.run() and Timer.run() are what the thread executes, not calls of the program.
    call = frame;
    self = found;
  }
  if (call == nullptr) return;
  Waiter& waiter = thread.waiter();
  const Operation& operation = *thread.operation();
  const ObjectId object = operation.object() != nullptr ? operation.object()->id() : 0;
  try {
    const std::string name = call_name(*call);
    if (self == object && last_part(name) == last_part(operation_text(operation.kind()))) return;
    record(waiter, EventKind::wait_call, self, intern(waiter, name));
  } catch (const std::bad_alloc&) {
    // Without memory the wait has the name of its operation.
  }
}

}  // namespace threadbox::script
