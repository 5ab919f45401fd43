#include <threadbox/sync/event.h>
#include <threadbox/sync/runtime.h>

#include <doctest/doctest.h>

#include <atomic>
#include <memory>
#include <vector>

using namespace threadbox;

TEST_CASE("event: wait returns the flag") {
  Event event;
  CHECK_FALSE(event.wait(Seconds{0}));
  CHECK_FALSE(event.wait(Seconds{-1}));
  event.set();
  CHECK(event.wait());
  event.clear();
  CHECK_FALSE(event.is_set());
}

TEST_CASE("event: a waiter that was woken reports success, also when the event was cleared again") {
  const Clock clock = Clock::simulated();
  Waiter self(1, clock), setter(2, clock);
  Event event;
  Event::Wait wait(event, Seconds{1});
  CHECK(wait.poll(self) == Progress::pending);
  event.set(setter);
  event.clear(setter);
  SUBCASE("by its poll") { CHECK(wait.poll(self) == Progress::done); }
  SUBCASE("by the time-out that comes too late") { CHECK(wait.cancel(self, CancelReason::timeout) == Progress::done); }
  SUBCASE("by the interrupt that comes too late") { CHECK(wait.cancel(self, CancelReason::interrupt) == Progress::done); }
  CHECK(wait.result());
}

TEST_CASE("event: a time-out is no success") {
  const Clock clock = Clock::simulated();
  Waiter self(1, clock), setter(2, clock);
  Event event;
  Event::Wait wait(event, Seconds{1});
  CHECK(wait.poll(self) == Progress::pending);
  CHECK(wait.cancel(self, CancelReason::timeout) == Progress::done);
  CHECK_FALSE(wait.result());
  event.set(setter);
  CHECK_FALSE(self.take_signal());
}

TEST_CASE("event: set wakes every sleeper, however many there are") {
  constexpr int sleepers = 10;
  Runtime runtime;
  runtime.adopt_main();
  Event all_wait, event;
  std::atomic<int> asleep{0};
  std::vector<std::shared_ptr<Thread>> threads;
  for (int number = 0; number < sleepers; ++number) {
    Thread::Options options;
    options.body = [&] {
      Event::Wait operation(event);
      REQUIRE(operation.poll(this_waiter()) == Progress::pending);
      if (asleep.fetch_add(1) + 1 == sleepers) all_wait.set();
      REQUIRE(wait_pending(this_waiter(), operation) == Progress::done);
    };
    threads.push_back(Thread::create(runtime, this_waiter(), std::move(options)));
    threads.back()->start();
  }
  all_wait.wait();
  event.set();
  for (const auto& thread : threads) thread->join();
  CHECK(asleep == sleepers);
  runtime.leave_main();
}
