#include "sync/world.h"

#include <threadbox/concurrent/queue.h>

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <stdexcept>
#include <string>
#include <vector>

using namespace threadbox;

namespace {

template <typename Call>
ErrorType error_of(Call call) {
  try {
    call();
  } catch (const Error& error) {
    CHECK(std::string(error.what()).empty());
    return error.type();
  }
  FAIL("no error");
  return ErrorType::RuntimeError;
}

}  // namespace

TEST_CASE("queue: first in, first out; last in, first out; least first") {
  Queue<int> queue;
  LifoQueue<int> stack;
  PriorityQueue<int> heap;
  std::vector<int> out;
  for (const int item : {3, 1, 4, 1, 5}) {
    queue.put(item);
    stack.put(item);
    heap.put(item);
  }
  const auto drain = [](auto& from) {
    std::vector<int> items;
    while (!from.empty()) items.push_back(from.get());
    return items;
  };
  CHECK(drain(queue) == std::vector{3, 1, 4, 1, 5});
  CHECK(drain(stack) == std::vector{5, 1, 4, 1, 3});
  CHECK(drain(heap) == std::vector{1, 1, 3, 4, 5});
}

TEST_CASE("queue: the heap agrees with sorting, for any order of puts and gets") {
  PriorityQueue<unsigned, std::greater<unsigned>> heap;
  std::vector<unsigned> model;
  unsigned random = 1;
  for (int i = 0; i < 3000; ++i) {
    random = random * 1664525u + 1013904223u;
    if (model.empty() || (random >> 16) % 3 != 0) {
      heap.put(random >> 20);
      model.push_back(random >> 20);
      continue;
    }
    const auto greatest = std::ranges::max_element(model);
    REQUIRE(heap.get() == *greatest);
    model.erase(greatest);
  }
}

TEST_CASE("queue: Empty and Full, at once and after a time-out") {
  Queue<int> queue(1);
  CHECK(error_of([&] { queue.get(false); }) == ErrorType::Empty);
  CHECK(error_of([&] { queue.get_nowait(); }) == ErrorType::Empty);
  CHECK(error_of([&] { queue.get(true, Seconds{0}); }) == ErrorType::Empty);
  CHECK(error_of([&] { queue.get(true, Seconds{0.001}); }) == ErrorType::Empty);
  CHECK_FALSE(queue.full());
  queue.put(1);
  CHECK(queue.full());
  CHECK(error_of([&] { queue.put(2, false); }) == ErrorType::Full);
  CHECK(error_of([&] { queue.put_nowait(2); }) == ErrorType::Full);
  CHECK(error_of([&] { queue.put(2, true, Seconds{0.001}); }) == ErrorType::Full);
  CHECK(queue.qsize() == 1);
}

TEST_CASE("queue: a negative time-out raises ValueError, unless the call does not block") {
  Queue<int> queue(1);
  CHECK_THROWS_WITH_AS(queue.get(true, Seconds{-1}), "'timeout' must be a non-negative number", Error);
  CHECK(error_of([&] { queue.get(false, Seconds{-1}); }) == ErrorType::Empty);
  CHECK_THROWS_WITH_AS(queue.put(1, true, Seconds{-1}), "'timeout' must be a non-negative number", Error);
  CHECK(queue.empty());
  queue.put(1, false, Seconds{-1});
  CHECK_THROWS_WITH_AS(queue.get(true, Seconds{-1}), "'timeout' must be a non-negative number", Error);
  CHECK_THROWS_WITH_AS(queue.put(1, true, Seconds{1e10}), "timeout value is too large", Error);
  Queue<int> endless(-1);
  endless.put(1, true, Seconds{-1});
  CHECK_FALSE(endless.full());
}

TEST_CASE("queue: task_done once too often raises ValueError; join waits for the tasks, not for emptiness") {
  Simulated threads;
  Queue<int> queue;
  CHECK_THROWS_WITH_AS(queue.task_done(), "task_done() called too many times", Error);
  queue.join();
  queue.put(1);
  queue.put(2);
  queue.get();
  queue.get();
  CHECK(queue.unfinished_tasks() == 2);
  QueueBase::Join join(queue);
  CHECK(join.poll(threads.a) == Progress::pending);
  queue.task_done(threads.b);
  CHECK(join.poll(threads.a) == Progress::pending);
  queue.task_done(threads.b);
  CHECK(join.poll(threads.a) == Progress::done);
  CHECK_THROWS_WITH_AS(queue.task_done(), "task_done() called too many times", Error);
}

TEST_CASE("queue: after shutdown put raises, get drains what is left and raises then") {
  Queue<int> queue;
  queue.put(1);
  queue.shutdown();
  CHECK(queue.is_shutdown());
  CHECK(error_of([&] { queue.put(2); }) == ErrorType::ShutDown);
  CHECK(queue.get() == 1);
  CHECK(error_of([&] { queue.get(); }) == ErrorType::ShutDown);
  CHECK(error_of([&] { queue.get(true, Seconds{-1}); }) == ErrorType::ShutDown);
}

TEST_CASE("queue: an immediate shutdown empties it, counts the items as done, and wakes join") {
  Simulated threads;
  Queue<int> queue;
  for (int i = 0; i < 3; ++i) queue.put(i);
  queue.get();
  QueueBase::Join join(queue);
  CHECK(join.poll(threads.a) == Progress::pending);
  queue.shutdown(true);
  CHECK(queue.empty());
  CHECK(queue.unfinished_tasks() == 1);
  CHECK(join.poll(threads.a) == Progress::pending);
  queue.task_done();
  CHECK(join.poll(threads.a) == Progress::done);
}

TEST_CASE("queue: shutdown wakes threads that wait in put and get") {
  Simulated threads;
  Queue<int> queue(1);
  Queue<int>::Get get(queue);
  CHECK(get.poll(threads.a) == Progress::pending);
  queue.shutdown();
  CHECK(threads.a.take_signal());
  CHECK(get.poll(threads.a) == Progress::raised);
  CHECK(get.error().type() == ErrorType::ShutDown);
  Queue<int> full(1);
  full.put(1);
  Queue<int>::Put put(full, 2);
  CHECK(put.poll(threads.b) == Progress::pending);
  full.shutdown();
  CHECK(put.poll(threads.b) == Progress::raised);
  CHECK(put.error().type() == ErrorType::ShutDown);
}

TEST_CASE("queue: a new maxsize leaves the items, and wakes producers if there is now room") {
  const Clock clock = Clock::simulated();
  Waiter first(1, clock), second(2, clock);
  Queue<int> queue(2);
  queue.put(1);
  queue.put(2);
  queue.set_maxsize(1);
  CHECK(queue.full());
  CHECK(queue.qsize() == 2);
  Queue<int>::Put third(queue, 3), fourth(queue, 4);
  CHECK(third.poll(first) == Progress::pending);
  CHECK(fourth.poll(second) == Progress::pending);
  queue.set_maxsize(3);
  CHECK(first.take_signal());
  CHECK_FALSE(second.take_signal());
  CHECK(third.poll(first) == Progress::done);
  queue.set_maxsize(0);
  CHECK(second.take_signal());
  CHECK(fourth.poll(second) == Progress::done);
  CHECK(queue.qsize() == 4);
}

TEST_CASE("queue: an item wakes the getter that has waited longest, which waits on if it finds the item taken") {
  Simulated threads;
  Queue<int> queue;
  Queue<int>::Get first(queue), second(queue);
  CHECK(first.poll(threads.a) == Progress::pending);
  CHECK(second.poll(threads.b) == Progress::pending);
  queue.put(1);
  CHECK(threads.a.take_signal());
  CHECK_FALSE(threads.b.take_signal());
  CHECK(queue.get() == 1);
  CHECK(first.poll(threads.a) == Progress::pending);
  queue.put(2);
  CHECK(threads.a.take_signal());
  CHECK(first.poll(threads.a) == Progress::done);
  CHECK(first.item() == 2);
  queue.put(3);
  CHECK(second.poll(threads.b) == Progress::done);
}

TEST_CASE("queue: a getter that gives up passes its wake-up on; a time-out that finds an item takes it") {
  Simulated threads;
  Queue<int> queue;
  Queue<int>::Get first(queue, true, Seconds{1}), second(queue);
  CHECK(first.poll(threads.a) == Progress::pending);
  CHECK(second.poll(threads.b) == Progress::pending);
  queue.put(1);
  SUBCASE("interrupt") {
    CHECK(first.cancel(threads.a, CancelReason::interrupt) == Progress::raised);
    CHECK(first.error().type() == ErrorType::KeyboardInterrupt);
    CHECK(threads.b.take_signal());
    CHECK(second.poll(threads.b) == Progress::done);
  }
  SUBCASE("time-out") {
    CHECK(first.cancel(threads.a, CancelReason::timeout) == Progress::done);
    CHECK(first.item() == 1);
    CHECK(second.cancel(threads.b, CancelReason::stop) == Progress::done);
  }
  CHECK(queue.empty());
}

TEST_CASE("queue: a putter that gives up passes its wake-up on") {
  Simulated threads;
  Queue<int> queue(1);
  queue.put(1);
  Queue<int>::Put first(queue, 2), second(queue, 3);
  CHECK(first.poll(threads.a) == Progress::pending);
  CHECK(second.poll(threads.b) == Progress::pending);
  CHECK(queue.get() == 1);
  CHECK(first.cancel(threads.a, CancelReason::stop) == Progress::done);
  CHECK(threads.b.take_signal());
  CHECK(second.poll(threads.b) == Progress::done);
  CHECK(queue.get() == 3);
}

TEST_CASE("priority queue: what a comparison throws reaches the caller, and nothing is put or lost") {
  struct Unordered {
    bool operator()(int a, int b) const {
      if (a == 13 || b == 13) throw std::invalid_argument("thirteen");
      return a < b;
    }
  };
  PriorityQueue<int, Unordered> queue;
  queue.put(2);
  CHECK_THROWS_WITH_AS(queue.put(13), "thirteen", std::invalid_argument);
  CHECK(queue.qsize() == 1);
  CHECK(queue.unfinished_tasks() == 1);
  queue.put(1);
  CHECK(queue.get() == 1);
  CHECK(queue.get() == 2);
}

TEST_CASE("queue: items need only be movable, and can be visited") {
  Queue<std::unique_ptr<int>> queue;
  queue.put(std::make_unique<int>(1));
  queue.put(std::make_unique<int>(2));
  int sum = 0;
  queue.for_each([&](const std::unique_ptr<int>& item) { sum += *item; });
  CHECK(sum == 3);
  CHECK(*queue.get() == 1);
}

TEST_CASE("queue: its events tell size and unfinished tasks in the order of the facts") {
  const Clock clock;
  Tracer tracer(clock);
  Runtime::Options options;
  options.tracer = &tracer;
  Runtime runtime(options);
  runtime.adopt_main();
  Queue<int> queue(5, &runtime);
  queue.put(1);
  queue.put(2);
  queue.get();
  queue.task_done();
  queue.shutdown(true);
  std::vector<TraceEvent> log;
  tracer.drain(log);
  std::erase_if(log, [&](const TraceEvent& event) { return event.object != queue.id(); });
  REQUIRE(log.size() == 6);
  CHECK(log[0].detail == 5);
  const std::vector<EventKind> kinds{EventKind::queue_put, EventKind::queue_put, EventKind::queue_got, EventKind::queue_task_done,
                                     EventKind::queue_shutdown};
  const std::vector<std::uint32_t> sizes{1, 2, 1, 1, 0}, unfinished{1, 2, 2, 1, 0};
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    CHECK(log[i + 1].kind == kinds[i]);
    CHECK(log[i + 1].argument == sizes[i]);
    CHECK(log[i + 1].detail == unfinished[i]);
  }
  runtime.leave_main();
}

TEST_CASE("queue: between real threads no item is lost or doubled") {
  constexpr int producers = 2, consumers = 2, items = 5000;
  World world;
  Queue<int> queue(8);
  std::vector<std::atomic<int>> seen(producers * items);
  world.run(producers + consumers, [&](int number) {
    for (int i = 0; i < items; ++i) {
      if (number < producers) {
        queue.put(number * items + i);
      } else {
        seen[static_cast<std::size_t>(queue.get())].fetch_add(1);
        queue.task_done();
      }
    }
  });
  queue.join();
  CHECK(std::ranges::all_of(seen, [](const auto& count) { return count.load() == 1; }));
}
