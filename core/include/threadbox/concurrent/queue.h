#pragma once

#include <threadbox/concurrent/queue_base.h>

#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace threadbox {

/// A policy that stores a queue's items. push and pop are called under the queue's guard, so they must be quick and must
/// not access the queue. If one throws, the storage must be unchanged.
template <typename T>
class FifoStorage {
 public:
  void push(T&& item) { items_.push_back(std::move(item)); }
  T pop() {
    T item = std::move(items_.front());
    items_.pop_front();
    return item;
  }
  const std::deque<T>& items() const noexcept { return items_; }
  using Items = std::deque<T>;
  void swap(Items& other) noexcept { items_.swap(other); }

 private:
  std::deque<T> items_;
};

template <typename T>
class LifoStorage {
 public:
  void push(T&& item) { items_.push_back(std::move(item)); }
  T pop() {
    T item = std::move(items_.back());
    items_.pop_back();
    return item;
  }
  const std::vector<T>& items() const noexcept { return items_; }
  using Items = std::vector<T>;
  void swap(Items& other) noexcept { items_.swap(other); }

 private:
  std::vector<T> items_;
};

/// Returns the least item by `Less` first. A heap, as in heapq.
template <typename T, typename Less>
class PriorityStorage {
 public:
  PriorityStorage(Less less = {}) : greater_{std::move(less)} {}
  void push(T&& item) {
    items_.push_back(std::move(item));
    std::size_t child = items_.size() - 1;
    // All comparisons come before the first move, so that one that throws has changed nothing.
    std::size_t place = child;
    try {
      while (place > 0 && greater_(items_[(place - 1) / 2], items_[child])) place = (place - 1) / 2;
    } catch (...) {
      items_.pop_back();
      throw;
    }
    for (; child > place; child = (child - 1) / 2) std::swap(items_[child], items_[(child - 1) / 2]);
  }
  T pop() {
    // Finds the place for the last item once the first is removed; again, all comparisons come before the first move.
    const std::size_t last = items_.size() - 1;
    std::size_t place = 0;
    for (std::size_t child = 1; child < last; child = 2 * place + 1) {
      if (child + 1 < last && greater_(items_[child], items_[child + 1])) ++child;
      if (!greater_(items_[last], items_[child])) break;
      place = child;
    }
    T item = std::move(items_.back());
    items_.pop_back();
    if (items_.empty()) return item;
    for (; place > 0; place = (place - 1) / 2) std::swap(item, items_[place]);
    std::swap(item, items_[0]);
    return item;
  }
  const std::vector<T>& items() const noexcept { return items_; }
  using Items = std::vector<T>;
  void swap(Items& other) noexcept { items_.swap(other); }

 private:
  struct Greater {
    Less less;
    bool operator()(const T& a, const T& b) const { return less(b, a); }
  };
  Greater greater_;
  std::vector<T> items_;  // A heap.
};

/// Python's queue.Queue and its subclasses, for items of a movable type T.
/// Threads:  any.
/// Errors:   Empty, Full, ShutDown (without a message); ValueError "'timeout' must be a non-negative number";
///           OverflowError "timeout value is too large", if it has to wait; KeyboardInterrupt.
/// Units:    seconds; none waits for ever.
/// Owns:     its items.
/// Mirrors:  Lib/queue.py.
template <typename T, typename Storage>
class BasicQueue : public QueueBase {
 public:
  explicit BasicQueue(long long maxsize = 0, Runtime* runtime = nullptr, Waiter* self = nullptr, Storage storage = {})
      : QueueBase(maxsize, runtime, self), storage_(std::move(storage)) {}

  /// The blocking halves of put and get, for runners.
  class Put;
  class Get;

  /// Puts an item. With a maxsize, waits for room.
  void put(T item, bool block = true, std::optional<Seconds> timeout = std::nullopt) {
    if (id() == 0 && !timeout && put_now(item)) [[likely]]
      return;
    Put operation(*this, std::move(item), block, timeout);
    wait_or_throw(this_waiter(), operation);
    operation.rethrow();
  }
  void put_nowait(T item) { put(std::move(item), false); }

  /// Takes the next item; waits until there is one.
  T get(bool block = true, std::optional<Seconds> timeout = std::nullopt) {
    if (id() == 0 && !timeout) [[likely]] {
      GuardLock guarded(guard_);
      if (may_get_now()) {
        T item = storage_.pop();
        count_taken();
        return item;
      }
    }
    Get operation(*this, block, timeout);
    wait_or_throw(this_waiter(), operation);
    return operation.item();
  }
  T get_nowait() { return get(false); }

  /// From now on put raises ShutDown, and so does get once the queue is empty; threads that wait in either are woken.
  /// `immediate`: drops the items and counts them as done. Errors: std::bad_alloc with `immediate`; then the queue is unchanged.
  void shutdown(bool immediate = false) { shutdown(this_waiter(), immediate); }
  void shutdown(Waiter& self, bool immediate) {
    // Destroyed after the guard is released, since the items' destructors may do anything.
    const auto dropped = immediate ? std::make_unique<typename Storage::Items>() : nullptr;
    GuardLock guarded(guard_);
    if (dropped != nullptr) storage_.swap(*dropped);
    shut_down(self, immediate);
  }

  /// Calls `visit` with each item, in no particular order, under the guard; for a garbage collector's roots.
  template <typename Visit>
  void for_each(Visit visit) const {
    GuardLock guarded(guard_);
    for (const T& item : storage_.items()) visit(item);
  }

 private:
  bool put_now(T& item) {
    GuardLock guarded(guard_);
    if (!may_put_now()) return false;
    storage_.push(std::move(item));
    count_stored();
    return true;
  }

  Storage storage_ THREADBOX_GUARDED_BY(guard_);
};

template <typename T, typename Storage>
class BasicQueue<T, Storage>::Put final : public QueueBase::Transfer {
 public:
  Put(BasicQueue& queue, T item, bool block = true, std::optional<Seconds> timeout = std::nullopt)
      : QueueBase::Transfer(OperationKind::queue_put, queue, block, timeout), queue_(queue), item_(std::move(item)) {}
  /// Called after the operation has ended: throws what the storage threw, for example a comparison. Then nothing was put.
  void rethrow() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  bool move_item() override THREADBOX_REQUIRES(queue_.guard_) {
    try {
      queue_.storage_.push(std::move(item_));
      return true;
    } catch (...) {
      failure_ = std::current_exception();
      return false;
    }
  }
  BasicQueue& queue_;
  T item_;
  std::exception_ptr failure_;
};

template <typename T, typename Storage>
class BasicQueue<T, Storage>::Get final : public QueueBase::Transfer {
 public:
  explicit Get(BasicQueue& queue, bool block = true, std::optional<Seconds> timeout = std::nullopt)
      : QueueBase::Transfer(OperationKind::queue_get, queue, block, timeout), queue_(queue) {}
  /// Called once after the operation has ended as done: the item. Throws what the storage threw; then none was taken.
  T item() {
    if (failure_) std::rethrow_exception(failure_);
    return std::move(*item_);
  }

 private:
  bool move_item() override THREADBOX_REQUIRES(queue_.guard_) {
    try {
      item_.emplace(queue_.storage_.pop());
      return true;
    } catch (...) {
      failure_ = std::current_exception();
      return false;
    }
  }
  BasicQueue& queue_;
  std::optional<T> item_;
  std::exception_ptr failure_;
};

/// First in, first out. Mirrors queue.Queue.
template <typename T>
using Queue = BasicQueue<T, FifoStorage<T>>;

/// Last in, first out. Mirrors queue.LifoQueue.
template <typename T>
using LifoQueue = BasicQueue<T, LifoStorage<T>>;

/// Least first. Mirrors queue.PriorityQueue. `Less` is called under the queue's guard, so it must not wait, nor
/// access the queue. Its exceptions reach the caller of put or get.
template <typename T, typename Less = std::less<T>>
using PriorityQueue = BasicQueue<T, PriorityStorage<T, Less>>;

}  // namespace threadbox
