#include "cli/arguments.h"

#include "session/run_limits.h"

#include <doctest/doctest.h>

using namespace threadbox::cli;

TEST_CASE("arguments: run takes a file, standard input or text, and gives the rest to the program") {
  const auto file = std::get<RunRequest>(parse_arguments({"run", "a.py", "--x", "1"}));
  CHECK(file.from == RunRequest::From::file);
  CHECK(file.what == "a.py");
  CHECK(file.options.arguments == std::vector<std::string>{"--x", "1"});
  CHECK(std::get<RunRequest>(parse_arguments({"run", "-"})).from == RunRequest::From::standard_input);
  CHECK(std::get<RunRequest>(parse_arguments({"run", "-c", "print(1)"})).what == "print(1)");
}

TEST_CASE("arguments: what makes no sense is a usage error") {
  for (const auto& words : std::vector<std::vector<std::string>>{
           {}, {"fly"}, {"run"}, {"run", "-c"}, {"run", "--fast", "a.py"}, {"check"}, {"check", "a", "b"}})
    CHECK(std::holds_alternative<UsageError>(parse_arguments(words)));
}

TEST_CASE("arguments: limits") {
  const auto request = std::get<RunRequest>(
      parse_arguments({"run", "--heap", "4000000", "--max-threads=3", "--recursion", "50", "--output=99", "a.py"}));
  CHECK(request.options.heap_limit_bytes == 4000000);
  CHECK(request.options.max_threads == 3);
  CHECK(request.options.recursion_limit == 50);
  CHECK(request.options.output_limit_bytes == 99);
  for (const char* const option : {"--heap=0", "--max-threads=x", "--recursion=-1", "--output="})
    CHECK(std::holds_alternative<UsageError>(parse_arguments({"run", option, "a.py"})));
}

TEST_CASE("arguments: a number that is absurd is refused with one sentence, which says what would do") {
  const std::string enormous = "99999999999999999999", too_large = "18446744073709551615";
  for (const std::string option : {"--heap", "--max-threads", "--recursion", "--output", "--seed"})
    for (const std::string& value : {std::string("-5"), enormous, std::string("many"), std::string("1e6"), std::string(" 7"),
                                     std::string(), std::string("0x10")}) {
      const auto error = std::get<UsageError>(parse_arguments({"run", "--simulate", option, value, "a.py"}));
      CAPTURE(error.message);
      CHECK(error.message.starts_with("run: " + option + " needs a whole number from "));
      CHECK(error.message.ends_with(", not '" + value + "'."));
    }
  for (const std::string option : {"--heap", "--max-threads", "--recursion", "--output"})
    CHECK(std::holds_alternative<UsageError>(parse_arguments({"run", option, too_large, "a.py"})));
  const auto error = std::get<UsageError>(parse_arguments({"run", "--heap=1000", "a.py"}));
  CHECK(error.message.find("from " + std::to_string(threadbox::session::least_heap_bytes) + " to ") != std::string::npos);
}

TEST_CASE("arguments: limits whose sum does not fit the memory are refused") {
  const std::string all = std::to_string(threadbox::session::memory_bytes());
  const auto error = std::get<UsageError>(parse_arguments({"run", "--heap", all, "a.py"}));
  CHECK(error.message.find("does not fit the machine's memory") != std::string::npos);
}

TEST_CASE("arguments: help and version") {
  CHECK(std::holds_alternative<HelpRequest>(parse_arguments({"--help"})));
  CHECK(std::holds_alternative<VersionRequest>(parse_arguments({"--version"})));
}

TEST_CASE("arguments: options stand before or behind the program, and '--' ends them") {
  using threadbox::session::RunnerKind;
  for (const auto& words :
       std::vector<std::vector<std::string>>{{"run", "--simulate", "--seed", "7", "--preempt=bytecode", "a.py", "x"},
                                             {"run", "a.py", "x", "--simulate", "--seed=7", "--preempt", "bytecode"}}) {
    const auto request = std::get<RunRequest>(parse_arguments(words));
    CHECK(request.options.runner == RunnerKind::simulated);
    CHECK(request.options.simulation.seed == 7);
    CHECK(request.options.simulation.preemption == threadbox::script::Preemption::bytecode);
    CHECK(request.options.arguments == std::vector<std::string>{"x"});
  }
  const auto protected_words = std::get<RunRequest>(parse_arguments({"run", "a.py", "--", "--simulate"}));
  CHECK(protected_words.options.runner == RunnerKind::parallel);
  CHECK(protected_words.options.arguments == std::vector<std::string>{"--simulate"});
}

TEST_CASE("arguments: an option with a bad value is a usage error that names it") {
  for (const auto& [option, value] : std::vector<std::pair<std::string, std::string>>{
           {"--seed", "x"}, {"--seed", "-1"}, {"--preempt", "often"}, {"--heap", "0"}, {"--max-threads", "many"}}) {
    const auto error = std::get<UsageError>(parse_arguments({"run", "--simulate", option, value, "a.py"}));
    CAPTURE(error.message);
    CHECK(error.message.find(option) != std::string::npos);
  }
  CHECK(std::get<UsageError>(parse_arguments({"run", "--schedule", "2l.1", "a.py"})).message.find("version 1") !=
        std::string::npos);
  CHECK(std::get<UsageError>(parse_arguments({"run", "a.py", "--seed", "3"})).message.find("needs --simulate") !=
        std::string::npos);
}

TEST_CASE("arguments: --no-gil is for threads that execute") {
  CHECK(std::get<RunRequest>(parse_arguments({"run", "--no-gil", "a.py"})).options.free_threaded);
  CHECK(!std::get<RunRequest>(parse_arguments({"run", "a.py"})).options.free_threaded);
  CHECK(std::get<UsageError>(parse_arguments({"run", "a.py", "--no-gil", "--simulate"})).message.find("--no-gil") !=
        std::string::npos);
}

TEST_CASE("arguments: the options of explore, and exit code 3 for misuse") {
  const auto request = std::get<ExploreRequest>(parse_arguments({"explore", "--json", "--budget", "0.5", "a.py", "--bound=2"}));
  CHECK(request.path == "a.py");
  CHECK(request.json);
  CHECK(request.budget == 0.5);
  CHECK(request.bound == 2U);
  const std::vector<std::vector<std::string>> misuses = {{"explore"},
                                                         {"explore", "--jason", "a.py"},
                                                         {"explore", "--budget", "-1", "a.py"},
                                                         {"explore", "a.py", "b.py"},
                                                         {"explore", "--strategy=luck", "a.py"},
                                                         {"explore", "a.py", "--max-schedules"}};
  for (const auto& words : misuses) {
    CAPTURE(words.size());
    CHECK(std::get<UsageError>(parse_arguments(words)).exit_code == 3);
  }
  CHECK(std::get<UsageError>(parse_arguments({"run"})).exit_code == 2);
}
