#pragma once

#include <threadbox/park/detail/atomic.h>
#include <threadbox/park/detail/guard.h>
#include <threadbox/trace/event.h>

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace threadbox {

class Tracer;

/// The events of one thread on their way to the observer: one producer, one consumer, fixed size.
///
/// A full ring makes no event disappear silently: fleeting ones are counted, and the count becomes a gap
/// event as soon as there is room, together with the last line and the last turn that were among them; essential ones
/// wait for room (record() parks), and once the thread has been asked to stop they go to a spill list, as `kept` ones
/// do, so that nothing about its end is lost.
class TraceRing {
 public:
  /// `capacity` is a power of two, and 4 at least, so that after a gap there is room for all that makes up for it.
  TraceRing(Tracer& tracer, std::size_t capacity);

  /// The thread that records here. Set while nobody records.
  void assign(ThreadId thread) noexcept { thread_ = thread; }

  // --- The producer's side.

  /// False when the ring is full. Numbers and stamps the event only when there is room for it, so that
  /// numbers have no holes.
  bool try_record(const TraceEvent& event) noexcept;
  /// A fleeting event could not be recorded.
  void drop(const TraceEvent& event) noexcept;
  /// Takes an event that must not be lost and cannot wait; without memory for it, it counts as dropped.
  void spill(const TraceEvent& event) noexcept;
  /// Makes room for one that is about to be recorded, so that spill() will have it. Errors: std::bad_alloc.
  void make_room();
  [[nodiscard]] bool has_room() const noexcept {
    return head_.load(std::memory_order_relaxed) - tail_.load(std::memory_order_acquire) <= mask_;
  }
  /// Asks the observer to unpark `waiter` when it has made room. Look again before parking.
  void want_room(Waiter* waiter) noexcept;

  Tracer& tracer() noexcept { return *tracer_; }

  // --- The observer's side.

  /// Moves everything into `into`; wakes a producer that waits for room.
  void take_all(std::vector<TraceEvent>& into);
  /// Nothing is left in it. The producer has gone.
  [[nodiscard]] bool drained() const noexcept;

 private:
  friend class Tracer;
  TraceEvent stamped(const TraceEvent& event) noexcept;
  bool push(const TraceEvent& event) noexcept;
  void forget_dropped() noexcept;
  std::size_t gap_events(const TraceEvent& next, std::span<TraceEvent, 3> events) noexcept;

  TraceRing* next_ = nullptr;  ///< In one of its tracer's lists, guarded by the tracer.
  Tracer* tracer_;
  std::unique_ptr<TraceEvent[]> slots_;
  std::size_t mask_;

  Guard guard_;
  Waiter* wants_room_ THREADBOX_GUARDED_BY(guard_) = nullptr;  // so that the observer never wakes a thread that is gone
  std::vector<TraceEvent> spilled_ THREADBOX_GUARDED_BY(guard_);

  // Producer and observer write to different cache lines.
  alignas(64) Atomic<std::size_t> head_{0};  ///< Next slot to write; the producer's.
  ThreadId thread_ = 0;
  std::uint32_t dropped_ = 0;
  TraceEvent dropped_line_, dropped_turn_;  ///< The last ones of those; gaps where there are none.
  TimeNs last_time_ns_ = 0;
  std::uint32_t since_clock_ = 0;  ///< Fleeting events since the clock was read.
  alignas(64) Atomic<std::size_t> tail_{0};  ///< Next slot to read; the observer's.
};

}  // namespace threadbox
