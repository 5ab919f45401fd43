#pragma once

#include "engine/hash.h"

#include <cstddef>

/// What a run allocates. It comes from an arena, always at the same addresses, so that a state of a run can be compared with
/// another one's by their bytes, and so that a run that is not brought to its end leaves nothing behind.
namespace threadbox::model::memory {

/// One region for what is made before the threads run, and one for each thread.
inline constexpr int region_count = 9;

/// From now on operator new takes from `region`; negative: from the heap, as ever. Returns what it was.
int use(int region) noexcept;
/// Forgets all that was allocated.
void reset() noexcept;
void hash_into(Hash& hash) noexcept;
[[nodiscard]] bool contains(const void* address) noexcept;

}  // namespace threadbox::model::memory
