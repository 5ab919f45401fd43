#pragma once

#include "session/findings/finding.h"
#include "session/model.h"
#include "session/steps.h"

#include <string>
#include <vector>

namespace threadbox::session {

struct Problem;

/// The model as JSON, for the page and the tests: the fields that snapshot.def lists. `steps`: of a run that the user steps;
/// `findings`: of the run, from which those that come after an earlier moment are left out.
/// Errors: std::bad_alloc.
std::string snapshot_json(const Model& model, const Steps& steps = {}, const std::vector<Finding>& findings = {});

/// The problems that load() found, as a JSON list. Errors: std::bad_alloc.
std::string problems_json(const std::vector<Problem>& problems);

}  // namespace threadbox::session
