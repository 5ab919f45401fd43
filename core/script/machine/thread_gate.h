#pragma once

#include <threadbox/park/waiter.h>

namespace threadbox::script {

/// Decides when the threads of a run may execute: one at a time (Gil), or all at once except during collections (StopTheWorld).
/// Threads: any, each for itself.
class ThreadGate {
 public:
  /// Waits until the thread may execute. False if the thread was asked to stop: then it must not execute.
  virtual bool take(Waiter& self) = 0;
  /// Called when the thread is about to wait or end: it does not execute until the next take().
  virtual void release(Waiter& self) = 0;
  /// Lets waiting threads execute first. False: as take().
  virtual bool yield(Waiter& self) = 0;
  /// Whether only one thread executes at a time, as under CPython's GIL.
  [[nodiscard]] virtual bool one_at_a_time() const noexcept = 0;

 protected:
  ~ThreadGate() = default;
};

}  // namespace threadbox::script
