#include "script/interpreter.h"
#include "script/operators.h"
#include "script/thread_start.h"
#include "script/vm.h"

#include <threadbox/sync/barrier.h>
#include <threadbox/sync/event.h>
#include <threadbox/sync/lock.h>
#include <threadbox/sync/runtime.h>

#include <cmath>

namespace threadbox::script {

namespace {

// --- payloads: what an instance of Lock, Event, Barrier, Thread keeps in C++

/// Takes the object out of the trace's table when it goes.
class TracedPayload : public Payload {
 public:
  explicit TracedPayload(Vm& vm) noexcept : vm_(vm) {}
  void remembered(ObjectId id) noexcept { id_ = id; }
  ~TracedPayload() override {
    if (id_ != 0) vm_.forget_traced(id_);
  }

 private:
  Vm& vm_;
  ObjectId id_ = 0;
};

template <typename T>
class Holds final : public TracedPayload {
 public:
  template <typename... Arguments>
  explicit Holds(Vm& vm, Arguments&&... arguments) : TracedPayload(vm), object(std::forward<Arguments>(arguments)...) {}
  SyncObject* sync() noexcept override { return &object; }
  T object;
};

class HoldsThread final : public TracedPayload {
 public:
  HoldsThread(Vm& vm, std::shared_ptr<Thread> held) noexcept : TracedPayload(vm), thread(std::move(held)) {}
  SyncObject* sync() noexcept override { return thread.get(); }
  std::shared_ptr<Thread> thread;
};

void give(Vm& vm, Instance& instance, std::unique_ptr<TracedPayload> payload) {
  const SyncObject* sync = payload->sync();
  payload->remembered(sync->id());
  instance.payload = std::move(payload);
  vm.remember_traced(instance);
}

Instance& instance_of(Call& call) {
  auto* instance = as<Instance>(call.arguments[0]);
  if (instance == nullptr) call.vm.raise("TypeError", "a primitive was expected, not '" + call.vm.type_name(call.arguments[0]) + "'");
  return *instance;
}

template <typename T>
T& payload_of(Call& call, const char* type) {
  auto* payload = dynamic_cast<T*>(instance_of(call).payload.get());
  if (payload == nullptr) call.vm.raise("RuntimeError", std::string(type) + ".__init__() not called");
  return *payload;
}

Lock& lock_of(Call& call) { return payload_of<Holds<Lock>>(call, "Lock").object; }
Event& event_of(Call& call) { return payload_of<Holds<Event>>(call, "Event").object; }
Barrier& barrier_of(Call& call) { return payload_of<Holds<Barrier>>(call, "Barrier").object; }
const std::shared_ptr<Thread>& thread_of(Call& call) { return payload_of<HoldsThread>(call, "Thread").thread; }

bool given(const Call& call, std::size_t index) {
  return index < call.arguments.size() && !call.arguments[index].is_undefined();
}

/// A number of seconds as Python gives it. Errors: TypeError, ValueError for NaN, OverflowError.
Seconds seconds(Call& call, Value value) {
  if (!is_number(value)) call.vm.raise("TypeError", "'" + call.vm.type_name(value) + "' object cannot be interpreted as an integer or float");
  const double number = to_double(call.vm, value, "timeout");
  if (std::isnan(number)) call.vm.raise("ValueError", "Invalid value NaN (not a number)");
  // CPython counts nanoseconds in 64 bits.
  if (std::abs(number) >= 9223372036.854775807) call.vm.raise("OverflowError", "timestamp out of range for platform time_t");
  return Seconds{number};
}

std::optional<Seconds> timeout(Call& call, std::size_t index) {
  if (!given(call, index) || call.arguments[index].is_none()) return std::nullopt;
  return seconds(call, call.arguments[index]);
}

// --- Lock: a type of its own, _thread.lock

Value new_lock(Call& call) {
  if (call.arguments.size() > 1) call.vm.raise("TypeError", "lock() takes no arguments");
  auto* instance = call.vm.heap().make<Instance>(call.vm.classes.lock);
  give(call.vm, *instance, std::make_unique<Holds<Lock>>(call.vm, &call.vm.runtime(), &call.thread.waiter()));
  return Value(instance);
}

Value acquired(VmThread&, Operation& operation) {
  return Value::boolean(static_cast<Lock::Acquire&>(operation).acquired());
}

Value lock_acquire(Call& call) {
  const bool blocking = !given(call, 1) || truthy(call.vm, call.arguments[1]);
  const Seconds wait = given(call, 2) ? seconds(call, call.arguments[2]) : Seconds{-1};
  Lock& lock = lock_of(call);
  if (blocking && wait == Seconds{-1} && lock.try_acquire(call.thread.waiter())) return Value::boolean(true);
  return call.thread.block<Lock::Acquire>(acquired, lock, blocking, wait);
}

Value lock_release(Call& call) {
  lock_of(call).release(call.thread.waiter());
  return Value::none();
}

Value lock_locked(Call& call) { return Value::boolean(lock_of(call).locked()); }

Value lock_exit(Call& call) { return lock_release(call); }

void install_lock(Vm& vm) {
  Class* cls = vm.classes.lock;
  cls->construct = new_lock;
  vm.define(cls, "acquire", lock_acquire, {"blocking", "timeout"}, 0);
  vm.define(cls, "release", lock_release, {}, 0);
  vm.define(cls, "locked", lock_locked, {}, 0);
  vm.define(cls, "__enter__", lock_acquire, {}, 0);
  vm.define(cls, "__exit__", lock_exit, {"type", "value", "traceback"}, 3);
}

// --- Event

Value event_init(Call& call) {
  give(call.vm, instance_of(call), std::make_unique<Holds<Event>>(call.vm, &call.vm.runtime(), &call.thread.waiter()));
  return Value::none();
}
Value event_is_set(Call& call) { return Value::boolean(event_of(call).is_set()); }
Value event_set(Call& call) {
  event_of(call).set(call.thread.waiter());
  return Value::none();
}
Value event_clear(Call& call) {
  event_of(call).clear(call.thread.waiter());
  return Value::none();
}
Value event_wait(Call& call) {
  const auto finish = [](VmThread&, Operation& operation) {
    return Value::boolean(static_cast<Event::Wait&>(operation).result());
  };
  return call.thread.block<Event::Wait>(finish, event_of(call), timeout(call, 1));
}

// --- Barrier

Value barrier_init(Call& call) {
  const std::int64_t parties = to_int(call.vm, call.arguments[1], "parties");
  give(call.vm, instance_of(call),
       std::make_unique<Holds<Barrier>>(call.vm, parties, Barrier::Action{}, timeout(call, 2), &call.vm.runtime(),
                                        &call.thread.waiter()));
  return Value::none();
}

Value barrier_wait(Call& call) {
  const auto finish = [](VmThread&, Operation& operation) {
    const auto& wait = static_cast<Barrier::Wait&>(operation);
    return Value::integer(wait.must_act() ? ~std::int64_t{wait.index()} : wait.index());
  };
  const auto leader = truthy(call.vm, call.arguments[2]) ? Barrier::Wait::Leader::acts : Barrier::Wait::Leader::opens;
  return call.thread.block<Barrier::Wait>(finish, barrier_of(call), timeout(call, 1), leader);
}

Value barrier_open(Call& call) {
  barrier_of(call).open(call.thread.waiter());
  return Value::none();
}
Value barrier_abort(Call& call) {
  barrier_of(call).abort(call.thread.waiter());
  return Value::none();
}
Value barrier_reset(Call& call) {
  barrier_of(call).reset(call.thread.waiter());
  return Value::none();
}
Value barrier_parties(Call& call) { return Value::integer(barrier_of(call).parties()); }
Value barrier_n_waiting(Call& call) { return Value::integer(barrier_of(call).n_waiting()); }
Value barrier_broken(Call& call) { return Value::boolean(barrier_of(call).broken()); }

// --- Thread

const std::string& text_of(Call& call, std::size_t index) {
  return static_cast<Str*>(call.arguments[index].object())->text;
}

Value thread_init(Call& call) {
  Thread::Options options;
  options.name = text_of(call, 1);
  options.target_name = text_of(call, 2);
  if (!call.arguments[3].is_none()) options.daemon = truthy(call.vm, call.arguments[3]);
  give(call.vm, instance_of(call),
       std::make_unique<HoldsThread>(call.vm, Thread::create(call.vm.runtime(), call.thread.waiter(), std::move(options))));
  return Value::none();
}

Value main_thread_init(Call& call) {
  give(call.vm, instance_of(call),
       std::make_unique<HoldsThread>(call.vm, call.vm.runtime().main_thread().shared_from_this()));
  call.vm.thread_objects[call.vm.runtime().main_thread().waiter().thread()] = call.arguments[0];
  return Value::none();
}

Value thread_start(Call& call) {
  const std::shared_ptr<Thread>& thread = thread_of(call);
  // A second start must not touch what the first one set up.
  if (thread->state() == Thread::State::initial) prepare_thread(call.vm, thread, call.arguments[0]);
  return call.thread.block<Thread::Start>([](VmThread&, Operation&) { return Value::none(); }, *thread);
}

Value thread_join(Call& call) {
  return call.thread.block<Thread::Join>([](VmThread&, Operation&) { return Value::none(); }, *thread_of(call), timeout(call, 1));
}

Value thread_is_alive(Call& call) { return Value::boolean(thread_of(call)->is_alive()); }
Value thread_name(Call& call) { return call.vm.text(thread_of(call)->name()); }
Value thread_set_name(Call& call) {
  thread_of(call)->set_name(call.thread.waiter(), text_of(call, 1));
  return Value::none();
}
Value thread_ident(Call& call) {
  const auto ident = thread_of(call)->ident();
  return ident ? Value::integer(*ident) : Value::none();
}
Value thread_daemon(Call& call) { return Value::boolean(thread_of(call)->daemon()); }
Value thread_set_daemon(Call& call) {
  thread_of(call)->set_daemon(call.thread.waiter(), truthy(call.vm, call.arguments[1]));
  return Value::none();
}

Value thread_repr(Call& call) {
  const Thread& thread = *thread_of(call);
  std::string status = thread.state() == Thread::State::initial ? "initial" : thread.is_alive() ? "started" : "stopped";
  if (thread.daemon()) status += " daemon";
  if (thread.ident()) status += " " + std::to_string(*thread.ident());
  return call.vm.text("<" + call.vm.type_name(call.arguments[0]) + "(" + thread.name() + ", " + status + ")>");
}

Value current_thread(Call& call) {
  const auto found = call.vm.thread_objects.find(call.thread.waiter().thread());
  return found != call.vm.thread_objects.end() ? found->second : Value::none();
}

Value enumerate(Call& call) {
  std::vector<Value> threads;
  for (const auto& thread : call.vm.runtime().enumerate()) {
    const auto found = call.vm.thread_objects.find(thread->waiter().thread());
    if (found != call.vm.thread_objects.end()) threads.push_back(found->second);
  }
  return Value(call.vm.list(std::move(threads)));
}

Value active_count(Call& call) { return Value::integer(static_cast<std::int64_t>(call.vm.runtime().active_count())); }
Value get_ident(Call& call) { return Value::integer(call.thread.waiter().thread()); }

// --- Timer: only what the views want to know

void record_timer(Call& call, EventKind kind, std::uint32_t interval = 0) {
  record(call.thread.waiter(), kind, thread_of(call)->id(), interval);
}
Value timer_set(Call& call) {
  const bool number = is_number(call.arguments[1]);
  record_timer(call, EventKind::timer_set, TraceEvent::from_seconds(number ? static_cast<float>(to_double(call.vm, call.arguments[1], "")) : 0));
  return Value::none();
}
Value timer_cancel(Call& call) {
  record_timer(call, EventKind::timer_cancel);
  return Value::none();
}
Value timer_fire(Call& call) {
  record_timer(call, EventKind::timer_fire);
  return Value::none();
}

// --- errors

Value write_error(Call& call) {
  write(call.thread, text_of(call, 0), OutputStream::err);
  return Value::none();
}
Value write_output(Call& call) {
  write(call.thread, text_of(call, 0));
  return Value::none();
}
Value format_error(Call& call) { return call.vm.text(format_exception(call.vm, call.arguments[0])); }

struct NativeEntry {
  const char* name;
  NativeFunction function;
  std::vector<std::string> parameters;
};

}  // namespace

std::string Vm::lock_text(Value lock) const {
  const auto* held = dynamic_cast<Holds<Lock>*>(static_cast<Instance*>(lock.object())->payload.get());
  return std::string("<") + (held->object.locked() ? "locked" : "unlocked") + " _thread.lock object";
}

void install_sync(Vm& vm) {
  install_lock(vm);
  Module* module = vm.module("_threadbox");
  const std::vector<NativeEntry> entries = {
      {"event_init", event_init, {"event"}},
      {"event_is_set", event_is_set, {"event"}},
      {"event_set", event_set, {"event"}},
      {"event_clear", event_clear, {"event"}},
      {"event_wait", event_wait, {"event", "timeout"}},
      {"barrier_init", barrier_init, {"barrier", "parties", "timeout"}},
      {"barrier_wait", barrier_wait, {"barrier", "timeout", "acts"}},
      {"barrier_open", barrier_open, {"barrier"}},
      {"barrier_abort", barrier_abort, {"barrier"}},
      {"barrier_reset", barrier_reset, {"barrier"}},
      {"barrier_parties", barrier_parties, {"barrier"}},
      {"barrier_n_waiting", barrier_n_waiting, {"barrier"}},
      {"barrier_broken", barrier_broken, {"barrier"}},
      {"thread_init", thread_init, {"thread", "name", "target_name", "daemon"}},
      {"main_thread_init", main_thread_init, {"thread"}},
      {"thread_start", thread_start, {"thread"}},
      {"thread_join", thread_join, {"thread", "timeout"}},
      {"thread_is_alive", thread_is_alive, {"thread"}},
      {"thread_name", thread_name, {"thread"}},
      {"thread_set_name", thread_set_name, {"thread", "name"}},
      {"thread_ident", thread_ident, {"thread"}},
      {"thread_daemon", thread_daemon, {"thread"}},
      {"thread_set_daemon", thread_set_daemon, {"thread", "daemon"}},
      {"thread_repr", thread_repr, {"thread"}},
      {"current_thread", current_thread, {}},
      {"enumerate", enumerate, {}},
      {"active_count", active_count, {}},
      {"get_ident", get_ident, {}},
      {"timer_set", timer_set, {"timer", "interval"}},
      {"timer_cancel", timer_cancel, {"timer"}},
      {"timer_fire", timer_fire, {"timer"}},
      {"write_error", write_error, {"text"}},
      {"write_output", write_output, {"text"}},
      {"format_exception", format_error, {"exception"}},
  };
  for (const NativeEntry& entry : entries)
    vm.define(module, entry.name, entry.function, entry.parameters, entry.parameters.size());
  module->names.set(vm.intern("Lock"), Value(vm.classes.lock));
  module->names.set(vm.intern("TIMEOUT_MAX"), vm.number(timeout_max.count()));
}

}  // namespace threadbox::script
