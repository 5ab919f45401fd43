#include "session/fold.h"

#include <algorithm>
#include <cmath>

namespace threadbox::session {

namespace {

TimeNs after(TimeNs begin, float seconds) {
  return begin + static_cast<TimeNs>(static_cast<double>(seconds) * 1e9);
}

/// Drops the oldest half once there are more than `limit`, so that dropping costs nothing on average.
template <typename T>
void keep_newest(std::vector<T>& rows, std::size_t limit) {
  if (rows.size() <= limit) return;
  rows.erase(rows.begin(), rows.end() - static_cast<std::ptrdiff_t>(limit / 2));
}

template <typename Rows, typename Index>
auto* find_row(Rows& rows, const Index& index, std::uint32_t key) {
  const auto found = index.find(key);
  return found == index.end() ? nullptr : &rows[found->second];
}

}  // namespace

ThreadRow* Fold::thread_row(ObjectId object) noexcept {
  return find_row(model_.threads, thread_rows_, object);
}
ThreadRow* Fold::actor_row(ThreadId thread) noexcept {
  return find_row(model_.threads, actor_rows_, thread);
}
ObjectRow* Fold::object_row(ObjectId id) noexcept {
  return find_row(model_.objects, object_rows_, id);
}

void Fold::advance_to(TimeNs now) noexcept { model_.time_ns = std::max(model_.time_ns, now); }

void Fold::apply(const TraceEvent& event) {
  ++model_.event_count;
  advance_to(event.time_ns);
  if (event.kind == EventKind::thread_create) return create_thread(event);
  if (event.kind == EventKind::object_create) return create_object(event);
  if (event.kind == EventKind::object_name) return name_object(event);
  if (event.kind == EventKind::output) return write(event);
  apply_to_run(event);
  if (ThreadRow* thread = thread_row(event.object)) {
    apply_to_thread(event, *thread);
    apply_to_timer(event, *thread);
  }
  if (ThreadRow* actor = actor_row(event.thread)) apply_by_thread(event, *actor);
  if (ObjectRow* object = object_row(event.object)) apply_to_object(event, *object);
}

void Fold::apply_to_run(const TraceEvent& event) {
  switch (event.kind) {
    case EventKind::gap: model_.lost_events += event.argument; break;
    case EventKind::run_begin: model_.state = RunState::running; break;
    case EventKind::main_idle: model_.state = RunState::idle; break;
    case EventKind::shutdown: model_.state = RunState::shutdown; break;
    case EventKind::finalize: model_.state = RunState::finalizing; break;
    case EventKind::interrupt: mark(event); break;
    case EventKind::run_end:
      model_.state = RunState::ended;
      model_.exit_code = static_cast<int>(event.argument);
      model_.stopped_by_user = (event.flags & 1) != 0;
      break;
    default: break;
  }
}

/// Events whose object is a thread, whoever recorded them.
void Fold::apply_to_thread(const TraceEvent& event, ThreadRow& thread) {
  switch (event.kind) {
    case EventKind::thread_name: thread.name = texts_->text(event.argument); break;
    case EventKind::thread_daemon: thread.daemon = event.argument != 0; break;
    case EventKind::thread_start:
      // The new thread may have been quicker than the note of its starter.
      if (thread.state != ThreadState::initial) break;
      thread.id = event.argument;
      actor_rows_[thread.id] = static_cast<std::size_t>(&thread - model_.threads.data());
      switch_span(thread, event.time_ns, ThreadState::starting);
      break;
    case EventKind::thread_begin:
      thread.id = event.argument;
      actor_rows_[thread.id] = static_cast<std::size_t>(&thread - model_.threads.data());
      thread.begin_ns = event.time_ns;
      switch_span(thread, event.time_ns, ThreadState::running);
      break;
    case EventKind::thread_end: end_thread(event, thread); break;
    default: break;
  }
}

void Fold::apply_to_timer(const TraceEvent& event, ThreadRow& thread) {
  switch (event.kind) {
    case EventKind::timer_set:
      thread.timer = TimerRow{TimerRow::State::initial, event.seconds(), std::nullopt};
      break;
    case EventKind::timer_cancel:
      if (!thread.timer || thread.timer->state == TimerRow::State::fired) break;
      thread.timer->state = TimerRow::State::cancelled;
      thread.timer->fires_at_ns.reset();
      break;
    case EventKind::timer_fire:
      if (!thread.timer) break;
      thread.timer->state = TimerRow::State::fired;
      thread.timer->fires_at_ns.reset();
      mark(event);
      break;
    case EventKind::thread_begin:
      if (!thread.timer || thread.timer->state != TimerRow::State::initial) break;
      thread.timer->state = TimerRow::State::counting;
      thread.timer->fires_at_ns = after(event.time_ns, thread.timer->interval_s);
      break;
    default: break;
  }
}

/// Events that say what the recording thread does.
void Fold::apply_by_thread(const TraceEvent& event, ThreadRow& actor) {
  switch (event.kind) {
    case EventKind::wait_begin: begin_wait(event, actor); break;
    case EventKind::wait_end: end_wait(event, actor); break;
    case EventKind::gil_acquired: actor.has_gil = true; break;
    case EventKind::gil_released: actor.has_gil = false; break;
    case EventKind::line:
      actor.line = event.detail;
      actor.function = texts_->text(event.argument);
      break;
    case EventKind::lock_acquired:
      if (ObjectRow* lock = object_row(event.object)) own(event, *lock, actor);
      break;
    default: break;
  }
}

/// Events whose object is a primitive.
void Fold::apply_to_object(const TraceEvent& event, ObjectRow& object) {
  switch (event.kind) {
    case EventKind::lock_released:
      object.count = event.argument;
      if (object.count == 0) disown(object, event.time_ns);
      break;
    case EventKind::semaphore_acquired: count_permits(event, object, -std::int64_t{event.argument}); break;
    case EventKind::semaphore_released: count_permits(event, object, std::int64_t{event.argument}); break;
    case EventKind::condition_notified: mark(event); break;
    case EventKind::queue_shutdown:
      object.shut_down = true;
      mark(event);
      [[fallthrough]];
    case EventKind::queue_put:
    case EventKind::queue_got:
    case EventKind::queue_task_done:
      object.size = event.argument;
      object.unfinished = event.detail;
      break;
    case EventKind::event_set:
      object.flag = true;
      mark(event);
      break;
    case EventKind::event_cleared: object.flag = false; break;
    case EventKind::barrier_arrived: object.n_waiting = static_cast<int>(event.argument) + 1; break;
    case EventKind::barrier_opened:
      object.n_waiting = 0;
      mark(event);
      break;
    case EventKind::barrier_broken:
      object.n_waiting = 0;
      object.broken = true;
      mark(event);
      break;
    case EventKind::barrier_reset:
      object.n_waiting = 0;
      object.broken = false;
      mark(event);
      break;
    default: break;
  }
}

void Fold::create_thread(const TraceEvent& event) {
  ThreadRow row;
  row.object = event.object;
  row.name = texts_->text(event.argument);
  row.daemon = (event.flags & thread_is_daemon) != 0;
  row.is_main = (event.flags & thread_is_main) != 0;
  row.is_console = (event.flags & thread_is_console) != 0;
  thread_rows_[row.object] = model_.threads.size();
  model_.threads.push_back(std::move(row));
}

void Fold::create_object(const TraceEvent& event) {
  ObjectRow row;
  row.id = event.object;
  row.kind = static_cast<ObjectKind>(event.argument);
  if (row.kind == ObjectKind::barrier) row.parties = event.detail;
  if (row.kind == ObjectKind::queue) row.maxsize = event.detail;
  if (row.kind == ObjectKind::semaphore) {
    row.value = event.detail;
    gaps_seen_[row.id] = model_.lost_events;
  }
  object_rows_[row.id] = model_.objects.size();
  model_.objects.push_back(std::move(row));
}

void Fold::name_object(const TraceEvent& event) {
  const auto name = [&](auto& row) {
    row.variable = texts_->text(event.argument);
    row.variable_is_global = (event.flags & 1) != 0;
  };
  if (ThreadRow* thread = thread_row(event.object)) name(*thread);
  if (ObjectRow* object = object_row(event.object)) name(*object);
}

void Fold::begin_wait(const TraceEvent& event, ThreadRow& thread) {
  thread.wait = Wait{static_cast<OperationKind>(event.flags), event.object, event.time_ns, std::nullopt};
  if (std::isfinite(event.seconds())) thread.wait.deadline_ns = after(event.time_ns, event.seconds());
  switch_span(thread, event.time_ns, ThreadState::waiting);
  if (ObjectRow* object = object_row(event.object)) object->waiters.push_back(thread.object);
}

void Fold::end_wait(const TraceEvent& event, ThreadRow& thread) {
  if (thread.state != ThreadState::waiting) return;
  if (ObjectRow* object = object_row(thread.wait.object)) std::erase(object->waiters, thread.object);
  thread.wait = Wait{};
  switch_span(thread, event.time_ns, ThreadState::running);
}

void Fold::end_thread(const TraceEvent& event, ThreadRow& thread) {
  if (ObjectRow* object = object_row(thread.wait.object)) std::erase(object->waiters, thread.object);
  const bool stopped = static_cast<ThreadEnd>(event.flags) == ThreadEnd::stopped;
  thread.wait = Wait{};
  thread.has_gil = false;
  thread.end_ns = event.time_ns;
  if (!thread.spans.empty()) thread.spans.back().end_ns = event.time_ns;
  thread.state = stopped ? ThreadState::stopped : ThreadState::ended;
}

void Fold::own(const TraceEvent& event, ObjectRow& lock, ThreadRow& thread) {
  lock.count = event.argument;
  if (lock.owner == thread.object && lock.count > 1) return;  // An RLock, once more.
  disown(lock, event.time_ns);
  lock.owner = thread.object;
  lock.owned_since_ns = event.time_ns;
  thread.holds.push_back(lock.id);
  // It waits no longer, although wait_end comes only after it has the GIL, too.
  if (thread.wait.object == lock.id) end_wait(event, thread);
}

/// Any thread may release a lock, so the holder is the one that is known, not the one that released.
void Fold::disown(ObjectRow& lock, TimeNs now) {
  if (ThreadRow* owner = thread_row(lock.owner)) {
    std::erase(owner->holds, lock.id);
    owner->past_holds.push_back(Hold{lock.id, lock.owned_since_ns, now});
    keep_newest(owner->past_holds, limits_.holds_of_a_thread);
  }
  lock.owner = 0;
}

/// Permits are taken and given without a common lock, so events may come in another order than the values they
/// tell: the sum is right at the end, the values are not. Only after a gap is the next value all there is.
void Fold::count_permits(const TraceEvent& event, ObjectRow& semaphore, std::int64_t change) {
  std::uint64_t& seen = gaps_seen_[semaphore.id];
  semaphore.value = seen == model_.lost_events ? semaphore.value + change : event.detail;
  seen = model_.lost_events;
}

void Fold::write(const TraceEvent& event) {
  const ThreadRow* actor = actor_row(event.thread);
  model_.console.push_back(ConsoleLine{static_cast<OutputStream>(event.flags),
                                       actor != nullptr ? actor->object : 0, event.time_ns,
                                       std::string(texts_->text(event.argument))});
  keep_newest(model_.console, limits_.console_lines);
  mark(event);
}

void Fold::switch_span(ThreadRow& thread, TimeNs now, ThreadState state) {
  thread.state = state;
  if (!thread.spans.empty()) thread.spans.back().end_ns = now;
  thread.spans.push_back(Span{now, now, state, thread.wait.operation, thread.wait.object});
  keep_newest(thread.spans, limits_.spans_of_a_thread);
}

/// On the line of who did it; what the observer does (Ctrl-C) happens to the main thread.
void Fold::mark(const TraceEvent& event) {
  ThreadRow* thread = event.thread != 0 ? actor_row(event.thread)
                      : model_.threads.empty() ? nullptr
                                               : &model_.threads.front();
  if (thread == nullptr) return;
  thread->marks.push_back(Mark{event.time_ns, event.kind, event.object});
  keep_newest(thread->marks, limits_.marks_of_a_thread);
}

}  // namespace threadbox::session
