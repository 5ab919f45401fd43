#pragma once

#include "session/model.h"

#include <vector>

// Who waits for whom: the wait-for graph of a moment. Pure functions of the model.
namespace threadbox::session {

/// One thread that waits, and who could end its wait as far as the model knows.
struct WaitEdge {
  ObjectId waiter = 0;  ///< The thread that waits.
  ObjectId object = 0;  ///< What it waits on: a primitive, or the thread that it joins.
  ObjectId blocker = 0; ///< The thread that must act: the owner of a lock, or the one that is joined; 0: nobody known.
  bool timed = false;   ///< It gives up by itself some time.
};

/// An edge for each thread that waits on an object, in the order of the threads. Sleep and rest are no edges.
std::vector<WaitEdge> wait_edges(const Model& model);

/// The threads of a deadlock, each waiting for the next and the last for the first, without a timeout; a thread that
/// waits for itself is a cycle of one. Empty: there is none. Of several, the one with the oldest thread.
std::vector<ObjectId> deadlock(const Model& model);

}  // namespace threadbox::session
