#include <threadbox/sync/runtime.h>
#include <threadbox/trace/tracer.h>

#include <doctest/doctest.h>

#include <memory>
#include <vector>

using namespace threadbox;

TEST_CASE("tracer: events of many threads come in the order of their numbers, without a hole") {
  constexpr int thread_count = 4, events = 5000;
  const Clock clock;
  Tracer tracer(clock, 64);
  // The pool's workers never end. (A pthread that ends may trip Emscripten's mailbox; see docs/emscripten.md.)
  Runtime runtime;
  runtime.adopt_main();
  std::vector<std::shared_ptr<Thread>> threads;
  for (int number = 1; number <= thread_count; ++number) {
    Thread::Options options;
    options.body = [&, number] {
      Waiter self(static_cast<ThreadId>(number), clock);
      self.ring = &tracer.make_ring(self.thread());
      for (int i = 0; i < events; ++i) record(self, EventKind::wait_begin, 0, static_cast<std::uint32_t>(i));
    };
    threads.push_back(Thread::create(runtime, this_waiter(), std::move(options)));
  }
  for (const auto& thread : threads) thread->start();
  std::vector<TraceEvent> log;
  while (log.size() < thread_count * events) tracer.drain(log);
  for (const auto& thread : threads) thread->join();
  runtime.leave_main();
  std::vector<std::uint32_t> next(thread_count + 1, 0);
  bool ordered = true;
  for (std::size_t i = 0; i < log.size(); ++i)
    ordered = ordered && log[i].sequence == i && log[i].argument == next[log[i].thread]++;
  CHECK(ordered);
}

TEST_CASE("tracer: what comes after a wait bears its own time, not that of the wait's begin") {
  Clock clock = Clock::simulated();
  Tracer tracer(clock, 64);
  Waiter self(1, clock);
  self.ring = &tracer.make_ring(1);
  clock.advance_to(1000);
  record(self, EventKind::wait_begin, 7);
  record(self, EventKind::gil_released);
  clock.advance_to(5000);
  record(self, EventKind::lock_acquired, 7);
  std::vector<TraceEvent> log;
  tracer.drain(log);
  REQUIRE(log.size() == 3);
  CHECK(log[0].time_ns == 1000);
  CHECK(log[2].time_ns == 5000);
}

TEST_CASE("tracer: a full ring drops droppable events into a counted gap") {
  const Clock clock;
  Tracer tracer(clock, 8);
  Waiter self(1, clock);
  self.ring = &tracer.make_ring(1);
  for (int i = 0; i < 20; ++i) record(self, EventKind::lock_acquired, 7);
  std::vector<TraceEvent> log;
  CHECK(tracer.drain(log) == 8);
  record(self, EventKind::lock_acquired, 7);
  tracer.drain(log);
  REQUIRE(log.size() == 10);
  CHECK(log[8].kind == EventKind::gap);
  CHECK(log[8].argument == 12);
}

TEST_CASE("tracer: a lossless event of a thread that is stopped is not lost, though no observer drains") {
  const Clock clock;
  Tracer tracer(clock, 8);
  Waiter self(1, clock);
  self.ring = &tracer.make_ring(1);
  self.request(stop_request);
  for (int i = 0; i < 20; ++i) record(self, EventKind::thread_end, 7);
  std::vector<TraceEvent> log;
  CHECK(tracer.drain(log) == 20);
}

TEST_CASE("texts: equal short texts have one id, and views never dangle") {
  TextTable texts;
  const TextId id = texts.intern("worker");
  const std::string_view view = texts.text(id);
  for (int i = 0; i < 1000; ++i) texts.intern(std::to_string(i));
  CHECK(texts.intern("worker") == id);
  CHECK(view == "worker");
  CHECK(texts.text(0).empty());
}

TEST_CASE("texts: one that was added for an event is there until it is released, and its id means nothing else afterwards") {
  TextTable texts;
  const TextId first = texts.add("one"), second = texts.add("one"), kept = texts.intern("one");
  CHECK(first != second);
  texts.release(second);
  texts.release(kept);
  CHECK(texts.text(first) == "one");
  CHECK(texts.text(second).empty());
  CHECK(texts.text(kept) == "one");
  texts.release(first);
  const TextId third = texts.add("three");
  CHECK(third != first);
  CHECK(third != second);
  CHECK(texts.text(first).empty());
  CHECK(texts.text(third) == "three");
}

TEST_CASE("tracer: after a gap a thread says where it has got to, before anything else") {
  const Clock clock;
  Tracer tracer(clock, 8);
  Waiter self(1, clock);
  self.ring = &tracer.make_ring(1);
  for (int i = 0; i < 20; ++i) {
    record(self, EventKind::gil_acquired);
    record(self, EventKind::line, 0, 0, 0, static_cast<std::uint16_t>(i));
    record(self, EventKind::gil_released);
  }
  std::vector<TraceEvent> log;
  CHECK(tracer.drain(log) == 8);
  record(self, EventKind::wait_begin, 7);
  log.clear();
  tracer.drain(log);
  REQUIRE(log.size() == 4);
  CHECK(log[0].kind == EventKind::gap);
  CHECK(log[0].argument == 52);
  CHECK(log[1].kind == EventKind::gil_released);
  CHECK(log[2].kind == EventKind::line);
  CHECK(log[2].detail == 19);
  CHECK(log[3].kind == EventKind::wait_begin);
}

TEST_CASE("tracer: an event that is kept neither waits nor is lost") {
  const Clock clock;
  Tracer tracer(clock, 8);
  Waiter self(1, clock);
  self.ring = &tracer.make_ring(1);
  for (int i = 0; i < 20; ++i) CHECK(record(self, EventKind::object_end, 7));
  std::vector<TraceEvent> log;
  CHECK(tracer.drain(log) == 20);
}
