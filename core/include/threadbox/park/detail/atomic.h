#pragma once

#include <atomic>

namespace threadbox {

/// The atomics of park, trace and sync. The name is here so that the model checker (tests/model) can put its own in its
/// place, which lets another thread go on before each access.
template <typename T>
using Atomic = std::atomic<T>;

}  // namespace threadbox
