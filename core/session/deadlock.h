#pragma once

#include "session/model.h"

#include <string>

namespace threadbox::session {

/// What a run is told that cannot go on: who waits for what, held by whom, and the circle, if there is one.
std::string deadlock_text(const Model& model);

}  // namespace threadbox::session
