#include <threadbox/trace/tracer.h>

#include <threadbox/park/detail/guard.h>
#include <threadbox/trace/detail/ring.h>

#include <algorithm>
#include <cassert>
#include <utility>

namespace threadbox {

struct Tracer::Rings {
  std::size_t capacity;
  Guard guard;
  std::vector<std::unique_ptr<TraceRing>> all THREADBOX_GUARDED_BY(guard);
  TraceRing* retired THREADBOX_GUARDED_BY(guard) = nullptr;  // not reused before they are drained
  TraceRing* free THREADBOX_GUARDED_BY(guard) = nullptr;

  // Only the observer uses the rest.
  TraceRing* draining = nullptr;                // retired before the current drain
  std::vector<TraceRing*> seen;
  std::vector<TraceEvent> taken;
  // Event next_expected + i is at index i, so that ordering them takes linear time; a missing event has the largest number.
  std::vector<TraceEvent> in_order;
  std::uint64_t next_expected = 0;

  void put_in_order() {
    TraceEvent missing;
    missing.sequence = ~std::uint64_t{0};
    for (const TraceEvent& event : taken) {
      const std::size_t place = event.sequence - next_expected;
      if (place >= in_order.size()) in_order.resize(place + 1, missing);
      in_order[place] = event;
    }
    taken.clear();
  }
};

Tracer::Tracer(const Clock& clock, std::size_t ring_capacity) : clock_(&clock), rings_(std::make_unique<Rings>()) {
  rings_->capacity = ring_capacity;
}

Tracer::~Tracer() = default;

TraceRing& Tracer::make_ring(ThreadId thread) {
  TraceRing* ring = nullptr;
  {
    GuardLock guarded(rings_->guard);
    ring = rings_->free;
    if (ring != nullptr) rings_->free = ring->next_;
  }
  if (ring == nullptr) {
    auto made = std::make_unique<TraceRing>(*this, rings_->capacity);
    ring = made.get();
    GuardLock guarded(rings_->guard);
    rings_->all.push_back(std::move(made));
  }
  ring->assign(thread);
  return *ring;
}

void Tracer::retire_ring(TraceRing& ring) noexcept {
  GuardLock guarded(rings_->guard);
  ring.next_ = std::exchange(rings_->retired, &ring);
}

void Tracer::record_observer(EventKind kind, ObjectId object, std::uint32_t argument, std::uint8_t flags) {
  rings_->taken.emplace_back();  // Before the event gets its number: numbers have no holes.
  TraceEvent& event = rings_->taken.back();
  event.sequence = next_sequence_.fetch_add(1, std::memory_order_relaxed);
  event.time_ns = clock_->now_ns();
  event.kind = kind;
  event.object = object;
  event.argument = argument;
  event.flags = flags;
}

void Tracer::make_room(std::size_t events) {
  std::vector<TraceEvent>& taken = rings_->taken;
  if (taken.capacity() - taken.size() < events) taken.reserve(std::max(taken.size() + events, 2 * taken.capacity()));
}

std::size_t Tracer::drain(std::vector<TraceEvent>& into) {
  Rings& rings = *rings_;
  {
    GuardLock guarded(rings.guard);
    for (std::size_t i = rings.seen.size(); i < rings.all.size(); ++i) rings.seen.push_back(rings.all[i].get());
    if (rings.draining == nullptr) rings.draining = std::exchange(rings.retired, nullptr);
  }
  for (TraceRing* ring : rings.seen) ring->take_all(rings.taken);
  {
    // They were retired before they were taken above, so they are empty now.
    GuardLock guarded(rings.guard);
    while (TraceRing* ring = rings.draining) {
      rings.draining = ring->next_;
      ring->next_ = std::exchange(rings.free, ring);
    }
  }

  rings.put_in_order();
  std::vector<TraceEvent>& pending = rings.in_order;
  std::size_t ready = 0;
  while (ready < pending.size() && pending[ready].sequence == rings.next_expected + ready) ++ready;
  into.insert(into.end(), pending.begin(), pending.begin() + static_cast<std::ptrdiff_t>(ready));
  pending.erase(pending.begin(), pending.begin() + static_cast<std::ptrdiff_t>(ready));
  rings.next_expected += ready;
  drained_.store(rings.next_expected, std::memory_order_relaxed);
  return ready;
}

namespace {

/// Parks until `settled()` is true, which needs room in the ring. False if the thread is asked to stop before that.
template <typename Settled>
bool park_until(Waiter& self, TraceRing& ring, Settled settled) noexcept {
  bool done = false;
  while (!done && (self.requests() & stop_request) == 0) {
    ring.want_room(&self);
    done = settled();
    if (!done) self.park();
  }
  ring.want_room(nullptr);
  // The parks above may have consumed a signal meant for the thread's current operation, so give one back.
  self.unpark();
  return done;
}

void record_when_there_is_room(Waiter& self, TraceRing& ring, const TraceEvent& event) {
  if (!park_until(self, ring, [&] { return ring.try_record(event); })) ring.spill(event);
}

TraceEvent event_of(EventKind kind, ObjectId object, std::uint32_t argument, std::uint8_t flags, std::uint16_t detail) noexcept {
  TraceEvent event;
  event.object = object;
  event.argument = argument;
  event.detail = detail;
  event.kind = kind;
  event.flags = flags;
  return event;
}

}  // namespace

bool record(Waiter& self, EventKind kind, ObjectId object, std::uint32_t argument, std::uint8_t flags,
            std::uint16_t detail) noexcept {
  TraceRing* ring = self.ring;
  if (ring == nullptr) return true;
  const EventLoss loss = event_loss(kind);
  assert(loss != EventLoss::lossless || threadbox::detail::holds_no_guard());
  const TraceEvent event = event_of(kind, object, argument, flags, detail);
  if (ring->try_record(event)) return true;
  if (loss == EventLoss::spilled || ring->tracer().clock().kind() == Clock::Kind::simulated) {
    ring->spill(event);
  } else if (loss == EventLoss::droppable) {
    ring->drop(event);
    return false;
  } else {
    record_when_there_is_room(self, *ring, event);
  }
  return true;
}

void record_under_guard(Waiter& self, EventKind kind, ObjectId object) noexcept {
  TraceRing* ring = self.ring;
  if (ring == nullptr) return;
  const TraceEvent event = event_of(kind, object, 0, 0, 0);
  if (!ring->try_record(event)) ring->spill(event);
}

void wait_for_room(Waiter& self) noexcept {
  assert(detail::holds_no_guard());
  TraceRing* ring = self.ring;
  if (ring == nullptr || ring->has_room() || ring->tracer().clock().kind() == Clock::Kind::simulated) return;
  park_until(self, *ring, [ring] { return ring->has_room(); });
}

void make_room_to_record(Waiter& self) {
  TraceRing* ring = self.ring;
  if (ring != nullptr && ring->tracer().clock().kind() == Clock::Kind::simulated) ring->make_room();
}

TextId intern(Waiter& self, std::string_view text) { return self.ring == nullptr ? 0 : self.ring->tracer().texts().intern(text); }

TextId add_text(Waiter& self, std::string_view text) { return self.ring == nullptr ? 0 : self.ring->tracer().texts().add(text); }

}  // namespace threadbox
