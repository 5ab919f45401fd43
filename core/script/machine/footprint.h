#pragma once

#include <cstdint>
#include <vector>

namespace threadbox::script {

/// Names a place that threads share: a variable, an attribute, an item, the state of a primitive. Places are numbered by the run, so that
/// runs with the same choices have the same numbers. See docs/explore.md.
using Place = std::uint64_t;

/// One access of a step. Two steps are dependent, so that their order may matter, if they conflict in a place.
struct Access {
  enum class Mode : std::uint8_t {
    read,
    write,
    add,  ///< Several of them have the same effect in any order: a thread is added to the registry, a waiter is signalled.
  };
  Place place = 0;
  Mode mode = Mode::read;
  bool needs_open =
      false;  ///< The step is only possible while the place is open: a lock that is free, a slot of a queue that is filled.
  bool was_open = true;  ///< Whether it was, before the step.
  bool fresh = false;  ///< The object got its number in this step: in a run with other choices it may have another.
  std::uint64_t group = 0;  ///< Places of the same object have it in common; 0: none.
};

[[nodiscard]] constexpr bool conflict(const Access& a, const Access& b) noexcept {
  return a.place == b.place && (a.mode != b.mode || a.mode == Access::Mode::write);
}

/// What a step accesses.
using Footprint = std::vector<Access>;

[[nodiscard]] inline bool conflict(const Footprint& a, const Footprint& b) noexcept {
  for (const Access& left : a)
    for (const Access& right : b)
      if (conflict(left, right)) return true;
  return false;
}

}  // namespace threadbox::script
