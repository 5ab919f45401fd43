#pragma once

#include <atomic>

namespace threadbox {

/// The atomics of park, trace, sync and concurrent. The model checker (tests/model) replaces this header by one whose atomics let
/// another thread run before each access.
template <typename T>
using Atomic = std::atomic<T>;

}  // namespace threadbox
