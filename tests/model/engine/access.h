#pragma once

#include <cstddef>
#include <cstdint>

/// The functions of the current run that the instrumented headers call. Outside of a run they have their usual effect at once.
namespace threadbox::model {

/// The calling thread is about to access `word`: others may go on first, if they could notice.
void before_access(const void* word, std::size_t size, bool writes) noexcept;
/// The value that this thread has stored in `word`, as long as the others do not see it; null if there is none.
const std::uint64_t* delayed_store(const void* word) noexcept;
/// Stores later, in the order of this thread's stores; false if this run delays none.
bool delay_store(void* word, std::uint64_t bits, std::size_t size) noexcept;
/// All stores of this thread become visible.
void complete_stores() noexcept;

/// `holder` is 0 while the guard is free.
void lock_guard(std::uint32_t& holder) noexcept;
void unlock_guard(std::uint32_t& holder) noexcept;
bool holds_no_guard() noexcept;

}  // namespace threadbox::model
