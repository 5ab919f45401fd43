#pragma once

#include <threadbox/park/operation.h>

#include <optional>

namespace threadbox {

/// How a wait is left for a while, with its operation unfinished, and gone on with later: a signal's handler is executed in between.
struct WaitPause {
  std::uint32_t requests = 0;  ///< The requests that have the wait left; they stay, so the caller answers them first.
  bool left = false;  ///< In: the wait goes on, with this deadline. Out: it has been left.
  std::optional<TimeNs> deadline;
};

/// Is called around a real wait; the parallel runner releases and acquires the GIL here. For a thread that was stopped,
/// after_park is not called: nothing that it still does needs the GIL.
/// Threads:  the waiting thread.
class BlockingHook {
 public:
  virtual void before_park() = 0;
  /// False if the thread is asked to stop and must not continue.
  virtual bool after_park() = 0;
  /// Whether a woken thread polls its operation after after_park (and calls before_park again if it has to wait on), or between
  /// the two.
  virtual bool polls_after_resuming(const Operation&) { return false; }
  /// Called between the two, after a wake-up that did not end the operation: true if an operating system's signal must interrupt
  /// the wait, as an interrupt request would.
  virtual bool interrupted() { return false; }

 protected:
  ~BlockingHook() = default;
};

/// Thrown through C++ callers (never through VM frames) if their thread is asked to stop while they block. Not a std::exception
/// on purpose: nothing but the thread's entry should catch it.
struct ThreadStopped {};

/// Drives `operation` to its end by parking the calling OS thread: polls, parks, and cancels at the deadline, on an interrupt
/// request or on a stop request. Records wait_begin and wait_end around a real wait.
/// Returns done or raised. After a stop it returns pending: the operation is cancelled and the thread must end (wait_or_throw
/// turns this into ThreadStopped). An interrupt that ended the operation (raised, KeyboardInterrupt) has been answered; the
/// request of one that came too late remains.
/// Errors:   what the operation throws, std::bad_alloc for one.
/// Threads:  the thread that owns `self`, never the browser's main thread.
Progress wait(Waiter& self, Operation& operation, BlockingHook* hook = nullptr);

/// wait() for an operation that has been polled and is pending. With a `pause` it also returns pending, having called after_park(), if
/// the wait has been left; calling it again with the same `pause` goes on with the wait.
Progress wait_pending(Waiter& self, Operation& operation, BlockingHook* hook = nullptr, WaitPause* pause = nullptr);

/// wait() that ignores requests and the timeout; requests remain. For work that must be completed before the thread can end
/// properly.
Progress wait_uninterrupted(Waiter& self, Operation& operation);

/// wait() for C++ callers: throws Error or ThreadStopped.
void wait_or_throw(Waiter& self, Operation& operation);

namespace detail {
inline constinit thread_local Waiter* bound_waiter = nullptr;
Waiter& bind_foreign_waiter();
}  // namespace detail

/// The calling OS thread's waiter: its Thread's, or, for a thread that no Runtime started, one that is created on first use, with
/// a real clock, no trace, and an ident above all those that a Runtime assigns.
inline Waiter& this_waiter() {
  if (detail::bound_waiter != nullptr) [[likely]]
    return *detail::bound_waiter;
  return detail::bind_foreign_waiter();
}
/// Binds `waiter` to the calling OS thread; null unbinds it. Called by the code that runs a Thread.
void bind_this_waiter(Waiter* waiter) noexcept;

}  // namespace threadbox
