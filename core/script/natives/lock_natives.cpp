#include "script/natives/native_arguments.h"
#include "script/natives/sync_payloads.h"
#include "script/values/conversion.h"

#include <threadbox/sync/condition.h>
#include <threadbox/sync/lock.h>
#include <threadbox/sync/rlock.h>
#include <threadbox/sync/semaphore.h>

namespace threadbox::script {

namespace {

Lock& lock_of(Call& call) { return payload_as<Holds<Lock>>(call, "Lock").object; }
RLock& rlock_of(Call& call) { return payload_as<Holds<RLock>>(call, "RLock").object; }

/// acquire() of Lock and RLock. One that may give up says so in the log, by a wait_end without a wait_begin: it is no part of a deadlock.
template <typename T>
Value acquire(Call& call, T& lock) {
  const bool blocking = !given(call, 1) || truthy(call.vm, call.arguments[1]);
  const Seconds wait = given(call, 2) ? seconds(call, call.arguments[2]) : Seconds{-1};
  if (blocking && wait == Seconds{-1} && lock.try_acquire(call.thread.waiter())) return Value::boolean(true);
  const auto finish = [](VmThread&, Operation& operation) {
    return Value::boolean(static_cast<typename T::Acquire&>(operation).acquired());
  };
  if (!blocking || wait != Seconds{-1}) {
    const auto finish_attempt = [](VmThread& thread, Operation& operation) {
      const bool acquired = static_cast<typename T::Acquire&>(operation).acquired();
      if (acquired && operation.object()->id() != 0) record(thread.waiter(), EventKind::wait_end, operation.object()->id());
      return Value::boolean(acquired);
    };
    return call.thread.block<typename T::Acquire>(finish_attempt, lock, blocking, wait);
  }
  return call.thread.block<typename T::Acquire>(finish, lock, blocking, wait);
}

// --- Lock: a type of its own, _thread.lock

Value new_lock(Call& call) {
  auto* instance = call.vm.heap().make<Instance>(call.vm.classes.lock);
  give(call.vm, *instance, std::make_unique<Holds<Lock>>(call.vm, &call.vm.runtime(), &call.thread.waiter()));
  return Value(instance);
}

Value lock_acquire(Call& call) { return acquire(call, lock_of(call)); }

Value lock_release(Call& call) {
  lock_of(call).release(call.thread.waiter());
  return Value::none();
}

Value lock_locked(Call& call) { return Value::boolean(lock_of(call).locked()); }

void install_lock(Vm& vm) {
  Class* cls = vm.classes.lock;
  vm.construct_by(cls, new_lock, {"/"}, 0);
  cls->error_name = "_thread.lock";
  static constexpr ParameterNames exit = {{"type", "value", "traceback"}};
  vm.define(cls, "acquire", lock_acquire, {"blocking", "timeout"}, 0);
  vm.define(cls, "acquire_lock", lock_acquire, {"blocking", "timeout"}, 0);
  vm.define(cls, "release", lock_release, {}, 0);
  vm.define(cls, "release_lock", lock_release, {}, 0);
  vm.define(cls, "locked", lock_locked, {}, 0);
  vm.define(cls, "locked_lock", lock_locked, {}, 0);
  vm.define(cls, "__enter__", lock_acquire, {}, 0);
  vm.define(cls, "__exit__", lock_release, exit, 3);
}

// --- RLock

/// rlock_init(self, traced=True)
Value rlock_init(Call& call) {
  Runtime* const runtime = flag(call, 1, true) ? &call.vm.runtime() : nullptr;
  give(call.vm, instance_argument(call), std::make_unique<Holds<RLock>>(call.vm, runtime, &call.thread.waiter()));
  return Value::none();
}

Value rlock_acquire(Call& call) { return acquire(call, rlock_of(call)); }

Value rlock_release(Call& call) {
  rlock_of(call).release(call.thread.waiter());
  return Value::none();
}

Value rlock_is_owned(Call& call) { return Value::boolean(rlock_of(call).is_owned(call.thread.waiter())); }
Value rlock_recursion_count(Call& call) {
  return Value::integer(static_cast<std::int64_t>(rlock_of(call).recursion_count(call.thread.waiter())));
}

/// "locked _thread.RLock object owner=1 count=2": the middle of its repr().
Value rlock_text(Call& call) {
  const RLock& lock = rlock_of(call);
  return call.vm.text(std::string(lock.locked() ? "locked" : "unlocked") +
                      " _thread.RLock object owner=" + std::to_string(lock.owner()) + " count=" + std::to_string(lock.count()));
}

// --- Semaphore

class HoldsSemaphore : public TracedPayload {
 public:
  using TracedPayload::TracedPayload;
  virtual Semaphore& semaphore() noexcept = 0;
  SyncObject* sync() noexcept override { return &semaphore(); }
};

template <typename T>
class HoldsSemaphoreOf final : public HoldsSemaphore {
 public:
  HoldsSemaphoreOf(Call& call, std::int64_t value)
      : HoldsSemaphore(call.vm), object(value, &call.vm.runtime(), &call.thread.waiter()) {}
  Semaphore& semaphore() noexcept override { return object; }
  T object;
};

Semaphore& semaphore_of(Call& call) { return payload_as<HoldsSemaphore>(call, "Semaphore").semaphore(); }

template <typename T>
Value semaphore_init(Call& call) {
  const std::int64_t value = whole_number(call, call.arguments[1]);
  give(call.vm, instance_argument(call), std::make_unique<HoldsSemaphoreOf<T>>(call, value));
  return Value::none();
}

Value semaphore_acquire(Call& call) {
  const bool blocking = !given(call, 1) || truthy(call.vm, call.arguments[1]);
  Semaphore& semaphore = semaphore_of(call);
  if (!argument(call, 2).is_none() && !is_number(call.arguments[2])) {
    // CPython evaluates the timeout only if it has to wait, when it adds it to the current time.
    if (blocking && semaphore.try_acquire(call.thread.waiter())) return Value::boolean(true);
    call.vm.raise("TypeError", "unsupported operand type(s) for +: 'float' and '" + call.vm.type_name(call.arguments[2]) + "'");
  }
  const std::optional<Seconds> wait = timeout(call, 2);
  if (blocking && !wait && semaphore.try_acquire(call.thread.waiter())) return Value::boolean(true);
  const auto finish = [](VmThread&, Operation& operation) {
    return Value::boolean(static_cast<Semaphore::Acquire&>(operation).acquired());
  };
  return call.thread.block<Semaphore::Acquire>(finish, semaphore, blocking, wait);
}

Value semaphore_release(Call& call) {
  const std::int64_t n = given(call, 1) ? whole_number(call, call.arguments[1]) : 1;
  semaphore_of(call).release(call.thread.waiter(), n);
  return Value::none();
}

Value semaphore_value(Call& call) { return Value::integer(semaphore_of(call).value()); }

// --- Condition

/// Marks the condition's lock, which the condition refers to. A condition over a lock that is not traced is not traced, either.
class HoldsCondition final : public Holds<Condition> {
 public:
  template <typename AnyLock>
  HoldsCondition(Call& call, AnyLock& over, Value lock)
      : Holds<Condition>(call.vm, over, over.id() != 0 ? &call.vm.runtime() : nullptr, &call.thread.waiter()), lock_(lock) {}
  void mark(Marker& marker) const override { marker.mark(lock_); }

 private:
  Value lock_;
};

Condition& condition_of(Call& call) { return payload_as<HoldsCondition>(call, "Condition").object; }

/// condition_init(self, lock, own): `own` if the lock was made for the condition.
Value condition_init(Call& call) {
  const Value lock = call.arguments[1];
  auto* instance = as<Instance>(lock);
  Payload* payload = instance != nullptr ? instance->payload() : nullptr;
  if (auto* plain = dynamic_cast<Holds<Lock>*>(payload))
    give(call.vm, instance_argument(call), std::make_unique<HoldsCondition>(call, plain->object, lock));
  else if (auto* recursive = dynamic_cast<Holds<RLock>*>(payload))
    give(call.vm, instance_argument(call), std::make_unique<HoldsCondition>(call, recursive->object, lock));
  else
    call.vm.raise("NotImplementedError",
                  "Threadbox has conditions over Lock and RLock only, not over '" + call.vm.type_name(lock) + "'");
  if (call.arguments[2].is_true())
    record(call.thread.waiter(), EventKind::object_owner, payload->sync()->id(), condition_of(call).id());
  return Value::none();
}

Value condition_wait(Call& call) {
  const auto finish = [](VmThread&, Operation& operation) {
    return Value::boolean(static_cast<Condition::Wait&>(operation).notified());
  };
  return call.thread.block<Condition::Wait>(finish, condition_of(call), timeout(call, 1));
}

Value condition_notify(Call& call) {
  const std::int64_t n = given(call, 1) ? whole_number(call, call.arguments[1]) : 1;
  condition_of(call).notify(call.thread.waiter(), n);
  return Value::none();
}

Value condition_notify_all(Call& call) {
  condition_of(call).notify_all(call.thread.waiter());
  return Value::none();
}

Value condition_n_waiting(Call& call) { return Value::integer(condition_of(call).n_waiting()); }

}  // namespace

void install_locks(Vm& vm) {
  install_lock(vm);
  Module* module = vm.module("_threadbox");
  static constexpr ParameterNames acquire_parameters = {{"self", "blocking", "timeout"}};
  static constexpr ParameterNames exit_parameters = {{"self", "type", "value", "traceback"}};
  static constexpr NativeEntry entries[] = {
      {"rlock_init", rlock_init, {"self", "traced"}, 1},
      {"rlock_acquire", rlock_acquire, acquire_parameters, 2},
      {"rlock_release", rlock_release, {"self"}},
      {"rlock_exit", rlock_release, exit_parameters},
      {"rlock_is_owned", rlock_is_owned, {"self"}},
      {"rlock_recursion_count", rlock_recursion_count, {"self"}},
      {"rlock_text", rlock_text, {"self"}},
      {"semaphore_init", semaphore_init<Semaphore>, {"self", "value"}},
      {"bounded_semaphore_init", semaphore_init<BoundedSemaphore>, {"self", "value"}},
      {"semaphore_acquire", semaphore_acquire, acquire_parameters, 2},
      {"semaphore_release", semaphore_release, {"self", "n"}, 1},
      {"semaphore_value", semaphore_value, {"self"}},
      {"condition_init", condition_init, {"self", "lock", "own"}},
      {"condition_wait", condition_wait, {"self", "timeout"}, 1},
      {"condition_notify", condition_notify, {"self", "n"}, 1},
      {"condition_notify_all", condition_notify_all, {"self"}},
      {"condition_n_waiting", condition_n_waiting, {"self"}},
  };
  define_all(vm, module, entries);
  module->names.set(vm.intern("lock"), Value(vm.classes.lock));
}

}  // namespace threadbox::script
