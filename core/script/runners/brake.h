#pragma once

#include <threadbox/park/detail/guard.h>
#include <threadbox/park/detail/wait_queue.h>
#include <threadbox/park/operation.h>

#include <atomic>
#include <cstdint>
#include <optional>
#include <vector>

namespace threadbox::script {

/// Holds the threads of a parallel run before statements of the program: all of them when the run is paused, which a breakpoint does,
/// too. A held thread waits in Brake::Hold; time goes on meanwhile.
/// Threads: pause, resume, step, run_on, run_to, set_breakpoints: the observer; they never block. engaged: any. reached, waits, Hold: each
/// thread for itself.
class Brake {
 public:
  /// Holds every thread before its next statement.
  void pause() noexcept;
  /// Lets all threads go on, up to the next breakpoint.
  void resume() noexcept;
  /// Lets a thread execute one statement, now or when it can.
  void step(ThreadId thread) noexcept;
  /// Lets a thread go on alone, until it waits or reaches a breakpoint.
  void run_on(ThreadId thread) noexcept;
  /// Resumes, and pauses when a thread reaches the line.
  void run_to(std::uint32_t line) noexcept;
  /// Errors: std::bad_alloc; then nothing has changed.
  void set_breakpoints(std::vector<std::uint32_t> lines);

  /// Whether threads must say which statements they reach. After it has become true, threads that execute must be told.
  [[nodiscard]] bool engaged() const noexcept { return engaged_.load(std::memory_order_relaxed); }
  /// Called before a statement. True: the thread must wait in Hold first.
  [[nodiscard]] bool reached(ThreadId thread, std::uint32_t line) noexcept;

  /// Called before the thread waits in an operation.
  void waits(ThreadId thread) noexcept;

  /// The wait of a held thread.
  class Hold final : public Operation {
   public:
    explicit Hold(Brake& brake) noexcept : Operation(OperationKind::hold, nullptr), brake_(brake) {}
    Progress poll(Waiter& self) override;
    /// An interrupt remains requested: it is raised when the thread goes on.
    Progress cancel(Waiter& self, CancelReason why) override;

   private:
    Brake& brake_;
    WaitNode node_;
  };

 private:
  [[nodiscard]] bool holds(ThreadId thread) noexcept THREADBOX_REQUIRES(guard_);
  void update() noexcept THREADBOX_REQUIRES(guard_);

  Guard guard_;
  bool paused_ THREADBOX_GUARDED_BY(guard_) = false;
  ThreadId stepping_ THREADBOX_GUARDED_BY(guard_) = 0;  ///< May execute one statement, or more; 0: none.
  bool runs_on_ THREADBOX_GUARDED_BY(guard_) = false;  ///< It may execute more, until it waits.
  std::vector<std::uint32_t> breakpoints_ THREADBOX_GUARDED_BY(guard_);
  std::uint32_t goal_ THREADBOX_GUARDED_BY(guard_) = 0;  ///< The line of run_to; 0: none.
  WaitQueue held_ THREADBOX_GUARDED_BY(guard_){guard_};
  std::atomic<bool> engaged_{false};
};

}  // namespace threadbox::script
