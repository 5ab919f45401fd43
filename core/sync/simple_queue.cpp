#include <threadbox/sync/simple_queue.h>

#include <cassert>

namespace threadbox {

SimpleQueueBase::SimpleQueueBase(Runtime* runtime, Waiter* self) : SyncObject(ObjectKind::simple_queue, runtime, self) {}

SimpleQueueBase::~SimpleQueueBase() {
  assert(getters_.empty() && given_ == nullptr);
  end_trace();
}

long long SimpleQueueBase::qsize() const noexcept {
  GuardLock guarded(guard_);
  return size_;
}

bool SimpleQueueBase::tell(ObjectState& state) const noexcept {
  if (!guard_.try_lock()) return false;
  state = {TraceEvent::count_argument(size_), 0, 0};
  guard_.unlock();
  return true;
}

void SimpleQueueBase::trace_size(Waiter& self, EventKind kind) const noexcept {
  trace(self, kind, TraceEvent::count_argument(size_));
}

SimpleQueueBase::Get* SimpleQueueBase::first_getter() const noexcept {
  if (getters_.empty()) return nullptr;
  return &static_cast<Get::Place*>(getters_.front())->get;
}

void SimpleQueueBase::handed_over(Waiter& self) noexcept {
  Get& getter = *first_getter();
  getter.next_given_ = given_;
  given_ = &getter;
  trace_size(self, EventKind::queue_put);
  getters_.grant_front();
}

void SimpleQueueBase::stored(Waiter& self) noexcept {
  ++size_;
  trace_size(self, EventKind::queue_put);
}

void SimpleQueueBase::taken(Waiter& self) noexcept {
  --size_;
  trace_size(self, EventKind::queue_got);
}

SimpleQueueBase::Get::Get(SimpleQueueBase& queue, bool block, std::optional<Seconds> timeout) noexcept
    : Operation(OperationKind::queue_get, &queue, block ? not_negative(timeout) : std::nullopt),
      queue_(queue),
      block_(block && timeout != Seconds{0}),
      negative_timeout_(block && timeout && *timeout < Seconds{0}) {}

Progress SimpleQueueBase::Get::poll(Waiter& self) {
  if (negative_timeout_) return raise(ErrorType::ValueError, "'timeout' must be a non-negative number");
  GuardLock guarded(queue_.guard_);
  if (place_.granted()) return end_given(self);
  if (queue_.size_ > 0) {
    assert(!place_.queued());  // put() would have handed the item over.
    take();
    queue_.taken(self);
    return Progress::done;
  }
  if (!block_) return raise(ErrorType::Empty, "");
  if (timeout() > timeout_max) return raise(ErrorType::OverflowError, timeout_too_large);
  if (!place_.queued()) queue_.getters_.push_back(place_, self);
  return Progress::pending;
}

Progress SimpleQueueBase::Get::cancel(Waiter& self, CancelReason why) {
  GuardLock guarded(queue_.guard_);
  if (place_.granted()) return end_given(self);
  queue_.getters_.remove(place_);
  return why == CancelReason::timeout ? raise(ErrorType::Empty, "") : end_cancelled(why);
}

Progress SimpleQueueBase::Get::end_given(Waiter& self) noexcept {
  queue_.trace_size(self, EventKind::queue_got);
  return Progress::done;
}

void SimpleQueueBase::Get::fetched() noexcept {
  if (!place_.granted()) return;
  GuardLock guarded(queue_.guard_);
  for (Get** link = &queue_.given_; *link != nullptr; link = &(*link)->next_given_) {
    if (*link != this) continue;
    *link = next_given_;
    place_.reuse();
    return;
  }
}

}  // namespace threadbox
