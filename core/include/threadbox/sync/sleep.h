#pragma once

#include <threadbox/park/detail/atomic.h>
#include <threadbox/sync/blocking.h>

namespace threadbox {

/// time.sleep as an operation: it only ever ends by its timeout (done) or an interrupt (raised).
/// Errors (thrown): ValueError "sleep length must be non-negative".
class Sleep final : public Operation {
 public:
  explicit Sleep(Seconds duration);
  Progress poll(Waiter& self) override;
  Progress cancel(Waiter& self, CancelReason why) override;
};

/// The main thread of an interactive run, or the console, waiting for what the user does next:
/// ends as done once `wake` was called. Not a Python operation; it has no timeout.
class Idle final : public Operation {
 public:
  Idle();
  Progress poll(Waiter& self) override;
  Progress cancel(Waiter& self, CancelReason why) override;
  /// Any thread, at most once for each Idle; the operation must still exist.
  void wake(Waiter& sleeper) noexcept;

 private:
  Atomic<bool> woken_{false};
};

/// Sleeps the calling thread on its own clock. Mirrors time.sleep.
void sleep(Seconds duration);

}  // namespace threadbox
