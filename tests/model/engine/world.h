#pragma once

#include <threadbox/park/clock.h>

#include <cstdint>
#include <optional>

/// The functions that the platform of a run (platform.cpp) is built on.
namespace threadbox::model {

TimeNs now_ns() noexcept;
void sleep_on(const void* word, std::optional<std::uint64_t> timeout_ns) noexcept;
void wake_one(const void* word) noexcept;
/// Ends the run as failed; does not return to a thread of it.
void fail(const char* why) noexcept;

}  // namespace threadbox::model
