#pragma once

#include <threadbox/park/waiter.h>

#include <cstdint>
#include <string>

namespace threadbox::explore {

/// What a thread does in its next step, so that it can be recognized in an edited program.
struct Standing {
  ThreadId thread = 0;
  std::uint32_t line = 0;  ///< Of the program; 0: not known, as at the thread's end.
  std::string verb;        ///< As in Note; empty: nothing that has a name, such as the end of a wait.
  std::string what;        ///< Likewise, without values. Empty for primitives, whose names are not known before the end.
};

}  // namespace threadbox::explore
