#include <threadbox/concurrent/queue_base.h>

#include <algorithm>
#include <cassert>

namespace threadbox {

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

/// Called when a waiter has given up: the wake-up that it may have been given goes to another.
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

QueueBase::Transfer::Transfer(OperationKind kind, QueueBase& queue, bool block, std::optional<Seconds> timeout) noexcept
    : QueuedWait(kind, &queue, block ? not_negative(timeout) : std::nullopt),
      queue_(queue),
      block_(block),
      negative_timeout_(block && timeout && *timeout < Seconds{0}) {}

bool QueueBase::Transfer::is_possible() const noexcept { return puts() ? queue_.has_room() : queue_.size_ > 0; }

bool QueueBase::Transfer::is_shut_out() const noexcept { return queue_.shutdown_ && (puts() || queue_.size_ == 0); }

WaitQueue& QueueBase::Transfer::waiters() noexcept { return puts() ? queue_.putters_ : queue_.getters_; }

Progress QueueBase::Transfer::poll(Waiter& self) {
  GuardLock guarded(queue_.guard_);
  if (is_shut_out()) {
    waiters().remove(node_);
    return raise(ErrorType::ShutDown, "");
  }
  // CPython's put looks at the timeout only if the queue has a maxsize.
  if (negative_timeout_ && !(puts() && queue_.maxsize() <= 0))
    return raise(ErrorType::ValueError, "'timeout' must be a non-negative number");
  if (is_possible()) return move_and_count(self);
  if (!block_ || timeout() == Seconds{0}) return raise(impossible(), "");
  if (timeout() > timeout_max) return raise(ErrorType::OverflowError, timeout_too_large);
  if (node_.queued()) waiters().sleep_again(node_);
  return enqueue(waiters(), self);
}

Progress QueueBase::Transfer::move_and_count(Waiter& self) {
  waiters().remove(node_);
  if (!move_item()) {
    queue_.wake();
  } else if (puts()) {
    queue_.stored(self);
  } else {
    queue_.taken(self);
  }
  return Progress::done;
}

Progress QueueBase::Transfer::cancel(Waiter& self, CancelReason why) {
  GuardLock guarded(queue_.guard_);
  // As in CPython, a call that times out tries once more.
  if (why == CancelReason::timeout && !is_shut_out() && is_possible()) return move_and_count(self);
  const Progress ended = give_up(waiters(), why);
  queue_.wake();
  if (why != CancelReason::timeout) return ended;
  return raise(is_shut_out() ? ErrorType::ShutDown : impossible(), "");
}

QueueBase::Join::Join(QueueBase& queue) noexcept : QueuedWait(OperationKind::queue_join, &queue), queue_(queue) {}

Progress QueueBase::Join::poll(Waiter& self) {
  GuardLock guarded(queue_.guard_);
  if (node_.granted() || queue_.unfinished_ == 0) return Progress::done;
  return enqueue(queue_.joiners_, self);
}

Progress QueueBase::Join::cancel(Waiter&, CancelReason why) {
  GuardLock guarded(queue_.guard_);
  return cancel_in(queue_.joiners_, why);
}

}  // namespace threadbox
