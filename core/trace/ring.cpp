#include <threadbox/trace/detail/ring.h>

#include <threadbox/trace/tracer.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <new>
#include <utility>

namespace threadbox {

namespace {
// A clock reading takes half a microsecond in a web worker; a lock operation takes a twentieth of that.
constexpr std::uint32_t droppable_events_for_each_clock_reading = 16;

constexpr std::size_t most_spilled_at_once = 4;  // An event, and what gap_events() puts before it.

void reserve(std::vector<TraceEvent>& events, std::size_t more) {
  const std::size_t wanted = events.size() + more;
  if (wanted > events.capacity()) events.reserve(std::max(wanted, 2 * events.capacity()));
}
}  // namespace

TraceRing::TraceRing(Tracer& tracer, std::size_t capacity)
    : tracer_(&tracer), slots_(std::make_unique<TraceEvent[]>(capacity)), mask_(capacity - 1) {
  assert(capacity > 1 && (capacity & mask_) == 0);
}

TraceEvent TraceRing::stamped(const TraceEvent& event) noexcept {
  // Virtual time costs nothing to read.
  const bool exact = event_loss(event.kind) == EventLoss::lossless || tracer_->clock().kind() == Clock::Kind::simulated;
  if (exact || since_clock_++ % droppable_events_for_each_clock_reading == 0)
    last_time_ns_ = std::max(last_time_ns_, tracer_->clock().now_ns());
  if (exact) since_clock_ = 1;
  // The thread is about to sleep, so the cached time will be stale for its next event.
  if (event.kind == EventKind::wait_begin || event.kind == EventKind::gil_released || event.kind == EventKind::gil_wanted)
    since_clock_ = 0;
  TraceEvent result = event;
  // Relaxed: the number only orders events; the ring's head publishes them. Two events of which one
  // happens before the other draw their numbers in that order, since a number is drawn by an atomic
  // read-modify-write of one variable.
  result.sequence = tracer_->next_sequence_.fetch_add(1, std::memory_order_relaxed);
  result.time_ns = last_time_ns_;
  result.thread = thread_;
  return result;
}

bool TraceRing::push(const TraceEvent& event) noexcept {
  const std::size_t head = head_.load(std::memory_order_relaxed);
  slots_[head & mask_] = stamped(event);
  head_.store(head + 1, std::memory_order_release);
  return true;
}

namespace {
bool is_turn(EventKind kind) noexcept {
  return kind == EventKind::gil_acquired || kind == EventKind::gil_released || kind == EventKind::gil_wanted;
}
}  // namespace

void TraceRing::drop(const TraceEvent& event) noexcept {
  ++dropped_;
  if (event.kind == EventKind::line) dropped_line_ = event;
  if (is_turn(event.kind)) dropped_turn_ = event;
}

/// Writes the events that precede `next` after events were dropped: the gap, and the thread's current line and GIL state, which
/// no object can be asked for. Returns their number.
std::size_t TraceRing::gap_events(const TraceEvent& next, std::span<TraceEvent, 3> events) noexcept {
  std::size_t count = 0;
  events[count].kind = EventKind::gap;
  events[count++].argument = dropped_;
  if (dropped_turn_.kind != EventKind::gap && !is_turn(next.kind)) events[count++] = dropped_turn_;
  if (dropped_line_.kind != EventKind::gap && next.kind != EventKind::line) events[count++] = dropped_line_;
  return count;
}

bool TraceRing::try_record(const TraceEvent& event) noexcept {
  const std::size_t used = head_.load(std::memory_order_relaxed) - tail_.load(std::memory_order_acquire);
  const std::size_t room = mask_ + 1 - used;
  if (dropped_ == 0) return room >= 1 && push(event);
  std::array<TraceEvent, 3> before;
  if (room < 2) return false;
  const std::size_t count = std::min(gap_events(event, before), room - 1);
  for (std::size_t i = 0; i < count; ++i) push(before[i]);
  forget_dropped();
  return push(event);
}

void TraceRing::forget_dropped() noexcept {
  dropped_ = 0;
  dropped_line_ = dropped_turn_ = TraceEvent{};
}

void TraceRing::want_room(Waiter* waiter) noexcept {
  GuardLock guarded(guard_);
  wants_room_ = waiter;
}

void TraceRing::make_room() {
  if (mask_ + 1 - (head_.load(std::memory_order_relaxed) - tail_.load(std::memory_order_acquire)) >= 2) return;
  GuardLock guarded(guard_);
  reserve(spilled_, most_spilled_at_once);
}

void TraceRing::spill(const TraceEvent& event) noexcept {
  GuardLock guarded(guard_);
  try {
    // Before the events get their numbers, which have no holes.
    reserve(spilled_, most_spilled_at_once);
  } catch (const std::bad_alloc&) {
    return drop(event);
  }
  if (dropped_ > 0) {
    std::array<TraceEvent, 3> before;
    const std::size_t count = gap_events(event, before);
    for (std::size_t i = 0; i < count; ++i) spilled_.push_back(stamped(before[i]));
    forget_dropped();
  }
  spilled_.push_back(stamped(event));
}

void TraceRing::take_all(std::vector<TraceEvent>& into) {
  const std::size_t head = head_.load(std::memory_order_acquire);
  std::size_t tail = tail_.load(std::memory_order_relaxed);
  // Reserved first: after a std::bad_alloc nothing has been taken, and the next call takes all.
  reserve(into, head - tail);
  for (; tail != head; ++tail) into.push_back(slots_[tail & mask_]);
  tail_.store(tail, std::memory_order_release);
  // The guard orders this with want_room(): either the producer sees the room, or this call sees its request.
  GuardLock guarded(guard_);
  if (wants_room_ != nullptr) std::exchange(wants_room_, nullptr)->unpark();
  reserve(into, spilled_.size());
  into.insert(into.end(), spilled_.begin(), spilled_.end());
  spilled_.clear();
}

bool TraceRing::drained() const noexcept {
  return head_.load(std::memory_order_acquire) == tail_.load(std::memory_order_relaxed);
}

}  // namespace threadbox
