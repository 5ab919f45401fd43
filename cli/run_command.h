#pragma once

#include "cli/arguments.h"

#include <string>

namespace threadbox::cli {

/// Runs a program to its end, with its output on the process's standard streams. Returns CPython's exit code: 1 for an uncaught
/// exception, the argument of sys.exit(). An uncaught KeyboardInterrupt ends the process by SIGINT.
int run_program(const RunRequest& request, std::string source, std::string filename);

}  // namespace threadbox::cli
