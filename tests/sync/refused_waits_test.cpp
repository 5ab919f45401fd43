#include "refused_allocations.h"
#include "world.h"

#include <threadbox/sync/barrier.h>
#include <threadbox/sync/condition.h>
#include <threadbox/sync/event.h>
#include <threadbox/sync/semaphore.h>
#include <threadbox/sync/simple_queue.h>
#include <threadbox/trace/tracer.h>

#include <doctest/doctest.h>

#include <deque>
#include <set>
#include <stdexcept>

// The primitives when operator new refuses.

using namespace threadbox;
using tests::refuse_each;
using tests::refused;
using tests::Unrefused;

namespace {

const std::string long_text = "a text that is too long to be kept in place";

}  // namespace

TEST_CASE("no memory: an action that is refused breaks its barrier, which can be filled again") {
  World world;
  std::string made;
  long left = -1;
  Barrier barrier(2, [&] {
    refused = std::exchange(left, -1);
    made = std::string(long_text);
  });
  refuse_each(
      [&] {
        left = std::exchange(refused, -1);
        std::atomic<int> broken{0}, passed{0}, without{0};
        world.run(2, [&](int) {
          try {
            barrier.wait();
            ++passed;
          } catch (const std::bad_alloc&) {
            ++without;
          } catch (const Error& error) {
            broken += error.type() == ErrorType::BrokenBarrierError ? 1 : 0;
          }
          if (refused >= 0) left = std::exchange(refused, -1);
        });
        refused = std::exchange(left, -1);
        if (passed == 2) return;
        const Unrefused unrefused;
        CHECK(broken == 1);
        CHECK(without == 1);
        CHECK(barrier.broken());
        throw std::bad_alloc();
      },
      [&](bool ended_well) {
        CHECK(barrier.broken() == !ended_well);
        barrier.reset();
        made.clear();
        made.shrink_to_fit();
      });
}

TEST_CASE("no memory: to wait, to wake and to give up needs none") {
  Simulated threads;
  Lock lock;
  Condition condition(lock);
  Semaphore semaphore(0);
  Event event;
  Barrier barrier(2);
  tests::without_memory([&] {
    Lock::Acquire first(lock), second(lock), third(lock);
    first.poll(threads.a);
    second.poll(threads.b);
    lock.release(threads.a);
    second.poll(threads.b);
    Condition::Wait wait(condition);
    wait.poll(threads.b);
    third.poll(threads.a);
    wait.cancel(threads.b, CancelReason::timeout);
    lock.release(threads.a);
    wait.poll(threads.b);
    lock.release(threads.b);
    Semaphore::Acquire acquire(semaphore), given_up(semaphore);
    acquire.poll(threads.a);
    given_up.poll(threads.b);
    given_up.cancel(threads.b, CancelReason::interrupt);
    semaphore.release(threads.c, 1);
    acquire.poll(threads.a);
    Event::Wait for_event(event);
    for_event.poll(threads.a);
    event.set(threads.b);
    Barrier::Wait early(barrier, std::nullopt, Barrier::Wait::Leader::opens),
        last(barrier, std::nullopt, Barrier::Wait::Leader::opens);
    early.poll(threads.a);
    last.poll(threads.b);
    early.poll(threads.a);
  });
}

TEST_CASE("no memory: an object that could not be made is not left in the log") {
  const Clock clock;
  Tracer tracer(clock, 64);
  Runtime runtime({&clock, &tracer});
  runtime.adopt_main();
  std::set<ObjectId> exist;
  const auto look = [&](bool) {
    std::vector<TraceEvent> events;
    tracer.drain(events);
    for (const TraceEvent& event : events) {
      if (event.kind == EventKind::object_create) exist.insert(event.object);
      if (event.kind == EventKind::object_end) exist.erase(event.object);
    }
    CHECK(exist.empty());
  };
  refuse_each([&] { Condition condition(&runtime); }, look);
  refuse_each([&] { Barrier barrier(2, [text = std::string(long_text)] {}, std::nullopt, &runtime); }, look);
  refuse_each([&] { SimpleQueue<int> queue(&runtime); }, look);
  refuse_each([&] { Semaphore semaphore(1, &runtime); }, look);
  runtime.finalize(this_waiter());
  runtime.leave_main();
}
