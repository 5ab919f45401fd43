#pragma once

#include "script/values/universe.h"

#include <optional>
#include <vector>

namespace threadbox::script {

/// Locks a mutable object in a free-threaded run, like CPython's Py_BEGIN_CRITICAL_SECTION. With a GIL it costs a branch.
/// Invariant: code inside never acquires a second object's guard, so there is no lock order to violate. It must not compare values of the
/// program, call Python or wait.
/// Threads:  any.
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
  /// Null for a frozenset, which is immutable. As a key it is compared while the table's guard is held.
  static SmallGuard* guard_of(const Universe& universe, const Object& object) noexcept {
    const bool frozen = object.type_tag() == TypeTag::set && object.cls()->is_subclass_of(universe.classes.frozenset);
    return frozen ? nullptr : &object.guard();
  }

  SmallGuard* guard_;
};

/// Does the work in a critical section. For frequent operations: with a GIL it is inlined code after one branch.
template <typename Work>
auto in_critical_section(const Universe& universe, const Object& object, const Work& work) {
  if (!universe.free_threaded) [[likely]]
    return work();
  const CriticalSection section(universe, object);
  return work();
}

/// The elements of a container, safe to iterate over while other threads change it: a copy in a free-threaded run, the container's own
/// elements with a GIL.
/// Threads:  any.
/// Owns:     the copy. With a GIL the container must not change while the snapshot exists.
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
