#pragma once

#include <threadbox/park/detail/atomic.h>
#include <threadbox/sync/blocking.h>

namespace threadbox {

/// time.sleep as an operation: it ends by its timeout (done) or an interrupt (raised).
/// Threads:  the sleeping thread.
/// Errors (thrown): ValueError "sleep length must be non-negative"; OverflowError "timestamp too large to convert to C PyTime_t".
/// Units:    seconds.
class Sleep final : public Operation {
 public:
  explicit Sleep(Seconds duration);
  Progress poll(Waiter& self) override;
  Progress cancel(Waiter& self, CancelReason why) override;
};

/// The wait of an interactive run's main thread, or of the console, for the user's next command: ends as done once wake() was
/// called. Not a Python operation; it has no timeout.
/// Threads:  the waiting thread; wake: any.
class Idle final : public Operation {
 public:
  Idle();
  Progress poll(Waiter& self) override;
  Progress cancel(Waiter& self, CancelReason why) override;
  /// Called at most once for each Idle, while the operation exists.
  void wake(Waiter& sleeper) noexcept;

 private:
  Atomic<bool> woken_{false};
};

/// Suspends the calling thread, by its own clock. Errors: as Sleep; KeyboardInterrupt. Mirrors time.sleep.
void sleep(Seconds duration);

}  // namespace threadbox
