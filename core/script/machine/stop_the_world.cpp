#include "script/machine/stop_the_world.h"

#include "script/values/heap.h"

namespace threadbox::script {

bool StopTheWorld::take(Waiter& self) {
  WaitNode node;
  {
    GuardLock guarded(guard_);
    if ((self.requests() & stop_request) != 0) return false;
    if (collector_ == nullptr) {
      ++executing_;
      return true;
    }
    waiters_.push_back(node, self);
  }
  while (true) {
    self.park();
    GuardLock guarded(guard_);
    if (node.granted()) return true;
    if ((self.requests() & stop_request) == 0) continue;
    waiters_.remove(node);
    return false;
  }
}

void StopTheWorld::release(Waiter&) {
  GuardLock guarded(guard_);
  --executing_;
  if (collector_ != nullptr) guard_.wake_later(collector_->signal());
}

void StopTheWorld::collect(Waiter& self, Heap& heap) {
  if (!begin(self)) return stand_still(self);
  heap.call_for_collection();
  stop_others(self);
  heap.collect();
  go_on();
}

/// False if another thread is collecting.
bool StopTheWorld::begin(Waiter& self) {
  GuardLock guarded(guard_);
  if (collector_ == nullptr) collector_ = &self;
  return collector_ == &self;
}

void StopTheWorld::stop_others(Waiter& self) {
  while (true) {
    {
      GuardLock guarded(guard_);
      if (executing_ == 1) return;
    }
    self.park();
  }
}

void StopTheWorld::go_on() {
  GuardLock guarded(guard_);
  collector_ = nullptr;
  for (; !waiters_.empty(); ++executing_) waiters_.grant_front();
}

/// Ignores requests: the collection ends soon.
void StopTheWorld::stand_still(Waiter& self) {
  WaitNode node;
  {
    GuardLock guarded(guard_);
    if (collector_ == nullptr) return;
    waiters_.push_back(node, self);
    --executing_;
    guard_.wake_later(collector_->signal());
  }
  while (!node.granted()) self.park();
}

}  // namespace threadbox::script
