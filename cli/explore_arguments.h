#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace threadbox::cli {

/// `threadbox explore [OPTION…] FILE | -`.
struct ExploreRequest {
  enum class Strategy : unsigned char { races, sleep_sets, random };
  std::string path;  ///< "-" is standard input.
  bool json = false;
  bool shows_tree = false;
  bool annotates = false;  ///< GitHub's workflow commands.
  std::string junit_path;  ///< Where JUnit's XML is written; empty: nowhere.
  std::string old_path;  ///< What was explored before an edit; empty: nothing.
  std::vector<std::string> files;  ///< Paths of files that are put into each run's folder.
  double budget = 60;  ///< In seconds.
  std::uint64_t most_schedules = 1'000'000;
  std::optional<unsigned> bound;  ///< The most preemptions of a schedule.
  bool ignores_output_order = false;
  bool any_sleep = false;  ///< A sleep, or a wait with a timeout, may end at any time.
  Strategy strategy = Strategy::races;
  std::uint64_t seed = 0;
};

/// Reads the words of the command line, of which the first is `explore`. Errors: UsageError is thrown.
ExploreRequest parse_explore(const std::vector<std::string>& words);

}  // namespace threadbox::cli
