#include <threadbox/park/clock.h>
#include <threadbox/park/detail/futex.h>
#include <threadbox/park/detail/guard.h>
#include <threadbox/park/waiter.h>
#include <threadbox/sync/runtime.h>

#include "../sync/world.h"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>

using namespace threadbox;

TEST_CASE("futex: it does not sleep when the word is another") {
  std::atomic<std::uint32_t> word{1};
  futex_wait(word, 0, std::nullopt);
  CHECK(word.load() == 1);
}

TEST_CASE("futex: a sleep ends by its time-out") {
  std::atomic<std::uint32_t> word{0};
  const Clock clock;
  const TimeNs end = clock.now_ns() + 2'000'000;
  while (clock.now_ns() < end) futex_wait(word, 0, end - clock.now_ns());
  CHECK(clock.now_ns() >= end);
}

TEST_CASE("futex: a wake-up after the change of the word ends a sleep") {
  World world;
  std::atomic<std::uint32_t> word{0};
  const auto sleeper = world.thread([&] {
    while (word.load() == 0) futex_wait(word, 0, std::nullopt);
  });
  sleeper->start();
  word.store(1);
  futex_wake_one(word);
  sleeper->join();
  CHECK(word.load() == 1);
}

TEST_CASE("waiter: a signal is a token of one place") {
  const Clock clock;
  Waiter self(1, clock);
  CHECK_FALSE(self.take_signal());
  self.unpark();
  self.unpark();
  CHECK(self.park());
  CHECK_FALSE(self.take_signal());
}

TEST_CASE("waiter: a park without a signal ends at its deadline, never before") {
  const Clock clock;
  Waiter self(1, clock);
  const TimeNs deadline = clock.deadline_after(Seconds{0.002});
  CHECK_FALSE(self.park(deadline));
  CHECK(clock.now_ns() >= deadline);
  CHECK_FALSE(self.park(TimeNs{0}));
}

TEST_CASE("waiter: a signal beats a deadline that has passed") {
  const Clock clock;
  Waiter self(1, clock);
  self.unpark();
  CHECK(self.park(TimeNs{0}));
}

TEST_CASE("waiter: what was done before the unpark is seen after the park") {
  constexpr int rounds = 2000;
  World world;
  Waiter& main = this_waiter();
  int ball = 0;
  const auto other = world.thread([&] {
    for (int i = 0; i < rounds; ++i) {
      while (true) {
        this_waiter().park();
        if (ball == 2 * i + 1) break;
      }
      ++ball;
      main.unpark();
    }
  });
  other->start();
  bool ordered = true;
  for (int i = 0; i < rounds; ++i) {
    ++ball;
    other->waiter().unpark();
    main.park();
    ordered = ordered && ball == 2 * i + 2;
  }
  other->join();
  CHECK(ordered);
}

TEST_CASE("waiter: a request wakes, stays until it is answered, and is answered once") {
  const Clock clock;
  Waiter self(1, clock);
  self.request(interrupt_request);
  CHECK(self.park());
  CHECK(self.requests() == interrupt_request);
  CHECK_FALSE(self.answer(stop_request));
  CHECK(self.answer(interrupt_request));
  CHECK_FALSE(self.answer(interrupt_request));
  CHECK(self.requests() == 0);
}

TEST_CASE("guard: it excludes") {
  constexpr int thread_count = 4, rounds = 20'000;
  World world;
  Guard guard;
  int count = 0;
  world.run(thread_count, [&](int) {
    for (int round = 0; round < rounds; ++round) {
      std::lock_guard held(guard);
      ++count;
    }
  });
  CHECK(count == thread_count * rounds);
}

TEST_CASE("guard: a thread that waits for a sleeping holder acquires it in the end") {
  World world;
  Guard guard;
  std::atomic<int> through{0};
  std::atomic<bool> held{false}, enough{false};
  // A std::thread, since waiting by the core's means under a guard would fail an assertion.
  std::thread holder([&] {
    const std::lock_guard holding(guard);
    held.store(true);
    while (!enough.load()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  });
  while (!held.load()) std::this_thread::yield();
  std::vector<std::shared_ptr<Thread>> threads;
  for (int i = 0; i < 3; ++i) {
    threads.push_back(world.thread([&] {
      std::lock_guard held(guard);
      through.fetch_add(1);
    }));
    threads.back()->start();
  }
  threads[0]->join(Seconds{0.005});
  CHECK(through.load() == 0);
  enough.store(true);
  holder.join();
  for (const auto& thread : threads) thread->join();
  CHECK(through.load() == 3);
}

TEST_CASE("clock: simulated time stands still until it is moved on") {
  Clock clock = Clock::simulated();
  CHECK(clock.now_ns() == 0);
  CHECK(clock.deadline_after(Seconds{1.5}) == 1'500'000'000);
  CHECK(clock.deadline_after(Seconds{-1}) == 0);
  clock.advance_to(7);
  CHECK(clock.now_ns() == 7);
  CHECK(clock.real_ns_until(10) == 3);
  CHECK(clock.real_ns_until(5) == 0);
}

TEST_CASE("clock: a scaled clock makes waits longer or shorter, and no deadline overflows") {
  const Clock slow(0.5);
  CHECK(slow.real_ns_until(slow.now_ns() + 1'000'000'000) > 1'900'000'000);
  CHECK(slow.deadline_after(Seconds{1e300}) > slow.deadline_after(Seconds{1e9}));
  CHECK(slow.real_ns_until(slow.deadline_after(Seconds{1e300})) > 0);
}
