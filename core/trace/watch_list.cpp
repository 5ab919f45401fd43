#include <threadbox/trace/watch_list.h>

namespace threadbox {

void WatchList::add(ObjectId id, const Watched& object) {
  GuardLock guarded(guard_);
  objects_.emplace(id, &object);
}

void WatchList::remove(ObjectId id) noexcept {
  GuardLock guarded(guard_);
  objects_.erase(id);
}

bool WatchList::empty() const noexcept {
  GuardLock guarded(guard_);
  return objects_.empty();
}

void WatchList::look(const std::function<bool(ObjectId, const ObjectState*)>& found) {
  GuardLock guarded(guard_);
  for (auto at = objects_.begin(); at != objects_.end();) {
    ObjectState state;
    const bool told = at->second->tell(state);
    at = found(at->first, told ? &state : nullptr) ? std::next(at) : objects_.erase(at);
  }
}

}  // namespace threadbox
