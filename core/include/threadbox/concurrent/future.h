#pragma once

#include <threadbox/park/detail/guard.h>
#include <threadbox/park/detail/wait_queue.h>
#include <threadbox/sync/blocking.h>
#include <threadbox/sync/detail/queued_wait.h>
#include <threadbox/sync/timeout.h>

#include <exception>
#include <functional>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

namespace threadbox {

class Completions;  // threadbox/concurrent/completions.h

/// The part of a Future that does not depend on its type: the state, and the threads that wait for it.
/// Threads:  any.
/// Owns:     its callbacks until they have been called.
/// Mirrors:  Lib/concurrent/futures/_base.py, class Future.
class FutureBase : public std::enable_shared_from_this<FutureBase> {
 public:
  /// wait() and as_completed() count a cancelled future as complete only once a worker has found it cancelled.
  enum class State : unsigned char { pending, running, cancelled, cancelled_and_notified, finished };
  using Callback = std::function<void()>;

  FutureBase() = default;
  FutureBase(const FutureBase&) = delete;
  FutureBase& operator=(const FutureBase&) = delete;
  virtual ~FutureBase();

  /// Waits until it is finished or cancelled. Ends as done, or raised: TimeoutError, KeyboardInterrupt.
  class Result;

  /// Cancels it and calls its callbacks. False if it is running or has finished.
  bool cancel();
  [[nodiscard]] bool cancelled() const noexcept;
  [[nodiscard]] bool running() const noexcept;
  /// It is finished or cancelled.
  [[nodiscard]] bool done() const noexcept;
  /// Waits, and returns what the call threw; null if it returned. Errors: CancelledError, TimeoutError, KeyboardInterrupt.
  std::exception_ptr exception(std::optional<Seconds> timeout = std::nullopt);
  /// Has `callback` called on the thread that finishes or cancels the future, or at once if it is done. Callbacks
  /// are called in the order in which they were added; what one throws is written to stderr.
  void add_done_callback(Callback callback);

  // --- For executors.

  /// Marks it as running. False if it was cancelled and must not run. Errors: RuntimeError "Future in unexpected state".
  bool set_running_or_notify_cancel();
  /// Finishes it with an exception. Errors: InvalidStateError if it is finished or cancelled.
  void set_exception(std::exception_ptr exception);

 protected:
  /// Waits. Throws CancelledError, TimeoutError, KeyboardInterrupt, or what the call threw.
  void wait_for_result(std::optional<Seconds> timeout);
  /// Calls `store` under the guard and marks the future as finished. Errors: InvalidStateError.
  template <typename Store>
  void finish(Store store);

 private:
  friend class Completions;
  void wait_until_done(std::optional<Seconds> timeout);
  [[nodiscard]] bool done_locked() const noexcept THREADBOX_REQUIRES(guard_) { return state_ >= State::cancelled; }
  [[nodiscard]] bool complete_locked() const noexcept THREADBOX_REQUIRES(guard_) {
    return state_ >= State::cancelled_and_notified;
  }
  void begin_finish() THREADBOX_REQUIRES(guard_);  // Errors: InvalidStateError.
  void end_finish() noexcept THREADBOX_REQUIRES(guard_);
  void tell_completions() noexcept THREADBOX_REQUIRES(guard_);
  // Callbacks and exception no longer change once the future is done, so a caller that knows that it is reads them without the
  // guard.
  void call_callbacks() noexcept THREADBOX_NO_THREAD_SAFETY_ANALYSIS;
  [[nodiscard]] const std::exception_ptr& settled_exception() const noexcept THREADBOX_NO_THREAD_SAFETY_ANALYSIS {
    return exception_;
  }

  mutable Guard guard_;
  State state_ THREADBOX_GUARDED_BY(guard_) = State::pending;
  std::exception_ptr exception_ THREADBOX_GUARDED_BY(guard_);  // does not change once finished
  std::vector<Callback> callbacks_ THREADBOX_GUARDED_BY(guard_);
  std::vector<Completions*> completions_ THREADBOX_GUARDED_BY(guard_);  // each removes itself before it is destroyed
  WaitQueue waiters_ THREADBOX_GUARDED_BY(guard_){guard_};
};

class FutureBase::Result final : public detail::QueuedWait {
 public:
  explicit Result(FutureBase& future, std::optional<Seconds> timeout = std::nullopt) noexcept;
  Progress poll(Waiter& self) override;
  Progress cancel(Waiter& self, CancelReason why) override;

 private:
  FutureBase& future_;
};

template <typename Store>
void FutureBase::finish(Store store) {
  {
    GuardLock guarded(guard_);
    begin_finish();
    store();
    end_finish();
  }
  call_callbacks();
}

/// The state that copies of a Future<T> share.
/// Threads:  any. Owns: the result.
template <typename T>
class FutureState : public FutureBase {
 public:
  using Stored = std::conditional_t<std::is_void_v<T>, bool, T>;

  /// Waits, and returns the value, which lives as long as this object. Errors: as Future::result.
  const Stored& result(std::optional<Seconds> timeout) {
    wait_for_result(timeout);
    return *value_;
  }
  /// Likewise, but moves the value out.
  Stored take_result(std::optional<Seconds> timeout) {
    wait_for_result(timeout);
    return std::move(*value_);
  }
  /// Finishes it with a value. Errors: InvalidStateError if it is finished or cancelled.
  void set_result(Stored value) {
    finish([&] { value_.emplace(std::move(value)); });
  }

 private:
  std::optional<Stored> value_;  // Written once, before the state says so.
};

/// Python's concurrent.futures.Future: a reference to a result that may not exist yet. Copies refer to the same result.
/// Threads:  any.
/// Errors:   CancelledError, TimeoutError, KeyboardInterrupt, and OverflowError "timeout value is too large", from waiting.
/// Units:    seconds; none waits for ever.
/// Owns:     a share of the state.
template <typename T>
class Future {
 public:
  /// A pending future, for an executor of one's own. Errors: std::bad_alloc.
  Future() : state_(std::make_shared<FutureState<T>>()) {}
  explicit Future(std::shared_ptr<FutureState<T>> state) noexcept : state_(std::move(state)) {}

  /// Waits for the result and returns it, or throws what the call threw.
  /// Errors: CancelledError, TimeoutError, KeyboardInterrupt.
  decltype(auto) result(std::optional<Seconds> timeout = std::nullopt) const& {
    if constexpr (std::is_void_v<T>) {
      state_->result(timeout);
    } else {
      return state_->result(timeout);
    }
  }
  /// For a temporary: returns the value itself, moved if it cannot be copied.
  T result(std::optional<Seconds> timeout = std::nullopt) && {
    if constexpr (std::is_void_v<T>) {
      state_->result(timeout);
    } else if constexpr (std::is_copy_constructible_v<T>) {
      return state_->result(timeout);
    } else {
      return state_->take_result(timeout);
    }
  }
  std::exception_ptr exception(std::optional<Seconds> timeout = std::nullopt) const { return state_->exception(timeout); }
  bool cancel() const { return state_->cancel(); }
  [[nodiscard]] bool cancelled() const noexcept { return state_->cancelled(); }
  [[nodiscard]] bool running() const noexcept { return state_->running(); }
  [[nodiscard]] bool done() const noexcept { return state_->done(); }
  /// Has `callback` called with this future; see FutureBase::add_done_callback.
  void add_done_callback(std::function<void(Future)> callback) const {
    state_->add_done_callback([callback = std::move(callback), weak = std::weak_ptr(state_)] {
      if (auto state = weak.lock()) callback(Future(std::move(state)));
    });
  }

  [[nodiscard]] FutureState<T>& state() const noexcept { return *state_; }
  friend bool operator==(const Future&, const Future&) = default;

 private:
  std::shared_ptr<FutureState<T>> state_;
};

}  // namespace threadbox
