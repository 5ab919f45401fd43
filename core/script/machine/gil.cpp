#include "script/machine/gil.h"

#include "script/machine/requests.h"

#include <cassert>

namespace threadbox::script {

bool Gil::take(Waiter& self) {
  WaitNode node;
  std::uint64_t seen = 0;
  Attempt attempt = begin(self, node, seen);
  if (attempt == Attempt::waiting) record(self, EventKind::gil_wanted);
  while (attempt == Attempt::waiting) {
    const bool signalled = self.park(self.clock().deadline_after(interval()));
    attempt = poll(self, node, !signalled, seen);
  }
  if (attempt == Attempt::stopped) return false;
  record(self, EventKind::gil_acquired);
  return true;
}

Gil::Attempt Gil::begin(Waiter& self, WaitNode& node, std::uint64_t& seen) {
  GuardLock guarded(guard_);
  assert(holder_ != &self);
  if ((self.requests() & stop_request) != 0) return Attempt::stopped;
  if (holder_ == nullptr) {
    hold(self);
    return Attempt::acquired;
  }
  waiters_.push_back(node, self);
  seen = switches_;
  return Attempt::waiting;
}

Gil::Attempt Gil::poll(Waiter& self, WaitNode& node, bool timed_out, std::uint64_t& seen) {
  GuardLock guarded(guard_);
  if (node.granted()) {
    assert(holder_ == &self);
    return Attempt::acquired;
  }
  const bool stops = (self.requests() & stop_request) != 0;
  if (stops || holder_ == nullptr) {
    waiters_.remove(node);
    if (!stops) hold(self);
    else if (holder_ == nullptr) waiters_.wake_until(1);  // The wake-up may have been for this thread: pass it on.
    return stops ? Attempt::stopped : Attempt::acquired;
  }
  waiters_.sleep_again(node);
  // Only if no thread got the GIL for a whole interval: each switch starts a new one.
  if (timed_out && seen == switches_) holder_->request(gil_drop_request);
  seen = switches_;
  return Attempt::waiting;
}

void Gil::hold(Waiter& self) noexcept {
  holder_ = &self;
  ++switches_;
}

void Gil::release(Waiter& self) {
  record(self, EventKind::gil_released);
  GuardLock guarded(guard_);
  assert(holder_ == &self);
  holder_ = nullptr;
  const bool drop_requested = (self.requests() & gil_drop_request) != 0 && self.answer(gil_drop_request);
  if (drop_requested) hand_over();
  else waiters_.wake_until(1);
}

/// Forced switching: hands the GIL to the longest waiter, so that the thread that was requested to drop it cannot take it first.
void Gil::hand_over() noexcept {
  if (waiters_.empty()) return;
  hold(*waiters_.front()->waiter());
  waiters_.grant_front();
}

/// Called after the drop request has been cleared.
bool Gil::yield(Waiter& self) {
  {
    GuardLock guarded(guard_);
    if (waiters_.empty()) return true;  // The waiters were stopped meanwhile.
  }
  record(self, EventKind::gil_released);
  {
    GuardLock guarded(guard_);
    assert(holder_ == &self);
    holder_ = nullptr;
    hand_over();
  }
  return take(self);
}

}  // namespace threadbox::script
