#include <threadbox/sync/worker_pool.h>

#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace threadbox {

struct WorkerPool::Worker {
  explicit Worker(const Clock& clock) : waiter(0, clock) {}
  Waiter waiter;
  std::shared_ptr<Thread> task;  // This and next_idle are guarded by the pool's guard, which the analysis cannot name.
  Worker* next_idle = nullptr;
};

struct WorkerPool::State {
  Clock clock;
  mutable Guard guard;
  std::vector<std::unique_ptr<Worker>> workers THREADBOX_GUARDED_BY(guard);
  Worker* idle THREADBOX_GUARDED_BY(guard) = nullptr;  // The first one ran last, so its caches are warm.
  std::size_t idle_count THREADBOX_GUARDED_BY(guard) = 0;

  void push_idle(Worker& worker) noexcept THREADBOX_REQUIRES(guard) {
    worker.next_idle = std::exchange(idle, &worker);
    ++idle_count;
  }
  Worker* pop_idle() noexcept THREADBOX_REQUIRES(guard) {
    Worker* const worker = idle;
    if (worker == nullptr) return nullptr;
    idle = worker->next_idle;
    --idle_count;
    return worker;
  }
};

WorkerPool::WorkerPool() : state_(std::make_unique<State>()) {}

WorkerPool& WorkerPool::shared() {
  static WorkerPool* pool = new WorkerPool;
  return *pool;
}

WorkerPool::Worker& WorkerPool::make_worker() {
  auto made = std::make_unique<Worker>(state_->clock);
  Worker& worker = *made;
  {
    GuardLock guarded(state_->guard);
    state_->workers.push_back(std::move(made));
  }
  const auto forget = [&] {
    GuardLock guarded(state_->guard);
    std::erase_if(state_->workers, [&](const auto& other) { return other.get() == &worker; });
  };
  try {
    std::thread([this, &worker] { work(worker); }).detach();
  } catch (const std::system_error&) {
    forget();
    throw Error(ErrorType::RuntimeError, "can't start new thread");
  } catch (...) {
    forget();
    throw;
  }
  return worker;
}

void WorkerPool::launch(std::shared_ptr<Thread> thread) {
  {
    GuardLock guarded(state_->guard);
    if (Worker* worker = state_->pop_idle()) {
      worker->task = std::move(thread);
      worker->waiter.unpark();
      return;
    }
  }
  Worker& worker = make_worker();
  GuardLock guarded(state_->guard);
  worker.task = std::move(thread);
  worker.waiter.unpark();
}

void WorkerPool::reserve(std::size_t count) noexcept {
  std::size_t missing = 0;
  {
    GuardLock guarded(state_->guard);
    if (state_->idle_count < count) missing = count - state_->idle_count;
  }
  try {
    for (; missing > 0; --missing) {
      Worker& worker = make_worker();
      GuardLock guarded(state_->guard);
      state_->push_idle(worker);
    }
  } catch (const std::exception&) {
    // A launch that needs a worker will report the error.
  }
}

std::size_t WorkerPool::size() const noexcept {
  GuardLock guarded(state_->guard);
  return state_->workers.size();
}

void WorkerPool::work(Worker& worker) noexcept {
  while (true) {
    worker.waiter.park();
    std::shared_ptr<Thread> task;
    {
      GuardLock guarded(state_->guard);
      task = std::move(worker.task);
    }
    if (!task) continue;
    task->run();
    {
      // Before the joiners are woken: a thread that is started right after a join then reuses this worker.
      GuardLock guarded(state_->guard);
      state_->push_idle(worker);
    }
    task->announce_end();
  }
}

}  // namespace threadbox
