#include <threadbox/sync/event.h>

#include <doctest/doctest.h>

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
