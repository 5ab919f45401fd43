#pragma once

#include <threadbox/park/detail/atomic.h>

#include <cstdint>
#include <optional>

namespace threadbox {

/// The platform seam: the calls below are all that the project asks of an operating system to
/// sleep, to wake, and to name a thread. One file for each platform implements them (futex_linux.cpp, …).

/// Sleeps while `word` is `expected`, at most `timeout_ns` real nanoseconds (none: for ever). May return
/// early for no reason; true if a signal handler ran in this thread. Must not be called where may_sleep() is false.
bool futex_wait(Atomic<std::uint32_t>& word, std::uint32_t expected, std::optional<std::uint64_t> timeout_ns) noexcept;

/// Wakes at most one thread that sleeps on `word`. Touches only its address, never its value.
void futex_wake_one(Atomic<std::uint32_t>& word) noexcept;

/// The operating system's number for the calling thread; never 0. Mirrors threading.get_native_id.
std::uint64_t native_thread_id() noexcept;

/// False on the browser's main thread, which must never sleep.
bool may_sleep() noexcept;

/// How often to look at a guard's word before sleeping on it: none on a single core.
int spin_limit() noexcept;
/// How often at most to look out for a wake-up before sleeping: about as long as two of them take.
int park_spin_limit() noexcept;

/// Tells the processor that this is a spin loop.
void spin_pause() noexcept;

}  // namespace threadbox
