#pragma once

#include <threadbox/park/operation.h>

#include <optional>

namespace threadbox {

/// What runs around a real wait: the parallel runner gives up its GIL here. after_park is left out for a
/// thread that was stopped: it has nothing more to do that would need it.
class BlockingHook {
 public:
  virtual void before_park() = 0;
  /// False: the thread is asked to stop, and goes no further.
  virtual bool after_park() = 0;
  /// Whether a thread that was woken looks at its operation only after after_park (and goes through before_park again if
  /// it has to wait on), or between the two.
  virtual bool looks_afterwards(const Operation&) { return false; }
  /// Asked after a wake-up that brought nothing, between the two: is there an interrupt that no request tells of (an
  /// operating system's signal)? True takes the operation back, as an interrupt request does.
  virtual bool interrupted() { return false; }

 protected:
  ~BlockingHook() = default;
};

/// Thrown through C++ callers (never through VM frames) when a stop is asked for while they block,
/// so that a daemon ends where it stands. Not an std::exception on purpose: nothing should catch it
/// but the thread's entry.
struct ThreadStopped {};

/// Drives `operation` to its end by parking the calling OS thread: poll, park, cancel at the deadline,
/// on an interrupt request or on a stop request. Records wait_begin and wait_end around a real wait.
/// Returns done or raised; for a stop, Progress::pending — the operation is cancelled and the thread
/// must end (the C++ calls below turn this into ThreadStopped).
/// An interrupt that ended the operation (Progress::raised, KeyboardInterrupt) has been answered; one that came
/// too late for it stays asked for.
/// Threads:  the thread that owns `self`, never the browser's main thread.
Progress wait(Waiter& self, Operation& operation, BlockingHook* hook = nullptr);

/// The same for an operation that has been polled and is pending.
Progress wait_pending(Waiter& self, Operation& operation, BlockingHook* hook = nullptr);

/// The same, whatever is asked of the thread meanwhile: requests stay asked for. For what must be done before the
/// thread can end in order; a time-out is ignored.
Progress wait_uninterrupted(Waiter& self, Operation& operation);

/// wait() for C++ callers: throws Error or ThreadStopped.
void wait_or_throw(Waiter& self, Operation& operation);

namespace detail {
inline constinit thread_local Waiter* bound_waiter = nullptr;
Waiter& bind_foreign_waiter();
}  // namespace detail

/// The calling OS thread's waiter: its Thread's own, or, for a thread that no Runtime started, one made
/// on first use with a real clock, no trace, and an ident above all that a Runtime gives.
inline Waiter& this_waiter() {
  if (detail::bound_waiter != nullptr) [[likely]]
    return *detail::bound_waiter;
  return detail::bind_foreign_waiter();
}
/// Binds `waiter` to the calling OS thread (null unbinds). Used by whoever runs a Thread.
void bind_this_waiter(Waiter* waiter) noexcept;

}  // namespace threadbox
