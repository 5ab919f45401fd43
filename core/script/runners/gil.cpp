#include "script/runners/gil.h"

#include <cassert>
#include <mutex>

namespace threadbox::script {

bool Gil::take(Waiter& self) {
  WaitNode node;
  std::uint64_t seen = 0;
  {
    std::lock_guard guarded(guard_);
    if ((self.requests() & stop_request) != 0) return false;
    if (holder_ == nullptr) {
      holder_ = &self;
      ++switches_;
      record(self, EventKind::gil_acquired);
      return true;
    }
    waiters_.push_back(node, self);
    seen = switches_;
  }
  while (true) {
    const bool signalled = self.park(self.clock().deadline_after(interval()));
    std::lock_guard guarded(guard_);
    if (node.granted()) break;
    if ((self.requests() & stop_request) != 0) {
      waiters_.remove(node);
      return false;
    }
    // Only when nobody got it for a whole interval: a switch is a fresh start.
    if (!signalled && seen == switches_) holder_->request(gil_drop_request);
    seen = switches_;
  }
  record(self, EventKind::gil_acquired);
  return true;
}

void Gil::release(Waiter& self) {
  record(self, EventKind::gil_released);
  std::lock_guard guarded(guard_);
  assert(holder_ == &self);
  holder_ = nullptr;
  if (waiters_.empty()) return;
  holder_ = waiters_.front()->waiter();
  ++switches_;
  waiters_.grant_front();
}

bool Gil::yield(Waiter& self) {
  {
    std::lock_guard guarded(guard_);
    if (waiters_.empty()) return true;
  }
  release(self);
  return take(self);
}

}  // namespace threadbox::script
