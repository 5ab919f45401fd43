#pragma once

#include "script/values/universe.h"

#include <optional>
#include <vector>

namespace threadbox::script {

/// Has a mutable object to itself, where threads run at the same time; where they take turns it costs a branch.
/// Meanwhile nothing is done that may hold another object: no comparison of what the program made, no call, no wait.
class Held {
 public:
  Held(const Universe& universe, const Object& object) noexcept
      : guard_(universe.free_threaded ? guard_of(universe, object) : nullptr) {
    if (guard_ != nullptr) [[unlikely]]
      guard_->lock();
  }
  ~Held() {
    if (guard_ != nullptr) [[unlikely]]
      guard_->unlock();
  }
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;

 private:
  /// A frozenset does not change; as a key it is compared while a table is held.
  static SmallGuard* guard_of(const Universe& universe, const Object& object) noexcept {
    const bool frozen = object.shape() == Shape::set && object.cls()->is_subclass_of(universe.classes.frozenset);
    return frozen ? nullptr : &object.guard();
  }

  SmallGuard* guard_;
};

/// The same for what is done all the time: nothing but a branch where threads take turns.
template <typename Work>
auto alone(const Universe& universe, const Object& object, const Work& work) {
  if (!universe.free_threaded) [[likely]]
    return work();
  const Held held(universe, object);
  return work();
}

/// The elements of a container to go through, whatever other threads do to it meanwhile: a copy of them where threads run
/// at the same time, the container's own where they take turns.
template <typename Element>
class Steady {
 public:
  Steady(const Universe& universe, const Object& container, const std::vector<Element>& elements) : elements_(&elements) {
    if (!universe.free_threaded) return;
    const Held held(universe, container);
    elements_ = &copy_.emplace(elements);
  }
  Steady(const Steady&) = delete;
  Steady& operator=(const Steady&) = delete;

  [[nodiscard]] const std::vector<Element>& operator*() const noexcept { return *elements_; }
  [[nodiscard]] const std::vector<Element>* operator->() const noexcept { return elements_; }
  [[nodiscard]] auto begin() const noexcept { return elements_->begin(); }
  [[nodiscard]] auto end() const noexcept { return elements_->end(); }

 private:
  std::optional<std::vector<Element>> copy_;
  const std::vector<Element>* elements_;
};

}  // namespace threadbox::script
