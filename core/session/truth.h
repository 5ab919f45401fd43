#pragma once

#include "session/fold.h"

#include <threadbox/trace/tracer.h>

namespace threadbox::session {

/// Where events of an object were lost and its state differs from the model's, records an event that corrects the model. Returns whether
/// it recorded any. Threads: the observer. Errors: std::bad_alloc; the next call records what is left.
bool correct_lost_states(Tracer& tracer, const Fold& fold);

}  // namespace threadbox::session
