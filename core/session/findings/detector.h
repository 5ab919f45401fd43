#pragma once

#include "session/findings/finding.h"
#include "session/model.h"

#include <bit>
#include <cstdint>
#include <initializer_list>
#include <memory>

namespace threadbox::session {

class Findings;

/// A set of kinds of events.
class EventKinds {
 public:
  constexpr EventKinds(std::initializer_list<EventKind> kinds) noexcept {
    for (const EventKind kind : kinds) bits_ |= bit(kind);
  }
  constexpr void add(const EventKinds& others) noexcept { bits_ |= others.bits_; }
  [[nodiscard]] constexpr bool has(EventKind kind) const noexcept { return (bits_ & bit(kind)) != 0; }

 private:
  static constexpr std::uint64_t bit(EventKind kind) noexcept {
    static_assert(event_kinds <= 64);
    return std::uint64_t{1} << static_cast<unsigned>(kind);
  }

  /// How many kinds there are.
  static constexpr unsigned event_kinds = 0
#define THREADBOX_EVENT(name, loss) +1
#include <threadbox/trace/events.def>
#undef THREADBOX_EVENT
      ;

  std::uint64_t bits_ = 0;
};

/// An event as a detector sees it.
struct Scene {
  const TraceEvent& event;
  const Model& model;      ///< Of the moment before the event, or after it.
  const ThreadRow* actor;  ///< The thread that recorded it; null: the observer, or one without a row.
};

/// Finds one kind of fault in the log of a run. It keeps a bounded amount of what it has seen, however long the run goes on.
/// Threads: the observer only. Errors: std::bad_alloc; then what it was about to find is lost, and it goes on with the next event.
class Detector {
 public:
  /// `before`: the kinds of events that it sees before the model changes; `after`: those that it sees afterwards.
  Detector(EventKinds before, EventKinds after) noexcept : before_(before), after_(after) {}
  virtual ~Detector() = default;
  Detector(const Detector&) = delete;
  Detector& operator=(const Detector&) = delete;

  virtual void before(const Scene&, Findings&) {}
  virtual void after(const Scene&, Findings&) {}
  /// Called when no thread goes on: in a parallel run, no event has come for a while.
  virtual void at_rest(const Model&, Findings&) {}

  [[nodiscard]] const EventKinds& seen_before() const noexcept { return before_; }
  [[nodiscard]] const EventKinds& seen_after() const noexcept { return after_; }

 private:
  EventKinds before_, after_;
};

/// The detector of each kind of finding, in the file of its name.
#define FINDING(kind, ...) std::unique_ptr<Detector> make_##kind();
#include "session/findings/findings.def"

}  // namespace threadbox::session
