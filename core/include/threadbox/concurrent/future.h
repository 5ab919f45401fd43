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

class Completions;  // threadbox/concurrent/completions.h: what wait() and as_completed() wait on

/// What is the same for futures of all types: the state, and who waits for it.
/// Threads:  any.
/// Mirrors:  Lib/concurrent/futures/_base.py, class Future.
class FutureBase : public std::enable_shared_from_this<FutureBase> {
 public:
  /// A cancelled one counts as complete for wait() and as_completed() only once a worker has come upon it.
  enum class State : unsigned char { pending, running, cancelled, cancelled_and_notified, finished };
  using Callback = std::function<void()>;

  FutureBase() = default;
  FutureBase(const FutureBase&) = delete;
  FutureBase& operator=(const FutureBase&) = delete;
  virtual ~FutureBase();

  /// Waits until it is finished or cancelled. Ends as done, or raised: TimeoutError, KeyboardInterrupt.
  class Result;

  /// False if it runs or has finished; else it is cancelled, and its callbacks are called.
  bool cancel();
  [[nodiscard]] bool cancelled() const noexcept;
  [[nodiscard]] bool running() const noexcept;
  /// Finished or cancelled.
  [[nodiscard]] bool done() const noexcept;
  /// What it raised; null if it returned. Errors: CancelledError, TimeoutError, KeyboardInterrupt.
  std::exception_ptr exception(std::optional<Seconds> timeout = std::nullopt);
  /// Calls `callback` when it is finished or cancelled, on the thread that does it; at once if it is already. Callbacks
  /// are called in their order; what one throws is written to stderr.
  void add_done_callback(Callback callback);

  // --- For executors.

  /// False: it was cancelled and must not run. Errors: RuntimeError "Future in unexpected state".
  bool set_running_or_notify_cancel();
  /// Errors: InvalidStateError, if it is finished or cancelled.
  void set_exception(std::exception_ptr exception);

 protected:
  /// Waits, and throws unless it returned: CancelledError, TimeoutError, KeyboardInterrupt, or what it raised.
  void wait_for_result(std::optional<Seconds> timeout);
  /// Calls `store` under the guard, and makes it finished. Errors: InvalidStateError.
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
  // These no longer change once the future is done, so a caller that knows that it is done reads them without the guard.
  void call_callbacks() noexcept THREADBOX_NO_THREAD_SAFETY_ANALYSIS;
  [[nodiscard]] const std::exception_ptr& settled_exception() const noexcept THREADBOX_NO_THREAD_SAFETY_ANALYSIS {
    return exception_;
  }

  mutable Guard guard_;
  State state_ THREADBOX_GUARDED_BY(guard_) = State::pending;
  std::exception_ptr exception_ THREADBOX_GUARDED_BY(guard_);  // settled once finished
  std::vector<Callback> callbacks_ THREADBOX_GUARDED_BY(guard_);
  std::vector<Completions*> completions_ THREADBOX_GUARDED_BY(guard_);  // each outlives its place here
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

/// The shared part of a Future<T>.
template <typename T>
class FutureState : public FutureBase {
 public:
  using Stored = std::conditional_t<std::is_void_v<T>, bool, T>;

  /// The value, as long as this lives. Errors: as Future::result.
  const Stored& result(std::optional<Seconds> timeout) {
    wait_for_result(timeout);
    return *value_;
  }
  /// The same, moved out.
  Stored take_result(std::optional<Seconds> timeout) {
    wait_for_result(timeout);
    return std::move(*value_);
  }
  /// Errors: InvalidStateError, if it is finished or cancelled.
  void set_result(Stored value) {
    finish([&] { value_.emplace(std::move(value)); });
  }

 private:
  std::optional<Stored> value_;  // Written once, before the state says so.
};

/// Python's concurrent.futures.Future: a reference to a result that is to come. Copies refer to the same one.
/// Threads:  any. Units: seconds; none waits for ever.
template <typename T>
class Future {
 public:
  /// A pending one, for an executor of one's own.
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
  /// From a temporary, the value: moved if it cannot be copied.
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
  /// `callback` is called with this future; see FutureBase::add_done_callback.
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
