#pragma once

#include "script/natives/natives.h"

#include <threadbox/sync/runtime.h>

#include <memory>
#include <optional>
#include <utility>

// The C++ parts of instances of Python's synchronization classes.

namespace threadbox::script {

/// A payload that is in the trace's table of objects, from which its destructor removes it.
class TracedPayload : public Payload {
 public:
  explicit TracedPayload(Vm& vm) noexcept : vm_(vm) {}
  ~TracedPayload() override {
    if (id_ != 0) vm_.forget_traced(id_);
  }
  void remembered(ObjectId id) noexcept { id_ = id; }

 protected:
  static constexpr std::size_t bytes_of_traced = 64;  ///< An entry of the trace's table, with its name.

 private:
  Vm& vm_;
  ObjectId id_ = 0;
};

/// Holds a primitive of type T.
template <typename T>
class Holds : public TracedPayload {
 public:
  template <typename... Arguments>
  explicit Holds(Vm& vm, Arguments&&... arguments) : TracedPayload(vm), object(std::forward<Arguments>(arguments)...) {}
  SyncObject* sync() noexcept override { return &object; }
  [[nodiscard]] std::size_t bytes() const noexcept override { return sizeof(*this) + bytes_of_traced; }
  T object;
};

/// Holds the core's thread of a threading.Thread.
class HoldsThread final : public TracedPayload {
 public:
  HoldsThread(Vm& vm, std::shared_ptr<Thread> held) noexcept : TracedPayload(vm), thread(std::move(held)) {}
  SyncObject* sync() noexcept override { return thread.get(); }
  [[nodiscard]] std::size_t bytes() const noexcept override { return sizeof(*this) + sizeof(Thread) + bytes_of_traced; }
  std::shared_ptr<Thread> thread;
  bool prepared = false;  ///< Ready to be launched. Guarded by a CriticalSection of the instance.
};

/// Makes `payload` the instance's, and registers it with the trace. Errors: std::bad_alloc.
inline void give(Vm& vm, Instance& instance, std::unique_ptr<TracedPayload> payload) {
  vm.heap().charge(payload->bytes());
  payload->remembered(payload->sync()->id());
  instance.set_payload(std::move(payload));
  vm.remember_traced(instance);
}

/// The first argument as an instance. Errors: TypeError.
Instance& instance_argument(Call& call);
/// A number of seconds. Errors: TypeError, ValueError for NaN, OverflowError.
Seconds seconds(Call& call, Value value);
/// A count: permits, parties, a queue's size. CPython accepts a float. Errors: TypeError, NotImplementedError for a float.
std::int64_t whole_number(Call& call, Value value);
/// A timeout in seconds; none if the argument was not given or is None.
std::optional<Seconds> timeout(Call& call, std::size_t index);

}  // namespace threadbox::script
