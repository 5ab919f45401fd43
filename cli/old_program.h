#pragma once

#include "explore/execution.h"

#include <optional>
#include <string>
#include <vector>

namespace threadbox::cli {

/// A program before an edit, and the schedules under which it fails.
struct OldProgram {
  explore::Subject subject;
  std::vector<std::string> failing;  ///< At most twenty, of different outcomes.
};

/// Reads it from a file: what `threadbox explore --json` has printed of it, or the program itself, which is then explored. `like`: the edited
/// program, with the options of its runs. None, after a message, if that is not possible. Errors: std::bad_alloc.
std::optional<OldProgram> read_old_program(const std::string& path, const explore::Subject& like);

}  // namespace threadbox::cli
