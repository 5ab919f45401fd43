#pragma once

#include <threadbox/park/detail/guard.h>
#include <threadbox/park/detail/wait_queue.h>
#include <threadbox/sync/blocking.h>
#include <threadbox/sync/sync_object.h>
#include <threadbox/sync/timeout.h>

#include <deque>
#include <optional>
#include <utility>

namespace threadbox {

/// The part of a SimpleQueue that does not depend on the type of its items: counting and waiting.
/// Threads:  any.
/// Owns:     its queue of waiters.
class SimpleQueueBase : public SyncObject {
 public:
  /// The number of items that have not been handed to a waiting getter.
  [[nodiscard]] long long qsize() const noexcept;
  [[nodiscard]] bool empty() const noexcept { return qsize() == 0; }
  bool tell(ObjectState& state) const noexcept override;

 protected:
  class Get;

  SimpleQueueBase(Runtime* runtime, Waiter* self);
  ~SimpleQueueBase();

  /// The getter that has waited longest; null if none waits.
  [[nodiscard]] Get* first_getter() const noexcept THREADBOX_REQUIRES(guard_);
  /// Records that the first getter has been handed an item, and wakes it.
  void handed_over(Waiter& self) noexcept THREADBOX_REQUIRES(guard_);
  void stored(Waiter& self) noexcept THREADBOX_REQUIRES(guard_);
  void taken(Waiter& self) noexcept THREADBOX_REQUIRES(guard_);
  /// Getters that have been handed an item and have not fetched it yet, linked by Get::next_given().
  [[nodiscard]] Get* given() const noexcept THREADBOX_REQUIRES(guard_) { return given_; }

  mutable Guard guard_;

 private:
  void trace_size(Waiter& self, EventKind kind) const noexcept THREADBOX_REQUIRES(guard_);

  WaitQueue getters_ THREADBOX_GUARDED_BY(guard_){guard_};  // granted with an item
  Get* given_ THREADBOX_GUARDED_BY(guard_) = nullptr;
  long long size_ THREADBOX_GUARDED_BY(guard_) = 0;
};

/// Gets one item. Ends as done, or raised: Empty (without `block`, or on timeout), ValueError "'timeout' must be a non-negative
/// number", OverflowError "timeout value is too large", if it has to wait; KeyboardInterrupt.
class SimpleQueueBase::Get : public Operation {
 public:
  Progress poll(Waiter& self) final;
  /// Ends as done if the getter has already been handed an item, whatever the reason for the cancel.
  Progress cancel(Waiter& self, CancelReason why) final;

  [[nodiscard]] Get* next_given() const noexcept { return next_given_; }

 protected:
  Get(SimpleQueueBase& queue, bool block, std::optional<Seconds> timeout) noexcept;
  ~Get() = default;
  /// Moves the first item out of the queue, which is not empty.
  virtual void take() noexcept THREADBOX_REQUIRES(queue_.guard_) = 0;
  /// Ends the queue's ownership of the item that the getter was handed, if it was.
  void fetched() noexcept;

 private:
  friend class SimpleQueueBase;
  /// The getter's place among the waiters, from which a putter finds the operation.
  struct Place : WaitNode {
    explicit Place(Get& operation) noexcept : get(operation) {}
    Get& get;
  };
  Progress end_given(Waiter& self) noexcept THREADBOX_REQUIRES(queue_.guard_);

  SimpleQueueBase& queue_;
  Place place_{*this};
  Get* next_given_ = nullptr;
  const bool block_;
  const bool negative_timeout_;
};

/// Python's queue.SimpleQueue, for items of type T (moved without exceptions): no limit, no tasks, no shutdown, and put never
/// waits. While getters wait, an item is handed to the one that has waited longest: qsize() never counts it, and no other thread
/// can take it.
/// Threads:  any.
/// Errors:   those of SimpleQueueBase::Get; std::bad_alloc from put, which then has no effect.
/// Units:    seconds; none waits for ever.
/// Owns:     its items, including those that a getter has been handed and has not fetched.
/// Mirrors:  Modules/_queuemodule.c.
template <typename T>
class SimpleQueue : public SimpleQueueBase {
 public:
  /// An empty queue; traced if there is a runtime.
  explicit SimpleQueue(Runtime* runtime = nullptr, Waiter* self = nullptr) : SimpleQueueBase(runtime, self) {}

  /// The blocking half of get, for runners.
  class Get;

  /// Hands the item to the getter that has waited longest, or stores it. Never waits.
  void put(T item) { put(this_waiter(), std::move(item)); }
  void put(Waiter& self, T item) {
    GuardLock guarded(guard_);
    if (auto* getter = static_cast<Get*>(first_getter())) {
      getter->item_.emplace(std::move(item));
      handed_over(self);
    } else {
      items_.push_back(std::move(item));
      stored(self);
    }
  }

  /// Takes the next item. With `block`, waits for one, for at most `timeout`.
  T get(bool block = true, std::optional<Seconds> timeout = std::nullopt) {
    Get operation(*this, block, timeout);
    wait_or_throw(this_waiter(), operation);
    return operation.item();
  }
  /// Takes the next item, or raises Empty.
  T get_nowait() { return get(false); }

  /// Calls `visit` with each item that the queue owns, under the guard: the roots of a garbage collector.
  template <typename Visit>
  void for_each(Visit visit) const {
    GuardLock guarded(guard_);
    for (const T& item : items_) visit(item);
    for (const SimpleQueueBase::Get* getter = given(); getter != nullptr; getter = getter->next_given())
      visit(*static_cast<const Get*>(getter)->item_);
  }

 private:
  std::deque<T> items_ THREADBOX_GUARDED_BY(guard_);
};

template <typename T>
class SimpleQueue<T>::Get final : public SimpleQueueBase::Get {
 public:
  explicit Get(SimpleQueue& queue, bool block = true, std::optional<Seconds> timeout = std::nullopt)
      : SimpleQueueBase::Get(queue, block, timeout), queue_(queue) {}
  /// A stopped thread's item is lost with it.
  ~Get() { fetched(); }
  /// The item, once, after the operation has ended as done.
  T item() {
    fetched();
    return std::move(*item_);
  }

 private:
  friend class SimpleQueue;
  void take() noexcept override THREADBOX_REQUIRES(queue_.guard_) {
    item_.emplace(std::move(queue_.items_.front()));
    queue_.items_.pop_front();
  }
  SimpleQueue& queue_;
  std::optional<T> item_;
};

}  // namespace threadbox
