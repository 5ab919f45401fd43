#pragma once

#include <threadbox/sync/runtime.h>

#include <cstddef>
#include <memory>

namespace threadbox {

/// OS threads (web workers in a page) that run started Threads one after the other; idle ones park.
/// One for the process: making a thread costs a page a new worker, so they are kept.
/// Threads: any.
class WorkerPool final : public Launcher {
 public:
  /// The process's pool. Never destroyed, since its workers never end.
  static WorkerPool& shared();

  /// Errors: RuntimeError "can't start new thread" when the system gives no more threads.
  void launch(std::shared_ptr<Thread> thread) override;

  /// Makes workers until `count` are idle, so that a launch need not wait for one. In a page: call it on
  /// the browser's main thread, which alone can make a worker without waiting. Stops silently at what the
  /// system gives.
  void reserve(std::size_t count) noexcept;

  /// How many workers there are, idle ones included.
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
