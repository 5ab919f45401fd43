#include "cli/arguments.h"
#include "session/session.h"

#include <threadbox/park/waiter.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>

namespace threadbox::cli {

namespace {

constexpr int exit_usage = 2;  // As CPython's for a bad command line and for a file it cannot open.
constexpr Seconds observation_interval{0.002};

std::atomic<bool> interrupted{false};

template <class... Ts>
struct overloaded : Ts... {
  using Ts::operator()...;
};

struct Source {
  std::string text;
  std::string filename;
};

std::string read_all(std::istream& stream) {
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::optional<Source> read_source(const std::string& path) {
  if (path == "-") return Source{read_all(std::cin), "<stdin>"};
  std::ifstream file(path, std::ios::binary);
  if (!file || std::filesystem::is_directory(path)) {  // A folder can be opened, but not read.
    std::cerr << "threadbox: can't open file '" << path << "'\n";
    return std::nullopt;
  }
  return Source{read_all(file), path};
}

void print_problems(const std::vector<session::Problem>& problems) {
  for (const session::Problem& problem : problems) std::cerr << problem.text;
}

/// Writes what the program has written since the last look, each stream to its own.
void write_output(const session::Session& session) {
  for (const TraceEvent& event : session.fresh()) {
    if (event.kind != EventKind::output) continue;
    const std::string_view text = session.text(event.argument);
    const bool is_out = static_cast<OutputStream>(event.flags) == OutputStream::out;
    std::fwrite(text.data(), 1, text.size(), is_out ? stdout : stderr);
  }
  std::fflush(stdout);
}

/// Watches the run to its end. The main thread of the process is the observer, never a Python thread.
int observe(session::Session& session) {
  const Clock clock;
  Waiter self(0, clock);
  bool live = true;
  while (live) {
    live = session.live();  // Before the drain, so that the last drain sees the last events.
    if (interrupted.exchange(false)) session.post(session::Interrupt{});
    if (session.drain() > 0) write_output(session);
    else if (live) self.park(clock.deadline_after(observation_interval));
  }
  return session.model().exit_code.value_or(1);
}

int run(const RunRequest& request) {
  const std::optional<Source> source =
      request.from == RunRequest::From::text             ? Source{request.what, "<string>"}
      : request.from == RunRequest::From::standard_input ? read_source("-")
                                                         : read_source(request.what);
  if (!source) return exit_usage;
  session::Session session;
  if (const auto problems = session.load(source->text, source->filename); !problems.empty()) {
    print_problems({problems.front()});  // CPython stops at the first.
    return 1;
  }
  std::signal(SIGINT, [](int) { interrupted.store(true); });
  session::RunOptions options;
  options.interactive = false;
  options.arguments = request.arguments;
  session.run(options);
  return observe(session);
}

int check(const CheckRequest& request) {
  const std::optional<Source> source = read_source(request.path);
  if (!source) return exit_usage;
  session::Session session;
  const auto problems = session.load(source->text, source->filename);
  print_problems(problems);
  return problems.empty() ? 0 : 1;
}

}  // namespace

int main(const std::vector<std::string>& arguments) {
  return std::visit(overloaded{[](const RunRequest& request) { return run(request); },
                               [](const CheckRequest& request) { return check(request); },
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
                                 return exit_usage;
                               }},
                    parse_arguments(arguments));
}

}  // namespace threadbox::cli

int main(int count, char** values) {
  return threadbox::cli::main({values + 1, values + count});
}
