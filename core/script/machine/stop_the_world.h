#pragma once

#include "script/machine/thread_gate.h"

#include <threadbox/park/detail/guard.h>
#include <threadbox/park/detail/wait_queue.h>

namespace threadbox::script {

class Heap;

/// Free threading: all threads execute at once, except while one of them collects garbage.
/// A thread that waits in an operation, or has not begun, counts as stopped: take() lets it into the VM only after the collection.
/// The others stop at their next safepoint, where they also see that the heap has grown.
/// Threads: any. Mirrors: stop_the_world in CPython's Python/pystate.c.
class StopTheWorld final : public ThreadGate {
 public:
  bool take(Waiter& self) override;
  void release(Waiter& self) override;
  bool yield(Waiter&) override { return true; }
  [[nodiscard]] bool one_at_a_time() const noexcept override { return false; }

  /// At a safepoint: stops all other threads and collects, or, if another thread is collecting, stops until it is done.
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
