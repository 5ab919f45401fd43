#include "script/values/heap.h"

#include "script/values/classes.h"
#include "script/values/floats.h"
#include "script/values/shared.h"
#include "script/values/str.h"

#include <threadbox/sync/blocking.h>

#include <algorithm>
#include <limits>
#include <utility>

namespace threadbox::script {

namespace {

/// Whether a string or float may be an instance of a class that derives from str or float, which has attributes: by the size of its cell,
/// as the class of a dead object may be gone. A long string may have that size, too.
bool may_be_derived(TypeTag tag, std::size_t bytes) noexcept {
  return tag == TypeTag::str ? bytes == sizeof(DerivedStr) : bytes != sizeof(Float);
}

}  // namespace

void Marker::mark_str(Object& str) {
  if (may_be_derived(TypeTag::str, str.bytes_)) return pending_.push_back(&str);
  mark(str.cls_);
  mark(static_cast<const Str&>(str).buffer());
}

bool Marker::run() {
  for (std::size_t count = 1; !pending_.empty() && !stopped_; ++count) {
    if (count % between_looks == 0 && must_stop()) break;
    Object* object = pending_.back();
    pending_.pop_back();
    mark(object->cls());
    object->mark_children(*this);
  }
  return !stopped_;
}

bool Marker::must_stop() noexcept {
  stopped_ = stopped_ || (this_waiter().requests() & stop_request) != 0;
  return stopped_;
}

Heap::AllocationBuffer::AllocationBuffer(Heap& heap) : heap_(heap), cells_(heap.pool_) {
  GuardLock guarded(heap.guard_);
  heap.buffers_.push_back(this);
  if (heap.shared_ && this != &heap.own_) current_buffer = this;
}

Heap::AllocationBuffer::~AllocationBuffer() {
  GuardLock guarded(heap_.guard_);
  std::erase(heap_.buffers_, this);
  heap_.used_.fetch_sub(budget_, std::memory_order_relaxed);
  if (current_buffer == this) current_buffer = nullptr;
}

Heap::Heap(std::size_t limit_bytes, MarkRoots mark_roots, bool shared, AllocationFaults* faults)
    : limit_(std::min(limit_bytes, std::numeric_limits<std::size_t>::max() - reserve_bytes)),
      shared_(shared),
      faults_(faults),
      reserve_base_(limit_),
      threshold_(std::min(least_threshold, limit_bytes / 2)),
      mark_roots_(std::move(mark_roots)),
      own_(*this) {
  if (shared) fences_publication.store(true, std::memory_order_relaxed);  // Starting the threads publishes it.
}

Heap::~Heap() {
  pool_.sweep([this](Object* object) {
    end(*object);
    return true;
  });
}

/// Whether the object has no memory outside its cell, nor a destructor that matters. Most objects are like that, so the sweep saves two
/// virtual calls for each.
bool Heap::is_plain(const Object& object) noexcept {
  const TypeTag tag = object.type_tag_;
  return (tag == TypeTag::str || tag == TypeTag::float_) && !may_be_derived(tag, object.bytes_);
}

void Heap::end(Object& object) noexcept {
  if (object.is_numbered_) numbers_.erase(&object);
  if (object.is_serial_) serials_.erase(&object);
  if (!is_plain(object)) object.~Object();
}

std::uint64_t Heap::number_of(Object& object) {
  constexpr std::uint64_t first = std::uint64_t{1} << 32, step = sizeof(Granule);
  if (!object.is_numbered_) {
    charge(bytes_of_number);
    numbers_.emplace(&object, first + step * last_number_);
    ++last_number_;
    object.is_numbered_ = true;
  }
  return numbers_.find(&object)->second;
}

std::uint32_t Heap::serial_of(Object& object) {
  if (object.is_serial_) return serials_.find(&object)->second;
  serials_.emplace(&object, last_serial_ + 1);
  object.is_serial_ = true;
  return ++last_serial_;
}

void Heap::refill_budget(std::size_t& budget, std::size_t bytes) {
  // A counter that all threads write is expensive (in WebAssembly every atomic operation is), so a thread takes enough for many objects
  // at once; near the limit, enough for this one only. With fault injection budgets are zero, so that every allocation comes here.
  // Relaxed: the counter alone must be consistent, it publishes nothing.
  if (faults_ != nullptr && faults_->next()) throw HeapExhausted{};
  const std::size_t most = limit();
  const std::size_t wanted = bytes - budget, ahead = faults_ != nullptr ? 0 : std::min(most_budget, limit_ / 256);
  std::size_t used = used_bytes(), taken = 0;
  do {
    if (wanted > most || used > most - wanted) throw HeapExhausted{};
    taken = std::min(wanted + ahead, most - used);
  } while (!used_.compare_exchange_weak(used, used + taken, std::memory_order_relaxed));
  budget += taken - bytes;
  if (used + taken >= threshold_.load(std::memory_order_relaxed)) call_for_collection();
}

void Heap::collect() noexcept {
  GuardLock guarded(guard_);
  // 0 is the mark of new objects, so it is skipped.
  mark_ = mark_ == std::numeric_limits<std::uint8_t>::max() ? 1 : mark_ + 1;
  Marker marker(mark_);
  try {
    mark_roots_(marker);
    if (!marker.run()) return;
    if (before_sweep) {
      before_sweep(marker);
      if (!marker.run()) return;
    }
  } catch (const std::bad_alloc&) {
    return;
  }
  const std::size_t used = sweep() + marker.outside_bytes_ + numbers_.size() * bytes_of_number;
  used_.store(used, std::memory_order_relaxed);
  for (AllocationBuffer* buffer : buffers_) buffer->budget_ = 0;
  // The next collection comes when the memory in use has doubled, or half of the room is left, so that garbage does not cause a
  // MemoryError. There is a least distance: otherwise a nearly full heap would collect continually.
  const std::size_t room = limit_ > used ? limit_ - used : 0;
  const std::size_t ahead = std::min(std::max(used, least_threshold), std::max(room / 2, limit_ / 1024));
  threshold_.store(used + std::min(ahead, room), std::memory_order_relaxed);
  wanted_.store(false, std::memory_order_relaxed);
}

std::size_t Heap::sweep() {
  std::size_t left = 0;
  pool_.sweep([this, &left](Object* object) {
    if (object->marked_ != mark_) {
      end(*object);
      return true;
    }
    left += object->bytes_ + (is_plain(*object) ? 0 : object->outside_bytes());
    return false;
  });
  return left;
}

}  // namespace threadbox::script
