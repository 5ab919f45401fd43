#pragma once

#include "explore/history.h"

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace threadbox::explore {

/// Whether the steps can be made in another order in which the thread makes its step first, or whether that step could come before all of
/// them and change nothing. `next`: what its step accesses; not needed if it makes one of the steps. Null: not known.
[[nodiscard]] bool can_begin(ThreadId thread, const Footprint* next, std::uint64_t marks,
                             std::span<const Planned> steps) noexcept;

/// Steps that are to be made, in trees: from each choice, the sequences of steps that are still to be tried there. Sequences with the same
/// first steps share them. (Wakeup trees: Abdulla, Aronis, Jonsson, Sagonas.) They are many, so a step takes 16 bytes.
/// Threads: one at a time. Errors: std::bad_alloc.
class WakeupTrees {
 public:
  /// The first of the branches that leave a place of a tree; 0: there are none.
  using Branch = std::uint32_t;

  /// Adds the steps, unless a sequence that is to be tried already is equivalent to a beginning of them: what comes after that is tried anyway.
  /// A step that accesses an object with a number above `known_objects` is only recognized by its thread. It changes `steps`.
  void insert(Branch& first, std::vector<Planned>& steps, std::uint64_t known_objects);
  /// Adds a step of which nothing is known but the thread, unless there is a branch that begins with it.
  void insert(Branch& first, ThreadId thread);
  [[nodiscard]] ThreadId thread(Branch branch) const noexcept { return nodes_[branch].thread; }
  /// How many branches there are, with this first one.
  [[nodiscard]] std::size_t count(Branch first) const noexcept;
  /// Takes the first branch away. Returns what comes after its step.
  Branch take(Branch& first) noexcept;
  /// Takes all away.
  void clear(Branch& first);

 private:
  using FootprintNumber = std::uint32_t;  ///< 0: not known.
  struct Node {
    ThreadId thread = 0;
    FootprintNumber footprint = 0;
    Branch then = 0;  ///< What comes after it; or the next free node.
    Branch next = 0;  ///< The next branch from the same place.
  };
  struct Known {
    Footprint footprint;
    std::uint64_t marks = 0;
    std::uint32_t uses = 0;
  };

  [[nodiscard]] bool can_begin(Branch branch, std::span<const Planned> steps) const noexcept;
  Branch make(ThreadId thread, FootprintNumber footprint);
  void free(Branch branch) noexcept;
  FootprintNumber number_of(const Planned& step);

  std::vector<Node> nodes_{1};
  Branch free_ = 0;
  std::vector<Known> footprints_{1};
  std::vector<FootprintNumber> free_footprints_;
  std::unordered_multimap<std::uint64_t, FootprintNumber> numbers_;  ///< By their hashes.
};

}  // namespace threadbox::explore
