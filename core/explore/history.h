#pragma once

#include "explore/search.h"

#include <cstdint>
#include <unordered_map>
#include <algorithm>
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
  Clock clock;               ///< What happened before it, itself included.
  Clock floor;               ///< What happened before the last jump of time.
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
  /// The threads that can begin what happens without step `raced` up to and including the step of `thread`: each can make its first step
  /// there at once. `end`: the index of that step.
  [[nodiscard]] std::vector<ThreadId> initials(std::size_t raced, ThreadId thread, const Footprint& footprint,
                                               std::size_t end) const;

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
