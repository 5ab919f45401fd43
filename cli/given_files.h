#pragma once

#include "script/runners/run_files.h"

#include <optional>
#include <string>
#include <vector>

namespace threadbox::cli {

/// Reads the files that `--file` names, for the program's folder: under their names, without their folders. None, with a message on standard
/// error, if one cannot be read.
std::optional<std::vector<script::GivenFile>> read_given_files(const std::vector<std::string>& paths);

}  // namespace threadbox::cli
