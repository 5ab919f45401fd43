#pragma once

#include "session/session.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace threadbox::cli {

/// `threadbox run [OPTION…] FILE [ARGUMENT…]`, `run -c CODE`, `run -`.
struct RunRequest {
  enum class From : unsigned char { file, standard_input, text };
  From from = From::file;
  std::string what;                ///< The path, or the text.
  session::RunOptions options;     ///< The program's arguments among them.
  bool print_schedule = false;
  bool print_statistics = false;
  std::optional<std::string> trace_path;
};
/// `threadbox check FILE`: parse only.
struct CheckRequest {
  std::string path;  ///< "-" is standard input.
};
struct HelpRequest {};
struct VersionRequest {};
/// The command line makes no sense; `message` is one sentence.
struct UsageError {
  std::string message;
};

using Request = std::variant<RunRequest, CheckRequest, HelpRequest, VersionRequest, UsageError>;

/// Reads the command line without the program's name. Never throws for bad input.
///
/// The options of `run` stand before or after the program; after it, what is not such an option is the program's, and
/// so is everything behind "--".
Request parse_arguments(const std::vector<std::string>& arguments);

/// What --help prints.
std::string usage();

}  // namespace threadbox::cli
