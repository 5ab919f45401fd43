#include <threadbox/trace/ring.h>

#include <threadbox/trace/tracer.h>

#include <algorithm>
#include <cassert>
#include <mutex>
#include <utility>

namespace threadbox {

namespace {
// A clock reading costs a worker half a microsecond; a lock takes a twentieth of that.
constexpr std::uint32_t fleeting_events_for_each_clock_reading = 16;
}  // namespace

TraceRing::TraceRing(Tracer& tracer, std::size_t capacity)
    : tracer_(&tracer), slots_(std::make_unique<TraceEvent[]>(capacity)), mask_(capacity - 1) {
  assert(capacity > 1 && (capacity & mask_) == 0);
}

TraceEvent TraceRing::stamped(const TraceEvent& event) noexcept {
  // Virtual time costs nothing to read.
  const bool exact = event_loss(event.kind) == EventLoss::essential || tracer_->clock().kind() == Clock::Kind::simulated;
  if (exact || since_clock_++ % fleeting_events_for_each_clock_reading == 0)
    last_time_ns_ = std::max(last_time_ns_, tracer_->clock().now_ns());
  if (exact) since_clock_ = 1;
  // Who waits, or lets go of the GIL, is about to sleep: what comes next shall not bear the moment before.
  if (event.kind == EventKind::wait_begin || event.kind == EventKind::gil_released) since_clock_ = 0;
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

bool TraceRing::try_record(const TraceEvent& event) noexcept {
  const std::size_t used = head_.load(std::memory_order_relaxed) - tail_.load(std::memory_order_acquire);
  const std::size_t room = mask_ + 1 - used;
  if (dropped_ == 0) return room >= 1 && push(event);
  if (room < 2) return false;
  TraceEvent gap;
  gap.kind = EventKind::gap;
  gap.argument = dropped_;
  push(gap);
  dropped_ = 0;
  return push(event);
}

void TraceRing::want_room(Waiter* waiter) noexcept {
  std::lock_guard held(guard_);
  wants_room_ = waiter;
}

void TraceRing::spill(const TraceEvent& event) {
  std::lock_guard held(guard_);
  if (dropped_ > 0) {
    TraceEvent gap;
    gap.kind = EventKind::gap;
    gap.argument = dropped_;
    spilled_.push_back(stamped(gap));
    dropped_ = 0;
  }
  spilled_.push_back(stamped(event));
}

void TraceRing::take_all(std::vector<TraceEvent>& into) {
  const std::size_t head = head_.load(std::memory_order_acquire);
  std::size_t tail = tail_.load(std::memory_order_relaxed);
  for (; tail != head; ++tail) into.push_back(slots_[tail & mask_]);
  tail_.store(tail, std::memory_order_release);
  // The guard orders this with want_room(): either the producer sees the room, or we see its wish.
  std::lock_guard held(guard_);
  if (wants_room_ != nullptr) std::exchange(wants_room_, nullptr)->unpark();
  into.insert(into.end(), spilled_.begin(), spilled_.end());
  spilled_.clear();
}

bool TraceRing::drained() const noexcept {
  return head_.load(std::memory_order_acquire) == tail_.load(std::memory_order_relaxed);
}

}  // namespace threadbox
