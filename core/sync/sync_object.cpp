#include <threadbox/sync/sync_object.h>

#include <threadbox/sync/blocking.h>
#include <threadbox/sync/runtime.h>
#include <threadbox/trace/detail/ring.h>

#include <algorithm>
#include <new>

namespace threadbox {

SyncObject::SyncObject(ObjectKind kind, Runtime* runtime, Waiter* self, long long amount) noexcept : kind_(kind) {
  if (runtime == nullptr || runtime->tracer() == nullptr) return;
  id_ = runtime->tracer()->next_object();
  // A thread's creation is recorded as thread_create.
  if (kind == ObjectKind::thread) return;
  const long long told = std::clamp(amount, 0LL, (1LL << 40) - 1);
  record(self != nullptr ? *self : this_waiter(), EventKind::object_create, id_,
         static_cast<std::uint32_t>(kind) | static_cast<std::uint32_t>(told >> 16) << 8, 0, static_cast<std::uint16_t>(told));
}

bool SyncObject::set_variable(Waiter& self, std::string_view name, bool global) {
  if (named_.exchange(true, std::memory_order_relaxed)) return false;
  if (id_ != 0) record(self, EventKind::object_name, id_, intern(self, name), global ? name_is_global : 0);
  return true;
}

/// If there is no memory for that, it is tried again with the next event that is lost.
void SyncObject::watch(Waiter& self) const noexcept {
  if (id_ == 0 || self.ring == nullptr || watched_in_.load(std::memory_order_relaxed) != nullptr) return;
  WatchList& list = self.ring->tracer().watch_list();
  try {
    list.add(id_, *this);
    watched_in_.store(&list, std::memory_order_relaxed);
  } catch (const std::bad_alloc&) {}
}

void SyncObject::end_traced() noexcept {
  if (WatchList* list = watched_in_.load(std::memory_order_relaxed)) list->remove(id_);
  // Recorded by threads of the run; once those have ended, the log is complete.
  if (detail::bound_waiter != nullptr) record(*detail::bound_waiter, EventKind::object_end, id_);
}

}  // namespace threadbox
