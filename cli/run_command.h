#pragma once

#include "cli/arguments.h"

#include <string>

namespace threadbox::cli {

/// Runs a program to its end; its output goes to the process's. Returns the exit code, CPython's: 1 for an uncaught
/// exception, that of sys.exit; a KeyboardInterrupt that nothing catches ends the process by SIGINT.
int run_program(const RunRequest& request, std::string source, std::string filename);

}  // namespace threadbox::cli
