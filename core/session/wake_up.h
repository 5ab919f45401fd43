#pragma once

#include <threadbox/trace/event.h>

#include <cstdint>

// What ended a thread's wait, found in the log of the run.
namespace threadbox::session {

struct WakeUp {
  bool over = false;  ///< The wait has ended. If it has not, only `line` is known.
  WaitOutcome outcome = WaitOutcome::done;
  std::uint32_t line = 0;  ///< The line that waits; 0: not known.
  ThreadId by = 0;  ///< The thread that let it go on; 0: not known, or it was the time, Ctrl-C or Stop.
  EventKind act = EventKind::gap;  ///< What that thread did: lock_released, event_set, thread_end …
  TimeNs time_ns = 0;  ///< When it did.
  std::uint32_t by_line = 0;  ///< In which line; 0: not known.
};

/// Reads the events of the log in order, from the begin of a wait or earlier, until it knows what ended the wait.
/// Threads: the observer only.
class WakeUpSearch {
 public:
  /// The wait of a thread that began at a time.
  WakeUpSearch(ThreadId waiter, TimeNs begin_ns) noexcept : waiter_(waiter), begin_ns_(begin_ns) {}

  /// Takes the next event. Returns false once it knows everything.
  bool take(const TraceEvent& event) noexcept;
  [[nodiscard]] const WakeUp& found() const noexcept { return found_; }

 private:
  /// What another thread did that could have ended the wait.
  struct Act {
    TraceEvent event;
    std::uint32_t line = 0;
    int events_for_line = 0;  ///< How many further events of its thread may still bring its line.

    void take(const TraceEvent& later) noexcept;
  };

  bool take_own(const TraceEvent& event) noexcept;
  bool end(WaitOutcome outcome) noexcept;

  ThreadId waiter_;
  TimeNs begin_ns_;
  ObjectId object_ = 0;  ///< What it waits on.
  bool began_ = false;
  Act last_;  ///< The last act.
  Act waking_;  ///< The last one before the waiter could go on.
  WakeUp found_;
};

}  // namespace threadbox::session
