#pragma once

#include "cli/explore_arguments.h"

#include <string>

namespace threadbox::cli {

/// Explores a program and prints what was found. Returns the exit code: 0 if no schedule fails and all were tried, 1 if one fails, 2 if
/// none failed and not all were tried, 3 if the text is not a program.
int explore_program(const ExploreRequest& request, std::string source, std::string filename);

}  // namespace threadbox::cli
