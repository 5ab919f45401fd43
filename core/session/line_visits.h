#pragma once

#include "session/model.h"

#include <cstdint>
#include <vector>

namespace threadbox::session {

/// What the model knows of a thread at one line of the program.
struct LineVisit {
  ObjectId thread = 0;
  std::uint32_t waits = 0;   ///< How often it has waited there.
  TimeNs waited_ns = 0;      ///< How long, in all.
  TimeNs first_ns = 0;  ///< When it was first seen there, and last; a thread that is there is seen there now. Both 0: not known.
  TimeNs last_ns = 0;
  Span longest;  ///< Its longest wait there. Its state is `running` if it did not wait there.
  bool is_there = false;  ///< It is there now.
};

/// The threads that were seen at a line, in the order of the threads. A thread tells its line when it waits, when another one gets the
/// GIL, and now and then while it executes, so that one that only passed by may be missing. Cost: all spans of the model.
std::vector<LineVisit> line_visits(const Model& model, std::uint32_t line);

}  // namespace threadbox::session
