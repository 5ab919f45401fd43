#include "script/natives/native_arguments.h"
#include "script/natives/sync_payloads.h"
#include "script/values/conversion.h"

#include <threadbox/sync/simple_queue.h>

namespace threadbox::script {

namespace {

/// A queue of the prelude as the trace sees it. Its items and its waiting are in Python.
class TracedQueue final : public SyncObject {
 public:
  TracedQueue(Call& call, std::int64_t maxsize)
      : SyncObject(ObjectKind::queue, &call.vm.runtime(), &call.thread.waiter(), maxsize) {}
  ~TracedQueue() { end_trace(); }

  /// Records an operation, and the size and the number of unfinished tasks after it.
  void changed(Waiter& self, EventKind kind, std::int64_t size, std::int64_t unfinished, bool immediate) noexcept {
    size_ = static_cast<std::uint32_t>(size);
    unfinished_ = static_cast<std::uint32_t>(unfinished);
    if (kind == EventKind::queue_shutdown) shut_down_ = true;
    trace(self, kind, TraceEvent::count_argument(size), immediate ? 1 : 0, TraceEvent::count_detail(unfinished));
  }

  bool tell(ObjectState& state) const noexcept override {
    state = {size_, unfinished_, static_cast<std::uint8_t>(shut_down_ ? 1 : 0)};
    return true;
  }

 private:
  // The values recorded last; written with the queue's mutex held.
  Shared<std::uint32_t> size_ = 0, unfinished_ = 0;
  Shared<bool> shut_down_ = false;
};

Value queue_init(Call& call) {
  const std::int64_t maxsize = call.arguments[1].is_int() ? call.arguments[1].as_int() : 0;
  give(call.vm, instance_argument(call), std::make_unique<Holds<TracedQueue>>(call.vm, call, maxsize));
  return Value::none();
}

template <EventKind Kind>
Value queue_changed(Call& call) {
  const std::int64_t size = to_int(call.vm, call.arguments[1]), unfinished = to_int(call.vm, call.arguments[2]);
  const bool immediate = given(call, 3) && call.arguments[3].is_true();
  payload_as<Holds<TracedQueue>>(call, "Queue").object.changed(call.thread.waiter(), Kind, size, unfinished, immediate);
  return Value::none();
}

// --- SimpleQueue

using ValueQueue = SimpleQueue<Value>;

class HoldsSimpleQueue final : public Holds<ValueQueue> {
 public:
  explicit HoldsSimpleQueue(Call& call) : Holds<ValueQueue>(call.vm, &call.vm.runtime(), &call.thread.waiter()) {}
  void mark(Marker& marker) const override {
    object.for_each([&](Value item) { marker.mark(item); });
  }
  [[nodiscard]] std::size_t bytes() const noexcept override {
    return Holds<ValueQueue>::bytes() + static_cast<std::size_t>(object.qsize()) * sizeof(Value);
  }
};

ValueQueue& simple_queue_of(Call& call) { return payload_as<HoldsSimpleQueue>(call, "SimpleQueue").object; }

Value simple_queue_init(Call& call) {
  give(call.vm, instance_argument(call), std::make_unique<HoldsSimpleQueue>(call));
  return Value::none();
}

Value simple_queue_put(Call& call) {
  call.vm.heap().charge(sizeof(Value));
  simple_queue_of(call).put(call.thread.waiter(), call.arguments[1]);
  return Value::none();
}

Value simple_queue_get(Call& call) {
  const bool block = truthy(call.vm, call.arguments[1]);
  std::optional<Seconds> wait;
  if (block && !argument(call, 2).is_none()) wait = seconds(call, call.arguments[2]);
  const auto finish = [](VmThread&, Operation& operation) { return static_cast<ValueQueue::Get&>(operation).item(); };
  return call.thread.block<ValueQueue::Get>(finish, simple_queue_of(call), block, wait);
}

Value simple_queue_size(Call& call) { return Value::integer(simple_queue_of(call).qsize()); }

}  // namespace

void install_queue(Vm& vm) {
  static constexpr ParameterNames parameters = {{"self", "size", "unfinished"}};
  static constexpr NativeEntry entries[] = {
      {"queue_init", queue_init, {"self", "maxsize"}},
      {"queue_put", queue_changed<EventKind::queue_put>, parameters},
      {"queue_got", queue_changed<EventKind::queue_got>, parameters},
      {"queue_task_done", queue_changed<EventKind::queue_task_done>, parameters},
      {"simple_queue_init", simple_queue_init, {"self"}},
      {"simple_queue_put", simple_queue_put, {"self", "item"}},
      {"simple_queue_get", simple_queue_get, {"self", "block", "timeout"}, 1},
      {"simple_queue_size", simple_queue_size, {"self"}},
      {"queue_shutdown", queue_changed<EventKind::queue_shutdown>, {"self", "size", "unfinished", "immediate"}},
  };
  define_all(vm, vm.module("_threadbox"), entries);
}

}  // namespace threadbox::script
