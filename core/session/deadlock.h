#pragma once

#include "session/model.h"

#include <string>

namespace threadbox::session {

/// The message for a run in which no thread can go on: each waiting thread, the object that it waits for, the object's owner, and the
/// cycle, if there is one. Threads: the observer. Errors: std::bad_alloc.
std::string deadlock_text(const Model& model);

}  // namespace threadbox::session
