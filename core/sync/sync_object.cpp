#include <threadbox/sync/sync_object.h>

#include <threadbox/sync/runtime.h>

namespace threadbox {

SyncObject::SyncObject(ObjectKind kind, Runtime* runtime, Waiter* self, std::uint16_t detail) noexcept
    : kind_(kind) {
  if (runtime == nullptr || runtime->tracer() == nullptr) return;
  id_ = runtime->tracer()->next_object();
  // A thread records its own creation, with more to say.
  if (kind == ObjectKind::thread) return;
  record(self != nullptr ? *self : this_waiter(), EventKind::object_create, id_,
         static_cast<std::uint32_t>(kind), 0, detail);
}

bool SyncObject::set_variable(Waiter& self, std::string_view name, bool global) {
  if (named_.exchange(true, std::memory_order_relaxed)) return false;
  if (id_ != 0) record(self, EventKind::object_name, id_, intern(self, name), global ? 1 : 0);
  return true;
}

}  // namespace threadbox
