#include <threadbox/sync/event.h>

#include <cassert>

namespace threadbox {

Event::Event(Runtime* runtime, Waiter* self) : SyncObject(ObjectKind::event, runtime, self) {}

Event::~Event() {
  assert(waiters_.empty());
  end_trace();
}

bool Event::tell(ObjectState& state) const noexcept {
  state.argument = is_set() ? 1 : 0;
  return true;
}

bool Event::is_set() const noexcept { return flag_.load(std::memory_order_acquire); }

void Event::set() { set(this_waiter()); }

void Event::set(Waiter& self) {
  GuardLock guarded(guard_);
  trace(self, EventKind::event_set);
  flag_.store(true, std::memory_order_release);
  while (!waiters_.empty()) waiters_.grant_front();
}

void Event::clear() { clear(this_waiter()); }

void Event::clear(Waiter& self) {
  GuardLock guarded(guard_);
  trace(self, EventKind::event_cleared);
  flag_.store(false, std::memory_order_relaxed);
}

bool Event::wait(std::optional<Seconds> timeout) {
  Wait operation(*this, timeout);
  wait_or_throw(this_waiter(), operation);
  return operation.result();
}

Event::Wait::Wait(Event& event, std::optional<Seconds> timeout)
    : QueuedWait(OperationKind::event_wait, &event, not_negative(timeout)), event_(event) {}

Progress Event::Wait::poll(Waiter& self) {
  // The flag alone suffices only while this waiter is not queued: set() may still be taking waiters off the queue.
  if (!node_.queued() && (node_.granted() || event_.is_set())) return succeed();
  GuardLock guarded(event_.guard_);
  if (node_.granted() || event_.is_set()) return succeed();
  if (timeout() == Seconds{0}) return Progress::done;
  if (timeout() > timeout_max) return raise(ErrorType::OverflowError, timeout_too_large);
  return enqueue(event_.waiters_, self);
}

Progress Event::Wait::cancel(Waiter&, CancelReason why) {
  GuardLock guarded(event_.guard_);
  if (node_.granted()) return succeed();
  return give_up(event_.waiters_, why);
}

Progress Event::Wait::succeed() noexcept {
  result_ = true;
  return Progress::done;
}

}  // namespace threadbox
