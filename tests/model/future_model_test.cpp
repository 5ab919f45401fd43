#include "meetings.h"

#include <threadbox/concurrent/completions.h>
#include <threadbox/concurrent/future.h>

#include <utility>

using namespace threadbox;
using namespace threadbox::model;

namespace {

class Promising : public Market {
 public:
  void result(std::optional<Seconds> in_time = std::nullopt) {
    const auto value = attempt([&] { return Future<int>(first).result(in_time); });
    if (value) expect(*value == 7, "a result is what was set");
  }
  /// Does what an executor does; each future has one worker.
  void work(int futures) {
    if (std::exchange(worked, true)) return;
    for (int i = 0; i < futures; ++i) {
      FutureState<int>& state = (i == 0 ? first : second).state();
      if (state.set_running_or_notify_cancel()) state.set_result(7);
    }
  }
  void wait_for(ReturnWhen when, std::optional<Seconds> in_time = std::nullopt) {
    attempt([&] {
      const auto split = threadbox::wait(std::vector{first, second}, in_time, when);
      if (in_time) return true;
      const std::size_t wanted = when == ReturnWhen::all_completed ? 2 : 1;
      expect(split.done.size() >= wanted, "a wait ends when as many are complete as it was told");
      return true;
    });
  }
  void next_two() {
    attempt([&] {
      AsCompleted<int> all({first, second}, std::nullopt);
      expect(all.next().has_value() && all.next().has_value(), "each future comes up once");
      expect(!all.next().has_value(), "each future comes up once");
      return true;
    });
  }
  void judge() override { expect(!worked || sleeping() == 0, "all futures are complete and a thread sleeps"); }

  Future<int> first, second;
  bool worked = false;
};

/// One future, and threads that wait for it directly.
class Awaiting : public Promising {
 public:
  void judge() override { expect(!first.done() || sleeping() == 0, "a future is done and a thread sleeps"); }
};

const std::vector<Action<Awaiting>> awaiting_actions{{"result", [](Awaiting& all) { all.result(); }},
                                                     {"result in time", [](Awaiting& all) { all.result(timeout); }},
                                                     {"work", [](Awaiting& all) { all.work(1); }},
                                                     {"cancel", [](Awaiting& all) { all.first.cancel(); }},
                                                     {"interrupt", [](Awaiting& all) { all.interrupt_first(); }},
                                                     {"stop", [](Awaiting& all) { all.stop_first(); }}};

const std::vector<Action<Promising>> completion_actions{
    {"wait for all", [](Promising& all) { all.wait_for(ReturnWhen::all_completed); }},
    {"wait for one", [](Promising& all) { all.wait_for(ReturnWhen::first_completed); }},
    {"work on both", [](Promising& all) { all.work(2); }},
    {"cancel", [](Promising& all) { all.second.cancel(); }},
    {"interrupt", [](Promising& all) { all.interrupt_first(); }},
    {"stop", [](Promising& all) { all.stop_first(); }},
    {"as completed", [](Promising& all) { all.next_two(); }},
    {"wait in time", [](Promising& all) { all.wait_for(ReturnWhen::all_completed, timeout); }}};

}  // namespace

TEST_CASE("model: a future that is done leaves no thread asleep") {
  explore_all("future", awaiting_actions, 2);
  explore_all("future", awaiting_actions, 3);
  if (explores_all()) explore_all("future", awaiting_actions, 4);
}

TEST_CASE("model: futures that are complete leave no thread asleep") {
  const std::vector fewer(completion_actions.begin(), completion_actions.end() - 2);
  explore_all("completions", completion_actions, 2);
  explore_all("completions", explores_all() ? completion_actions : fewer, 3);
}
