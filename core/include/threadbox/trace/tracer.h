#pragma once

#include <threadbox/park/detail/atomic.h>
#include <threadbox/trace/event.h>
#include <threadbox/trace/text_table.h>
#include <threadbox/trace/watch_list.h>

#include <memory>
#include <string_view>
#include <vector>

namespace threadbox {

class TraceRing;  // threadbox/trace/detail/ring.h

/// Collects the events of one run: gives each thread its ring, numbers the events, and returns them to the one observer in order.
/// Threads:  make_ring, retire_ring, next_object, texts: any; the rest: only the observer, which never parks.
/// Owns:     the rings, the texts and the watch list. The clock outlives it.
class Tracer {
 public:
  static constexpr std::size_t default_ring_capacity = 4096;
  explicit Tracer(const Clock& clock, std::size_t ring_capacity = default_ring_capacity);
  ~Tracer();
  Tracer(const Tracer&) = delete;
  Tracer& operator=(const Tracer&) = delete;

  /// A ring for a thread. It lives as long as the tracer; rings of ended threads are reused once they are drained.
  /// Errors: std::bad_alloc.
  TraceRing& make_ring(ThreadId thread);
  /// Called when the ring's thread has ended: it may be reused once it is drained.
  void retire_ring(TraceRing& ring) noexcept;

  ObjectId next_object() noexcept { return next_object_.fetch_add(1, std::memory_order_relaxed); }

  TextTable& texts() noexcept { return texts_; }
  WatchList& watch_list() noexcept { return watch_list_; }
  const Clock& clock() const noexcept { return *clock_; }

  /// Records an event of the observer itself (thread 0). Errors: std::bad_alloc; then it is not recorded.
  void record_observer(EventKind kind, ObjectId object = 0, std::uint32_t argument = 0, std::uint8_t flags = 0);

  /// Reserves memory for the next `events` events of the observer, so that all of them can be recorded. Errors: std::bad_alloc.
  void make_room(std::size_t events);

  /// The number of events that have been recorded and not drained. Any thread.
  [[nodiscard]] std::uint64_t undrained() const noexcept {
    return next_sequence_.load(std::memory_order_relaxed) - drained_.load(std::memory_order_relaxed);
  }

  /// Appends to `into` all events whose predecessors have arrived, and wakes threads that wait for room. Returns how many were
  /// appended. Errors: std::bad_alloc; then the next call appends them.
  std::size_t drain(std::vector<TraceEvent>& into);

 private:
  friend class TraceRing;
  const Clock* clock_;
  Atomic<std::uint64_t> next_sequence_{0};
  Atomic<std::uint64_t> drained_{0};
  Atomic<ObjectId> next_object_{1};
  TextTable texts_;
  WatchList watch_list_;
  struct Rings;
  std::unique_ptr<Rings> rings_;
};

/// Records an event of the calling thread. Does nothing if the thread is not traced. If the ring is full, a droppable event is
/// counted in a gap, a lossless one parks until the observer has made room (or the thread is asked to stop), and a spilled one
/// goes to the spill list. Under virtual time all of them are spilled, since the log must not depend on when the observer drains.
/// False if the event was dropped.
/// Threads:  the thread that owns `self`.
bool record(Waiter& self, EventKind kind, ObjectId object = 0, std::uint32_t argument = 0, std::uint8_t flags = 0,
            std::uint16_t detail = 0) noexcept;

/// Records a lossless event while the caller holds a guard, which fixes its place in the log but forbids waiting for room: a full
/// ring spills it. The caller calls wait_for_room() once it has released the guard.
/// Threads:  the thread that owns `self`.
void record_under_guard(Waiter& self, EventKind kind, ObjectId object) noexcept;

/// Parks while the thread's ring is full, as a lossless event does, so that a thread that records under guards does not exhaust
/// memory. The caller holds no guard.
void wait_for_room(Waiter& self) noexcept;

/// Reserves memory for the next event of the calling thread, for an event that a program would miss.
/// Errors: std::bad_alloc.
void make_room_to_record(Waiter& self);

/// Interns `text` in the run that traces `self`; 0 if none does. Errors: std::bad_alloc.
TextId intern(Waiter& self, std::string_view text);
/// Likewise, adds a text for one event: output, thread_create or thread_name. Errors: std::bad_alloc.
TextId add_text(Waiter& self, std::string_view text);

}  // namespace threadbox
