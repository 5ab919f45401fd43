#pragma once

#include <threadbox/park/detail/guard.h>
#include <threadbox/trace/event.h>

#include <functional>
#include <unordered_map>

namespace threadbox {

/// The state of a primitive as object_state and object_state_more tell it; see events.def for each kind.
struct ObjectState {
  std::uint32_t argument = 0;
  std::uint32_t more = 0;
  std::uint8_t flags = 0;

  friend bool operator==(const ObjectState&, const ObjectState&) = default;
};

/// An object that can be asked for its state.
class Watched {
 public:
  /// False: it cannot be told at this moment. Never waits. Threads: any.
  [[nodiscard]] virtual bool tell(ObjectState& state) const noexcept = 0;

 protected:
  virtual ~Watched() = default;
};

/// The objects of which an event was lost. From then on their events do not say all, so the observer looks at the objects
/// themselves whenever it drains, until they are gone. One look may come between an operation and its event; the next
/// one finds the difference, and when nothing moves any more, a look finds what is.
/// Threads:  any; look: the observer.
/// Owns:     nothing: an object takes itself out before it goes.
class WatchList {
 public:
  void add(ObjectId id, const Watched& object);
  void remove(ObjectId id) noexcept;
  [[nodiscard]] bool empty() const noexcept;

  /// Calls `found` with each object's state, null where it could not be told. An object for which it answers false is
  /// looked at no more. Nothing in `found` may wait or touch this list.
  void look(const std::function<bool(ObjectId, const ObjectState*)>& found);

 private:
  mutable Guard guard_;
  std::unordered_map<ObjectId, const Watched*> objects_ THREADBOX_GUARDED_BY(guard_);
};

}  // namespace threadbox
