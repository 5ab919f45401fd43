#pragma once

#include <threadbox/park/waiter.h>

namespace threadbox::script {

/// When the threads of a run may execute: one at a time (Gil), or all at once but for collections (StopTheWorld).
class ThreadGate {
 public:
  /// Waits until the thread may. False when the thread is asked to stop: then it must not go on.
  virtual bool take(Waiter& self) = 0;
  /// The thread executes nothing from now on: it waits, or ends.
  virtual void release(Waiter& self) = 0;
  /// Lets others execute that have asked for it. False: as take().
  virtual bool yield(Waiter& self) = 0;
  /// One thread at a time executes, as under CPython's GIL.
  [[nodiscard]] virtual bool one_at_a_time() const noexcept = 0;

 protected:
  ~ThreadGate() = default;
};

}  // namespace threadbox::script
