#pragma once

#include <threadbox/park/detail/wait_queue.h>
#include <threadbox/park/operation.h>

namespace threadbox::detail {

/// An operation that waits in one queue until a waker grants it what it waits for.
/// Threads:  the waiting thread only, always with the same waiter.
class QueuedWait : public Operation {
 protected:
  using Operation::Operation;
  ~QueuedWait() = default;

  /// Queues the waiter, unless it is queued. The caller holds the queue's guard.
  Progress enqueue(WaitQueue& queue, Waiter& self) noexcept {
    if (!node_.queued()) queue.push_back(node_, self);
    return Progress::pending;
  }

  /// Ends the wait without success and takes the waiter off the queue. The caller holds the queue's guard.
  Progress give_up(WaitQueue& queue, CancelReason why) noexcept {
    queue.remove(node_);
    return end_cancelled(why);
  }

  /// The usual cancel: done if the waiter has been granted what it waits for, else give_up(). The caller holds the queue's guard.
  Progress cancel_in(WaitQueue& queue, CancelReason why) noexcept {
    return node_.granted() ? Progress::done : give_up(queue, why);
  }

  WaitNode node_;
};

}  // namespace threadbox::detail
