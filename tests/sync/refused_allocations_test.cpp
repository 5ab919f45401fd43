#include "refused_allocations.h"
#include "world.h"

#include <threadbox/sync/event.h>
#include <threadbox/sync/worker_pool.h>
#include <threadbox/trace/tracer.h>

#include <doctest/doctest.h>

using namespace threadbox;
using tests::refuse_each;
using tests::refused;

namespace {

/// A traced runtime whose main thread is the test's.
struct TracedWorld {
  TracedWorld() { runtime.adopt_main(); }
  ~TracedWorld() {
    runtime.finalize(this_waiter());
    runtime.leave_main();
  }
  std::shared_ptr<Thread> thread(std::function<void()> body) {
    Thread::Options options;
    options.body = std::move(body);
    return Thread::create(runtime, this_waiter(), std::move(options));
  }
  Clock clock;
  Tracer tracer{clock, 64};
  Runtime runtime{Runtime::Options{&clock, &tracer}};
};

}  // namespace

TEST_CASE("no memory: a thread that cannot be made or started is none, and the next one starts") {
  TracedWorld world;
  std::atomic<int> ran{0};
  int started = 0;
  const auto settle = [&](bool ended_well) {
    started += ended_well ? 1 : 0;
    CHECK(world.runtime.active_count() == 1);
    std::vector<TraceEvent> events;
    world.tracer.drain(events);
    const auto next = world.thread([&] { ++ran; });
    next->start();
    next->join();
    ++started;
    CHECK(ran == started);
  };
  const long refusals = refuse_each(
      [&] {
        const auto thread = world.thread([&] { ++ran; });
        thread->start();
        thread->join();
      },
      settle);
  CHECK(refusals > 2);
}

TEST_CASE("no memory: a thread that could not be started can be started again") {
  TracedWorld world;
  std::shared_ptr<Thread> thread;
  refuse_each(
      [&] {
        refused += 100;  // Not those of making it.
        thread = world.thread([] {});
        refused -= 100;
        thread->start();
        thread->join();
      },
      [&](bool ended_well) {
        if (ended_well) return;
        CHECK(thread->state() == Thread::State::initial);
        CHECK(world.runtime.live_threads() == 1);
        thread->start();
        thread->join();
      });
}

TEST_CASE("no memory: a worker that cannot be made is none") {
  World world;
  Event end;
  std::vector<std::shared_ptr<Thread>> busy;
  refuse_each(
      [&] {
        const long which = std::exchange(refused, -1);
        while (busy.size() < WorkerPool::shared().size()) {
          busy.push_back(world.thread([&] { end.wait(); }));
          busy.back()->start();
        }
        const std::size_t workers = WorkerPool::shared().size();
        const auto thread = world.thread([] {});
        refused = which;
        try {
          thread->start();
        } catch (...) {
          refused = -1;
          CHECK(WorkerPool::shared().size() == workers);
          CHECK(thread->state() == Thread::State::initial);
          throw;
        }
        thread->join();
      },
      [&](bool) { CHECK(world.runtime.active_count() == busy.size() + 1); });
  end.set();
  for (const auto& thread : busy) thread->join();
}

TEST_CASE("no memory: an observer that could not take events takes them later, all and in order") {
  const Clock clock;
  Tracer tracer(clock, 16);
  Waiter self(1, clock);
  self.ring = &tracer.make_ring(1);
  std::vector<TraceEvent> events;
  std::uint32_t recorded = 0;
  refuse_each(
      [&] {
        const long which = std::exchange(refused, -1);
        for (int i = 0; i < 8; ++i) record(self, EventKind::event_set, 1, recorded++);
        events.shrink_to_fit();
        refused = which;
        tracer.record_observer(EventKind::interrupt);
        tracer.drain(events);
      },
      [&](bool) { tracer.drain(events); });
  tracer.drain(events);
  std::uint32_t seen = 0;
  for (const TraceEvent& event : events) {
    if (event.kind != EventKind::event_set) continue;
    CHECK(event.argument == seen);
    ++seen;
  }
  CHECK(seen == recorded);
}
