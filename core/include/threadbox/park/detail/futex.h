#pragma once

#include <threadbox/park/detail/atomic.h>

#include <cstdint>
#include <optional>

namespace threadbox {

/// The platform seam: all calls with which the core asks the operating system to sleep, to wake, and to number a thread.
/// One source file for each platform implements them (futex_linux.cpp, …).

/// Sleeps while `word` is `expected`, for at most `timeout_ns` real nanoseconds (none: for ever). May return early without a
/// reason. True if a signal handler ran in this thread. Must not be called where may_sleep() is false.
bool futex_wait(Atomic<std::uint32_t>& word, std::uint32_t expected, std::optional<std::uint64_t> timeout_ns) noexcept;

/// Wakes at most one thread that sleeps on `word`. Uses only its address: the word may no longer exist.
void futex_wake_one(Atomic<std::uint32_t>& word) noexcept;

/// The operating system's number for the calling thread; never 0. Mirrors threading.get_native_id.
std::uint64_t native_thread_id() noexcept;

/// False on the browser's main thread, which must never sleep.
bool may_sleep() noexcept;

/// How often to poll a guard's word before sleeping on it; 0 on a single core.
int spin_limit() noexcept;
/// How often at most to poll for a signal before sleeping: about as long as a wake-up takes.
int park_spin_limit() noexcept;

/// Tells the processor that this is a spin loop.
void spin_pause() noexcept;

}  // namespace threadbox
