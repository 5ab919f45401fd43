#pragma once

#include <threadbox/concurrent/future.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace threadbox {

/// When wait() returns: once one future is complete; once one has raised or all are complete; or once all are complete.
/// Mirrors FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED.
enum class ReturnWhen : unsigned char { first_completed, first_exception, all_completed };

/// Watches futures, of any types, until they are complete; wait() and as_completed() wait on it.
/// Threads:  one thread creates it, waits on it and destroys it; any thread completes futures.
/// Errors:   std::bad_alloc from the constructor; from waiting: KeyboardInterrupt, OverflowError "timeout value is too large".
/// Units:    seconds; none waits for ever.
/// Owns:     a reference to each future.
/// Mirrors:  _Waiter and its subclasses in Lib/concurrent/futures/_base.py.
class Completions {
 public:
  /// `futures` has no duplicates. Errors: std::bad_alloc.
  explicit Completions(std::vector<std::shared_ptr<FutureBase>> futures);
  ~Completions();
  Completions(const Completions&) = delete;
  Completions& operator=(const Completions&) = delete;

  /// Ends as done when `when` holds, and on timeout; or raised: KeyboardInterrupt.
  class Wait;

  /// Waits until `when` holds. False on timeout.
  bool wait(ReturnWhen when, std::optional<Seconds> timeout);
  /// The futures that are complete, in the order of their completion.
  [[nodiscard]] std::vector<FutureBase*> complete() const;
  /// The next future, in the order of completion; null on timeout.
  FutureBase* next(std::optional<Seconds> timeout);
  [[nodiscard]] std::size_t size() const noexcept { return futures_.size(); }

 private:
  friend class FutureBase;
  friend class Wait;
  void watch(FutureBase& future);
  void detach() noexcept;
  void add(FutureBase& future, bool raised) noexcept THREADBOX_REQUIRES(future.guard_);
  [[nodiscard]] bool holds(ReturnWhen when) const noexcept THREADBOX_REQUIRES(guard_);

  const std::vector<std::shared_ptr<FutureBase>> futures_;
  mutable Guard guard_;                 // acquired after a future's
  std::vector<FutureBase*> complete_ THREADBOX_GUARDED_BY(guard_);  // has room for all
  std::size_t yielded_ THREADBOX_GUARDED_BY(guard_) = 0;
  bool raised_ THREADBOX_GUARDED_BY(guard_) = false;
  WaitQueue waiters_ THREADBOX_GUARDED_BY(guard_){guard_};
};

class Completions::Wait final : public detail::QueuedWait {
 public:
  /// `when`: none waits for one future more than have been returned by next().
  Wait(Completions& completions, std::optional<ReturnWhen> when, std::optional<Seconds> timeout) noexcept;
  Progress poll(Waiter& self) override;
  Progress cancel(Waiter& self, CancelReason why) override;

 private:
  [[nodiscard]] bool holds() const noexcept THREADBOX_REQUIRES(completions_.guard_);
  Completions& completions_;
  std::optional<ReturnWhen> when_;
};

template <typename T>
struct DoneAndNotDone {
  std::vector<Future<T>> done, not_done;  ///< In the order of the argument, without duplicates.
};

namespace detail {

template <typename T>
std::vector<Future<T>> without_doubles(const std::vector<Future<T>>& futures) {
  std::vector<Future<T>> result;
  for (const Future<T>& future : futures)
    if (std::find(result.begin(), result.end(), future) == result.end()) result.push_back(future);
  return result;
}

template <typename T>
std::vector<std::shared_ptr<FutureBase>> states_of(const std::vector<Future<T>>& futures) {
  std::vector<std::shared_ptr<FutureBase>> states;
  for (const Future<T>& future : futures) states.push_back(future.state().shared_from_this());
  return states;
}

}  // namespace detail

/// Waits for futures; see ReturnWhen. On timeout it returns what is complete.
/// Errors: KeyboardInterrupt; OverflowError; std::bad_alloc. Mirrors concurrent.futures.wait.
template <typename T>
DoneAndNotDone<T> wait(const std::vector<Future<T>>& futures, std::optional<Seconds> timeout = std::nullopt,
                       ReturnWhen when = ReturnWhen::all_completed) {
  const std::vector<Future<T>> all = detail::without_doubles(futures);
  Completions completions(detail::states_of(all));
  completions.wait(when, timeout);
  const std::vector<FutureBase*> complete = completions.complete();
  DoneAndNotDone<T> result;
  for (const Future<T>& future : all) {
    const bool is_done = std::find(complete.begin(), complete.end(), &future.state()) != complete.end();
    (is_done ? result.done : result.not_done).push_back(future);
  }
  return result;
}

/// The futures as they complete, for one thread:  for (Future<int> future : as_completed(futures)) …
template <typename T>
class AsCompleted {
 public:
  AsCompleted(const std::vector<Future<T>>& futures, std::optional<Seconds> timeout)
      : left_(detail::without_doubles(futures)), completions_(detail::states_of(left_)) {
    if (timeout) end_ns_ = this_waiter().clock().deadline_after(*timeout);
  }

  /// Waits for the next future; none if all have been returned.
  /// Errors: TimeoutError "2 (of 5) futures unfinished"; KeyboardInterrupt.
  std::optional<Future<T>> next() {
    if (left_.empty()) return std::nullopt;
    std::optional<Seconds> timeout;
    if (end_ns_) {
      const TimeNs now = this_waiter().clock().now_ns();
      timeout = Seconds{now < *end_ns_ ? static_cast<double>(*end_ns_ - now) * 1e-9 : 0.0};
    }
    const FutureBase* complete = completions_.next(timeout);
    if (complete == nullptr)
      throw Error(ErrorType::TimeoutError,
                  std::to_string(left_.size()) + " (of " + std::to_string(completions_.size()) + ") futures unfinished");
    const auto place =
        std::find_if(left_.begin(), left_.end(), [&](const Future<T>& future) { return &future.state() == complete; });
    Future<T> future = std::move(*place);
    left_.erase(place);
    return future;
  }

  struct End {};
  class Iterator {
   public:
    explicit Iterator(AsCompleted& all) : all_(&all), current_(all.next()) {}
    Future<T>& operator*() { return *current_; }
    Iterator& operator++() {
      current_ = all_->next();
      return *this;
    }
    friend bool operator==(const Iterator& iterator, End) { return !iterator.current_; }

   private:
    AsCompleted* all_;
    std::optional<Future<T>> current_;
  };
  Iterator begin() { return Iterator(*this); }
  End end() { return {}; }

 private:
  std::vector<Future<T>> left_;
  Completions completions_;
  std::optional<TimeNs> end_ns_;
};

/// Mirrors concurrent.futures.as_completed.
template <typename T>
AsCompleted<T> as_completed(const std::vector<Future<T>>& futures, std::optional<Seconds> timeout = std::nullopt) {
  return AsCompleted<T>(futures, timeout);
}

}  // namespace threadbox
