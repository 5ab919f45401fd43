#pragma once

#include "script/values/heap.h"

#include <cstdint>

namespace threadbox::script {

/// Whether there is room for `count` pieces of so many bytes. A count that a program gives has 64 bits, also where addresses have 32.
/// Errors: HeapExhausted.
inline void check_room_for(const Heap& heap, std::uint64_t count, std::size_t bytes = 1) {
  if (count > SIZE_MAX / bytes) throw HeapExhausted{};
  heap.check_room(static_cast<std::size_t>(count) * bytes);
}

}  // namespace threadbox::script
