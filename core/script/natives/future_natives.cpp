#include "script/natives/native_arguments.h"
#include "script/natives/sync_payloads.h"

namespace threadbox::script {

namespace {

/// A Future of the prelude as the trace sees it. Its result and its waiting are in Python.
class TracedFuture final : public SyncObject {
 public:
  explicit TracedFuture(Call& call) : SyncObject(ObjectKind::future, &call.vm.runtime(), &call.thread.waiter()) {}
  ~TracedFuture() { end_trace(); }

  /// Called with the future's condition held.
  void changed(Waiter& self, FuturePhase state) noexcept {
    state_ = static_cast<std::uint32_t>(state);
    runner_ = state == FuturePhase::running ? self.thread() : 0;
    trace(self, EventKind::future_changed, state_);
  }

  bool tell(ObjectState& state) const noexcept override {
    state = {state_, runner_, 0};
    return true;
  }

 private:
  Shared<std::uint32_t> state_ = 0, runner_ = 0;
};

/// An executor of the prelude as the trace sees it.
class TracedExecutor final : public SyncObject {
 public:
  TracedExecutor(Call& call, std::int64_t max_workers)
      : SyncObject(ObjectKind::executor, &call.vm.runtime(), &call.thread.waiter(), max_workers) {}
  ~TracedExecutor() { end_trace(); }

  void shut_down(Waiter& self) noexcept { trace(self, EventKind::executor_shutdown); }
  /// All its events are lossless, so it is never asked.
  bool tell(ObjectState&) const noexcept override { return false; }
};

Value future_init(Call& call) {
  give(call.vm, instance_argument(call), std::make_unique<Holds<TracedFuture>>(call.vm, call));
  return Value::none();
}

template <FuturePhase State>
Value future_changed(Call& call) {
  payload_as<Holds<TracedFuture>>(call, "Future").object.changed(call.thread.waiter(), State);
  return Value::none();
}

Value executor_init(Call& call) {
  const std::int64_t max_workers = call.arguments[1].is_int() ? call.arguments[1].as_int() : 0;
  give(call.vm, instance_argument(call), std::make_unique<Holds<TracedExecutor>>(call.vm, call, max_workers));
  return Value::none();
}

Value executor_shutdown(Call& call) {
  payload_as<Holds<TracedExecutor>>(call, "ThreadPoolExecutor").object.shut_down(call.thread.waiter());
  return Value::none();
}

}  // namespace

void install_futures(Vm& vm) {
  static constexpr NativeEntry entries[] = {
      {"future_init", future_init, {"self"}},
      {"future_running", future_changed<FuturePhase::running>, {"self"}},
      {"future_returned", future_changed<FuturePhase::returned>, {"self"}},
      {"future_raised", future_changed<FuturePhase::raised>, {"self"}},
      {"future_cancelled", future_changed<FuturePhase::cancelled>, {"self"}},
      {"executor_init", executor_init, {"self", "max_workers"}},
      {"executor_shutdown", executor_shutdown, {"self"}},
  };
  define_all(vm, vm.module("_threadbox"), entries);
}

}  // namespace threadbox::script
