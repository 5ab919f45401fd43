#include "sync/world.h"

#include <threadbox/concurrent/timer.h>

#include <doctest/doctest.h>

#include <atomic>

using namespace threadbox;

TEST_CASE("timer: it fires once its interval is over, unless it is cancelled") {
  World world;
  std::atomic<int> fired{0};
  Timer soon(world.runtime, Seconds{0.001}, [&] { fired.fetch_add(1); });
  Timer never(world.runtime, Seconds{3600}, [&] { fired.fetch_add(100); });
  soon.start();
  never.start();
  never.cancel();
  soon.join();
  never.join();
  CHECK(fired.load() == 1);
  soon.cancel();
}
