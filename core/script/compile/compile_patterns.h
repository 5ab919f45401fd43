#pragma once

#include "script/compile/emitter.h"

#include <map>
#include <string>
#include <vector>

namespace threadbox::script {

/// What is known about the `case` that is being compiled; see compile_patterns.cpp.
struct CaseState {
  std::map<int, Label> failures;  ///< Where tests that fail continue, by the depth of the stack.
  int dict_at = 0;                ///< The depth of the stack whose top is the dict of the captured values.
  std::vector<std::string> names; ///< Those captured so far.
  bool may_be_irrefutable = true; ///< No case or alternative follows that a pattern that always matches would hide.
};

}  // namespace threadbox::script
