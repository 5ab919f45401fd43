#pragma once

#include <threadbox/park/waiter.h>

#include <atomic>
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
  [[nodiscard]] Waiter* waiter() const noexcept { return waiter_; }
  /// When it was first queued, on the waiter's clock.
  [[nodiscard]] TimeNs since_ns() const noexcept { return since_ns_; }

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
  std::atomic<State> state_{State::idle};
};

/// Waiters in the order of their arrival. Guarded by its primitive's guard.
///
/// Wakers unpark while they hold that guard: a waiter that gives up takes the guard in cancel(), so it
/// cannot be gone before its waker is done with it.
class WaitQueue {
 public:
  WaitQueue() = default;
  WaitQueue(const WaitQueue&) = delete;
  WaitQueue& operator=(const WaitQueue&) = delete;

  [[nodiscard]] bool empty() const noexcept { return first_ == nullptr; }
  [[nodiscard]] int size() const noexcept { return size_; }
  [[nodiscard]] WaitNode* front() const noexcept { return first_; }

  /// Queues the waiter last. Reads its clock.
  void push_back(WaitNode& node, Waiter& waiter) noexcept;
  /// Takes it off the queue, wherever it stands; nothing when it is not queued.
  void remove(WaitNode& node) noexcept;
  /// Takes the first off the queue as granted and wakes it. The queue is not empty.
  void grant_front(int message = 0) noexcept;

 private:
  void unlink(WaitNode& node) noexcept;

  WaitNode* first_ = nullptr;
  WaitNode* last_ = nullptr;
  int size_ = 0;
};

}  // namespace threadbox
