#pragma once

#include "script/values/universe.h"

#include <optional>
#include <vector>

namespace threadbox::script {

/// Has a mutable object to itself, where threads run at the same time; where they take turns it costs a branch.
/// Meanwhile nothing is done that may hold another object: no comparison of what the program made, no call, no wait.
class CriticalSection {
 public:
  CriticalSection(const Universe& universe, const Object& object) noexcept
      : guard_(universe.free_threaded ? guard_of(universe, object) : nullptr) {
    if (guard_ != nullptr) [[unlikely]]
      guard_->lock();
  }
  ~CriticalSection() {
    if (guard_ != nullptr) [[unlikely]]
      guard_->unlock();
  }
  CriticalSection(const CriticalSection&) = delete;
  CriticalSection& operator=(const CriticalSection&) = delete;

 private:
  /// A frozenset does not change; as a key it is compared while a table is held.
  static SmallGuard* guard_of(const Universe& universe, const Object& object) noexcept {
    const bool frozen = object.type_tag() == TypeTag::set && object.cls()->is_subclass_of(universe.classes.frozenset);
    return frozen ? nullptr : &object.guard();
  }

  SmallGuard* guard_;
};

/// The same for what is done all the time: nothing but a branch where threads take turns.
template <typename Work>
auto in_critical_section(const Universe& universe, const Object& object, const Work& work) {
  if (!universe.free_threaded) [[likely]]
    return work();
  const CriticalSection section(universe, object);
  return work();
}

/// The elements of a container to go through, whatever other threads do to it meanwhile: a copy of them where threads run
/// at the same time, the container's own where they take turns.
template <typename Element>
class ElementSnapshot {
 public:
  ElementSnapshot(const Universe& universe, const Object& container, const std::vector<Element>& elements)
      : elements_(&elements) {
    if (!universe.free_threaded) return;
    const CriticalSection section(universe, container);
    elements_ = &copy_.emplace(elements);
  }
  ElementSnapshot(const ElementSnapshot&) = delete;
  ElementSnapshot& operator=(const ElementSnapshot&) = delete;

  [[nodiscard]] const std::vector<Element>& operator*() const noexcept { return *elements_; }
  [[nodiscard]] const std::vector<Element>* operator->() const noexcept { return elements_; }
  [[nodiscard]] auto begin() const noexcept { return elements_->begin(); }
  [[nodiscard]] auto end() const noexcept { return elements_->end(); }

 private:
  std::optional<std::vector<Element>> copy_;
  const std::vector<Element>* elements_;
};

}  // namespace threadbox::script
