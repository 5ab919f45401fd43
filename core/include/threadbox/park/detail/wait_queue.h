#pragma once

#include <threadbox/park/detail/atomic.h>
#include <threadbox/park/detail/guard.h>
#include <threadbox/park/waiter.h>

#include <cstdint>

namespace threadbox {

/// A waiter's place in a queue. It lives in the operation, and remembers how the wait ended.
/// Everything but granted() is guarded by the guard of the primitive that the queue belongs to.
class WaitNode {
 public:
  enum class State : std::uint8_t { idle, queued, granted };

  WaitNode() = default;
  WaitNode(const WaitNode&) = delete;
  WaitNode& operator=(const WaitNode&) = delete;

  [[nodiscard]] bool queued() const noexcept { return state() == State::queued; }
  /// A waker gave this waiter what it waited for, and took it off the queue. May be read without the
  /// guard: only its owner takes it back, by reuse().
  [[nodiscard]] bool granted() const noexcept { return state() == State::granted; }
  /// Null before it was first queued.
  [[nodiscard]] Waiter* waiter() const noexcept { return waiter_; }
  /// When it was queued, on the waiter's clock; as push_back was told.
  [[nodiscard]] TimeNs since_ns() const noexcept { return since_ns_; }
  /// A waker told it to look again, and it has not done so yet: see WaitQueue::wake_until.
  [[nodiscard]] bool woken() const noexcept { return woken_; }

  /// Makes a granted node ready to queue again. Only for its owner, under the guard.
  void reuse() noexcept {
    if (granted()) state_.store(State::idle, std::memory_order_relaxed);
  }

  /// What the waker has to tell besides: a barrier's index, or that it is broken.
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

/// Waiters in the order of their arrival. Guarded by its primitive's guard.
///
/// There are two ways to end a wait. *Granting* gives a waiter what it waits for and takes it off the queue.
/// *Waking* tells it to look again, and leaves it in its place: somebody else may be quicker. A waiter that
/// was woken counts as being on its way until it polls, so that nobody is woken twice for one thing.
///
/// Wakers give the signal while they hold that guard: a waiter that gives up takes the guard in cancel(), so it
/// cannot be gone before its waker is done with it. The sleeper is woken when the guard is free.
class WaitQueue {
 public:
  explicit WaitQueue(Guard& guard) noexcept : guard_(guard) {}
  WaitQueue(const WaitQueue&) = delete;
  WaitQueue& operator=(const WaitQueue&) = delete;

  [[nodiscard]] bool empty() const noexcept { return first_ == nullptr; }
  [[nodiscard]] int size() const noexcept { return size_; }
  [[nodiscard]] WaitNode* front() const noexcept { return first_; }

  /// Queues the waiter last. `since_ns`: now, for a primitive that cares how long somebody waits (reading the
  /// clock costs more than the rest).
  void push_back(WaitNode& node, Waiter& waiter, TimeNs since_ns = 0) noexcept;
  /// Takes it off the queue, wherever it stands; nothing when it is not queued.
  void remove(WaitNode& node) noexcept;
  /// Takes the first off the queue as granted and wakes it. The queue is not empty.
  void grant_front(int message = 0) noexcept;
  /// Wakes waiters from the front, until `wanted` of them (or all there are) are on their way.
  void wake_until(std::int64_t wanted) noexcept;
  /// The waiter has looked and found nothing: it is no longer on its way.
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
