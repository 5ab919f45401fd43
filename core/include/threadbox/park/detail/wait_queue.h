#pragma once

#include <threadbox/park/detail/atomic.h>
#include <threadbox/park/detail/guard.h>
#include <threadbox/park/waiter.h>

#include <cstdint>

namespace threadbox {

/// A waiter's place in a queue. It lives in the operation and records whether the wait was granted.
/// Threads:  granted(): the waiting thread, without a guard. All else: under the guard of the primitive that owns the queue.
class WaitNode {
 public:
  enum class State : std::uint8_t { idle, queued, granted };

  WaitNode() = default;
  WaitNode(const WaitNode&) = delete;
  WaitNode& operator=(const WaitNode&) = delete;

  [[nodiscard]] bool queued() const noexcept { return state() == State::queued; }
  /// A waker has given this waiter what it waited for and taken it off the queue. May be read without the
  /// guard: only the waiting thread resets it, by reuse().
  [[nodiscard]] bool granted() const noexcept { return state() == State::granted; }
  /// Null until it is first queued.
  [[nodiscard]] Waiter* waiter() const noexcept { return waiter_; }
  /// When it was queued, on the waiter's clock, as given to push_back.
  [[nodiscard]] TimeNs since_ns() const noexcept { return since_ns_; }
  /// A waker has told it to poll again, and it has not done so yet; see WaitQueue::wake_until.
  [[nodiscard]] bool woken() const noexcept { return woken_; }

  /// Makes a granted node ready to be queued again. Only for the waiting thread, under the guard.
  void reuse() noexcept {
    if (granted()) state_.store(State::idle, std::memory_order_relaxed);
  }

  /// A further result for the waiter, such as a barrier's index.
  int message = 0;

 private:
  friend class WaitQueue;
  [[nodiscard]] State state() const noexcept { return state_.load(std::memory_order_acquire); }

  WaitNode* previous_ = nullptr;
  WaitNode* next_ = nullptr;
  Waiter* waiter_ = nullptr;
  TimeNs since_ns_ = 0;
  bool woken_ = false;
  Atomic<State> state_{State::idle};
};

/// Waiters in the order of their arrival.
/// Threads:  any that holds the primitive's guard.
/// Owns:     nothing; nodes and waiters outlive their place in it.
///
/// There are two ways to end a wait. *Granting* gives a waiter what it waits for and takes it off the queue.
/// *Waking* tells it to poll again and leaves it in its place, since another thread may be faster. A woken waiter counts as on
/// its way until it polls, so that no second one is woken for the same thing.
///
/// Wakers give the signal while they hold the guard. A waiter that gives up takes the guard in cancel(), so it
/// still exists while its waker uses it. The sleeping thread is woken once the guard is free.
class WaitQueue {
 public:
  explicit WaitQueue(Guard& guard) noexcept : guard_(guard) {}
  WaitQueue(const WaitQueue&) = delete;
  WaitQueue& operator=(const WaitQueue&) = delete;

  [[nodiscard]] bool empty() const noexcept { return first_ == nullptr; }
  [[nodiscard]] int size() const noexcept { return size_; }
  [[nodiscard]] WaitNode* front() const noexcept { return first_; }

  /// Queues the waiter last. `since_ns`: the time, for a primitive that needs to know how long its waiters have waited (reading
  /// the clock costs more than the rest).
  void push_back(WaitNode& node, Waiter& waiter, TimeNs since_ns = 0) noexcept;
  /// Takes the node off the queue, wherever it stands. Does nothing if it is not queued.
  void remove(WaitNode& node) noexcept;
  /// Takes the first waiter off the queue as granted and wakes it. The queue is not empty.
  void grant_front(int message = 0) noexcept;
  /// Wakes waiters from the front until `wanted` of them, or all, are on their way.
  void wake_until(std::int64_t wanted) noexcept;
  /// The waiter has polled unsuccessfully: it is no longer on its way.
  void sleep_again(WaitNode& node) noexcept;

 private:
  void unlink(WaitNode& node) noexcept;

  Guard& guard_;
  WaitNode* first_ = nullptr;
  WaitNode* last_ = nullptr;
  int size_ = 0;
  int woken_ = 0;  ///< How many are on their way.
};

}  // namespace threadbox
