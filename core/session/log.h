#pragma once

#include <threadbox/trace/event.h>

#include <cstddef>
#include <deque>
#include <vector>

namespace threadbox::session {

/// Every event of a run, in order: the single source of truth. It keeps the newest `capacity` events and
/// counts what it let go of; the model has been folded over all of them.
/// Threads:  the observer only.
class Log {
 public:
  static constexpr std::size_t default_capacity = 1'000'000;
  explicit Log(std::size_t capacity = default_capacity) : capacity_(capacity) {}

  /// Errors: std::bad_alloc; then the log is unchanged.
  void append(const std::vector<TraceEvent>& events);

  [[nodiscard]] const std::deque<TraceEvent>& events() const noexcept { return events_; }
  /// How many older events are no longer kept.
  [[nodiscard]] std::uint64_t forgotten() const noexcept { return forgotten_; }

 private:
  std::size_t capacity_;
  std::deque<TraceEvent> events_;
  std::uint64_t forgotten_ = 0;
};

}  // namespace threadbox::session
