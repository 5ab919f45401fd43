#pragma once

#include "session/model.h"

#include <vector>

// Which threads of a moment wait for what. Pure functions of the model.
namespace threadbox::session {

/// A waiting thread, and the thread that could end its wait as far as the model knows.
struct WaitEdge {
  ObjectId waiter = 0;  ///< The thread that waits.
  ObjectId object =
      0;  ///< What it waits on, as the program knows it: a primitive, or the thread that it joins; 0: a module's own.
  ObjectId blocker = 0; ///< The thread that must act: the owner of the lock, or the joined thread; 0: not known.
  bool timed = false;   ///< The wait has a timeout.
};

/// An edge for each thread that waits on an object, in the order of the threads. A sleep has no edge.
std::vector<WaitEdge> wait_edges(const Model& model);

/// The thread that gets the next line of input: the one that has waited for it longest. Null if none waits for input.
const ThreadRow* next_reader(const Model& model) noexcept;

/// Returns the threads of a deadlock: each waits for the next without a timeout, and the last for the first. A thread that waits
/// for itself is a cycle of one. Empty if there is no deadlock; of several, the one with the oldest thread.
std::vector<ObjectId> deadlock(const Model& model);

/// The circle of waits without a timeout that a thread is in, beginning with it. Empty if it is in none.
std::vector<ObjectId> circle_of(const Model& model, const ThreadRow& thread);

/// The thread that could end a wait as far as the model knows: the owner of the lock, or the joined thread; 0: not known.
ObjectId blocker_of(const Model& model, const Wait& wait) noexcept;

}  // namespace threadbox::session
