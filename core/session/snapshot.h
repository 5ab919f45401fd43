#pragma once

#include "session/model.h"

#include <string>
#include <vector>

namespace threadbox::session {

struct Problem;

/// The model as JSON, for the page and the tests: the fields that snapshot.def lists. Errors: std::bad_alloc.
std::string snapshot_json(const Model& model);

/// The problems that load() found, as a JSON list. Errors: std::bad_alloc.
std::string problems_json(const std::vector<Problem>& problems);

}  // namespace threadbox::session
