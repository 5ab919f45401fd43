#pragma once

#include <threadbox/park/detail/atomic.h>
#include <threadbox/trace/tracer.h>

#include <string_view>

namespace threadbox {

class Runtime;

/// The base of all primitives: an identity in the trace, and a state that the observer can ask for.
/// Without a runtime (`nullptr`) it has id 0, is not traced, and works all the same.
/// Threads:  any.
/// Owns:     nothing; the runtime outlives it.
class SyncObject : public Watched {
 public:
  SyncObject(const SyncObject&) = delete;
  SyncObject& operator=(const SyncObject&) = delete;

  [[nodiscard]] ObjectId id() const noexcept { return id_; }
  [[nodiscard]] ObjectKind object_kind() const noexcept { return kind_; }

  /// Names it after the first variable that it is stored in; later names are ignored (returns false).
  /// `global`: the name is an expression that yields the object among the program's globals.
  bool set_variable(Waiter& self, std::string_view name, bool global);
  [[nodiscard]] bool has_variable() const noexcept { return named_.load(std::memory_order_relaxed); }

 protected:
  /// Records object_create on behalf of `self` when `runtime` traces. `amount`: parties, value or maxsize.
  SyncObject(ObjectKind kind, Runtime* runtime, Waiter* self, long long amount = 0) noexcept;
  ~SyncObject() = default;

  /// Records object_end. Called first by the destructor of a derived class, while the object can still be asked for its state.
  void end_trace() noexcept {
    if (id_ != 0) end_traced();
  }

  /// Has the observer ask this object for its state from now on. Called if an event about it was lost, or recorded what then did
  /// not happen.
  void watch(Waiter& self) const noexcept;

  /// Records an event about this object, if it is traced. If the event is dropped, the observer asks the object for its state.
  void trace(Waiter& self, EventKind kind, std::uint32_t argument = 0, std::uint8_t flags = 0,
             std::uint16_t detail = 0) const noexcept {
    if (id_ != 0 && !record(self, kind, id_, argument, flags, detail)) watch(self);
  }

 private:
  void end_traced() noexcept;

  mutable Atomic<WatchList*> watched_in_{nullptr};
  ObjectId id_ = 0;
  ObjectKind kind_;
  Atomic<bool> named_{false};
};

}  // namespace threadbox
