#include "script/values/containers.h"

namespace threadbox::script {

void Tuple::mark_children(Marker& marker) const { marker.mark(items); }
void List::mark_children(Marker& marker) const { marker.mark(items); }

void Slice::mark_children(Marker& marker) const {
  marker.mark(start);
  marker.mark(stop);
  marker.mark(step);
}

std::int64_t Range::length() const noexcept {
  if (step > 0) return start < stop ? (stop - start - 1) / step + 1 : 0;
  return start > stop ? (start - stop - 1) / -step + 1 : 0;
}

}  // namespace threadbox::script
