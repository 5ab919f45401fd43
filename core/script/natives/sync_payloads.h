#pragma once

#include "script/natives/natives.h"

#include <threadbox/sync/runtime.h>

#include <memory>
#include <optional>
#include <utility>

// What instances of Python's synchronization classes keep in C++, and how natives find it.

namespace threadbox::script {

/// Takes the object out of the trace's table when it goes.
class TracedPayload : public Payload {
 public:
  explicit TracedPayload(Vm& vm) noexcept : vm_(vm) {}
  ~TracedPayload() override {
    if (id_ != 0) vm_.forget_traced(id_);
  }
  void remembered(ObjectId id) noexcept { id_ = id; }

 protected:
  static constexpr std::size_t bytes_of_traced = 64;  ///< Its place in the trace's table, and its name.

 private:
  Vm& vm_;
  ObjectId id_ = 0;
};

template <typename T>
class Holds : public TracedPayload {
 public:
  template <typename... Arguments>
  explicit Holds(Vm& vm, Arguments&&... arguments) : TracedPayload(vm), object(std::forward<Arguments>(arguments)...) {}
  SyncObject* sync() noexcept override { return &object; }
  [[nodiscard]] std::size_t bytes() const noexcept override { return sizeof(*this) + bytes_of_traced; }
  T object;
};

class HoldsThread final : public TracedPayload {
 public:
  HoldsThread(Vm& vm, std::shared_ptr<Thread> held) noexcept : TracedPayload(vm), thread(std::move(held)) {}
  SyncObject* sync() noexcept override { return thread.get(); }
  [[nodiscard]] std::size_t bytes() const noexcept override { return sizeof(*this) + sizeof(Thread) + bytes_of_traced; }
  std::shared_ptr<Thread> thread;
  bool prepared = false;  ///< To be launched. CriticalSection with the instance.
};

inline void give(Vm& vm, Instance& instance, std::unique_ptr<TracedPayload> payload) {
  vm.heap().charge(payload->bytes());
  payload->remembered(payload->sync()->id());
  instance.set_payload(std::move(payload));
  vm.remember_traced(instance);
}

/// The first argument as an instance. Errors: TypeError.
Instance& instance_argument(Call& call);
/// A number of seconds as Python gives it. Errors: TypeError, ValueError for NaN, OverflowError.
Seconds seconds(Call& call, Value value);
/// What a primitive counts. CPython lets it be a float. Errors: TypeError, NotImplementedError for a float.
std::int64_t whole_number(Call& call, Value value);
/// The argument in seconds; none when it was left out or is None.
std::optional<Seconds> timeout(Call& call, std::size_t index);

}  // namespace threadbox::script
