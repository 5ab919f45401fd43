#include <threadbox/park/detail/wait_queue.h>

#include <doctest/doctest.h>

using namespace threadbox;

namespace {

struct Three {
  Clock clock = Clock::simulated();
  Waiter a{1, clock}, b{2, clock}, c{3, clock};
  WaitNode first, second, third;
  Guard guard;
  GuardLock<Guard> held{guard};
  WaitQueue queue{guard};
  Three() {
    queue.push_back(first, a, 10);
    queue.push_back(second, b, 20);
    queue.push_back(third, c, 30);
  }
};

}  // namespace

TEST_CASE("wait queue: it keeps the order of arrival, whichever waiter leaves") {
  Three waiting;
  CHECK(waiting.queue.size() == 3);
  CHECK(waiting.queue.front() == &waiting.first);
  CHECK(waiting.second.since_ns() == 20);
  waiting.queue.remove(waiting.second);
  CHECK_FALSE(waiting.second.queued());
  waiting.queue.remove(waiting.second);
  CHECK(waiting.queue.size() == 2);
  waiting.queue.remove(waiting.first);
  CHECK(waiting.queue.front() == &waiting.third);
  waiting.queue.remove(waiting.third);
  CHECK(waiting.queue.empty());
  waiting.queue.push_back(waiting.second, waiting.b);
  CHECK(waiting.queue.front() == &waiting.second);
  waiting.queue.remove(waiting.second);
}

TEST_CASE("wait queue: granting takes the first off, tells it, and signals it") {
  Three waiting;
  waiting.queue.grant_front(42);
  CHECK(waiting.first.granted());
  CHECK(waiting.first.message == 42);
  CHECK(waiting.a.take_signal());
  CHECK_FALSE(waiting.b.take_signal());
  CHECK(waiting.queue.front() == &waiting.second);
  waiting.queue.remove(waiting.first);
  CHECK(waiting.first.granted());
  waiting.first.reuse();
  waiting.queue.push_back(waiting.first, waiting.a);
  CHECK(waiting.queue.size() == 3);
  while (!waiting.queue.empty()) waiting.queue.grant_front();
}

TEST_CASE("wait queue: as many are woken as are wanted, none twice, and they keep their places") {
  Three waiting;
  waiting.queue.wake_until(1);
  CHECK(waiting.a.take_signal());
  waiting.queue.wake_until(1);
  CHECK_FALSE(waiting.a.take_signal());
  CHECK_FALSE(waiting.b.take_signal());
  waiting.queue.wake_until(2);
  CHECK(waiting.b.take_signal());
  CHECK(waiting.queue.size() == 3);
  CHECK(waiting.queue.front() == &waiting.first);

  SUBCASE("a waiter that has polled unsuccessfully may be woken again") {
    waiting.queue.sleep_again(waiting.first);
    waiting.queue.wake_until(2);
    CHECK(waiting.a.take_signal());
    CHECK_FALSE(waiting.c.take_signal());
  }
  SUBCASE("one that leaves, by itself or by a grant, is no longer on its way") {
    waiting.queue.remove(waiting.second);
    waiting.queue.grant_front();
    CHECK(waiting.a.take_signal());
    waiting.queue.wake_until(1);
    CHECK(waiting.c.take_signal());
  }
  SUBCASE("no more are woken than there are") {
    waiting.queue.wake_until(1'000'000'000'000);
    CHECK(waiting.c.take_signal());
    waiting.queue.wake_until(1'000'000'000'000);
    CHECK_FALSE(waiting.a.take_signal());
  }
  while (!waiting.queue.empty()) waiting.queue.grant_front();
}
