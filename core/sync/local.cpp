#include <threadbox/sync/local.h>

#include <algorithm>
#include <vector>

namespace threadbox {

/// Where one thread has values; its Waiter carries it.
class ThreadLocals {
 public:
  std::vector<std::weak_ptr<LocalValues>> used;
};

void* LocalValues::find(const Waiter& self) noexcept {
  GuardLock guarded(guard_);
  const auto found = values_.find(&self);
  return found == values_.end() ? nullptr : found->second.get();
}

void LocalValues::insert(Waiter& self, std::shared_ptr<void> value) {
  GuardLock guarded(guard_);
  values_[&self] = std::move(value);
}

void LocalValues::erase(const Waiter& self) noexcept {
  std::shared_ptr<void> gone;  // Destroyed after the guard: who knows what its destructor does.
  GuardLock guarded(guard_);
  const auto found = values_.find(&self);
  if (found == values_.end()) return;
  gone = std::move(found->second);
  values_.erase(found);
}

std::size_t LocalValues::size() const noexcept {
  GuardLock guarded(guard_);
  return values_.size();
}

void detail::remember_local(Waiter& self, const std::shared_ptr<LocalValues>& values) {
  if (self.locals == nullptr) self.locals = new ThreadLocals;
  std::vector<std::weak_ptr<LocalValues>>& used = self.locals->used;
  std::erase_if(used, [](const auto& one) { return one.expired(); });
  const auto same = [&](const auto& one) { return !one.owner_before(values) && !values.owner_before(one); };
  if (std::ranges::none_of(used, same)) used.push_back(values);
}

void detail::forget_locals(Waiter& self) noexcept {
  // A value's destructor may make another one.
  while (self.locals != nullptr) {
    const std::unique_ptr<ThreadLocals> locals(std::exchange(self.locals, nullptr));
    for (const auto& one : locals->used)
      if (const auto values = one.lock()) values->erase(self);
  }
}

}  // namespace threadbox
