#include "script/natives/sync_payloads.h"

#include <algorithm>
#include <limits>

namespace threadbox::script {

namespace {

/// A queue of the prelude as the trace knows it: its waiting and its items are Python's.
class TracedQueue final : public SyncObject {
 public:
  TracedQueue(Call& call, std::int64_t maxsize)
      : SyncObject(ObjectKind::queue, &call.vm.runtime(), &call.thread.waiter(), maxsize) {}
  ~TracedQueue() { end_trace(); }

  /// What has happened, and the size and the number of unfinished tasks after it.
  void changed(Waiter& self, EventKind kind, std::int64_t size, std::int64_t unfinished, bool immediate) noexcept {
    size_ = static_cast<std::uint32_t>(size);
    unfinished_ = static_cast<std::uint32_t>(unfinished);
    if (kind == EventKind::queue_shutdown) shut_down_ = true;
    trace(self, kind, static_cast<std::uint32_t>(size), immediate ? 1 : 0, narrow(unfinished));
  }

  bool tell(ObjectState& state) const noexcept override {
    state = {size_, unfinished_, static_cast<std::uint8_t>(shut_down_ ? 1 : 0)};
    return true;
  }

 private:
  static std::uint16_t narrow(std::int64_t value) noexcept {
    return static_cast<std::uint16_t>(std::clamp<std::int64_t>(value, 0, std::numeric_limits<std::uint16_t>::max()));
  }

  // What was told last; written with the queue's mutex held.
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
  const std::int64_t size = to_int(call.vm, call.arguments[1], "size"), unfinished = to_int(call.vm, call.arguments[2], "unfinished");
  const bool immediate = given(call, 3) && call.arguments[3].is_true();
  payload_as<Holds<TracedQueue>>(call, "Queue").object.changed(call.thread.waiter(), Kind, size, unfinished, immediate);
  return Value::none();
}

}  // namespace

void install_queue(Vm& vm) {
  const std::vector<std::string> parameters = {"self", "size", "unfinished"};
  const std::vector<NativeEntry> entries = {
      {"queue_init", queue_init, {"self", "maxsize"}},
      {"queue_put", queue_changed<EventKind::queue_put>, parameters},
      {"queue_got", queue_changed<EventKind::queue_got>, parameters},
      {"queue_task_done", queue_changed<EventKind::queue_task_done>, parameters},
      {"queue_shutdown", queue_changed<EventKind::queue_shutdown>, {"self", "size", "unfinished", "immediate"}},
  };
  define_all(vm, vm.module("_threadbox"), entries);
}

}  // namespace threadbox::script
