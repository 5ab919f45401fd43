#pragma once

#include <threadbox/park/detail/atomic.h>
#include <threadbox/park/detail/guard.h>
#include <threadbox/park/detail/wait_queue.h>
#include <threadbox/sync/blocking.h>
#include <threadbox/sync/detail/queued_wait.h>
#include <threadbox/sync/sync_object.h>
#include <threadbox/sync/timeout.h>

namespace threadbox {

/// Python's threading.Event.
/// Threads:  any. Units: seconds; none waits for ever, zero or less returns at once.
/// Errors:   wait: OverflowError "timeout value is too large", if it has to wait; KeyboardInterrupt.
/// Owns:     its queue of waiters.
/// Mirrors:  Lib/threading.py, class Event.
class Event : public SyncObject {
 public:
  explicit Event(Runtime* runtime = nullptr, Waiter* self = nullptr);
  ~Event();

  /// Ends as done. result() is what wait returns: true if the flag is set, or if it was set while this thread waited, even if it
  /// has been cleared since; false on timeout.
  class Wait;

  [[nodiscard]] bool is_set() const noexcept;
  bool tell(ObjectState& state) const noexcept override;
  void set();
  void set(Waiter& self);
  void clear();
  void clear(Waiter& self);
  bool wait(std::optional<Seconds> timeout = std::nullopt);

 private:
  friend class Wait;
  Atomic<bool> flag_{false};
  Guard guard_;
  WaitQueue waiters_ THREADBOX_GUARDED_BY(guard_){guard_};
};

class Event::Wait final : public detail::QueuedWait {
 public:
  explicit Wait(Event& event, std::optional<Seconds> timeout = std::nullopt);
  Progress poll(Waiter& self) override;
  Progress cancel(Waiter& self, CancelReason why) override;
  [[nodiscard]] bool result() const noexcept { return result_; }

 private:
  Progress succeed() noexcept;

  Event& event_;
  bool result_ = false;
};

}  // namespace threadbox
