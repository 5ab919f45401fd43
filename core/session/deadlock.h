#pragma once

#include "session/model.h"

#include <string>
#include <vector>

namespace threadbox::session {

/// "lock a", "Barrier 7".
std::string described(const ObjectRow& object);

/// What the thread, which waits, waits for: "for lock a held by Thread-1", "for the end of worker". Errors: std::bad_alloc.
std::string purpose_of_wait(const Model& model, const ThreadRow& thread);

/// Of a run in which nothing can change any more: the threads that go on for ever, each in a loop that looks at what none is left to change.
std::vector<ObjectId> spinning_threads(const Model& model);

/// The message for a run in which no thread can go on: each waiting thread, the object that it waits for, the object's owner, and the
/// cycle, if there is one. Threads: the observer. Errors: std::bad_alloc.
std::string deadlock_text(const Model& model);

}  // namespace threadbox::session
