#include "session/fold.h"

#include "session/calls.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace threadbox::session {

namespace {

TimeNs after(TimeNs begin, float seconds) { return begin + static_cast<TimeNs>(static_cast<double>(seconds) * 1e9); }

/// Reserves room for one more element. Grows geometrically, as push_back does.
template <typename T>
void reserve(std::vector<T>& rows) {
  constexpr std::size_t most_of_an_event = 2;
  if (rows.capacity() - rows.size() < most_of_an_event) rows.reserve(2 * rows.size() + most_of_an_event);
}

/// Drops the older half once there are more than `limit`, so that the cost per element is constant. Returns how many were dropped.
template <typename T>
std::size_t keep_newest(std::vector<T>& rows, std::size_t limit) {
  if (rows.size() <= limit) return 0;
  const std::size_t dropped = rows.size() - limit / 2;
  rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(dropped));
  return dropped;
}

/// Searches from the end: the lock that is released first was usually acquired last.
void erase_last(std::vector<ObjectId>& ids, ObjectId id) {
  const auto found = std::find(ids.rbegin(), ids.rend(), id);
  if (found != ids.rend()) ids.erase(std::next(found).base());
}

constexpr std::uint32_t most_told_unfinished = 65535;

// Of a moment in the past.
constexpr std::size_t shown_console_lines = 2'000;

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

ThreadRow* Fold::actor_row(ThreadId thread) noexcept {
  const auto found = actors_.find(thread);
  return found == actors_.end() ? nullptr : found->second;
}

void Fold::advance_to(TimeNs now) noexcept { model_.time_ns = std::max(model_.time_ns, now); }

void Fold::take_past_from(const Model& later) {
  const auto is_past = [&](TimeNs time) { return time <= model_.time_ns; };
  const auto end = std::ranges::find_if_not(later.console, is_past, &ConsoleLine::time_ns);
  const auto begin = end - std::min<std::ptrdiff_t>(end - later.console.begin(), shown_console_lines);
  model_.is_past = true;
  model_.console.assign(begin, end);
  model_.statements.clear();
  for (const StatementRow& statement : later.statements) {
    if (!is_past(statement.begin_ns)) continue;
    StatementRow& row = model_.statements.emplace_back(statement);
    if (!row.end_ns || is_past(*row.end_ns)) continue;
    row.end_ns.reset();
    row.answer.clear();
    row.raised = false;
  }
}

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

namespace {
/// Each event of a barrier carries its complete state.
void set_barrier(ObjectRow& barrier, int n_waiting, bool broken) {
  barrier.known = true;
  barrier.n_waiting = n_waiting;
  barrier.broken = broken;
}
}  // namespace

/// Applies an event whose object is a primitive.
void Fold::apply_to_object(const TraceEvent& event, ObjectRow& object) {
  switch (event.kind) {
    case EventKind::object_owner: give_owner(event, object); break;
    case EventKind::object_state: set_state(event, object); break;
    case EventKind::object_unknown: forget_state(event, object); break;
    case EventKind::lock_released:
      object.known = true;
      object.count = event.argument;
      if (object.count == 0) disown(object, event.time_ns);
      break;
    // Permits change without a common lock, so the events may be recorded in another order than their values changed in.
    // Counting the events gives the right value in the end; the values that they carry would not.
    case EventKind::semaphore_acquired: object.value -= std::int64_t{event.argument}; break;
    case EventKind::semaphore_released: object.value += std::int64_t{event.argument}; break;
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
    case EventKind::future_changed: set_future(object, static_cast<FuturePhase>(event.argument), actor_row(event.thread)); break;
    case EventKind::executor_shutdown:
      object.shut_down = true;
      mark(event);
      break;
    case EventKind::event_set:
      object.known = object.flag = true;
      mark(event);
      break;
    case EventKind::event_cleared:
      object.known = true;
      object.flag = false;
      break;
    case EventKind::barrier_arrived: set_barrier(object, static_cast<int>(event.argument) + 1, false); break;
    case EventKind::barrier_left: set_barrier(object, static_cast<int>(event.argument), object.broken); break;
    case EventKind::barrier_opened:
    case EventKind::barrier_reset:
      set_barrier(object, 0, false);
      mark(event);
      break;
    case EventKind::barrier_broken:
      set_barrier(object, 0, true);
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
  model_.threads.push_back(std::move(row));
}

void Fold::create_object(const TraceEvent& event) {
  if (model_.objects.size() >= limits_.objects && !forget_done_future()) {
    ++model_.unlisted_objects;
    return;
  }
  ObjectRow row;
  row.id = event.object;
  row.kind = static_cast<ObjectKind>(event.argument & 0xFF);
  const std::uint64_t amount = event.detail | std::uint64_t{event.argument >> 8} << 16;
  if (row.kind == ObjectKind::barrier) row.parties = static_cast<int>(amount);
  if (row.kind == ObjectKind::queue) row.maxsize = amount;
  if (row.kind == ObjectKind::executor) row.max_workers = static_cast<std::uint32_t>(amount);
  if (row.kind == ObjectKind::semaphore) row.value = static_cast<std::int64_t>(amount);
  model_.objects.push_back(std::move(row));
}

/// The object was collected, so its row goes. A thread that has ended keeps its row for a while.
void Fold::end_object(const TraceEvent& event) {
  if (ThreadRow* thread = thread_row(event.object)) {
    if (thread->state == ThreadState::initial) model_.threads.erase(event.object);
    return;
  }
  ++model_.ended_objects;
  if (ObjectRow* object = object_row(event.object)) {
    disown(*object, event.time_ns);
    leave_namesakes(*object);
    model_.objects.erase(event.object);
  } else if (model_.unlisted_objects > 0) {
    --model_.unlisted_objects;
  }
}

Fold::Comparison Fold::compare(ObjectId id, const ObjectState* state) const noexcept {
  const ObjectRow* object = model_.objects.find(id);
  if (object == nullptr) return Comparison::no_row;
  const auto same = [&] {
    if (state == nullptr || !object->known) return state == nullptr && !object->known;
    const std::int64_t wide = static_cast<std::int64_t>(std::uint64_t{state->more} << 32 | state->argument);
    switch (object->kind) {
      case ObjectKind::lock:
      case ObjectKind::rlock: {
        const ThreadRow* owner = model_.threads.find(object->owner);
        return (owner != nullptr ? owner->id : 0) == state->argument && object->count == state->more;
      }
      case ObjectKind::semaphore: return object->value == wide;
      case ObjectKind::event: return object->flag == (state->argument != 0);
      case ObjectKind::barrier:
        return object->n_waiting == static_cast<int>(state->argument) && object->broken == (state->flags != 0);
      case ObjectKind::queue:
      case ObjectKind::simple_queue:
        return object->size == state->argument && object->unfinished == std::min(state->more, most_told_unfinished) &&
               object->shut_down == (state->flags != 0);
      case ObjectKind::future: return object->future == static_cast<FuturePhase>(state->argument);
      default: return true;
    }
  };
  return same() ? Comparison::same : Comparison::different;
}

void Fold::set_state(const TraceEvent& event, ObjectRow& object) {
  object.known = true;
  switch (object.kind) {
    case ObjectKind::lock:
    case ObjectKind::rlock: {
      ThreadRow* owner = actor_row(event.argument);
      if (object.owner != 0 && (owner == nullptr || owner->object != object.owner)) disown(object, event.time_ns);
      if (owner != nullptr && object.owner == 0) hold(object, *owner, event.time_ns);
      object.count = state_more_;
      // The owner has ended and has no row any more; only the fact that the lock is held remains.
      object.known = owner != nullptr || event.argument == 0;
      break;
    }
    case ObjectKind::semaphore:
      object.value = static_cast<std::int64_t>(std::uint64_t{state_more_} << 32 | event.argument);
      break;
    case ObjectKind::event: object.flag = event.argument != 0; break;
    case ObjectKind::barrier: set_barrier(object, static_cast<int>(event.argument), event.flags != 0); break;
    case ObjectKind::queue:
    case ObjectKind::simple_queue:
      object.size = event.argument;
      object.unfinished = std::min(state_more_, most_told_unfinished);
      object.shut_down = event.flags != 0;
      break;
    case ObjectKind::future: set_future(object, static_cast<FuturePhase>(event.argument), actor_row(state_more_)); break;
    default: break;
  }
  state_more_ = 0;
}

void Fold::forget_state(const TraceEvent& event, ObjectRow& object) {
  disown(object, event.time_ns);
  object.known = false;
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

void Fold::name_object(const TraceEvent& event) {
  std::string variable(texts_->text(event.argument));
  const bool is_global = (event.flags & name_is_global) != 0;
  if (ObjectRow* object = object_row(event.object)) {
    name_object(*object, std::move(variable), is_global);
  } else if (ThreadRow* thread = thread_row(event.object)) {
    thread->variable = std::move(variable);
    thread->variable_is_global = is_global;
  }
}

/// Objects of the same name are numbered, so that their labels differ. The label of a global variable's object has no number; an object that
/// the variable no longer means gets one.
void Fold::name_object(ObjectRow& object, std::string variable, bool is_global) {
  Namesakes& same = namesakes_[variable];
  ++same.count;
  leave_namesakes(object);
  object.namesake = ++same.last;
  object.variable = std::move(variable);
  object.variable_is_global = is_global;
}

/// Called before an object loses its name.
void Fold::leave_namesakes(const ObjectRow& object) {
  if (object.namesake == 0) return;
  const auto same = namesakes_.find(object.variable);
  if (same != namesakes_.end() && --same->second.count == 0) namesakes_.erase(same);
}

void Fold::give_owner(const TraceEvent& event, ObjectRow& object) {
  if (object.kind == ObjectKind::future) {
    object.executor = event.argument;
    return;
  }
  object.is_internal = true;
  object.part_of = event.argument;
  if (ObjectRow* owner = object_row(event.argument)) owner->parts.push_back(object.id);
}

/// `runner`: the thread that runs it, if it is running.
void Fold::set_future(ObjectRow& future, FuturePhase state, const ThreadRow* runner) {
  if (state != FuturePhase::pending && state != FuturePhase::running) note_done_future(future.id);
  future.known = true;
  future.future = state;
  future.owner = state == FuturePhase::running && runner != nullptr ? runner->object : 0;
}

/// Rows of threads that have ended make room for the row of a thread that sets its first attribute.
void Fold::change_local(const TraceEvent& event, ObjectRow& local, const ThreadRow& thread) {
  std::string name(texts_->text(event.argument));
  auto row = std::ranges::find(local.locals, thread.object, &LocalRow::thread);
  if (event.flags != 0) {
    if (row != local.locals.end()) std::erase(row->names, name);
    return;
  }
  if (row != local.locals.end()) {
    row->names.push_back(std::move(name));
    return;
  }
  LocalRow fresh{thread.object, {std::move(name)}};
  reserve(local.locals);
  std::erase_if(local.locals, [this](const LocalRow& each) {
    const ThreadRow* owner = thread_row(each.thread);
    return owner == nullptr || is_over(*owner);
  });
  local.locals.push_back(std::move(fresh));
}

void Fold::note_done_future(ObjectId future) {
  done_futures_.push_back(future);
  if (done_futures_.size() > 2 * limits_.objects)
    std::erase_if(done_futures_, [this](ObjectId id) { return object_row(id) == nullptr; });
}

/// Drops the row of the oldest future that is done and that no thread waits for, and the rows of its parts. False if there is none.
bool Fold::forget_done_future() {
  while (!done_futures_.empty()) {
    const ObjectRow* future = object_row(done_futures_.front());
    done_futures_.pop_front();
    if (future == nullptr || !future->waiters.empty()) continue;
    forget_object(*future);
    return true;
  }
  return false;
}

void Fold::forget_object(const ObjectRow& object) {
  for (const ObjectId part : object.parts)
    if (const ObjectRow* row = object_row(part)) forget_object(*row);
  leave_namesakes(object);
  ++model_.unlisted_objects;
  model_.objects.erase(object.id);
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

void Fold::own(const TraceEvent& event, ObjectRow& lock, ThreadRow& thread) {
  lock.known = true;
  lock.count = event.argument;
  if (lock.owner == thread.object && lock.count > 1) return;  // An RLock that is acquired again.
  const std::uint32_t count = lock.count;
  disown(lock, event.time_ns);
  hold(lock, thread, event.time_ns);
  lock.count = count;
  // The wait is over, although wait_end is recorded only once the thread has the GIL, too.
  if (thread.wait.waits_on() == lock.id) end_wait(event, thread);
}

void Fold::hold(ObjectRow& lock, ThreadRow& thread, TimeNs now) {
  lock.owner = thread.object;
  lock.owned_since_ns = now;
  thread.holds.push_back(lock.id);
}

/// Any thread may release a lock, so the hold is that of the known owner, not of the releasing thread.
void Fold::disown(ObjectRow& lock, TimeNs now) {
  if (ThreadRow* owner = thread_row(lock.owner)) {
    erase_last(owner->holds, lock.id);
    if (const ObjectId known = lock.is_internal ? known_lock(model_, lock.id) : lock.id; known != 0)
      append(owner->past_holds, Hold{known, lock.owned_since_ns, now}, limits_.holds_of_a_thread);
    if (is_over(*owner)) ended_.push_back(owner->object);  // Its row may be removed now.
  }
  lock.owner = 0;
  lock.count = 0;
}

template <typename T>
void Fold::append(std::vector<T>& moments, T moment, std::size_t limit) {
  moments.push_back(std::move(moment));
  moments_ += 1;
  moments_ -= keep_newest(moments, limit);
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

void Fold::write(const TraceEvent& event) {
  if (limits_.console_lines == 0) return mark(event);
  const ThreadRow* actor = actor_row(event.thread);
  ConsoleLine line{static_cast<OutputStream>(event.flags), actor != nullptr ? actor->object : 0, event.time_ns,
                   std::string(texts_->text(event.argument))};
  reserve(model_.console);
  if (actor != nullptr && actor->is_console) answer(*actor, line);
  model_.console.push_back(std::move(line));
  console_bytes_ += model_.console.back().text.size();
  if (model_.console.size() > limits_.console_lines || console_bytes_ > limits_.console_bytes) make_room_in_console();
  mark(event);
}

void Fold::begin_statement(const TraceEvent& event, const ThreadRow& thread) {
  model_.statements.push_back({.thread = thread.object, .origin = event.object, .begin_ns = event.time_ns});
  keep_newest(model_.statements, limits_.statements);
}

void Fold::end_statement(TimeNs now, const ThreadRow& thread, bool raised) {
  StatementRow* statement = statement_of(thread);
  if (statement == nullptr) return;
  statement->end_ns = now;
  statement->raised = raised;
}

/// The statement that the thread executes; null if it executes none.
StatementRow* Fold::statement_of(const ThreadRow& thread) noexcept {
  for (auto row = model_.statements.rbegin(); row != model_.statements.rend(); ++row)
    if (row->thread == thread.object) return row->end_ns ? nullptr : &*row;
  return nullptr;
}

/// Adds what the thread has written to its statement: the echo is the statement's text. Allocates once.
void Fold::answer(const ThreadRow& thread, const ConsoleLine& line) {
  constexpr std::string_view prompt = ">>> ";
  StatementRow* statement = statement_of(thread);
  if (statement == nullptr) return;
  std::string_view text = line.text;
  if (line.stream != OutputStream::echo) {
    statement->answer += text;
    if (statement->answer.size() > limits_.answer_bytes)
      statement->answer.erase(0, statement->answer.size() - limits_.answer_bytes);
  } else if (text.starts_with(prompt)) {
    text.remove_prefix(prompt.size());
    if (text.ends_with('\n')) text.remove_suffix(1);
    statement->text = text;
  }
}

/// Drops the older half, but never the last line.
void Fold::make_room_in_console() {
  std::vector<ConsoleLine>& lines = model_.console;
  std::size_t first = lines.size() - 1, bytes = lines.back().text.size();
  while (first > lines.size() - std::min(lines.size(), limits_.console_lines / 2 + 1) &&
         bytes + lines[first - 1].text.size() <= limits_.console_bytes / 2)
    bytes += lines[--first].text.size();
  lines.erase(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(first));
  console_bytes_ = bytes;
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
