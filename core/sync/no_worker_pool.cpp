#include <threadbox/sync/worker_pool.h>

// WebAssembly without threads: the pool has no workers.
namespace threadbox {

struct WorkerPool::State {};

WorkerPool::WorkerPool() = default;

WorkerPool& WorkerPool::shared() {
  static WorkerPool* pool = new WorkerPool;
  return *pool;
}

void WorkerPool::launch(std::shared_ptr<Thread>) { throw Error(ErrorType::RuntimeError, "can't start new thread"); }

void WorkerPool::reserve(std::size_t) noexcept {}

std::size_t WorkerPool::size() const noexcept { return 0; }

}  // namespace threadbox
