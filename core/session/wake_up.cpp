#include "session/wake_up.h"

#include <utility>

namespace threadbox::session {

namespace {

/// Whether the event may end a wait on its object.
bool lets_go_on(EventKind kind) noexcept {
  switch (kind) {
    case EventKind::lock_released:
    case EventKind::semaphore_released:
    case EventKind::condition_notified:
    case EventKind::event_set:
    case EventKind::barrier_opened:
    case EventKind::barrier_broken:
    case EventKind::barrier_reset:
    case EventKind::queue_put:
    case EventKind::queue_got:
    case EventKind::queue_task_done:
    case EventKind::queue_shutdown:
    case EventKind::future_changed:
    case EventKind::thread_end: return true;
    default: return false;
  }
}

// A thread that has woken another records its line soon: at the end of its call.
constexpr int events_before_line = 8;

}  // namespace

void WakeUpSearch::Act::take(const TraceEvent& later) noexcept {
  if (events_for_line == 0 || later.thread != event.thread) return;
  --events_for_line;
  if (later.kind != EventKind::line) return;
  line = later.detail;
  events_for_line = 0;
}

bool WakeUpSearch::take(const TraceEvent& event) noexcept {
  last_.take(event);
  waking_.take(event);
  if (found_.over) {
    found_.by_line = waking_.line;
    return waking_.events_for_line > 0;
  }
  if (event.thread == waiter_) return take_own(event);
  if (!began_ || event.object != object_ || !lets_go_on(event.kind)) return true;
  last_ = {event, 0, event.kind == EventKind::thread_end ? 0 : events_before_line};
  return true;
}

bool WakeUpSearch::take_own(const TraceEvent& event) noexcept {
  switch (event.kind) {
    case EventKind::line:
      if (!began_) found_.line = event.detail;
      return true;
    case EventKind::wait_begin:
      if (began_ || event.time_ns < begin_ns_) return true;
      began_ = true;
      object_ = event.object;
      return true;
    case EventKind::gil_wanted:
    case EventKind::gil_acquired:
      // Of several acts, the one that woke it is the last before it wants to go on.
      if (last_.event.kind != EventKind::gap) waking_ = std::exchange(last_, {});
      return true;
    case EventKind::wait_end: return !began_ || end(static_cast<WaitOutcome>(event.flags));
    case EventKind::thread_end: return end(WaitOutcome::stopped);
    default: return true;
  }
}

/// Returns whether the line of the other thread is still to come.
bool WakeUpSearch::end(WaitOutcome outcome) noexcept {
  found_.over = true;
  found_.outcome = outcome;
  if (waking_.event.kind == EventKind::gap) waking_ = last_;
  const TraceEvent& act = waking_.event;
  if (act.kind == EventKind::gap || (outcome != WaitOutcome::done && outcome != WaitOutcome::raised)) return false;
  found_.by = act.thread;
  found_.act = act.kind;
  found_.time_ns = act.time_ns;
  found_.by_line = waking_.line;
  return waking_.events_for_line > 0;
}

}  // namespace threadbox::session
