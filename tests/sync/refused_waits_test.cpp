#include "refused_allocations.h"
#include "world.h"

#include <threadbox/sync/barrier.h>
#include <threadbox/sync/completions.h>
#include <threadbox/sync/condition.h>
#include <threadbox/sync/event.h>
#include <threadbox/sync/executor.h>
#include <threadbox/sync/local.h>
#include <threadbox/sync/queue.h>
#include <threadbox/sync/semaphore.h>
#include <threadbox/sync/simple_queue.h>
#include <threadbox/trace/tracer.h>

#include <doctest/doctest.h>

#include <deque>
#include <set>
#include <stdexcept>

// What the primitives, futures and executors do when operator new refuses.

using namespace threadbox;
using tests::refuse_each;
using tests::refused;
using tests::Unrefused;

namespace {

const std::string long_text = "a text that is too long to be kept in place";

/// Runs `attempt` in a new thread, in which the same allocation is refused as in the caller.
void in_a_thread(World& world, const std::function<void()>& attempt) {
  long left = std::exchange(refused, -1);
  bool ended_well = false;
  world.run(1, [&](int) {
    refused = left;
    try {
      attempt();
      ended_well = true;
    } catch (const std::bad_alloc&) {}
    left = std::exchange(refused, -1);
  });
  refused = left;
  if (!ended_well) throw std::bad_alloc();
}

/// Runs all `steps` with every allocation refused.
template <typename Steps>
void without_memory(Steps steps) {
  refused = 0;
  steps();
  const long left = std::exchange(refused, -1);
  CHECK(left == 0);
}

}  // namespace

TEST_CASE("no memory: a thread's own value that could not be made is none, and the next one is") {
  World world;
  int made = 0;
  Local<std::string> local([&] { return ++made, long_text; });
  const long refusals = refuse_each([&] { local.get(); },
                                    [&](bool ended_well) {
                                      CHECK(local.has_value() == ended_well);
                                      CHECK(local.size() == (ended_well ? 1 : 0));
                                      CHECK(local.get() == long_text);
                                      local.reset();
                                    });
  CHECK(refusals > 2);
}

TEST_CASE("no memory: what a thread got of its own goes with it, whatever it was refused") {
  World world;
  Local<std::string> first([] { return long_text; }), second([] { return long_text; });
  const auto attempt = [&] {
    bool ended_well = true;
    for (Local<std::string>* local : {&first, &second}) {
      try {
        local->get();
      } catch (const std::bad_alloc&) {
        ended_well = false;
      }
    }
    if (!ended_well) throw std::bad_alloc();
  };
  refuse_each([&] { in_a_thread(world, attempt); },
              [&](bool) {
                CHECK(first.size() == 0);
                CHECK(second.size() == 0);
              });
}

TEST_CASE("no memory: futures do not tell what could not be made to watch them") {
  World world;
  std::vector<Future<int>> futures(3);
  const auto states = [&] { return detail::states_of(futures); };
  const long refusals = refuse_each(
      [&] {
        futures = std::vector<Future<int>>(3);
        Completions completions(states());
        futures[1].state().set_result(1);
        if (completions.next(Seconds{0}) != &futures[1].state()) FAIL("another one");
      },
      [&](bool) {
        for (const Future<int>& future : futures)
          if (!future.done()) future.state().set_result(1);
        CHECK(wait(futures, Seconds{0}).done.size() == 3);
      });
  CHECK(refusals > 5);
}

TEST_CASE("no memory: wait and as_completed that found none can be called again") {
  World world;
  std::vector<Future<int>> futures(3);
  futures[0].state().set_result(1);
  futures[2].state().set_exception(std::make_exception_ptr(std::runtime_error("failed")));
  refuse_each([&] { wait(futures, Seconds{0}); }, [&](bool) { CHECK(wait(futures, Seconds{0}).done.size() == 2); });
  refuse_each(
      [&] {
        AsCompleted<int> all(futures, std::nullopt);
        if (all.next() != futures[0] || all.next() != futures[2]) FAIL("another order");
      },
      [&](bool) { futures[1].cancel(); });
}

TEST_CASE("no memory: a callback that a future could not take is not called, the others are") {
  World world;
  int called = 0, given = 0;
  Future<int> future;
  const auto callback = [&called, text = std::string(long_text)](const Future<int>&) { ++called; };
  refuse_each([&] { future.add_done_callback(callback); }, [&](bool ended_well) { given += ended_well ? 1 : 0; });
  future.add_done_callback(callback);
  future.state().set_result(1);
  CHECK(called == given + 1);
}

TEST_CASE("no memory: a result that could not be kept is none, and may be given again") {
  World world;
  const std::deque<std::string> value{long_text};
  Future<std::deque<std::string>> future;
  std::deque<std::string> copy;
  const long refusals = refuse_each(
      [&] {
        {
          const Unrefused unrefused;
          copy = value;
        }
        future.state().set_result(std::move(copy));
      },
      [&](bool ended_well) { CHECK(future.done() == ended_well); });
#ifndef __EMSCRIPTEN__  // In libc++ a deque moves without memory.
  CHECK(refusals > 0);
#else
  CHECK(refusals == 0);
#endif
  CHECK(future.result() == value);
  // An exception can be reported even without memory.
  Future<int> failed;
  const std::exception_ptr failure = std::make_exception_ptr(std::bad_alloc());
  without_memory([&] { failed.state().set_exception(failure); });
  CHECK_THROWS_AS(failed.result(), std::bad_alloc);
}

TEST_CASE("no memory: what a worker is refused is its call's, and the pool goes on to its end") {
  World world;
  ThreadPoolExecutor executor(world.runtime, {.max_workers = 2});
  long left = -1;
  const auto call = [&left] {
    refused = left;
    std::deque<int> value(3);
    return value;
  };
  refuse_each(
      [&] {
        left = std::exchange(refused, -1);
        const Future<std::deque<int>> future = executor.submit(call);
        const std::exception_ptr exception = future.exception();
        refused = executor.submit([] { return std::exchange(refused, -1); }).result();
        if (exception) std::rethrow_exception(exception);
      },
      [&](bool) { CHECK(executor.submit([] { return refused = -1; }).result() == -1); });
}

TEST_CASE("no memory: a pool is shut down without any") {
  World world;
  for (int calls = 0; calls < 40; ++calls) {
    {
      ThreadPoolExecutor executor(world.runtime, {.max_workers = 2});
      for (int call = 0; call < calls; ++call) CHECK(executor.submit([] { return 7; }).result() == 7);
      refused = 0;
    }
    CHECK(std::exchange(refused, -1) == 0);
    CHECK(world.runtime.active_count() == 1);
  }
  ThreadPoolExecutor executor(world.runtime, {.max_workers = 2});
  Future<int> future = executor.submit([] { return 7; });
  refuse_each([&] { executor.shutdown(); }, [](bool) {});
  CHECK(future.result() == 7);
  CHECK(world.runtime.active_count() == 1);
}

TEST_CASE("no memory: a call that no thread can be made for is not called later, when what it refers to has gone") {
  World world;
  int called = 0, given = 0;
  {
    ThreadPoolExecutor executor(world.runtime, {.max_workers = 1});
    refuse_each([&] { executor.submit([&] { ++called; }); }, [&](bool ended_well) { given += ended_well ? 1 : 0; });
  }
  CHECK(called == given);
}

TEST_CASE("no memory: a queue that cannot be emptied is not shut down") {
  World world;
  Queue<int> queue;
  queue.put(1);
  refuse_each([&] { queue.shutdown(true); },
              [&](bool ended_well) {
                CHECK(queue.is_shutdown() == ended_well);
                CHECK(queue.qsize() == (ended_well ? 0 : 1));
              });
}

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
  Future<int> future;
  Queue<int> queue;
  without_memory([&] {
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
    FutureBase::Result result(future.state(), Seconds{1});
    result.poll(threads.a);
    future.state().set_result(1);
    Queue<int>::Get get(queue), none(queue);
    get.poll(threads.a);
    none.poll(threads.b);
    none.cancel(threads.b, CancelReason::timeout);
    get.cancel(threads.a, CancelReason::stop);
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
  refuse_each([&] { Queue<int> queue(0, &runtime); }, look);
  refuse_each([&] { SimpleQueue<int> queue(&runtime); }, look);
  refuse_each([&] { Semaphore semaphore(1, &runtime); }, look);
  runtime.finalize(this_waiter());
  runtime.leave_main();
}
