#include "explore/explorer.h"
#include "subjects.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

// Each program in tests/explore/programs says in its first line how many schedules it has, how many of them fail, and how few preemptions
// a failing one needs.

using namespace threadbox;
using namespace threadbox::explore;

namespace {

struct Program {
  std::string name;
  Subject subject;
  std::map<std::string, unsigned> expected;
};

Program load(const std::filesystem::path& path) {
  Program program{path.stem().string(), parsed_subject_in(path).value(), {}};
  const std::string first = program.subject.source.substr(0, program.subject.source.find('\n'));
  // Words, each with its number.
  std::istringstream words(first);
  for (std::string before, word; words >> word; before = word)
    if (word.find_first_of("0123456789") == 0) program.expected[before] = static_cast<unsigned>(std::stoul(word));
  return program;
}

std::vector<Program> all_programs() {
  std::vector<Program> programs;
  for (const auto& entry : std::filesystem::directory_iterator(THREADBOX_EXPLORED))
    if (entry.path().extension() == ".py") programs.push_back(load(entry.path()));
  std::ranges::sort(programs, {}, &Program::name);
  return programs;
}

Exploration explored(const Program& program, Reduction reduction) {
  const auto search = tree_search(reduction);
  return explore::explore(program.subject, *search, {.time = std::chrono::minutes(10), .schedules = 1'000'000});
}

void check(const Program& program, const Exploration& found) {
  INFO(program.name);
  CHECK(found.is_complete);
  CHECK(found.schedules == program.expected.at("schedules"));
  CHECK(found.failing == program.expected.at("failing"));
  std::optional<unsigned> fewest;
  for (const Found& each : found.outcomes)
    if (each.outcome.fails()) fewest = std::min(fewest.value_or(each.least.preemptions), each.least.preemptions);
  if (program.expected.contains("preemptions")) CHECK(fewest == program.expected.at("preemptions"));
}

}  // namespace

TEST_CASE("explore: the programs have the schedules that the table says, and each outcome's schedule leads to it again") {
  for (const Program& program : all_programs()) {
    if (program.expected.at("schedules") > THREADBOX_MOST_SCHEDULES) continue;  // Seconds, or minutes.
    const Exploration found = explored(program, Reduction::races);
    check(program, found);
    for (const Found& each : found.outcomes) {
      INFO(program.name, " ", each.least.schedule.text());
      const std::unique_ptr<Search> replay = replay_search(each.least.schedule);
      bool again = false;
      const Execution execution = execute(program.subject, *replay, again);
      CHECK(execution.is_complete);
      CHECK(execution.outcome == each.outcome);
      CHECK(execution.schedule == each.least.schedule);
      CHECK(execution.preemptions == each.least.preemptions);
    }
  }
}

TEST_CASE("explore: sleep sets alone find the same schedules") {
  for (const Program& program : all_programs()) {
    // With sleep sets alone, which leave out equivalent runs only after they have begun.
    if (program.expected.contains("slow") || program.expected.at("schedules") > THREADBOX_MOST_SCHEDULES) continue;
    INFO(program.name);
    check(program, explored(program, Reduction::sleep_sets));
  }
}
