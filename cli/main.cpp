#include "cli/arguments.h"
#include "cli/explore_command.h"
#include "cli/help.h"
#include "cli/run_command.h"
#include "session/overloaded.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <new>
#include <optional>

namespace threadbox::cli {

namespace {

constexpr int exit_misuse = 3;  // Of `explore`, for which 2 means something else.
constexpr int exit_usage = 2;  // CPython's for a bad command line and for a file that cannot be opened.

struct Source {
  std::string text;
  std::string filename;
};

std::string read_all(std::istream& stream) { return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()}; }

std::optional<Source> read_source(const std::string& path) {
  if (path == "-") return Source{read_all(std::cin), "<stdin>"};
  std::ifstream file(path, std::ios::binary);
  if (!file || std::filesystem::is_directory(path)) {  // A folder can be opened, but not read.
    std::cerr << "threadbox: can't open file '" << path << "'\n";
    return std::nullopt;
  }
  return Source{read_all(file), path};
}

int run(const RunRequest& request) {
  const std::optional<Source> source = request.from == RunRequest::From::text             ? Source{request.what, "<string>"}
                                       : request.from == RunRequest::From::standard_input ? read_source("-")
                                                                                          : read_source(request.what);
  if (!source) return exit_usage;
  return run_program(request, source->text, source->filename);
}

int check(const CheckRequest& request) {
  const std::optional<Source> source = read_source(request.path);
  if (!source) return exit_usage;
  session::Session session;
  const auto problems = session.load(source->text, source->filename);
  for (const session::Problem& problem : problems) std::cerr << problem.text;
  return std::ranges::all_of(problems, &session::Problem::is_warning) ? 0 : 1;
}

int explore(const ExploreRequest& request) {
  const std::optional<Source> source = read_source(request.path);
  if (!source) return exit_misuse;
  return explore_program(request, source->text, source->filename);
}

}  // namespace

int main(const std::vector<std::string>& arguments) {
  return std::visit(session::overloaded{
                        [](const RunRequest& request) { return run(request); },
                        [](const CheckRequest& request) { return check(request); },
                        [](const ExploreRequest& request) { return explore(request); },
                        [](const HelpRequest&) {
                          std::cout << usage();
                          return 0;
                        },
                        [](const VersionRequest&) {
                          std::cout << "Threadbox " THREADBOX_VERSION " (Python 3.13 semantics)\n";
                          return 0;
                        },
                        [](const UsageError& error) {
                          std::cerr << "threadbox: " << error.message << "\n\n" << usage();
                          return error.exit_code;
                        },
                    },
                    parse_arguments(arguments));
}

}  // namespace threadbox::cli

int main(int count, char** values) try {
  return threadbox::cli::main({values + 1, values + count});
} catch (const std::bad_alloc&) {
  std::fputs("threadbox: out of memory\n", stderr);
  return 1;
}
