#include "sync/play.h"

#include <threadbox/concurrent/queue.h>

#include <doctest/doctest.h>

using namespace threadbox;

TEST_CASE("simulated stress: a queue accounts for every item, and no thread waits for an item or for room that is there") {
  constexpr int maxsize = 2;
  for (std::uint32_t seed = 1; seed <= seeds; ++seed) {
    Queue<int> queue(maxsize);
    Play<Queue<int>::Put> putters(seed);
    Play<Queue<int>::Get> getters(seed + 100);
    long long put = 0, got = 0, next = 0, left_waiting = 0;
    const auto end_put = [&](auto&, Progress progress, bool stopped) {
      if (!stopped && progress == Progress::done) ++put;
    };
    const auto end_get = [&](auto&, Progress progress, bool stopped) {
      if (!stopped && progress == Progress::done) ++got;
    };
    const auto play_one = [&](auto& play, auto end, auto... item) {
      auto& actor = play.anybody();
      if (actor.operation) {
        play.move(actor, end);
      } else {
        play.begin(actor, end, queue, item..., true, play.self.chance(50) ? std::optional(Seconds{1}) : std::nullopt);
      }
    };
    for (int i = 0; i < moves_of_a_seed; ++i) {
      if (putters.self.chance(50)) {
        play_one(putters, end_put, static_cast<int>(next++));
      } else {
        play_one(getters, end_get);
      }
      if (!putters.self.chance(5)) continue;
      // A step of one side may wake the other.
      for (long long before = -1; before != put + got;) {
        before = put + got;
        putters.come_to_rest(end_put);
        getters.come_to_rest(end_get);
      }
      if (queue.qsize() > 0 && getters.pending() > 0) ++left_waiting;
      if (queue.qsize() < maxsize && putters.pending() > 0) ++left_waiting;
      if (put - got != queue.qsize()) ++left_waiting;
    }
    putters.stop_all(end_put);
    getters.stop_all(end_get);
    CHECK(left_waiting == 0);
    CHECK(put - got == queue.qsize());
    CHECK(queue.unfinished_tasks() == put);
  }
}
