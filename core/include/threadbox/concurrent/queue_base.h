#pragma once

#include <threadbox/park/detail/atomic.h>
#include <threadbox/park/detail/guard.h>
#include <threadbox/park/detail/wait_queue.h>
#include <threadbox/sync/blocking.h>
#include <threadbox/sync/detail/queued_wait.h>
#include <threadbox/sync/sync_object.h>
#include <threadbox/sync/timeout.h>

namespace threadbox {

/// The part of a queue that does not depend on its items: counting and waiting; queue.h adds the storage. Items are stored and
/// taken under this class's guard, so that the counts and the storage never disagree.
/// Threads:  any.
/// Owns:     its queues of waiters.
/// Mirrors:  Lib/queue.py, class Queue, without _init, _qsize, _put and _get.
class QueueBase : public SyncObject {
 public:
  /// Waits until task_done was called for every item that was put. Ends as done, or raised: KeyboardInterrupt.
  class Join;

  /// Reports that an item that was got has been processed. Errors: ValueError "task_done() called too many times".
  void task_done() { task_done(this_waiter()); }
  void task_done(Waiter& self);
  /// Waits until there are no unfinished tasks; the queue may be empty before that. Errors: KeyboardInterrupt.
  void join();

  [[nodiscard]] long long maxsize() const noexcept { return maxsize_.load(std::memory_order_relaxed); }
  /// Mirrors an assignment to CPython's attribute. Surplus items stay. Wakes producers if there is now room (CPython lets them
  /// wait for the next get).
  void set_maxsize(long long maxsize) noexcept;
  [[nodiscard]] long long qsize() const noexcept;
  [[nodiscard]] bool empty() const noexcept { return qsize() == 0; }
  /// Always false without a maxsize.
  [[nodiscard]] bool full() const noexcept;
  [[nodiscard]] long long unfinished_tasks() const noexcept;
  [[nodiscard]] bool is_shutdown() const noexcept;
  bool tell(ObjectState& state) const noexcept override;

 protected:
  class Transfer;

  /// `maxsize` <= 0: no limit.
  QueueBase(long long maxsize, Runtime* runtime, Waiter* self);
  ~QueueBase();

  [[nodiscard]] bool has_room() const noexcept THREADBOX_REQUIRES(guard_) { return maxsize() <= 0 || size_ < maxsize(); }
  void stored(Waiter& self) noexcept THREADBOX_REQUIRES(guard_);
  void taken(Waiter& self) noexcept THREADBOX_REQUIRES(guard_);
  // The fast paths of put and get, without an operation, for a queue that is not traced.
  [[nodiscard]] bool may_put_now() const noexcept THREADBOX_REQUIRES(guard_) { return !shutdown_ && has_room(); }
  [[nodiscard]] bool may_get_now() const noexcept THREADBOX_REQUIRES(guard_) { return size_ > 0; }
  void count_stored() noexcept THREADBOX_REQUIRES(guard_) {
    ++size_;
    ++unfinished_;
    if (!getters_.empty()) getters_.wake_until(size_);
  }
  void count_taken() noexcept THREADBOX_REQUIRES(guard_) {
    --size_;
    if (!putters_.empty()) wake_putters();
  }
  void wake() noexcept THREADBOX_REQUIRES(guard_);
  void wake_putters() noexcept THREADBOX_REQUIRES(guard_);
  void finish_tasks(long long count) noexcept THREADBOX_REQUIRES(guard_);
  void shut_down(Waiter& self, bool immediate) noexcept THREADBOX_REQUIRES(guard_);

  mutable Guard guard_;

 private:
  Atomic<long long> maxsize_;  // written under guard_
  long long size_ THREADBOX_GUARDED_BY(guard_) = 0;
  long long unfinished_ THREADBOX_GUARDED_BY(guard_) = 0;
  bool shutdown_ THREADBOX_GUARDED_BY(guard_) = false;
  WaitQueue getters_ THREADBOX_GUARDED_BY(guard_){guard_};  // woken for items, in order, and then compete for them
  WaitQueue putters_ THREADBOX_GUARDED_BY(guard_){guard_};  // likewise, for room
  WaitQueue joiners_ THREADBOX_GUARDED_BY(guard_){guard_};  // granted
};

/// The common part of put and get: moves an item into the queue once there is room, or out of it once there is one. Ends as done,
/// or raised: ShutDown, Full or Empty (without `block`, or on timeout), ValueError "'timeout' must be a non-negative number",
/// OverflowError "timeout value is too large", KeyboardInterrupt.
class QueueBase::Transfer : public detail::QueuedWait {
 public:
  Progress poll(Waiter& self) final;
  Progress cancel(Waiter& self, CancelReason why) final;

 protected:
  /// `kind`: queue_put or queue_get.
  Transfer(OperationKind kind, QueueBase& queue, bool block, std::optional<Seconds> timeout) noexcept;
  ~Transfer() = default;
  /// Stores the item, or takes one. Called once, when that is possible. False: it failed, and the storage is unchanged.
  virtual bool move_item() THREADBOX_REQUIRES(queue_.guard_) = 0;

 private:
  [[nodiscard]] bool puts() const noexcept { return kind() == OperationKind::queue_put; }
  [[nodiscard]] ErrorType impossible() const noexcept { return puts() ? ErrorType::Full : ErrorType::Empty; }
  [[nodiscard]] bool is_possible() const noexcept THREADBOX_REQUIRES(queue_.guard_);
  /// The queue is shut down, and, for a get, empty.
  [[nodiscard]] bool is_shut_out() const noexcept THREADBOX_REQUIRES(queue_.guard_);
  WaitQueue& waiters() noexcept THREADBOX_REQUIRES(queue_.guard_);
  Progress move_and_count(Waiter& self) THREADBOX_REQUIRES(queue_.guard_);

  QueueBase& queue_;
  bool block_;
  bool negative_timeout_;
};

class QueueBase::Join final : public detail::QueuedWait {
 public:
  explicit Join(QueueBase& queue) noexcept;
  Progress poll(Waiter& self) override;
  Progress cancel(Waiter& self, CancelReason why) override;

 private:
  QueueBase& queue_;
};

}  // namespace threadbox
