#pragma once

#include "explore/least_schedule.h"

#include <cstdint>
#include <vector>

namespace threadbox::explore {

/// A number that equivalent runs have in common, and others do not: it depends on what happened before what, not on the order in which independent
/// steps were made, nor on the numbers of threads and objects. Of a part of a run: the state that the program is in.
/// Threads: any. Errors: std::bad_alloc.
std::uint64_t identity_of(const std::vector<Step>& run);

}  // namespace threadbox::explore
