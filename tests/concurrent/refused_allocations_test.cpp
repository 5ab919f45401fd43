#include "refused_allocations.h"
#include "sync/world.h"

#include <threadbox/concurrent/completions.h>
#include <threadbox/concurrent/executor.h>
#include <threadbox/concurrent/local.h>
#include <threadbox/concurrent/queue.h>
#include <threadbox/trace/tracer.h>

#include <doctest/doctest.h>

#include <deque>
#include <stdexcept>

// Queues, futures, executors and thread-local values when operator new refuses.

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

}  // namespace

TEST_CASE("no memory: what a queue or an executor cannot take was not given to it") {
  World world;
  Queue<std::string> queue;
  const std::string item = "an item that is too long to be kept in place";
  long long kept = 0;
  refuse_each([&] { queue.put(item); },
              [&](bool ended_well) {
                kept += ended_well ? 1 : 0;
                CHECK(queue.qsize() == kept);
              });
  CHECK(queue.get() == item);
  ThreadPoolExecutor executor(world.runtime, {.max_workers = 2});
  // Without a CHECK around it, which would catch what is thrown.
  refuse_each([&] { executor.submit([] { return 7; }).result(); },
              [&](bool) { CHECK(executor.submit([] { return 8; }).result() == 8); });
}

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
  tests::without_memory([&] { failed.state().set_exception(failure); });
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

TEST_CASE("no memory: to wait for a future or a queue, to wake and to give up needs none") {
  Simulated threads;
  Future<int> future;
  Queue<int> queue;
  tests::without_memory([&] {
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

TEST_CASE("no memory: a queue that could not be made is not left in the log") {
  const Clock clock;
  Tracer tracer(clock, 64);
  Runtime runtime({&clock, &tracer});
  runtime.adopt_main();
  int exist = 0;
  const auto look = [&](bool) {
    std::vector<TraceEvent> events;
    tracer.drain(events);
    for (const TraceEvent& event : events) {
      if (event.kind == EventKind::object_create) ++exist;
      if (event.kind == EventKind::object_end) --exist;
    }
    CHECK(exist == 0);
  };
  refuse_each([&] { Queue<int> queue(0, &runtime); }, look);
  runtime.finalize(this_waiter());
  runtime.leave_main();
}
