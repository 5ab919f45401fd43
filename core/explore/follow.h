#pragma once

#include "explore/search.h"

#include <memory>
#include <vector>

namespace threadbox::explore {

/// One run by the choices of threads as far as they apply: a choice of a thread that cannot go on is left out, and after the last choice the
/// thread that ran last goes on. Errors: std::bad_alloc.
std::unique_ptr<Search> following_search(std::vector<ThreadId> choices);

}  // namespace threadbox::explore
