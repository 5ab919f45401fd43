#pragma once

#include "cli/explore_arguments.h"
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
  session::RunOptions options;     ///< Includes the program's arguments.
  bool print_schedule = false;
  bool print_statistics = false;
  bool print_findings = false;
  std::optional<std::string> trace_path;
  std::vector<std::string> files;  ///< Paths of files that are put into the run's folder.
};
/// `threadbox check FILE`: parses the program and does not run it.
struct CheckRequest {
  std::string path;  ///< "-" is standard input.
};
struct HelpRequest {};
struct VersionRequest {};
/// The command line is invalid; `message` is one sentence.
struct UsageError {
  std::string message;
  int exit_code = 2;  ///< CPython's.
};

using Request = std::variant<RunRequest, CheckRequest, ExploreRequest, HelpRequest, VersionRequest, UsageError>;

/// Parses the command line, without the program's name. Never throws for bad input.
///
/// The options of `run` may come before or after the program. After it, every word that is not such an option is an argument of the
/// program, and so is every word after "--".
Request parse_arguments(const std::vector<std::string>& arguments);

}  // namespace threadbox::cli
