#include "session/fold.h"

#include "session/calls.h"
#include "session/fold_lists.h"

#include <algorithm>
#include <cmath>

namespace threadbox::session {

namespace {

TimeNs after(TimeNs begin, float seconds) { return begin + static_cast<TimeNs>(static_cast<double>(seconds) * 1e9); }
}  // namespace

Fold::Fold(const Fold& other)
    : texts_(other.texts_),
      limits_(other.limits_),
      model_(other.model_),
      ended_(other.ended_),
      namesakes_(other.namesakes_),
      done_futures_(other.done_futures_),
      moments_(other.moments_),
      console_bytes_(other.console_bytes_),
      state_more_(other.state_more_) {
  for (const auto& [id, row] : other.actors_)
    if (ThreadRow* copied = thread_row(row->object)) actors_.emplace(id, copied);
}

ThreadRow* Fold::actor_row(ThreadId thread) noexcept { return const_cast<ThreadRow*>(thread_of(thread)); }

const ThreadRow* Fold::thread_of(ThreadId thread) const noexcept {
  const auto found = actors_.find(thread);
  return found == actors_.end() ? nullptr : found->second;
}

void Fold::advance_to(TimeNs now) noexcept { model_.time_ns = std::max(model_.time_ns, now); }

void Fold::apply(const TraceEvent& event) {
  make_room(event);
  apply_whole(event);
  ++model_.event_count;
  advance_to(event.time_ns);
  model_.last_event_ns = model_.time_ns;
}

/// Makes room in every list that the event may append to, so that no append fails after another list has changed. Whatever else the
/// event allocates, a text or a row, is allocated before anything is changed.
void Fold::make_room(const TraceEvent& event) {
  if (moments_ > limits_.moments) make_room_for_moments();
  make_room(thread_row(event.object));
  ThreadRow* actor = event.thread != 0 ? actor_row(event.thread) : main_row();
  make_room(actor);
  if (actor != nullptr && (actor->in_wait || event.kind == EventKind::wait_begin))
    for (const ObjectId object : {actor->wait.object, actor->wait.part})
      if (ObjectRow* row = object_row(object)) reserve(row->waiters);
  make_room(thread_row(model_.gil_holder));
  reserve(model_.gil_turns);
  if (ObjectRow* object = object_row(event.object)) {
    make_room(thread_row(object->owner));
    if (event.kind == EventKind::object_owner)
      if (ObjectRow* owner = object_row(event.argument)) reserve(owner->parts);
    if (event.kind == EventKind::object_state) make_room(actor_row(event.argument));
    if (event.kind == EventKind::wait_begin) {
      reserve(object->waiters);
      if (ObjectRow* whole = object_row(known_object(model_, event.object))) reserve(whole->waiters);
    }
  }
  reserve(ended_);
}

void Fold::make_room(ThreadRow* thread) {
  if (thread == nullptr) return;
  reserve(thread->holds);
  reserve(thread->spans);
  reserve(thread->marks);
  reserve(thread->past_holds);
}

void Fold::apply_whole(const TraceEvent& event) {
  if (event.kind == EventKind::thread_create) return create_thread(event);
  if (event.kind == EventKind::object_create) return create_object(event);
  if (event.kind == EventKind::object_end) return end_object(event);
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
    case EventKind::run_begin:
      model_.state = RunState::running;
      model_.free_threaded = (event.flags & run_is_free_threaded) != 0;
      model_.simulated = (event.flags & run_is_simulated) != 0;
      break;
    case EventKind::program_begin: model_.begin_ns = event.time_ns; break;
    case EventKind::deadlock: model_.deadlocked = true; break;
    case EventKind::main_idle: model_.state = RunState::idle; break;
    case EventKind::shutdown: model_.state = RunState::shutdown; break;
    case EventKind::finalize: model_.state = RunState::finalizing; break;
    case EventKind::interrupt: mark(event); break;
    case EventKind::object_state_more: state_more_ = event.argument; break;
    case EventKind::run_end:
      model_.state = RunState::ended;
      model_.exit_code = static_cast<int>(event.argument);
      model_.stopped_by_user = (event.flags & run_stopped_by_user) != 0;
      break;
    default: break;
  }
}

/// Applies an event whose object is a thread; another thread may have recorded it.
void Fold::apply_to_thread(const TraceEvent& event, ThreadRow& thread) {
  switch (event.kind) {
    case EventKind::thread_name: thread.name = texts_->text(event.argument); break;
    case EventKind::thread_target: thread.target = texts_->text(event.argument); break;
    case EventKind::object_owner: thread.executor = event.argument; break;
    case EventKind::thread_daemon: thread.daemon = event.argument != 0; break;
    case EventKind::thread_start:
      // The new thread's first event may come before its starter's.
      if (thread.state != ThreadState::initial) break;
      actors_[event.argument] = &thread;
      thread.id = event.argument;
      switch_span(thread, event.time_ns, ThreadState::starting);
      break;
    case EventKind::thread_begin:
      actors_[event.argument] = &thread;
      thread.id = event.argument;
      thread.begin_ns = event.time_ns;
      switch_span(thread, event.time_ns, ThreadState::running);
      break;
    case EventKind::thread_died:
      thread.exception = texts_->text(event.argument);
      if (thread.exception.ends_with('\n')) thread.exception.pop_back();
      thread.exception_line = event.detail;
      mark(event);
      break;
    case EventKind::thread_end: end_thread(event, thread); break;
    default: break;
  }
}

void Fold::apply_to_timer(const TraceEvent& event, ThreadRow& thread) {
  switch (event.kind) {
    case EventKind::timer_set: thread.timer = TimerRow{TimerRow::State::initial, event.seconds(), std::nullopt}; break;
    case EventKind::timer_cancel:
      if (!thread.timer || thread.timer->state == TimerRow::State::fired) break;
      thread.timer->state = TimerRow::State::cancelled;
      thread.timer->fires_at_ns.reset();
      break;
    case EventKind::timer_fire:
      if (!thread.timer) break;
      thread.timer->state = TimerRow::State::fired;
      thread.timer->fired_by_user = event.thread != thread.id;
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

/// Applies an event that tells what the recording thread does.
void Fold::apply_by_thread(const TraceEvent& event, ThreadRow& actor) {
  switch (event.kind) {
    case EventKind::wait_call: name_wait(event, actor); break;
    case EventKind::wait_begin: begin_wait(event, actor); break;
    case EventKind::wait_end: end_wait(event, actor); break;
    case EventKind::gil_acquired: give_turn(event, actor); break;
    case EventKind::gil_released: take_turn(event, actor); break;
    case EventKind::gil_wanted: want_turn(event, actor); break;
    case EventKind::line:
      actor.function = texts_->text(event.argument);
      actor.line = event.detail;
      break;
    case EventKind::statement_begin: begin_statement(event, actor); break;
    case EventKind::statement_end: end_statement(event.time_ns, actor, event.argument != 0); break;
    case EventKind::lock_acquired:
      if (ObjectRow* lock = object_row(event.object)) own(event, *lock, actor);
      break;
    case EventKind::local_changed:
      if (ObjectRow* local = object_row(event.object)) change_local(event, *local, actor);
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
  model_.threads.push_back(std::move(row));
}

/// One thread holds it at a time. The event of its previous release may have been lost.
void Fold::give_turn(const TraceEvent& event, ThreadRow& thread) {
  ThreadRow* holder = thread_row(model_.gil_holder);
  if (holder != nullptr && holder != &thread) {
    take_turn(event, *holder);
    if (holder->state == ThreadState::running) want_turn(event, *holder);
  }
  if (holder != &thread) {
    model_.gil_holder = thread.object;
    model_.gil_since_ns = event.time_ns;
    thread.has_gil = true;
  }
  go_on(thread, event.time_ns);
}

void Fold::end_turn(ThreadRow& thread, TimeNs now) {
  thread.has_gil = false;
  if (model_.gil_holder != thread.object) return;
  model_.gil_turns.push_back({thread.object, model_.gil_since_ns, now});
  keep_newest(model_.gil_turns, limits_.gil_turns);
  model_.gil_holder = 0;
}

/// The thread goes on to its end, a wait, or to want it again: the next event says which. Meanwhile its state is the same.
void Fold::take_turn(const TraceEvent& event, ThreadRow& thread) {
  end_turn(thread, event.time_ns);
  if (thread.in_wait && thread.state == ThreadState::running) go_on(thread, event.time_ns);
}

void Fold::want_turn(const TraceEvent& event, ThreadRow& thread) {
  if (is_over(thread) || thread.state == ThreadState::ready) return;
  leave_waiters(thread);
  switch_span(thread, event.time_ns, ThreadState::ready);
}

/// Called when a thread has the GIL. A woken thread may find that it must go on waiting.
void Fold::go_on(ThreadRow& thread, TimeNs now) {
  const ThreadState state = thread.in_wait ? ThreadState::waiting : ThreadState::running;
  if (is_over(thread) || thread.state == state) return;
  switch_span(thread, now, state);
  if (thread.in_wait) join_waiters(thread);
}

/// Keeps the call's name and object in the wait that begins next.
void Fold::name_wait(const TraceEvent& event, ThreadRow& thread) {
  const std::string_view name = texts_->text(event.argument);
  const auto found = std::ranges::find(model_.calls, name);
  const auto call = static_cast<std::uint32_t>(found - model_.calls.begin());
  if (found == model_.calls.end()) model_.calls.emplace_back(name);
  thread.wait = Wait{.object = known_object(model_, event.object), .call = call};
}

/// The call has named the wait if it is one of a module's function. A call without an object, such as that of ExitStack.enter_context, is
/// of interest only if the thread waits on something that the program does not know.
void Fold::begin_wait(const TraceEvent& event, ThreadRow& thread) {
  Wait wait{.operation = static_cast<OperationKind>(event.flags), .since_ns = event.time_ns};
  const ObjectId known = known_object(model_, event.object);
  const bool named = thread.wait.call != 0 && (thread.wait.object != 0 || known != event.object || event.object == 0);
  wait.object = named ? thread.wait.object : known;
  if (named) wait.call = thread.wait.call;
  if (wait.object != event.object) wait.part = event.object;
  if (std::isfinite(event.seconds())) wait.deadline_ns = after(event.time_ns, event.seconds());
  thread.wait = wait;
  thread.in_wait = true;
  switch_span(thread, event.time_ns, ThreadState::waiting);
  join_waiters(thread);
}

void Fold::join_waiters(const ThreadRow& thread) {
  for (const ObjectId object : {thread.wait.object, thread.wait.part})
    if (ObjectRow* row = object_row(object)) row->waiters.push_back(thread.object);
}

void Fold::leave_waiters(const ThreadRow& thread) {
  for (const ObjectId object : {thread.wait.object, thread.wait.part})
    if (ObjectRow* row = object_row(object)) std::erase(row->waiters, thread.object);
}

void Fold::end_wait(const TraceEvent& event, ThreadRow& thread) {
  if (!thread.in_wait) return;
  leave_waiters(thread);
  thread.wait = Wait{};
  thread.in_wait = false;
  if (thread.state == ThreadState::waiting) switch_span(thread, event.time_ns, ThreadState::running);
}

void Fold::end_thread(const TraceEvent& event, ThreadRow& thread) {
  leave_waiters(thread);
  const bool stopped = static_cast<ThreadEnd>(event.flags) == ThreadEnd::stopped;
  thread.wait = Wait{};
  thread.in_wait = false;
  end_turn(thread, event.time_ns);
  thread.end_ns = event.time_ns;
  if (!thread.spans.empty()) thread.spans.back().end_ns = event.time_ns;
  thread.state = stopped ? ThreadState::stopped : thread.exception.empty() ? ThreadState::ended : ThreadState::failed;
  ended_.push_back(thread.object);
  forget_ended_threads();
  if (!thread.is_console) return;
  end_statement(event.time_ns, thread, stopped);
  if (thread.holds.empty()) forget_thread(thread);
}

/// Removes the rows of the oldest ended threads. Those that hold a lock stay, since other threads may wait for it for ever.
void Fold::forget_ended_threads() {
  if (ended_.size() <= limits_.ended_threads) return;
  const auto last = ended_.end() - static_cast<std::ptrdiff_t>(limits_.ended_threads);
  for (auto at = ended_.begin(); at != last; ++at) {
    const ThreadRow* oldest = thread_row(*at);
    if (oldest != nullptr && oldest->holds.empty() && !oldest->is_main) forget_thread(*oldest);
  }
  ended_.erase(ended_.begin(), last);
}

void Fold::forget_thread(const ThreadRow& thread) {
  moments_ -= thread.spans.size() + thread.marks.size() + thread.past_holds.size();
  if (model_.gil_holder == thread.object) model_.gil_holder = 0;
  actors_.erase(thread.id);
  if (!thread.is_console) ++model_.ended_threads;
  model_.threads.erase(thread.object);
}

/// Each thread keeps an equal share of half the limit, so that one thread's moments do not displace those of the others.
void Fold::make_room_for_moments() {
  const std::size_t share = limits_.moments / 2 / 3 / model_.threads.size();
  moments_ = 0;
  const auto trim = [&](auto& moments) {
    keep_newest(moments, share);
    moments.shrink_to_fit();
    moments_ += moments.size();
  };
  for (ThreadRow& thread : model_.threads) {
    trim(thread.spans);
    trim(thread.marks);
    trim(thread.past_holds);
  }
}

void Fold::switch_span(ThreadRow& thread, TimeNs now, ThreadState state) {
  thread.state = state;
  if (!thread.spans.empty()) thread.spans.back().end_ns = now;
  append(thread.spans, Span{now, now, state, thread.wait.operation, thread.wait.object, thread.wait.call, thread.line},
         limits_.spans_of_a_thread);
}

/// A mark belongs to the row of the recording thread; one of the observer (Ctrl-C) to the main thread's.
void Fold::mark(const TraceEvent& event) {
  ThreadRow* thread = event.thread != 0 ? actor_row(event.thread) : main_row();
  if (thread == nullptr) return;
  append(thread->marks, Mark{event.time_ns, event.kind, event.object}, limits_.marks_of_a_thread);
}

}  // namespace threadbox::session
