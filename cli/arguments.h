#pragma once

#include <string>
#include <variant>
#include <vector>

namespace threadbox::cli {

/// `threadbox run FILE [ARGUMENT…]`, `run -c CODE`, `run -`.
struct RunRequest {
  enum class From : unsigned char { file, standard_input, text };
  From from = From::file;
  std::string what;  ///< The path, or the text.
  std::vector<std::string> arguments;
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
Request parse_arguments(const std::vector<std::string>& arguments);

/// What --help prints.
const char* usage() noexcept;

}  // namespace threadbox::cli
