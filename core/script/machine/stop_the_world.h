#pragma once

#include "script/machine/thread_gate.h"

#include <threadbox/park/detail/guard.h>
#include <threadbox/park/detail/wait_queue.h>

namespace threadbox::script {

class Heap;

/// Threads without a GIL: all of them execute at once, but while one collects garbage.
/// A thread that waits in an operation, and one that has not begun, counts as standing still: it does not come back into
/// the VM before the collection is over. The others hear of it at their next safepoint, as of a heap that has grown.
/// Threads: any. Mirrors: stop_the_world in CPython's Python/pystate.c.
class StopTheWorld final : public ThreadGate {
 public:
  bool take(Waiter& self) override;
  void release(Waiter& self) override;
  bool yield(Waiter&) override { return true; }
  [[nodiscard]] bool one_at_a_time() const noexcept override { return false; }

  /// At a safepoint: collects with all others standing still, or stands still while another thread does.
  void collect(Waiter& self, Heap& heap);

 private:
  bool begin(Waiter& self);
  void stop_others(Waiter& self);
  void go_on();
  void stand_still(Waiter& self);

  Guard guard_;
  unsigned executing_ THREADBOX_GUARDED_BY(guard_) = 0;
  Waiter* collector_ THREADBOX_GUARDED_BY(guard_) = nullptr;
  WaitQueue waiters_ THREADBOX_GUARDED_BY(guard_){guard_};  // for the end of the collection
};

}  // namespace threadbox::script
