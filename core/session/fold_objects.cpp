#include "session/calls.h"
#include "session/fold.h"
#include "session/fold_lists.h"

#include <algorithm>
#include <iterator>

namespace threadbox::session {

// What events do to primitives.

namespace {

/// Searches from the end: the lock that is released first was usually acquired last.
void erase_last(std::vector<ObjectId>& ids, ObjectId id) {
  const auto found = std::find(ids.rbegin(), ids.rend(), id);
  if (found != ids.rend()) ids.erase(std::next(found).base());
}

constexpr std::uint32_t most_told_unfinished = 65535;

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

}  // namespace threadbox::session
