#pragma once

#include "explore/explorer.h"
#include "explore/turning_point.h"

namespace threadbox::explore {

/// Adds to an exploration how each of its outcomes comes about, and what is wrong with it. It executes the program some more times, as far as
/// the effort allows. Outcomes that are told already are left as they are. Threads: the caller's alone. Errors: std::bad_alloc.
/// `executor`: the explorer's, if there still is one.
void tell(const Subject& subject, Exploration& exploration, Effort effort = {}, Executor* executor = nullptr);

}  // namespace threadbox::explore
