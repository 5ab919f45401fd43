#pragma once

#include "explore/retelling.h"

#include <optional>
#include <vector>

namespace threadbox::explore {

/// The choices of a run in which a warning of another one might happen: a thread reads, the second one stores, and the first one goes on with
/// what it has read. It is `told` up to there, and what had to come before is left out if it cannot. Empty if the finding is of another kind.
/// Errors: std::bad_alloc.
std::vector<ThreadId> provoking(const Retelling& told, const FindingOfRun& warning);

/// Whether two findings are of one kind and at the same lines, whatever their levels: of two updates that can lose each other's, one is told.
bool are_alike(const session::Finding& one, const session::Finding& other);

}  // namespace threadbox::explore
