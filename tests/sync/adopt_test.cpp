#include <threadbox/sync/event.h>
#include <threadbox/sync/runtime.h>

#include <doctest/doctest.h>

#include <vector>

using namespace threadbox;

TEST_CASE("adopt: a foreign thread becomes a daemon of the runtime until it leaves") {
  Runtime runtime;
  const auto adopted = runtime.adopt();
  CHECK(adopted->name() == "Dummy-1");
  CHECK(adopted->daemon());
  CHECK(adopted->is_alive());
  CHECK(&this_waiter() == &adopted->waiter());
  CHECK(runtime.find(*adopted->ident()) == adopted);
  CHECK(runtime.active_count() == 1);
  runtime.leave_adopted(*adopted);
  CHECK(&this_waiter() != &adopted->waiter());
  CHECK_FALSE(adopted->is_alive());
  CHECK(runtime.live_threads() == 0);
  adopted->join();
}

TEST_CASE("adopt: the thread records its own making") {
  const Clock clock;
  Tracer tracer(clock);
  Runtime::Options options;
  options.clock = &clock;
  options.tracer = &tracer;
  Runtime runtime(options);
  const auto adopted = runtime.adopt("guest");
  runtime.leave_adopted(*adopted);
  std::vector<TraceEvent> log;
  tracer.drain(log);
  std::erase_if(log, [&](const TraceEvent& event) { return event.object != adopted->id(); });
  REQUIRE(log.size() == 3);
  CHECK(log[0].kind == EventKind::thread_create);
  CHECK(tracer.texts().text(log[0].argument) == "guest");
  CHECK(log[0].flags == thread_is_daemon);
  CHECK(log[1].kind == EventKind::thread_begin);
  CHECK(log[2].kind == EventKind::thread_end);
}

TEST_CASE("adopt: after finalization no thread is taken in") {
  Runtime runtime;
  runtime.finalize(this_waiter());
  CHECK_THROWS_WITH_AS(runtime.adopt(), "can't create new thread at interpreter shutdown", Error);
  CHECK(runtime.live_threads() == 0);
}

TEST_CASE("blocking: a hook may interrupt a wait that woke up for nothing") {
  const Clock clock;
  Waiter self(1, clock);
  Event never;
  Event::Wait operation(never);
  // Each call follows a wake-up; the hook itself causes the next one.
  struct : BlockingHook {
    void before_park() override { self->unpark(); }
    bool after_park() override { return left = true; }
    bool interrupted() override {
      self->unpark();
      return ++asked == 2;
    }
    Waiter* self = nullptr;
    int asked = 0;
    bool left = false;
  } hook;
  hook.self = &self;
  CHECK(wait(self, operation, &hook) == Progress::raised);
  CHECK(operation.error().type() == ErrorType::KeyboardInterrupt);
  CHECK(hook.asked == 2);
  CHECK(hook.left);
}
