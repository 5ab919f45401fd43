#pragma once

#include <threadbox/sync/runtime.h>

#include <cstddef>
#include <memory>

namespace threadbox {

/// OS threads (web workers in a page) that run started Threads one after the other; idle ones park. There is one pool for the
/// process, and its threads are kept, since a page needs a new web worker for each OS thread.
/// Threads:  any.
/// Owns:     its workers, which never end.
class WorkerPool final : public Launcher {
 public:
  /// The process's pool. It is never destroyed.
  static WorkerPool& shared();

  /// Errors: RuntimeError "can't start new thread" if the system refuses another thread; std::bad_alloc.
  void launch(std::shared_ptr<Thread> thread) override;

  /// Starts workers until `count` are idle, so that a launch need not wait for one. A page calls it on the browser's main thread,
  /// the only one that can start a worker without waiting. If the system refuses more threads, there are fewer.
  void reserve(std::size_t count) noexcept;

  /// The number of workers, including idle ones.
  [[nodiscard]] std::size_t size() const noexcept;

 private:
  WorkerPool();
  ~WorkerPool() = default;
  struct Worker;
  struct State;
  void work(Worker& worker) noexcept;
  Worker& make_worker();

  std::unique_ptr<State> state_;
};

}  // namespace threadbox
