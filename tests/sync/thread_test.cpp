#include "world.h"

#include <threadbox/sync/event.h>
#include <threadbox/sync/lock.h>
#include <threadbox/sync/sleep.h>
#include <threadbox/concurrent/timer.h>

#include <doctest/doctest.h>

#include <string>

using namespace threadbox;

TEST_CASE("thread: it lives from start to the end of its body") {
  World world;
  Event go;
  const auto thread = world.thread([&] { go.wait(); });
  CHECK_FALSE(thread->is_alive());
  CHECK_FALSE(thread->ident().has_value());
  CHECK_THROWS_WITH_AS(thread->join(), "cannot join thread before it is started", Error);
  thread->start();
  CHECK(thread->is_alive());
  CHECK(world.runtime.active_count() == 2);
  thread->join(Seconds{0.001});
  CHECK(thread->is_alive());
  CHECK_THROWS_WITH_AS(thread->start(), "threads can only be started once", Error);
  CHECK_THROWS_WITH_AS(thread->set_daemon(this_waiter(), true), "cannot set daemon status of active thread", Error);
  go.set();
  thread->join();
  CHECK_FALSE(thread->is_alive());
  CHECK(world.runtime.active_count() == 1);
}

TEST_CASE("thread: default names count, the daemon flag is inherited") {
  World world;
  CHECK(world.thread({})->name() == "Thread-1");
  CHECK_FALSE(world.thread({})->daemon());
  bool inherited = false;
  const auto parent = world.thread([&] { inherited = world.thread({})->daemon(); }, true);
  parent->start();
  parent->join();
  CHECK(inherited);
}

TEST_CASE("thread: it knows itself, by the language's and the system's number") {
  World world;
  const std::shared_ptr<Thread> main = current_thread();
  CHECK(main.get() == &world.runtime.main_thread());
  CHECK(get_ident() == *main->ident());
  CHECK(main->native_id() == get_native_id());
  std::shared_ptr<Thread> seen;
  ThreadId ident = 0;
  std::uint64_t native_id = 0;
  const auto thread = world.thread([&] {
    seen = current_thread();
    ident = get_ident();
    native_id = get_native_id();
  });
  CHECK_FALSE(thread->native_id().has_value());
  thread->start();
  thread->join();
  CHECK(seen == thread);
  CHECK(ident == *thread->ident());
  CHECK(ident != get_ident());
  CHECK(native_id == *thread->native_id());
  CHECK(native_id != get_native_id());
}

TEST_CASE("thread: a foreign one has an ident, too, and no Thread") {
  CHECK(current_thread() == nullptr);
  CHECK(get_ident() >= 0x8000'0000);
  CHECK(get_ident() == this_waiter().thread());
}

TEST_CASE("thread: what its body throws goes to the excepthook, and the thread ends") {
  World world;
  std::string hooked;
  world.runtime.set_excepthook([&](const ExceptHookArgs& args) {
    try {
      std::rethrow_exception(args.exception);
    } catch (const std::exception& error) {
      hooked = args.thread.name() + ": " + error.what();
    }
  });
  const auto thread = world.thread([] { throw Error(ErrorType::ValueError, "no value"); });
  thread->start();
  thread->join();
  CHECK(hooked == "Thread-1: no value");
  CHECK_FALSE(thread->is_alive());
}

TEST_CASE("thread: a name may be set at any time, daemon only before the start") {
  World world;
  const auto thread = world.thread({});
  thread->set_daemon(this_waiter(), true);
  thread->set_name(this_waiter(), "first");
  thread->start();
  thread->join();
  thread->set_name(this_waiter(), "last");
  CHECK(thread->name() == "last");
  CHECK_THROWS_WITH_AS(thread->set_daemon(this_waiter(), false), "cannot set daemon status of active thread", Error);
  CHECK(thread->daemon());
}

TEST_CASE("thread: a daemon that waits is stopped at finalization, where it stands") {
  bool went_on = false;
  Event never;
  {
    World world;
    world
        .thread(
            [&] {
              never.wait();
              went_on = true;
            },
            true)
        ->start();
  }
  CHECK_FALSE(went_on);
}

TEST_CASE("thread: shutdown joins non-daemons, those started meanwhile too") {
  std::atomic<int> ended{0};
  {
    World world;
    world
        .thread([&] {
          world
              .thread([&] {
                sleep(Seconds{0.002});
                ended.fetch_add(1);
              })
              ->start();
          ended.fetch_add(1);
        })
        ->start();
  }
  CHECK(ended.load() == 2);
}

TEST_CASE("thread: an interrupt ends the main thread's wait") {
  World world;
  Lock lock;
  REQUIRE(lock.acquire());
  world.runtime.interrupt_main();
  try {
    lock.acquire();
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.type() == ErrorType::KeyboardInterrupt);
  }
  lock.release();
  CHECK_FALSE(lock.locked());
}
