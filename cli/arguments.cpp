#include "cli/arguments.h"

namespace threadbox::cli {

namespace {

Request parse_run(const std::vector<std::string>& arguments) {
  RunRequest request;
  std::size_t next = 1;
  if (next == arguments.size()) return UsageError{"run: which program? Give a file, '-' or '-c CODE'."};

  const std::string& program = arguments[next++];
  if (program == "-c") {
    if (next == arguments.size()) return UsageError{"run: -c needs the program's text."};
    request.from = RunRequest::From::text;
    request.what = arguments[next++];
  } else if (program == "-") {
    request.from = RunRequest::From::standard_input;
  } else if (program.starts_with("-")) {
    return UsageError{"run: unknown option '" + program + "'."};
  } else {
    request.what = program;
  }
  request.arguments.assign(arguments.begin() + static_cast<std::ptrdiff_t>(next), arguments.end());
  return request;
}

}  // namespace

Request parse_arguments(const std::vector<std::string>& arguments) {
  if (arguments.empty()) return UsageError{"What shall I do?"};
  const std::string& verb = arguments.front();
  if (verb == "--help" || verb == "-h") return HelpRequest{};
  if (verb == "--version") return VersionRequest{};
  if (verb == "run") return parse_run(arguments);
  if (verb == "check") {
    if (arguments.size() != 2) return UsageError{"check: give one file, or '-'."};
    return CheckRequest{arguments[1]};
  }
  return UsageError{"unknown command '" + verb + "'."};
}

const char* usage() noexcept {
  return "usage: threadbox run FILE | - | -c CODE [ARGUMENT...]\n"
         "       threadbox check FILE | -\n"
         "       threadbox --version | --help\n"
         "\n"
         "run    runs a Python threading program on real threads and prints what it prints;\n"
         "       the exit code is the program's, as CPython's would be. Ctrl-C is KeyboardInterrupt.\n"
         "check  parses a program and prints every error with its line and column.\n";
}

}  // namespace threadbox::cli
