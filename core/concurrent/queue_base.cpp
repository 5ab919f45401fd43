#include <threadbox/concurrent/queue_base.h>

#include <algorithm>
#include <cassert>

namespace threadbox {

namespace {

constexpr const char* bad_timeout = "'timeout' must be a non-negative number";

std::optional<Seconds> timeout_of(bool block, std::optional<Seconds> timeout) noexcept {
  return block ? not_negative(timeout) : std::nullopt;
}

bool is_negative(bool block, std::optional<Seconds> timeout) noexcept { return block && timeout && *timeout < Seconds{0}; }

}  // namespace

QueueBase::QueueBase(long long maxsize, Runtime* runtime, Waiter* self)
    : SyncObject(ObjectKind::queue, runtime, self, maxsize), maxsize_(maxsize) {}

QueueBase::~QueueBase() {
  assert(getters_.empty() && putters_.empty() && joiners_.empty());
  end_trace();
}

bool QueueBase::tell(ObjectState& state) const noexcept {
  if (!guard_.try_lock()) return false;
  state = {TraceEvent::count_argument(size_), TraceEvent::count_argument(unfinished_),
           static_cast<std::uint8_t>(shutdown_ ? 1 : 0)};
  guard_.unlock();
  return true;
}

long long QueueBase::qsize() const noexcept {
  GuardLock guarded(guard_);
  return size_;
}

bool QueueBase::full() const noexcept {
  GuardLock guarded(guard_);
  return !has_room();
}

long long QueueBase::unfinished_tasks() const noexcept {
  GuardLock guarded(guard_);
  return unfinished_;
}

bool QueueBase::is_shutdown() const noexcept {
  GuardLock guarded(guard_);
  return shutdown_;
}

void QueueBase::stored(Waiter& self) noexcept {
  ++size_;
  ++unfinished_;
  trace(self, EventKind::queue_put, TraceEvent::count_argument(size_), 0, TraceEvent::count_detail(unfinished_));
  getters_.wake_until(size_);
}

void QueueBase::taken(Waiter& self) noexcept {
  --size_;
  trace(self, EventKind::queue_got, TraceEvent::count_argument(size_), 0, TraceEvent::count_detail(unfinished_));
  wake_putters();
}

void QueueBase::wake_putters() noexcept { putters_.wake_until(maxsize() > 0 ? maxsize() - size_ : putters_.size()); }

void QueueBase::set_maxsize(long long maxsize) noexcept {
  GuardLock guarded(guard_);
  maxsize_.store(maxsize, std::memory_order_relaxed);
  wake_putters();
}

/// Somebody has given up: the wake-up that may have been meant for it goes to another.
void QueueBase::wake() noexcept {
  getters_.wake_until(size_);
  wake_putters();
}

void QueueBase::finish_tasks(long long count) noexcept {
  unfinished_ -= count;
  if (unfinished_ > 0) return;
  while (!joiners_.empty()) joiners_.grant_front();
}

void QueueBase::task_done(Waiter& self) {
  GuardLock guarded(guard_);
  if (unfinished_ == 0) throw Error(ErrorType::ValueError, "task_done() called too many times");
  trace(self, EventKind::queue_task_done, TraceEvent::count_argument(size_), 0, TraceEvent::count_detail(unfinished_ - 1));
  finish_tasks(1);
}

void QueueBase::shut_down(Waiter& self, bool immediate) noexcept {
  shutdown_ = true;
  if (immediate) {
    finish_tasks(std::min(size_, unfinished_));
    size_ = 0;
  }
  trace(self, EventKind::queue_shutdown, TraceEvent::count_argument(size_), immediate ? 1 : 0,
        TraceEvent::count_detail(unfinished_));
  getters_.wake_until(getters_.size());
  putters_.wake_until(putters_.size());
}

void QueueBase::join() {
  Join operation(*this);
  wait_or_throw(this_waiter(), operation);
}

QueueBase::Put::Put(QueueBase& queue, bool block, std::optional<Seconds> timeout) noexcept
    : Operation(OperationKind::queue_put, &queue, timeout_of(block, timeout)),
      queue_(queue),
      block_(block),
      negative_timeout_(is_negative(block, timeout)) {}

Progress QueueBase::Put::poll(Waiter& self) {
  GuardLock guarded(queue_.guard_);
  if (queue_.shutdown_) {
    queue_.putters_.remove(node_);
    return raise(ErrorType::ShutDown, "");
  }
  if (negative_timeout_ && queue_.maxsize() > 0) return raise(ErrorType::ValueError, bad_timeout);
  if (queue_.has_room()) return store_and_count(self);
  if (!block_ || timeout() == Seconds{0}) return raise(ErrorType::Full, "");
  if (timeout() > timeout_max) return raise(ErrorType::OverflowError, timeout_too_large);
  if (node_.queued()) {
    queue_.putters_.sleep_again(node_);
  } else {
    queue_.putters_.push_back(node_, self);
  }
  return Progress::pending;
}

Progress QueueBase::Put::store_and_count(Waiter& self) {
  queue_.putters_.remove(node_);
  if (store()) {
    queue_.stored(self);
  } else {
    queue_.wake();
  }
  return Progress::done;
}

Progress QueueBase::Put::cancel(Waiter& self, CancelReason why) {
  GuardLock guarded(queue_.guard_);
  // As CPython does it: whoever times out looks once more.
  if (why == CancelReason::timeout && !queue_.shutdown_ && queue_.has_room()) return store_and_count(self);
  queue_.putters_.remove(node_);
  queue_.wake();
  if (why == CancelReason::interrupt) return raise(ErrorType::KeyboardInterrupt, "");
  if (why == CancelReason::timeout) return raise(queue_.shutdown_ ? ErrorType::ShutDown : ErrorType::Full, "");
  return Progress::done;
}

QueueBase::Get::Get(QueueBase& queue, bool block, std::optional<Seconds> timeout) noexcept
    : Operation(OperationKind::queue_get, &queue, timeout_of(block, timeout)),
      queue_(queue),
      block_(block),
      negative_timeout_(is_negative(block, timeout)) {}

Progress QueueBase::Get::poll(Waiter& self) {
  GuardLock guarded(queue_.guard_);
  if (queue_.shutdown_ && queue_.size_ == 0) {
    queue_.getters_.remove(node_);
    return raise(ErrorType::ShutDown, "");
  }
  if (negative_timeout_) return raise(ErrorType::ValueError, bad_timeout);
  if (queue_.size_ > 0) return take_and_count(self);
  if (!block_ || timeout() == Seconds{0}) return raise(ErrorType::Empty, "");
  if (timeout() > timeout_max) return raise(ErrorType::OverflowError, timeout_too_large);
  if (node_.queued()) {
    queue_.getters_.sleep_again(node_);
  } else {
    queue_.getters_.push_back(node_, self);
  }
  return Progress::pending;
}

Progress QueueBase::Get::take_and_count(Waiter& self) {
  queue_.getters_.remove(node_);
  if (take()) {
    queue_.taken(self);
  } else {
    queue_.wake();
  }
  return Progress::done;
}

Progress QueueBase::Get::cancel(Waiter& self, CancelReason why) {
  GuardLock guarded(queue_.guard_);
  // As CPython does it: whoever times out looks once more.
  if (why == CancelReason::timeout && queue_.size_ > 0) return take_and_count(self);
  queue_.getters_.remove(node_);
  queue_.wake();
  if (why == CancelReason::interrupt) return raise(ErrorType::KeyboardInterrupt, "");
  if (why == CancelReason::timeout) return raise(queue_.shutdown_ ? ErrorType::ShutDown : ErrorType::Empty, "");
  return Progress::done;
}

QueueBase::Join::Join(QueueBase& queue) noexcept : Operation(OperationKind::queue_join, &queue), queue_(queue) {}

Progress QueueBase::Join::poll(Waiter& self) {
  GuardLock guarded(queue_.guard_);
  if (node_.granted() || queue_.unfinished_ == 0) return Progress::done;
  if (!node_.queued()) queue_.joiners_.push_back(node_, self);
  return Progress::pending;
}

Progress QueueBase::Join::cancel(Waiter&, CancelReason why) {
  GuardLock guarded(queue_.guard_);
  if (node_.granted()) return Progress::done;
  queue_.joiners_.remove(node_);
  if (why == CancelReason::interrupt) return raise(ErrorType::KeyboardInterrupt, "");
  return Progress::done;
}

}  // namespace threadbox
