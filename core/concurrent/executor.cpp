#include <threadbox/concurrent/executor.h>

#include <threadbox/sync/lock.h>
#include <threadbox/concurrent/queue.h>
#include <threadbox/sync/semaphore.h>

#include <algorithm>
#include <mutex>
#include <thread>

namespace threadbox {

namespace {

constexpr const char* broken_pool = "A thread initializer failed, the thread pool is not usable anymore";

long long default_workers() noexcept {
  const long long cores = std::max(1LL, static_cast<long long>(std::thread::hardware_concurrency()));
  return std::min(32LL, cores + 4);
}

}  // namespace

struct ThreadPoolExecutor::State {
  State(Runtime& given, Options&& options)
      : runtime(given),
        max_workers(options.max_workers.value_or(default_workers())),
        prefix(std::move(options.thread_name_prefix)),
        initializer(std::move(options.initializer)) {
    if (max_workers <= 0) throw Error(ErrorType::ValueError, "max_workers must be greater than 0");
    if (prefix.empty()) prefix = "ThreadPoolExecutor-" + std::to_string(runtime.next_executor_number());
  }

  void start_thread_if_none_is_idle(const std::shared_ptr<State>& self);  // The caller holds the lock.
  void break_down();
  void cancel_queued();  // The caller holds the lock.
  std::shared_ptr<Work> try_next();
  std::shared_ptr<Work> wait_for_next();

  Runtime& runtime;
  const long long max_workers;
  std::string prefix;
  const std::function<void()> initializer;
  Queue<std::shared_ptr<Work>> queue;        ///< Shut down with the pool; the workers end once it is empty.
  Semaphore idle{0};                         ///< How many workers wait for work.
  Lock lock;
  std::vector<std::shared_ptr<Thread>> threads;  // guarded by lock
  bool broken = false;                           // guarded by lock
  bool shut_down = false;                        // guarded by lock
};

ThreadPoolExecutor::ThreadPoolExecutor(Runtime& runtime, Options options)
    : state_(std::make_shared<State>(runtime, std::move(options))) {}

ThreadPoolExecutor::~ThreadPoolExecutor() {
  Waiter& self = this_waiter();
  Lock::Acquire acquire(state_->lock);
  wait_uninterrupted(self, acquire);
  state_->shut_down = true;
  state_->queue.shutdown();
  state_->lock.release();
  for (const auto& thread : state_->threads) {
    Thread::Join join(*thread);
    wait_uninterrupted(self, join);
  }
}

void ThreadPoolExecutor::submit_work(std::shared_ptr<Work> work) {
  std::lock_guard held(state_->lock);
  if (state_->broken) throw Error(ErrorType::BrokenThreadPool, broken_pool);
  if (state_->shut_down) throw Error(ErrorType::RuntimeError, "cannot schedule new futures after shutdown");
  if (state_->runtime.finalizing())
    throw Error(ErrorType::RuntimeError, "cannot schedule new futures after interpreter shutdown");
  state_->queue.put(work);
  try {
    state_->start_thread_if_none_is_idle(state_);
  } catch (...) {
    // The caller gets no future, so the call must not run, unless another worker has already begun it.
    if (work->future().cancel()) throw;
  }
}

void ThreadPoolExecutor::State::start_thread_if_none_is_idle(const std::shared_ptr<State>& self) {
  if (idle.acquire(false)) return;
  if (static_cast<long long>(threads.size()) >= max_workers) return;
  threads.reserve(threads.size() + 1);  // Reserved first, since a thread that has been started must be joined.
  Thread::Options options;
  options.name = prefix + "_" + std::to_string(threads.size());
  options.daemon = false;  // Whatever the submitting thread is.
  options.body = [state = self] { work(*state); };
  const std::shared_ptr<Thread> thread = Thread::create(runtime, this_waiter(), std::move(options));
  thread->start();
  threads.push_back(thread);
}

void ThreadPoolExecutor::State::break_down() {
  std::lock_guard held(lock);
  broken = true;
  while (const auto next = try_next())
    if (next->future().set_running_or_notify_cancel())
      next->future().set_exception(std::make_exception_ptr(Error(ErrorType::BrokenThreadPool, broken_pool)));
}

void ThreadPoolExecutor::State::cancel_queued() {
  while (const auto next = try_next()) next->future().cancel();
}

/// Returns the next call, or null if the queue is empty.
std::shared_ptr<ThreadPoolExecutor::Work> ThreadPoolExecutor::State::try_next() {
  Queue<std::shared_ptr<Work>>::Get get(queue, false);
  return get.poll(this_waiter()) == Progress::done ? get.item() : nullptr;
}

/// Waits for the next call. Null once the pool has been shut down and the queue is empty.
std::shared_ptr<ThreadPoolExecutor::Work> ThreadPoolExecutor::State::wait_for_next() {
  Queue<std::shared_ptr<Work>>::Get get(queue);
  switch (wait(this_waiter(), get)) {
    case Progress::done: return get.item();
    case Progress::pending: throw ThreadStopped{};
    case Progress::raised: break;
  }
  if (get.error().type() != ErrorType::ShutDown) throw get.error();
  return nullptr;
}

void ThreadPoolExecutor::work(State& state) {
  if (state.initializer) {
    try {
      state.initializer();
    } catch (const ThreadStopped&) {
      throw;
    } catch (...) {
      return state.break_down();
    }
  }
  while (true) {
    std::shared_ptr<Work> next = state.try_next();
    if (next == nullptr) {
      state.idle.release();
      next = state.wait_for_next();
    }
    if (next == nullptr) return;
    next->run();
  }
}

void ThreadPoolExecutor::shutdown(bool wait, bool cancel_futures) {
  std::vector<std::shared_ptr<Thread>> threads;
  {
    std::lock_guard held(state_->lock);
    threads = state_->threads;
    state_->shut_down = true;
    if (cancel_futures) state_->cancel_queued();
    state_->queue.shutdown();
  }
  if (!wait) return;
  for (const auto& thread : threads) thread->join();
}

}  // namespace threadbox
