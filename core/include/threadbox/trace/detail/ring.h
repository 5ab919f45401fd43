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
/// Threads:  each half of the interface says whose it is.
/// Owns:     its slots and its spill list. The tracer outlives it.
///
/// No event disappears silently when the ring is full. Droppable ones are counted, and the count is recorded as a gap event as
/// soon as there is room, together with the last line and the last GIL event among them. Lossless ones wait for room (record()
/// parks); once the thread has been asked to stop they go to the spill list, as spilled ones always do.
///
///   head_  the next slot to write, only ever incremented; slot = index & mask_. The producer stores it with release after it has
///   written
///          the slot, the observer loads it with acquire before it reads one.
///   tail_  the next slot to read. The observer stores it with release after it has read the slots, the producer loads it with
///   acquire
///          before it overwrites one. The ring is full when head_ - tail_ is the capacity.
class TraceRing {
 public:
  /// `capacity` is a power of two and at least 4, so that a gap, what follows it, and the next event fit.
  TraceRing(Tracer& tracer, std::size_t capacity);

  /// Sets the thread that records here. Called while no thread does.
  void assign(ThreadId thread) noexcept { thread_ = thread; }

  // --- For the producer.

  /// False if the ring is full. An event gets its number and time only if there is room for it, so that
  /// numbers have no holes.
  bool try_record(const TraceEvent& event) noexcept;
  /// Counts a droppable event that could not be recorded.
  void drop(const TraceEvent& event) noexcept;
  /// Appends an event that must not be lost and cannot wait to the spill list. If there is no memory for it, it counts as
  /// dropped.
  void spill(const TraceEvent& event) noexcept;
  /// Reserves memory for the next event, in case that it is spilled. Errors: std::bad_alloc.
  void make_room();
  [[nodiscard]] bool has_room() const noexcept {
    return head_.load(std::memory_order_relaxed) - tail_.load(std::memory_order_acquire) <= mask_;
  }
  /// Asks the observer to unpark `waiter` when it has made room. The caller checks for room again before it parks.
  void want_room(Waiter* waiter) noexcept;

  Tracer& tracer() noexcept { return *tracer_; }

  // --- For the observer.

  /// Moves all events into `into` and wakes a producer that waits for room. Errors: std::bad_alloc; the next call returns the
  /// rest.
  void take_all(std::vector<TraceEvent>& into);
  /// The ring is empty. Called when the producer has gone.
  [[nodiscard]] bool drained() const noexcept;

 private:
  friend class Tracer;
  TraceEvent stamped(const TraceEvent& event) noexcept;
  bool push(const TraceEvent& event) noexcept;
  void forget_dropped() noexcept;
  std::size_t gap_events(const TraceEvent& next, std::span<TraceEvent, 3> events) noexcept;

  TraceRing* next_ = nullptr;  ///< In one of the tracer's lists, under the tracer's guard.
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
  TraceEvent dropped_line_, dropped_turn_;  ///< The last line and the last GIL event among them; of kind gap if there is none.
  TimeNs last_time_ns_ = 0;
  std::uint32_t since_clock_ = 0;  ///< Droppable events since the clock was read.
  alignas(64) Atomic<std::size_t> tail_{0};  ///< Next slot to read; the observer's.
};

}  // namespace threadbox
