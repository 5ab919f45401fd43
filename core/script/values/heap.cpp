#include "script/values/heap.h"

#include "script/values/objects.h"

#include <algorithm>

namespace threadbox::script {

void Marker::run() {
  while (!pending_.empty()) {
    Object* object = pending_.back();
    pending_.pop_back();
    mark(object->cls());
    object->mark_children(*this);
  }
}

Heap::~Heap() {
  cells_.sweep([](Object* object) {
    object->~Object();
    return true;
  });
}

void Heap::charge(std::size_t bytes) {
  if (bytes > limit_ || used_ > limit_ - bytes) throw HeapExhausted{};
  used_ += bytes;
}

void Heap::collect() {
  Marker marker;
  mark_roots_(marker);
  marker.run();
  sweep();
  threshold_ = std::min(limit_, std::max(least_threshold, used_ * 2));
}

void Heap::sweep() {
  cells_.sweep([this](Object* object) {
    if (std::exchange(object->marked_, false)) return false;
    used_ -= object->bytes_;
    object->~Object();
    return true;
  });
}

}  // namespace threadbox::script
