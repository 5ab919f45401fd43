#include "abstract_program.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>

using namespace threadbox;
using namespace threadbox::explore;

namespace {

constexpr std::uint64_t most_runs = 200'000;

AbstractResult explored(const AbstractProgram& program, Reduction reduction, std::uint64_t most = most_runs) {
  const std::unique_ptr<Search> search = tree_search(reduction);
  return explore::explore(program, *search, most);
}

std::uint64_t runs_of(const AbstractResult& result) {
  std::uint64_t runs = 0;
  for (const auto& [trace, count] : result.traces) runs += count;
  return runs;
}

void check_same(const AbstractProgram& program) {
  const AbstractResult all = explored(program, Reduction::sleep_sets, 30'000);
  if (!all.is_over) return;
  const AbstractResult found = explored(program, Reduction::races);
  INFO(program.text());
  CHECK(found.is_over);
  CHECK(found.traces == all.traces);
  CHECK(runs_of(found) == found.traces.size());
}

using Kind = Operation::Kind;

}  // namespace

TEST_CASE(
    "explore: of random programs with locks, semaphores, attempts and sleeps, races and sleep sets find the same traces, each "
    "once") {
  for (std::uint32_t seed = 0; seed < THREADBOX_ABSTRACT_PROGRAMS; ++seed) {
    INFO("seed ", seed);
    check_same(random_abstract_program(seed));
  }
}

TEST_CASE("explore: hardly a run only repeats what was seen") {
  std::uint64_t runs = 0, traces = 0;
  for (std::uint32_t seed = 0; seed < THREADBOX_ABSTRACT_PROGRAMS; ++seed) {
    const AbstractResult found = explored(random_abstract_program(seed), Reduction::races);
    runs += found.runs;
    traces += found.traces.size();
  }
  CHECK(1000 * runs <= 1001 * traces);
}

TEST_CASE("explore: a thread that is blocked where a run is ended is in a race with what blocks it") {
  // The first thread's acquire blocks the third, and all that the second could do was seen.
  check_same({{{{Kind::load, 0}, {Kind::skip, 0, 0, 1}, {Kind::store, 1, 1}, {Kind::load, 1}, {Kind::acquire, 1}},
               {{Kind::load, 1}, {Kind::load, 1}, {Kind::skip, 0, 0, 1}, {Kind::store, 0, 1}, {Kind::load, 0}},
               {{Kind::acquire, 1},
                {Kind::acquire, 0},
                {Kind::release, 0},
                {Kind::release, 1},
                {Kind::load, 1},
                {Kind::skip, 0, 0, 1},
                {Kind::store, 0, 1}}}});
}

TEST_CASE("explore: a thread that is blocked while time passes is in a race with what blocked it") {
  const AbstractProgram program{
      {{{Kind::acquire, 0}, {Kind::sleep, 0, 1}, {Kind::release, 0}}, {{Kind::acquire, 0}, {Kind::release, 0}}}};
  check_same(program);
  CHECK(explored(program, Reduction::races).traces.size() == 2);
}

TEST_CASE("explore: an attempt that succeeds once a race is reversed accesses more than it did before") {
  // A plan that expects the attempt to fail again ends while a thread still sleeps.
  check_same({{{{Kind::store, 2, 1}},
               {{Kind::load, 0}, {Kind::store, 2, 1}},
               {{Kind::attempt, 0}, {Kind::skip, 0, 1, 2}, {Kind::store, 0, 1}, {Kind::release, 0}},
               {{Kind::attempt, 0}, {Kind::skip, 0, 1, 2}, {Kind::store, 0, 1}, {Kind::release, 0}, {Kind::acquire, 0}}}});
}

TEST_CASE("explore: lastzero has as many runs as schedules") {
  for (const std::size_t n : {2, 3, 4, 8, 10}) {
    const std::unique_ptr<Search> search = tree_search(Reduction::races);
    const AbstractResult found = explore::explore(abstract_last_zero(n), *search, most_runs, true);
    CHECK(found.is_over);
    CHECK(found.runs == (n + 3) << (n - 2));
    CHECK(runs_of(found) == found.runs);
  }
}
