#pragma once

#include "session/model.h"

#include <string>

namespace threadbox::session {

/// The model as JSON, for the page and the tests. Its shape is documented in web/src/snapshot.ts, which
/// mirrors it; names are those of model.h, enums are their names, times are nanoseconds as numbers.
/// Spans and marks are left out: the timeline is drawn from the model itself.
std::string snapshot_json(const Model& model);

}  // namespace threadbox::session
