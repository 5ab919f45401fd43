#pragma once

#include "explore/search.h"

#include <algorithm>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace threadbox::explore {

/// For each thread the number of its steps that happened before, or are equal: a vector clock.
class Clock {
 public:
  [[nodiscard]] std::uint32_t of(ThreadId thread) const noexcept { return thread < counts_.size() ? counts_[thread] : 0; }
  void set(ThreadId thread, std::uint32_t count) {
    if (thread >= counts_.size()) counts_.resize(thread + 1);
    counts_[thread] = count;
  }
  void join(const Clock& other) {
    if (other.counts_.size() > counts_.size()) counts_.resize(other.counts_.size());
    for (std::size_t i = 0; i < other.counts_.size(); ++i) counts_[i] = std::max(counts_[i], other.counts_[i]);
  }

 private:
  std::vector<std::uint32_t> counts_;  ///< By ThreadId.
};

/// One step of a run.
struct Event {
  ThreadId thread = 0;
  std::uint32_t number = 0;  ///< Of its thread's steps, from 1.
  Footprint footprint;
  std::uint64_t marks = 0;   ///< marks_of(footprint)
  Clock clock;               ///< What happened before it, itself included.
  Clock floor;               ///< What happened before the last jump of time.
};

/// A bit for each place: footprints without a common one do not conflict.
[[nodiscard]] std::uint64_t marks_of(const Footprint& footprint) noexcept;

/// A step that reverses a race, or is to be made before one. It refers to a footprint that is kept elsewhere.
struct Planned {
  ThreadId thread = 0;
  const Footprint* footprint = nullptr;
  std::uint64_t marks = 0;
};

/// The steps of the current run, and which of them happen before which: in a thread, in a place that both access, over a jump of time.
/// Threads: one at a time. Errors: std::bad_alloc.
class History {
 public:
  [[nodiscard]] std::size_t size() const noexcept { return events_.size(); }
  [[nodiscard]] const Event& operator[](std::size_t index) const noexcept { return events_[index]; }
  void add(ThreadId thread, const Footprint& footprint, bool after_jump);
  /// Forgets all steps but the first `size`.
  void cut(std::size_t size);

  [[nodiscard]] bool before(std::size_t earlier, const Clock& clock) const noexcept {
    return clock.of(events_[earlier].thread) >= events_[earlier].number;
  }
  /// The earlier steps that are in a race with the last one: each could have come after it, and nothing that happens between them forbids it.
  [[nodiscard]] std::vector<std::size_t> races_of_last() const;
  /// Likewise for a step that could not be made at the end of the run.
  [[nodiscard]] std::vector<std::size_t> races_of(ThreadId thread, const Footprint& footprint) const;
  /// The steps that do not need step `raced` to have been made, of those after it, in their order.
  void without(std::size_t raced, std::vector<Planned>& steps) const;

 private:
  struct Entry {
    std::uint32_t event;
    script::Access access;
  };
  [[nodiscard]] const Clock& clock_of_last(ThreadId thread, std::size_t end) const noexcept;
  [[nodiscard]] std::vector<std::size_t> races(ThreadId thread, const Footprint& footprint, std::size_t end) const;

  std::vector<Event> events_;
  std::unordered_map<script::Place, std::vector<Entry>> places_;
  std::vector<std::vector<std::uint32_t>> of_thread_;  ///< The indexes of each thread's steps.
};

}  // namespace threadbox::explore
