#include <threadbox/concurrent/local.h>

#include <threadbox/sync/detail/thread_locals.h>

#include <algorithm>
#include <vector>

namespace threadbox {

namespace {

/// The Local objects in which one thread has a value.
class UsedLocals final : public ThreadLocals {
 public:
  /// Errors: std::bad_alloc.
  void add(const std::shared_ptr<LocalValues>& values) {
    std::erase_if(used_, [](const auto& one) { return one.expired(); });
    const auto same = [&](const auto& one) { return !one.owner_before(values) && !values.owner_before(one); };
    if (std::ranges::none_of(used_, same)) used_.push_back(values);
  }

  void destroy_values(Waiter& self) noexcept override {
    for (const auto& one : used_)
      if (const auto values = one.lock()) values->erase(self);
  }

 private:
  std::vector<std::weak_ptr<LocalValues>> used_;
};

}  // namespace

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
  std::shared_ptr<void> gone;  // Destroyed after the guard is released, since its destructor may do anything.
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
  if (self.locals == nullptr) self.locals = new UsedLocals;
  static_cast<UsedLocals*>(self.locals)->add(values);
}

}  // namespace threadbox
