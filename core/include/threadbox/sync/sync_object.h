#pragma once

#include <threadbox/park/detail/atomic.h>
#include <threadbox/trace/tracer.h>

#include <string_view>

namespace threadbox {

class Runtime;

/// What every primitive has in common: an identity in the trace, and a state that the observer may look at.
/// Without a runtime (`nullptr`) it has id 0, is not traced, and works all the same.
/// Threads:  any. Owns: nothing; the runtime outlives it.
class SyncObject : public Watched {
 public:
  SyncObject(const SyncObject&) = delete;
  SyncObject& operator=(const SyncObject&) = delete;

  [[nodiscard]] ObjectId id() const noexcept { return id_; }
  [[nodiscard]] ObjectKind object_kind() const noexcept { return kind_; }

  /// Gives it the name of the first variable it is stored in; later names are ignored (returns false).
  /// `global`: the name is an expression that reaches it from the program's globals.
  bool set_variable(Waiter& self, std::string_view name, bool global);
  [[nodiscard]] bool has_variable() const noexcept { return named_.load(std::memory_order_relaxed); }

 protected:
  /// Records object_create on behalf of `self` when `runtime` traces. `amount`: parties, value or maxsize.
  SyncObject(ObjectKind kind, Runtime* runtime, Waiter* self, long long amount = 0) noexcept;
  ~SyncObject() = default;

  /// To be called by the destructor of what is made of it, while that can still be asked for its state: nothing refers to
  /// this object any more.
  void end_trace() noexcept {
    if (id_ != 0) end_traced();
  }

  /// An event about this object was lost, or said what did not come to pass: from now on the observer looks at it.
  void watch(Waiter& self) const noexcept;

  /// Records an event about this object, if it is traced. The observer looks at the object when it could not be recorded.
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
