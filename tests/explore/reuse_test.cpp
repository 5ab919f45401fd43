#include "explore/arena.h"
#include "explore/execution.h"
#include "subjects.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

// A run that begins with the memory set back must be the same as one that begins anew.

using namespace threadbox;
using namespace threadbox::explore;

namespace {

std::optional<Subject> load(const std::filesystem::path& path) {
  std::optional<Subject> subject = parsed_subject_in(path);
  if (subject) subject->most_steps = 300;
  return subject;
}

std::vector<std::filesystem::path> programs_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> programs;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".py") programs.push_back(entry.path());
  std::ranges::sort(programs);
  return programs;
}

bool same(const Footprint& a, const Footprint& b) {
  return std::ranges::equal(a, b, [](const script::Access& left, const script::Access& right) {
    return left.place == right.place && left.mode == right.mode && left.needs_open == right.needs_open &&
           left.was_open == right.was_open && left.fresh == right.fresh && left.group == right.group;
  });
}

void check_same(const Execution& reused, const Execution& anew) {
  CHECK(kind_name(reused.outcome.kind) == std::string(kind_name(anew.outcome.kind)));
  CHECK(reused.outcome.exit_code == anew.outcome.exit_code);
  CHECK(reused.outcome.output == anew.outcome.output);
  CHECK(reused.outcome.exceptions == anew.outcome.exceptions);
  CHECK(reused.is_complete == anew.is_complete);
  CHECK(reused.schedule.text() == anew.schedule.text());
  CHECK(reused.preemptions == anew.preemptions);
  REQUIRE(reused.steps.size() == anew.steps.size());
  for (std::size_t i = 0; i < reused.steps.size(); ++i) {
    INFO("step ", i);
    CHECK(reused.steps[i].thread == anew.steps[i].thread);
    CHECK(reused.steps[i].after_jump == anew.steps[i].after_jump);
    REQUIRE(same(reused.steps[i].footprint, anew.steps[i].footprint));
  }
  REQUIRE(reused.stuck.size() == anew.stuck.size());
  for (std::size_t i = 0; i < reused.stuck.size(); ++i) {
    CHECK(reused.stuck[i].thread == anew.stuck[i].thread);
    CHECK(reused.stuck[i].waits_for == anew.stuck[i].waits_for);
    CHECK(same(reused.stuck[i].next, anew.stuck[i].next));
  }
}

/// Executes a program until the search has enough, but at most `runs` times, always in the same memory, and each time also anew, under a search of
/// the same kind. Returns how many of the runs began with memory that was set back.
std::uint64_t compare(const Subject& subject, std::uint64_t runs, std::unique_ptr<Search> search,
                      std::unique_ptr<Search> other_search) {
  Executor reusing(subject);
  std::uint64_t set_back = 0;
  std::size_t bytes_at_mark = 0;
  bool again = true, other_again = true;
  for (std::uint64_t run = 0; again && run < runs; ++run) {
    INFO("run ", run);
    const Execution& reused = reusing.run(*search, again);
    const Arena* arena = reusing.arena();
    const std::size_t marked_bytes = arena != nullptr && arena->is_marked() ? arena->bytes_of_mark() : 0;
    if (marked_bytes != 0 && bytes_at_mark != 0) {
      ++set_back;
      CHECK(marked_bytes == bytes_at_mark);
      CHECK(arena->foreign_frees() == 0);
    }
    bytes_at_mark = marked_bytes;
    Executor anew(subject, false);
    check_same(reused, anew.run(*other_search, other_again));
    REQUIRE(again == other_again);
  }
  return set_back;
}

std::uint64_t compare_random(const Subject& subject, std::uint64_t runs, std::uint64_t seed) {
  return compare(subject, runs, random_search(runs, seed), random_search(runs, seed));
}

std::uint64_t compare_walks(const Subject& subject, std::uint64_t runs) {
  return compare(subject, runs, tree_search(Reduction::races), tree_search(Reduction::races));
}

}  // namespace

TEST_CASE("reuse: the explorer's programs run as if each run began anew") {
  std::uint64_t set_back = 0;
  for (const auto& path : programs_in(THREADBOX_EXPLORED)) {
    INFO(path.filename().string());
    set_back += compare_random(*load(path), THREADBOX_COMPARED_RUNS, 1);
  }
  CHECK(set_back > 40 * (THREADBOX_COMPARED_RUNS - 1));
}

TEST_CASE("reuse: programs of all kinds run as if each run began anew") {
  std::uint64_t set_back = 0, number = 0;
  for (const char* folder : {"modules", "racing", "language"})
    for (const auto& path : programs_in(std::filesystem::path(THREADBOX_ORACLE) / folder)) {
      if (number++ % THREADBOX_COMPARED_EACH != 0) continue;
      const std::optional<Subject> subject = load(path);
      if (!subject) continue;
      INFO(path.filename().string());
      set_back += compare_random(*subject, 3, number);
    }
  CHECK(set_back > 40 / THREADBOX_COMPARED_EACH);
}

TEST_CASE("reuse: what a run leaves behind in modules, classes and containers is gone in the next one") {
  // Each thread changes what existed before the first choice: names of modules and of the prelude's modules, classes, instances, containers of
  // all kinds, iterators, generators, thread-local values, the state of random numbers, counters, the registry of warnings, handlers.
  const std::filesystem::path path = std::filesystem::path(THREADBOX_EXPLORED) / "changes" / "everything.py";
  const std::optional<Subject> subject = load(path);
  REQUIRE(subject.has_value());
  CHECK(compare_random(*subject, 20, 7) == 19);
}

TEST_CASE("reuse: a walk that goes back to moments of the last run makes the same runs as one that begins anew") {
  for (const char* name :
       {"readers_10.py", "lastzero_8.py", "philosophers_two_meals.py", "workers_2_sentinels.py", "changes/everything.py"}) {
    INFO(name);
    Subject subject = *load(std::filesystem::path(THREADBOX_EXPLORED) / name);
    CHECK(compare_walks(subject, 5 * THREADBOX_COMPARED_RUNS) > 2);
    CHECK(compare(subject, 2 * THREADBOX_COMPARED_RUNS, bounded_search(1), bounded_search(1)) > 2);
  }
}

TEST_CASE("reuse: of a long run only some moments are kept") {
  const Subject subject = subject_of(
      "import threading\n"
      "x = 0\nseen = []\n"
      "def work():\n    global x\n    for i in range(700):\n        x += 1\n    seen.append(x)\n"
      "threads = [threading.Thread(target=work) for _ in range(2)]\n"
      "for thread in threads: thread.start()\n"
      "for thread in threads: thread.join()\n"
      "print(x, seen)\n");
  CHECK(compare_walks(subject, THREADBOX_COMPARED_RUNS) == THREADBOX_COMPARED_RUNS - 1);
}

TEST_CASE("reuse: one search after another, in the same memory") {
  const std::optional<Subject> subject = load(std::filesystem::path(THREADBOX_EXPLORED) / "readers_4.py");
  Executor executor(*subject);
  const auto walk = tree_search(Reduction::races);
  std::uint64_t runs = 0;
  for (bool again = true, other_again = true; again; ++runs) {
    executor.run(*walk, again);
    const auto samples = random_search(2, runs);
    for (int i = 0; i < 2 && runs % 3 == 0; ++i) CHECK(executor.run(*samples, other_again).outcome.kind == Outcome::Kind::ended);
  }
  CHECK(runs == 16);
}

TEST_CASE("reuse: many runs need no more memory than some") {
  const std::optional<Subject> subject = load(std::filesystem::path(THREADBOX_EXPLORED) / "changes" / "everything.py");
  REQUIRE(subject.has_value());
  Executor executor(*subject);
  const auto search = random_search(~std::uint64_t{0}, 1);
  bool again = true;
  std::size_t most_of_first = 0, most = 0;
  for (int i = 0; i < THREADBOX_MANY_RUNS; ++i) {
    executor.run(*search, again);
    std::size_t& largest = i < THREADBOX_MANY_RUNS / 2 ? most_of_first : most;
    largest = std::max(largest, executor.arena()->size());
  }
  CHECK(executor.arena()->foreign_frees() == 0);
  CHECK(most < most_of_first + (std::size_t{64} << 10));
}

TEST_CASE("reuse: what has no room in the arena has room elsewhere, until it is set back") {
  Arena arena(std::size_t{1} << 20);
  std::vector<int>* kept = nullptr;
  {
    const Arena::Scope scope(&arena);
    kept = new std::vector<int>(100, 1);
  }
  CHECK(arena.contains(kept));
  REQUIRE(arena.mark());
  const std::size_t before = arena.size();
  for (int round = 0; round < 3; ++round) {
    {
      const Arena::Scope scope(&arena);
      kept->resize(1'000'000, 2);
      kept->front() = 3;
      CHECK(arena.contains(kept->data()));
      auto* lines = new std::vector<std::string>;
      for (int i = 0; i < 20'000; ++i) lines->push_back("a text that is too long for a small string " + std::to_string(i));
      lines->clear();
    }
    CHECK(arena.size() > before + 4'000'000);
    arena.reset();
    CHECK(arena.size() == before);
    CHECK(*kept == std::vector<int>(100, 1));
  }
}

TEST_CASE("reuse: a program that needs more memory than the arena has before its first choice begins anew each time") {
  Arena arena(std::size_t{1} << 16);
  {
    const Arena::Scope scope(&arena);
    static_cast<void>(*new std::vector<int>(100'000));
  }
  CHECK_FALSE(arena.mark());
}
