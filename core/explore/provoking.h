#pragma once

#include "explore/retelling.h"

#include <optional>
#include <vector>

namespace threadbox::explore {

/// The choices of a run in which a warning of another one might happen: a thread reads, the second one stores, and the first one goes on with
/// what it has read. It is `told` up to there, and what had to come before is left out if it cannot. Empty if the finding is of another kind.
/// Errors: std::bad_alloc.
std::vector<ThreadId> provoking(const Retelling& told, const FindingOfRun& warning);

/// The choices of a run in which the two accesses that nothing orders come the other way round: `told` up to the first, whose thread then waits
/// until the other one has made the second. Empty if the finding is of another kind. Errors: std::bad_alloc.
std::vector<ThreadId> reversing(const Retelling& told, const FindingOfRun& unordered);

/// Whether a line of one is a line of the other, and they are of one kind. Errors: std::bad_alloc.
bool share_a_line(const session::Finding& one, const session::Finding& other);

/// Whether two findings are of one kind and at the same lines, whatever their levels: of two updates that can lose each other's, one is told.
bool are_alike(const session::Finding& one, const session::Finding& other);

}  // namespace threadbox::explore
