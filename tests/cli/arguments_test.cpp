#include "cli/arguments.h"

#include <doctest/doctest.h>

using namespace threadbox::cli;

TEST_CASE("arguments: run takes a file, standard input or text, and gives the rest to the program") {
  const auto file = std::get<RunRequest>(parse_arguments({"run", "a.py", "--x", "1"}));
  CHECK(file.from == RunRequest::From::file);
  CHECK(file.what == "a.py");
  CHECK(file.arguments == std::vector<std::string>{"--x", "1"});
  CHECK(std::get<RunRequest>(parse_arguments({"run", "-"})).from == RunRequest::From::standard_input);
  CHECK(std::get<RunRequest>(parse_arguments({"run", "-c", "print(1)"})).what == "print(1)");
}

TEST_CASE("arguments: what makes no sense is a usage error") {
  for (const auto& words : std::vector<std::vector<std::string>>{
           {}, {"fly"}, {"run"}, {"run", "-c"}, {"run", "--fast", "a.py"}, {"check"}, {"check", "a", "b"}})
    CHECK(std::holds_alternative<UsageError>(parse_arguments(words)));
}

TEST_CASE("arguments: help and version") {
  CHECK(std::holds_alternative<HelpRequest>(parse_arguments({"--help"})));
  CHECK(std::holds_alternative<VersionRequest>(parse_arguments({"--version"})));
}
