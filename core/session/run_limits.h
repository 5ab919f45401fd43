#pragma once

#include "session/session.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

// The limits of a run. Their sum has to fit the memory of the process: if memory ends before the heap reaches its limit, the program
// gets no MemoryError; the process or the page ends.

namespace threadbox::session {

/// The smallest heap with which a run reaches the program's first line: the modules of Threadbox, all imported, take more than half
/// of it.
inline constexpr std::size_t least_heap_bytes = std::size_t{3} << 20;
/// The most threads that a run may have, one run at a time.
inline constexpr std::size_t most_threads = 10'000;
/// The deepest nesting of calls, as for sys.setrecursionlimit.
inline constexpr unsigned most_calls = std::numeric_limits<int>::max();

/// What an event costs that is kept in the run's history, at most: itself, the place of its text, its share of a checkpoint.
inline constexpr std::size_t bytes_of_a_past_event = 128;

/// Bytes of memory that this process may use, at most: the machine's, its container's, or the WebAssembly module's.
std::size_t memory_bytes() noexcept;

/// Bytes that the process needs besides the heap for a run that uses all that its options allow: rings and stacks of threads, output,
/// history, code. `thread_bytes` is the stack of one thread plus what the caller keeps for each; natively, only the used part of a stack
/// counts. Saturates.
std::size_t bytes_beside_the_heap(const RunOptions& options, std::size_t thread_bytes = std::size_t{64} << 10) noexcept;

/// The largest heap that fits into `memory` beside everything else. A result below least_heap_bytes means that no run fits.
std::size_t most_heap_bytes(const RunOptions& options, std::size_t memory) noexcept;

/// Returns why no run can have these options, as a sentence that names the minimum or maximum; nothing if one can. Session::run
/// checks it. Whether the options fit the memory is the caller's concern: see most_heap_bytes().
std::optional<std::string> objection_to(const RunOptions& options);

}  // namespace threadbox::session
