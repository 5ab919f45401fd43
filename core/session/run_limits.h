#pragma once

#include "session/session.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

// What a run may be told to take. The sum of it has to fit the memory that there is: a heap that does not reach its limit before
// the memory ends is no MemoryError, but the end of the process, or of the page.

namespace threadbox::session {

/// With less, a run does not get to the program's first line: the modules that come with Threadbox, all of them, take more than
/// half of it.
inline constexpr std::size_t least_heap_bytes = std::size_t{2} << 20;
/// What the system may be asked for, one run at a time.
inline constexpr std::size_t most_threads = 10'000;
/// Of calls in calls: as sys.setrecursionlimit.
inline constexpr unsigned most_calls = std::numeric_limits<int>::max();

/// Bytes of memory that this process may use, at most: the machine's, its container's, or the WebAssembly module's.
std::size_t memory_bytes() noexcept;

/// Bytes that a run takes beside its heap when it uses all that its options allow, and the process for it: rings and stacks of
/// threads, output and the log's events, code. `thread_bytes`: of each thread's stack, and whatever else its caller keeps for each;
/// natively a stack takes what has been used of it. Saturates.
std::size_t bytes_beside_the_heap(const RunOptions& options, std::size_t thread_bytes = std::size_t{64} << 10) noexcept;

/// The largest heap that fits into `memory` with all that is beside it; less than least_heap_bytes: none does.
std::size_t most_heap_bytes(const RunOptions& options, std::size_t memory) noexcept;

/// Why there can be no run with these options, as a sentence that names the least or the most; none: there can. Session::run asks
/// it. Whether the options fit the memory is for its caller to say, by most_heap_bytes().
std::optional<std::string> objection_to(const RunOptions& options);

}  // namespace threadbox::session
