#include "session/findings/access_order.h"

#include "session/calls.h"

#include <algorithm>

namespace threadbox::session {

namespace {

// Parts of an object with a clock of their own.
constexpr std::uint64_t tasks_done = std::uint64_t{1} << 32, room_made = std::uint64_t{1} << 33;

}  // namespace

Access access_of(const TraceEvent& event, const ThreadRow& actor) noexcept {
  Access access{event.thread, actor.object, event.sequence, event.detail, event.time_ns, std::nullopt};
  if ((event.flags & access_has_int) != 0) access.value = static_cast<std::int32_t>(event.argument);
  return access;
}

std::string AccessOrder::place_name(std::uint32_t place) const {
  const auto found = names_.find(place);
  return found != names_.end() ? std::string(texts_->text(found->second)) : "a variable";
}

bool AccessOrder::is_before(const Access& access, ThreadId now) const noexcept {
  if (overflows_ || access.thread == now) return true;
  return now < clocks_.size() && access.thread < clocks_[now].size() && clocks_[now][access.thread] >= access.event;
}

const std::vector<HeldLock>& AccessOrder::held_by(ThreadId thread) const noexcept {
  static const std::vector<HeldLock> none;
  return thread < held_.size() ? held_[thread] : none;
}

bool AccessOrder::still_holds(ThreadId thread, const std::vector<HeldLock>& locks) const noexcept {
  return std::ranges::any_of(held_by(thread),
                             [&](const HeldLock& held) { return std::ranges::find(locks, held) != locks.end(); });
}

void AccessOrder::begin(const Model& model) {
  is_active_ = true;
  for (const ThreadRow& thread : model.threads) {
    if (thread.in_wait && thread.wait.operation == OperationKind::thread_start) starting_.insert(thread.id);
    for (const ObjectId lock : thread.holds)
      if (known_lock(model, lock) != 0) held_of(thread.id).push_back({lock, 0});
  }
}

void AccessOrder::see(const TraceEvent& event, const Fold& fold) {
  const Model& model = fold.model();
  if (event.kind == EventKind::place_name) {
    if (!is_active_) begin(model);
    texts_ = &fold.texts();
    names_[event.object] = event.argument;
    return;
  }
  if (!is_active_) return;
  switch (event.kind) {
    case EventKind::thread_start:
      teach(event, event.object);
      learn(event.argument, event.object);
      objects_.erase(event.object);
      return;
    case EventKind::thread_end:
      if (event.argument < held_.size()) held_[event.argument].clear();
      return teach(event, event.object);
    case EventKind::wait_begin:
      if (static_cast<OperationKind>(event.flags) == OperationKind::thread_start) starting_.insert(event.thread);
      return;
    case EventKind::wait_end: return see_wait_end(event, model);
    case EventKind::lock_acquired:
    case EventKind::lock_released: return see_lock(event, model);
    case EventKind::semaphore_acquired:
    case EventKind::barrier_opened: return learn(event.thread, event.object);
    case EventKind::event_set:
    case EventKind::semaphore_released:
    case EventKind::barrier_arrived:
    case EventKind::barrier_broken: return teach(event, event.object);
    case EventKind::queue_put: {
      const ObjectRow* queue = model.object(event.object);
      if (queue != nullptr && queue->maxsize > 0) learn(event.thread, event.object | room_made);
      return teach(event, event.object);
    }
    // Which item it was, the log does not say: that of any put so far.
    case EventKind::queue_got: learn(event.thread, event.object); return teach(event, event.object | room_made);
    case EventKind::queue_task_done: return teach(event, event.object | tasks_done);
    case EventKind::object_create: {
      const ObjectRow* object = model.object(event.object);
      if (object != nullptr && object->kind == ObjectKind::future) teach(event, event.object);
      return;
    }
    case EventKind::future_changed:
      if (static_cast<FuturePhase>(event.argument) == FuturePhase::running) return learn(event.thread, event.object);
      return teach(event, event.object);
    case EventKind::object_end:
      for (const std::uint64_t part : {std::uint64_t{0}, tasks_done, room_made}) objects_.erase(event.object | part);
      return;
    case EventKind::sync_call: return see_call(event, fold);
    case EventKind::access: {
      const auto joining = joining_.find(event.thread);
      if (joining == joining_.end()) return;
      learn(event.thread, joining->second | tasks_done);
      joining_.erase(joining);
      return;
    }
    default: return;
  }
}

/// A call that finds what it asks for has no event but this one.
void AccessOrder::see_call(const TraceEvent& event, const Fold& fold) {
  const Model& model = fold.model();
  const std::string_view method = fold.texts().text(event.argument);
  if (const ThreadRow* thread = model.thread(event.object)) {
    const bool has_ended =
        thread->state == ThreadState::ended || thread->state == ThreadState::failed || thread->state == ThreadState::stopped;
    if (has_ended && (method.ends_with("join") || method.ends_with("is_alive"))) learn(event.thread, event.object);
    return;
  }
  const ObjectRow* object = model.object(event.object);
  if (object == nullptr || object->is_internal) return;
  switch (object->kind) {
    case ObjectKind::event:
      if (object->flag && (method.ends_with("wait") || method.ends_with("is_set") || method == "isSet"))
        learn(event.thread, event.object);
      return;
    case ObjectKind::future:
      if (object->future != FuturePhase::pending && object->future != FuturePhase::running) learn(event.thread, event.object);
      return;
    case ObjectKind::queue:
      if (method == "join") joining_[event.thread] = event.object;
      return;
    default: return;
  }
}

void AccessOrder::see_wait_end(const TraceEvent& event, const Model& model) {
  if (starting_.erase(event.thread) > 0) return;
  const auto outcome = static_cast<WaitOutcome>(event.flags);
  if (outcome != WaitOutcome::done && outcome != WaitOutcome::raised) return;
  const ObjectId known = known_object(model, event.object);
  const ObjectRow* object = model.object(known);
  if (model.thread(event.object) != nullptr) return learn(event.thread, event.object);
  if (object == nullptr || object->is_internal) return;
  if (object->kind == ObjectKind::event || object->kind == ObjectKind::barrier || object->kind == ObjectKind::future)
    learn(event.thread, known);
}

void AccessOrder::see_lock(const TraceEvent& event, const Model& model) {
  if (known_lock(model, event.object) == 0) return;
  if (event.kind == EventKind::lock_acquired) {
    if (event.argument > 1) return;
    learn(event.thread, event.object);
    held_of(event.thread).push_back({event.object, event.sequence});
  } else if (event.argument == 0) {
    teach(event, event.object);
    for (auto& held : held_) std::erase_if(held, [&](const HeldLock& each) { return each.lock == event.object; });
  }
}

std::size_t AccessOrder::row_of(ThreadId thread) {
  if (thread >= most_threads) {
    overflows_ = true;
    thread = 0;
  }
  if (thread >= clocks_.size()) {
    clocks_.resize(thread + 1);
    held_.resize(thread + 1);
  }
  return thread;
}

void AccessOrder::unite(Clock& into, const Clock& from) {
  if (into.size() < from.size()) into.resize(from.size());
  for (std::size_t i = 0; i < from.size(); ++i) into[i] = std::max(into[i], from[i]);
}

void AccessOrder::teach(const TraceEvent& event, std::uint64_t object) {
  if (objects_.size() >= most_objects) overflows_ = true;
  Clock& clock = clock_of(event.thread);
  if (overflows_) return;
  Clock& pupil = objects_[object];
  unite(pupil, clock);
  if (pupil.size() <= event.thread) pupil.resize(event.thread + 1);
  pupil[event.thread] = event.sequence;
}

void AccessOrder::learn(ThreadId thread, std::uint64_t object) {
  const auto found = objects_.find(object);
  if (found != objects_.end()) unite(clock_of(thread), found->second);
}

}  // namespace threadbox::session
