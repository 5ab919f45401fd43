#include "script/heap.h"

#include <algorithm>

namespace threadbox::script {

void Marker::run() {
  while (!pending_.empty()) {
    Object* object = pending_.back();
    pending_.pop_back();
    mark(object->class_object());
    object->mark_children(*this);
  }
}

Heap::~Heap() {
  while (first_ != nullptr) delete std::exchange(first_, first_->next_);
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
  threshold_ = std::min(limit_, std::max(std::size_t{4} << 20, used_ * 2));
}

void Heap::sweep() {
  Object** link = &first_;
  while (Object* object = *link) {
    if (object->marked_) {
      object->marked_ = false;
      link = &object->next_;
    } else {
      *link = object->next_;
      used_ -= object->bytes_;
      delete object;
    }
  }
}

}  // namespace threadbox::script
