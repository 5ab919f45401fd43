#include "world.h"

#include <threadbox/sync/simple_queue.h>

#include <doctest/doctest.h>

#include <vector>

using namespace threadbox;

TEST_CASE("simple queue: first in, first out") {
  SimpleQueue<int> queue;
  for (const int item : {3, 1, 4, 1, 5}) queue.put(item);
  std::vector<int> out;
  while (!queue.empty()) out.push_back(queue.get());
  CHECK(out == std::vector{3, 1, 4, 1, 5});
}

TEST_CASE("simple queue: an item is given to the getter that has waited longest, and no other can take it") {
  Clock clock;
  Waiter first(1, clock), second(2, clock), third(3, clock);
  SimpleQueue<int> queue;
  SimpleQueue<int>::Get one(queue), two(queue, true, Seconds{1}), late(queue, false);
  REQUIRE(one.poll(first) == Progress::pending);
  REQUIRE(two.poll(second) == Progress::pending);
  queue.put(1);
  CHECK(queue.empty());
  REQUIRE(late.poll(third) == Progress::raised);
  CHECK(late.error().type() == ErrorType::Empty);
  queue.put(2);
  queue.put(3);
  CHECK(queue.qsize() == 1);
  int all = 0;
  queue.for_each([&](int item) { all += item; });
  CHECK(all == 1 + 2 + 3);  // Includes the items that were handed over and not fetched yet.
  CHECK(two.cancel(second, CancelReason::timeout) == Progress::done);  // Too late: it has its item.
  CHECK(two.item() == 2);
  CHECK(one.poll(first) == Progress::done);
  CHECK(one.item() == 1);
  CHECK(queue.get() == 3);
}

TEST_CASE("simple queue: a getter that gives up is given nothing") {
  Clock clock;
  Waiter first(1, clock), second(2, clock), third(3, clock);
  SimpleQueue<int> queue;
  SimpleQueue<int>::Get one(queue), two(queue, true, Seconds{1}), three(queue);
  REQUIRE(one.poll(first) == Progress::pending);
  REQUIRE(two.poll(second) == Progress::pending);
  REQUIRE(three.poll(third) == Progress::pending);
  CHECK(one.cancel(first, CancelReason::interrupt) == Progress::raised);
  CHECK(one.error().type() == ErrorType::KeyboardInterrupt);
  CHECK(two.cancel(second, CancelReason::timeout) == Progress::raised);
  CHECK(two.error().type() == ErrorType::Empty);
  queue.put(1);
  CHECK(three.cancel(third, CancelReason::stop) == Progress::done);
  CHECK(queue.empty());
}
