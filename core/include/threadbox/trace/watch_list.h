#pragma once

#include <threadbox/park/detail/guard.h>
#include <threadbox/trace/event.h>

#include <functional>
#include <unordered_map>

namespace threadbox {

/// The state of a primitive as object_state and object_state_more record it; events.def says what the fields mean for each kind.
struct ObjectState {
  std::uint32_t argument = 0;
  std::uint32_t more = 0;
  std::uint8_t flags = 0;

  friend bool operator==(const ObjectState&, const ObjectState&) = default;
};

/// An object that can be asked for its state.
class Watched {
 public:
  /// Writes the current state. False if it cannot be determined at this moment. Never waits. Threads: any.
  [[nodiscard]] virtual bool tell(ObjectState& state) const noexcept = 0;

 protected:
  virtual ~Watched() = default;
};

/// The objects of which an event was lost. Their events alone no longer determine their state, so the observer asks the objects
/// themselves after each drain, until they are destroyed. A single answer may fall between an operation and its event; the next
/// one corrects it, and once no thread is within an operation the answer is exact (docs/core.md).
/// Threads:  any; look: only the observer.
/// Errors:   std::bad_alloc from add.
/// Owns:     nothing: an object removes itself before it is destroyed.
class WatchList {
 public:
  void add(ObjectId id, const Watched& object);
  void remove(ObjectId id) noexcept;
  [[nodiscard]] bool empty() const noexcept;

  /// Calls `found` with each object's state, or null if it cannot be determined. An object for which `found` returns false is
  /// removed. `found` must not wait or access this list.
  void look(const std::function<bool(ObjectId, const ObjectState*)>& found);

 private:
  mutable Guard guard_;
  std::unordered_map<ObjectId, const Watched*> objects_ THREADBOX_GUARDED_BY(guard_);
};

}  // namespace threadbox
