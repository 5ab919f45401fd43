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

/// Collects the events of one run: hands every thread its ring, numbers the events, and gives them to
/// the one observer in order.
/// Threads:  make_ring, next_object, intern: any. drain: the observer only (it never parks).
class Tracer {
 public:
  static constexpr std::size_t default_ring_capacity = 4096;
  explicit Tracer(const Clock& clock, std::size_t ring_capacity = default_ring_capacity);
  ~Tracer();
  Tracer(const Tracer&) = delete;
  Tracer& operator=(const Tracer&) = delete;

  /// A new ring for a thread. Owned here, lives as long as the tracer; rings of ended threads are
  /// reused once they are drained.
  TraceRing& make_ring(ThreadId thread);
  /// The thread that owned it has ended: the ring may be reused once it is drained.
  void retire_ring(TraceRing& ring) noexcept;

  ObjectId next_object() noexcept { return next_object_.fetch_add(1, std::memory_order_relaxed); }

  TextTable& texts() noexcept { return texts_; }
  WatchList& watch_list() noexcept { return watch_list_; }
  const Clock& clock() const noexcept { return *clock_; }

  /// Records an event of the observer itself (thread 0). Observer only. Errors: std::bad_alloc; then it is not recorded.
  void record_observer(EventKind kind, ObjectId object = 0, std::uint32_t argument = 0, std::uint8_t flags = 0);

  /// Reserves memory for the next `events` of the observer itself, which belong together. Observer only.
  /// Errors: std::bad_alloc.
  void make_room(std::size_t events);

  /// How many events have been recorded and not been drained. Any thread.
  [[nodiscard]] std::uint64_t undrained() const noexcept {
    return next_sequence_.load(std::memory_order_relaxed) - drained_.load(std::memory_order_relaxed);
  }

  /// Appends to `into` every event that is next in order, and wakes threads that wait for room.
  /// Returns how many were appended. Observer only; never parks. Errors: std::bad_alloc; then the next call appends them.
  std::size_t drain(std::vector<TraceEvent>& into);

 private:
  friend class TraceRing;
  const Clock* clock_;
  Atomic<std::uint64_t> next_sequence_{0};
  Atomic<std::uint64_t> drained_{0};
  Atomic<ObjectId> next_object_{1};
  TextTable texts_;
  WatchList watch_list_;
  // The rest is the implementer's.
  struct Rings;
  std::unique_ptr<Rings> rings_;
};

/// Records an event of the calling thread. Does nothing when the thread is not traced. A fleeting
/// event is dropped into a counted gap when the ring is full; an essential one parks until the
/// observer has made room (or the thread is asked to stop); one that is kept never waits. Under virtual time nothing is
/// dropped or waits: the log must not depend on when the observer looks, so the ring takes what does not fit aside (see
/// Tracer::undrained). False: it was dropped.
/// Threads:  the thread that owns `self`.
bool record(Waiter& self, EventKind kind, ObjectId object = 0, std::uint32_t argument = 0, std::uint8_t flags = 0,
            std::uint16_t detail = 0) noexcept;

/// Records an essential event while the caller holds a guard, so that it has to be in its place in the log and cannot wait for
/// room: a full ring takes it aside. The caller calls wait_for_room() when it has given the guard back.
/// Threads:  the thread that owns `self`.
void record_under_guard(Waiter& self, EventKind kind, ObjectId object) noexcept;

/// Parks while the thread's ring is full, as an essential event does; so that one that records under guards does not fill
/// the memory. Holds no guard.
void wait_for_room(Waiter& self) noexcept;

/// Makes sure that the next event of the calling thread is not lost for lack of memory: for one that a program misses.
/// Errors: std::bad_alloc.
void make_room_to_record(Waiter& self);

/// Interns `text` in the run that `self` is traced by (0 when it is not).
TextId intern(Waiter& self, std::string_view text);
/// Likewise, adds a text for one event: output, thread_create or thread_name.
TextId add_text(Waiter& self, std::string_view text);

}  // namespace threadbox
