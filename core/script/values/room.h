#pragma once

#include "script/values/heap.h"

#include <cstdint>

namespace threadbox::script {

/// Checks that `count` items of so many bytes would fit the heap. The count comes from a program, so it has 64 bits even if size_t has 32.
/// Threads: any. Errors: HeapExhausted.
inline void check_room_for(const Heap& heap, std::uint64_t count, std::size_t bytes = 1) {
  if (count > SIZE_MAX / bytes) throw HeapExhausted{};
  heap.check_room(static_cast<std::size_t>(count) * bytes);
}

}  // namespace threadbox::script
