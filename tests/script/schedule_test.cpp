#include "script/runners/scheduling_strategy.h"

#include <doctest/doctest.h>

using namespace threadbox;
using namespace threadbox::script;

namespace {

Choice run(ThreadId thread) { return {Choice::Kind::run, thread}; }

}  // namespace

TEST_CASE("schedule: its text form parses to the same schedule") {
  Schedule schedule(Preemption::bytecode);
  for (const Choice choice : {run(1), run(1), run(2), Choice{Choice::Kind::expire, 3}, run(12)}) schedule.add(choice);
  CHECK(schedule.text() == "1b.1x2.2.e3.12");
  CHECK(std::get<Schedule>(Schedule::parse(schedule.text())) == schedule);
  CHECK(std::get<Schedule>(Schedule::parse("1l")) == Schedule(Preemption::line));
  CHECK(std::get<Schedule>(Schedule::parse("1a.2")).preemption() == Preemption::access);
  CHECK(std::get<Schedule>(Schedule::parse("1a.2")).text() == "1a.2");
}

TEST_CASE("schedule: an invalid text is reported with its position") {
  for (const char* text : {"", "2l", "1", "1q", "1l1", "1l.", "1l.0", "1l.1x", "1l.1x0", "1l.e", "1l.1 .2", "1l.99999999999"}) {
    CAPTURE(text);
    const auto parsed = Schedule::parse(text);
    REQUIRE(std::holds_alternative<std::string>(parsed));
    CHECK(std::get<std::string>(parsed).find("(at character ") != std::string::npos);
  }
}

TEST_CASE("strategy: a seed always produces the same numbers") {
  const std::vector<ThreadId> runnable = {1, 2, 3, 4, 5, 6, 7};
  const auto strategy = random_strategy(42);
  std::vector<ThreadId> chosen;
  for (std::uint64_t step = 0; step < 12; ++step) chosen.push_back(strategy->choose({step, 0, runnable, {}})->thread);
  CHECK(chosen == std::vector<ThreadId>{6, 2, 2, 3, 1, 7, 2, 6, 3, 5, 2, 4});
}

TEST_CASE("strategy: round robin gives each thread its turn") {
  const auto strategy = round_robin_strategy();
  const std::vector<ThreadId> three = {1, 2, 5}, two = {1, 5};
  CHECK(strategy->choose({0, 0, three, {}})->thread == 1);
  CHECK(strategy->choose({1, 1, three, {}})->thread == 2);
  CHECK(strategy->choose({2, 2, two, {}})->thread == 5);
  CHECK(strategy->choose({3, 5, three, {}})->thread == 1);
}

TEST_CASE("strategy: at its end, a replay stays on the current thread") {
  const auto strategy = replay_strategy(std::get<Schedule>(Schedule::parse("1l.2x2.e4")));
  const std::vector<ThreadId> three = {1, 2, 3}, without_2 = {1, 3};
  CHECK(strategy->choose({0, 0, three, {}}) == run(2));
  CHECK(strategy->choose({1, 2, three, {}}) == run(2));
  CHECK(strategy->choose({2, 2, three, {}}) == Choice{Choice::Kind::expire, 4});
  CHECK(strategy->choose({3, 3, three, {}}) == run(3));
  CHECK(strategy->choose({4, 2, without_2, {}}) == run(1));
}
