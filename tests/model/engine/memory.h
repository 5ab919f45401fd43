#pragma once

#include "engine/hash.h"

#include <cstddef>

/// The memory that a run allocates. It comes from an arena, always at the same addresses, so that states of different runs can be
/// compared by their bytes, and a run that is abandoned leaks nothing.
namespace threadbox::model::memory {

/// One region for allocations before the threads run, and one for each thread.
inline constexpr int region_count = 9;

/// From now on operator new allocates from `region`; if negative, from the heap as usual. Returns the previous region.
int use(int region) noexcept;
/// Forgets all that was allocated.
void reset() noexcept;
void hash_into(Hash& hash) noexcept;
[[nodiscard]] bool contains(const void* address) noexcept;

}  // namespace threadbox::model::memory
