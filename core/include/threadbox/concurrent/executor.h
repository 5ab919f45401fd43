#pragma once

#include <threadbox/concurrent/completions.h>
#include <threadbox/concurrent/future.h>
#include <threadbox/sync/runtime.h>

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <tuple>

namespace threadbox {

/// The results of ThreadPoolExecutor::map, in the order of the arguments.
/// Threads:  one at a time.
/// Owns:     the futures; its destructor cancels calls that have not begun.
template <typename T>
class MapResults {
 public:
  MapResults(std::deque<Future<T>> futures, std::optional<TimeNs> end_ns) : futures_(std::move(futures)), end_ns_(end_ns) {}
  MapResults(MapResults&&) noexcept = default;
  ~MapResults() {
    for (const Future<T>& future : futures_) future.cancel();
  }

  /// Whether there is another result.
  [[nodiscard]] bool has_next() const noexcept { return !futures_.empty(); }
  /// Waits for the next result. Errors: what the call threw; TimeoutError; CancelledError; KeyboardInterrupt.
  T next() {
    Future<T> future = std::move(futures_.front());
    futures_.pop_front();
    std::optional<Seconds> timeout;
    if (end_ns_) {
      const TimeNs now = this_waiter().clock().now_ns();
      timeout = Seconds{now < *end_ns_ ? static_cast<double>(*end_ns_ - now) * 1e-9 : 0.0};
    }
    try {
      return Future<T>(future).result(timeout);
    } catch (...) {
      future.cancel();
      throw;
    }
  }

 private:
  std::deque<Future<T>> futures_;
  std::optional<TimeNs> end_ns_;
};

/// Python's concurrent.futures.ThreadPoolExecutor: threads of a Runtime that run calls.
/// Threads:  any. A call that waits for another call of the same pool may wait for ever, as in CPython.
/// Errors:   see the functions.
/// Units:    seconds; none waits for ever.
/// Owns:     its calls until they are done. Its threads are the runtime's; they outlive it only if they are being stopped.
/// Mirrors:  Lib/concurrent/futures/thread.py.
class ThreadPoolExecutor {
 public:
  struct Options {
    std::optional<long long> max_workers;  ///< None: the number of cores plus 4, at most 32.
    std::string thread_name_prefix;        ///< Empty: "ThreadPoolExecutor-0", then -1 …; threads add "_0", "_1" …
    std::function<void()> initializer;     ///< Called by each thread first. If it throws, the pool is broken.
  };
  /// Errors: ValueError "max_workers must be greater than 0".
  ThreadPoolExecutor(Runtime& runtime, Options options);
  explicit ThreadPoolExecutor(Runtime& runtime) : ThreadPoolExecutor(runtime, Options{}) {}
  /// shutdown(wait=True), as `with` does. It waits even if the calling thread is interrupted or stopped meanwhile (the
  /// request remains), because calls may refer to objects that are destroyed next.
  ~ThreadPoolExecutor();
  ThreadPoolExecutor(const ThreadPoolExecutor&) = delete;
  ThreadPoolExecutor& operator=(const ThreadPoolExecutor&) = delete;

  /// Schedules `function(arguments…)`, with copies of both. Starts a new thread only if none is idle.
  /// Errors: RuntimeError "cannot schedule new futures after shutdown", "cannot schedule new futures after interpreter
  /// shutdown", "can't start new thread"; BrokenThreadPool "A thread initializer failed, the thread pool is not usable
  /// anymore".
  template <typename Function, typename... Arguments>
  auto submit(Function function, Arguments... arguments) -> Future<std::decay_t<std::invoke_result_t<Function&, Arguments...>>>;

  /// Calls submit(function, item) for each of `items`, before it returns. Errors: as submit.
  template <typename Function, typename Items>
  auto map(Function function, const Items& items, std::optional<Seconds> timeout = std::nullopt);

  /// Accepts no more calls. `wait`: waits until the submitted ones are done. `cancel_futures`: cancels those that have not begun.
  /// May be called any number of times. Errors: KeyboardInterrupt, from waiting.
  void shutdown(bool wait = true, bool cancel_futures = false);

 private:
  /// A call that waits for a thread. A Task is its future's state as well.
  class Work {
   public:
    virtual ~Work() = default;
    virtual void run() = 0;
    virtual FutureBase& future() noexcept = 0;
  };
  template <typename T, typename Call>
  class Task;
  struct State;

  void submit_work(std::shared_ptr<Work> work);
  static void work(State& state);

  std::shared_ptr<State> state_;
};

template <typename T, typename Call>
class ThreadPoolExecutor::Task final : public FutureState<T>, public Work {
 public:
  explicit Task(Call call) : call_(std::move(call)) {}
  FutureBase& future() noexcept override { return *this; }
  void run() override {
    if (!this->set_running_or_notify_cancel()) return;
    try {
      if constexpr (std::is_void_v<T>) {
        take_call()();
        this->set_result(true);
      } else {
        T value = take_call()();
        this->set_result(std::move(value));
      }
    } catch (const ThreadStopped&) {
      throw;
    } catch (...) {
      this->set_exception(std::current_exception());
    }
  }

 private:
  /// Destroys what the call captured, before any thread can see the result.
  Call take_call() {
    Call call = std::move(*call_);
    call_.reset();
    return call;
  }
  std::optional<Call> call_;
};

template <typename Function, typename... Arguments>
auto ThreadPoolExecutor::submit(Function function, Arguments... arguments)
    -> Future<std::decay_t<std::invoke_result_t<Function&, Arguments...>>> {
  using T = std::decay_t<std::invoke_result_t<Function&, Arguments...>>;
  auto call = [function = std::move(function), arguments = std::tuple(std::move(arguments)...)]() mutable -> T {
    return std::apply([&](auto&... each) -> T { return std::invoke(function, std::move(each)...); }, arguments);
  };
  auto task = std::make_shared<Task<T, decltype(call)>>(std::move(call));
  submit_work(task);
  return Future<T>(std::shared_ptr<FutureState<T>>(std::move(task)));
}

template <typename Function, typename Items>
auto ThreadPoolExecutor::map(Function function, const Items& items, std::optional<Seconds> timeout) {
  using T = std::decay_t<std::invoke_result_t<Function&, std::decay_t<decltype(*std::begin(items))>>>;
  std::optional<TimeNs> end_ns;
  if (timeout) end_ns = this_waiter().clock().deadline_after(*timeout);
  std::deque<Future<T>> futures;
  for (const auto& item : items) futures.push_back(submit(function, item));
  return MapResults<T>(std::move(futures), end_ns);
}

}  // namespace threadbox
