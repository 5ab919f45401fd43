#include "script/values/heap.h"

#include "script/values/objects.h"
#include "script/values/shared.h"

#include <algorithm>
#include <mutex>
#include <utility>

namespace threadbox::script {

void Marker::mark_class(Class* cls) { mark(cls); }

void Marker::run() {
  while (!pending_.empty()) {
    Object* object = pending_.back();
    pending_.pop_back();
    mark(object->cls());
    object->mark_children(*this);
  }
}

Heap::Portion::Portion(Heap& heap) : heap_(heap), cells_(heap.pool_) {
  std::lock_guard guarded(heap.guard_);
  heap.portions_.push_back(this);
  if (heap.shared_ && this != &heap.own_) current_portion = this;
}

Heap::Portion::~Portion() {
  std::lock_guard guarded(heap_.guard_);
  std::erase(heap_.portions_, this);
  heap_.used_.fetch_sub(credit_, std::memory_order_relaxed);
  if (current_portion == this) current_portion = nullptr;
}

Heap::Heap(std::size_t limit_bytes, MarkRoots mark_roots, bool shared)
    : limit_(limit_bytes), shared_(shared), mark_roots_(std::move(mark_roots)), own_(*this) {
  if (shared) fences_publication.store(true, std::memory_order_relaxed);
}

Heap::~Heap() {
  pool_.sweep([](Object* object) {
    object->~Object();
    return true;
  });
}

void Heap::charge(std::size_t bytes) {
  if (shared_) return charge_shared(bytes);
  check_room(bytes);
  used_.store(used_bytes() + bytes, std::memory_order_relaxed);
}

void Heap::charge_shared(std::size_t bytes) {
  std::size_t& credit = portion().credit_;
  if (bytes <= credit) {
    credit -= bytes;
    return;
  }
  // A word that all threads write is dear, so that each takes from it for many objects at once; near the limit, for this one.
  const std::size_t wanted = bytes - credit, ahead = std::min(most_credit, limit_ / 256);
  std::size_t used = used_bytes(), taken = 0;
  do {
    if (wanted > limit_ || used > limit_ - wanted) throw HeapExhausted{};
    taken = std::min(wanted + ahead, limit_ - used);
  } while (!used_.compare_exchange_weak(used, used + taken, std::memory_order_relaxed));
  credit += taken - bytes;
}

void Heap::collect() {
  std::lock_guard guarded(guard_);
  Marker marker;
  mark_roots_(marker);
  marker.run();
  sweep();
  for (Portion* portion : portions_) used_.fetch_sub(std::exchange(portion->credit_, 0), std::memory_order_relaxed);
  threshold_.store(std::min(limit_, std::max(least_threshold, used_bytes() * 2)), std::memory_order_relaxed);
}

void Heap::sweep() {
  std::size_t freed = 0;
  pool_.sweep([&freed](Object* object) {
    if (std::exchange(object->marked_, false)) return false;
    freed += object->bytes_.load(std::memory_order_relaxed);
    object->~Object();
    return true;
  });
  used_.fetch_sub(freed, std::memory_order_relaxed);
}

}  // namespace threadbox::script
