#include "meetings.h"

#include <threadbox/sync/barrier.h>

#include <array>

using namespace threadbox;
using namespace threadbox::model;

namespace {

template <int parties, bool acts>
class Gathering : public Market {
 public:
  Gathering() : barrier(parties, acts ? Barrier::Action([this] { act(); }) : Barrier::Action()) {}
  void wait(std::optional<Seconds> in_time = std::nullopt) {
    const auto index = attempt([&] { return barrier.wait(in_time); });
    if (!index) return;
    expect(*index >= 0 && *index < parties, "an index is a place");
    ++given[static_cast<std::size_t>(*index)];
    // A thread that was there for the opening has passed, and the leader was first.
    if (acts) expect(acted > 0, "no thread passes before the action");
  }
  void act() {
    expect(++acting == 1, "one thread acts");
    step();
    --acting;
    ++acted;
  }
  void judge() override {
    expect(!barrier.broken() || sleeping() == 0, "a barrier is broken and a thread sleeps");
    expect(sleeping() < parties, "all are there and sleep");
    expect(sleeping() == barrier.n_waiting(), "sleeping threads are counted");
    for (std::size_t i = 0; i + 1 < parties; ++i)
      expect(given[i] <= given[parties - 1], "no index is given twice in one opening");
  }

  Barrier barrier;
  std::array<int, parties> given{};
  int acting = 0, acted = 0;
};

template <typename All>
std::vector<Action<All>> actions() {
  return {{"wait", [](All& all) { all.wait(); }},
          {"wait in time", [](All& all) { all.wait(timeout); }},
          {"abort", [](All& all) { all.barrier.abort(); }},
          {"reset", [](All& all) { all.barrier.reset(); }},
          {"interrupt", [](All& all) { all.interrupt_first(); }},
          {"stop", [](All& all) { all.stop_first(); }},
          {"wait twice", [](All& all) { all.wait(), all.wait(); }}};
}

}  // namespace

TEST_CASE("model: a barrier lets all pass or none, each with an index of its own") {
  const auto all = actions<Gathering<2, false>>();
  explore_all("barrier", all, 2);
  explore_all("barrier", all, 3);
  explore_one("barrier", std::vector(3, actions<Gathering<3, false>>()[0]));
  if (explores_all()) explore_all("barrier", all, 4);
}

TEST_CASE("model: no thread passes a barrier before its action has ended") {
  const auto all = actions<Gathering<2, true>>();
  explore_all("barrier with an action", all, 2);
  explore_all("barrier with an action", explores_all() ? all : std::vector(all.begin(), all.end() - 1), 3);
  if (explores_all()) explore_all("barrier with an action", all, 4);
}
