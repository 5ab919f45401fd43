#include "session/calls.h"

#include <algorithm>

namespace threadbox::session {

namespace {

/// A Timer waits in its own Event, which is a part of it.
bool is_countdown(const ThreadRow& thread, ObjectId object) noexcept { return thread.timer && object == thread.object; }

/// The queue of an executor's calls is a part of it, and only its workers get from that.
bool waits_for_work(const Model& model, OperationKind operation, ObjectId object) noexcept {
  const ObjectRow* row = model.object(object);
  return row != nullptr && row->kind == ObjectKind::executor && operation == OperationKind::queue_get;
}

}  // namespace

ObjectId known_object(const Model& model, ObjectId object) noexcept {
  const ObjectRow* row = model.object(object);
  for (; row != nullptr && row->is_internal; row = model.object(object)) object = row->part_of;
  return object;
}

ObjectId known_lock(const Model& model, ObjectId lock) noexcept {
  const ObjectRow* row = model.object(lock);
  if (row == nullptr || !row->is_internal) return lock;
  const ObjectRow* owner = model.object(row->part_of);
  return owner != nullptr && owner->kind == ObjectKind::condition && !owner->is_internal ? owner->id : 0;
}

std::size_t known_objects(const Model& model) noexcept {
  return static_cast<std::size_t>(model.unlisted_objects) +
         static_cast<std::size_t>(std::ranges::count(model.objects, false, &ObjectRow::is_internal));
}

std::string_view call_name(const Model& model, OperationKind operation, std::uint32_t call) noexcept {
  return call != 0 && call < model.calls.size() ? std::string_view(model.calls[call]) : operation_text(operation);
}

std::string wait_text(const Model& model, const ThreadRow& thread, const Span& span) {
  const std::string_view name = call_name(model, span.operation, span.call);
  if (span.operation == OperationKind::idle || span.operation == OperationKind::hold) return std::string(name);
  if (is_countdown(thread, span.object)) return "fires " + (thread.target.empty() ? "its function" : thread.target);
  if (waits_for_work(model, span.operation, span.object)) return "idle in " + label_of(model, span.object);
  const std::string self = label_of(model, span.object);
  const std::size_t dot = name.rfind('.');
  if (self.empty() || dot == std::string_view::npos) return std::string(name) + "()";
  return self + std::string(name.substr(dot)) + "()";
}

std::string wait_text(const Model& model, const ThreadRow& thread) {
  const Wait& wait = thread.wait;
  if (thread.state != ThreadState::waiting) return {};
  return wait_text(model, thread, Span{wait.since_ns, wait.since_ns, thread.state, wait.operation, wait.object, wait.call});
}

bool counts_down(const ThreadRow& thread) noexcept {
  return thread.state == ThreadState::waiting && is_countdown(thread, thread.wait.object);
}

bool is_idle_worker(const Model& model, const ThreadRow& thread) noexcept {
  return thread.state == ThreadState::waiting && waits_for_work(model, thread.wait.operation, thread.wait.object);
}

std::string label_of(const Model& model, ObjectId object) {
  if (const ThreadRow* thread = model.thread(object)) return label(*thread);
  if (const ObjectRow* row = model.object(object)) return label(*row);
  return {};
}

}  // namespace threadbox::session
