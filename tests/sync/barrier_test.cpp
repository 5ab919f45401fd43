#include "world.h"

#include <threadbox/sync/barrier.h>
#include <threadbox/sync/event.h>

#include <doctest/doctest.h>

#include <atomic>
#include <vector>

using namespace threadbox;

TEST_CASE("barrier: parties must be positive") {
  CHECK_THROWS_WITH_AS(Barrier(0), "parties must be > 0", Error);
  CHECK_THROWS_WITH_AS(Barrier(-1), "parties must be > 0", Error);
}

TEST_CASE("barrier: each party gets its own index, in the order of arrival") {
  Simulated threads;
  Barrier barrier(3);
  Barrier::Wait first(barrier), second(barrier), third(barrier);
  CHECK(first.poll(threads.a) == Progress::pending);
  CHECK(second.poll(threads.b) == Progress::pending);
  CHECK(barrier.n_waiting() == 2);
  CHECK(third.poll(threads.c) == Progress::done);
  CHECK(barrier.n_waiting() == 0);
  CHECK(first.poll(threads.a) == Progress::done);
  CHECK(second.poll(threads.b) == Progress::done);
  CHECK(first.index() == 0);
  CHECK(second.index() == 1);
  CHECK(third.index() == 2);
}

TEST_CASE("barrier: abort raises in waiting threads, and in those that come later") {
  Simulated threads;
  Barrier barrier(2);
  Barrier::Wait first(barrier), late(barrier);
  CHECK(first.poll(threads.a) == Progress::pending);
  barrier.abort(threads.c);
  CHECK(barrier.broken());
  CHECK(first.poll(threads.a) == Progress::raised);
  CHECK(first.error().type() == ErrorType::BrokenBarrierError);
  CHECK(late.poll(threads.b) == Progress::raised);
}

TEST_CASE("barrier: reset raises in waiting threads, and leaves it usable once they have left") {
  Simulated threads;
  Barrier barrier(2);
  Barrier::Wait first(barrier), second(barrier), third(barrier);
  CHECK(first.poll(threads.a) == Progress::pending);
  barrier.reset(threads.c);
  CHECK_FALSE(barrier.broken());
  CHECK(second.poll(threads.b) == Progress::pending);
  CHECK(barrier.n_waiting() == 0);
  CHECK(first.poll(threads.a) == Progress::raised);
  CHECK(barrier.n_waiting() == 1);
  CHECK(third.poll(threads.c) == Progress::done);
  CHECK(second.poll(threads.b) == Progress::done);
}

TEST_CASE("barrier: a reset does not affect threads that have passed, an abort breaks their wait as long as they have not left") {
  Simulated threads;
  Barrier barrier(2);
  Barrier::Wait first(barrier), second(barrier), early(barrier);
  CHECK(first.poll(threads.a) == Progress::pending);
  CHECK(second.poll(threads.b) == Progress::done);
  CHECK(early.poll(threads.b) == Progress::pending);
  barrier.reset(threads.c);
  SUBCASE("reset") {
    CHECK(first.poll(threads.a) == Progress::done);
    CHECK(early.cancel(threads.b, CancelReason::stop) == Progress::done);
  }
  SUBCASE("abort") {
    barrier.abort(threads.c);
    CHECK(first.poll(threads.a) == Progress::raised);
    CHECK(early.poll(threads.b) == Progress::raised);
  }
}

TEST_CASE("barrier: the next round begins when all threads of the last have left, with the early ones in their order") {
  Simulated threads;
  Waiter d{4, threads.clock};
  Barrier barrier(2);
  Barrier::Wait first(barrier), second(barrier);
  CHECK(first.poll(threads.a) == Progress::pending);
  CHECK(second.poll(threads.b) == Progress::done);
  SUBCASE("none acts") {
    Barrier::Wait third(barrier), fourth(barrier);
    CHECK(third.poll(threads.c) == Progress::pending);
    CHECK(fourth.poll(d) == Progress::pending);
    CHECK(first.poll(threads.a) == Progress::done);
    CHECK(third.poll(threads.c) == Progress::done);
    CHECK(fourth.poll(d) == Progress::done);
    CHECK(third.index() == 0);
    CHECK(fourth.index() == 1);
  }
  SUBCASE("the last of them acts") {
    Barrier::Wait third(barrier), fourth(barrier, std::nullopt, Barrier::Wait::Leader::acts);
    CHECK(third.poll(threads.c) == Progress::pending);
    CHECK(fourth.poll(d) == Progress::pending);
    CHECK(first.poll(threads.a) == Progress::done);
    CHECK(third.poll(threads.c) == Progress::pending);
    SUBCASE("it does") {
      CHECK(fourth.poll(d) == Progress::done);
      REQUIRE(fourth.must_act());
      barrier.open(d);
      CHECK(third.poll(threads.c) == Progress::done);
    }
    SUBCASE("it is stopped before") {
      CHECK(fourth.cancel(d, CancelReason::stop) == Progress::done);
      CHECK(third.poll(threads.c) == Progress::raised);
    }
  }
}

TEST_CASE("barrier: the timeout of one that comes early begins with its round") {
  Simulated threads;
  Barrier barrier(2);
  Barrier::Wait first(barrier), second(barrier), early(barrier, Seconds{1});
  CHECK(first.poll(threads.a) == Progress::pending);
  CHECK(second.poll(threads.b) == Progress::done);
  CHECK(early.poll(threads.c) == Progress::pending);
  constexpr TimeNs second_ns = 1'000'000'000;
  SUBCASE("it expires before the others have left") {
    threads.clock.advance_to(second_ns);
    CHECK(early.cancel(threads.c, CancelReason::timeout) == Progress::pending);
    CHECK(early.take_new_deadline() == std::nullopt);
    CHECK(first.poll(threads.a) == Progress::done);
    CHECK(threads.c.take_signal());
    CHECK(early.poll(threads.c) == Progress::pending);
    CHECK(early.take_new_deadline() == 2 * second_ns);
    threads.clock.advance_to(2 * second_ns);
  }
  SUBCASE("and after") {
    threads.clock.advance_to(second_ns / 2);
    CHECK(first.poll(threads.a) == Progress::done);
    threads.clock.advance_to(second_ns);
    CHECK(early.cancel(threads.c, CancelReason::timeout) == Progress::pending);
    CHECK(early.take_new_deadline() == second_ns * 3 / 2);
    threads.clock.advance_to(second_ns * 3 / 2);
  }
  CHECK(early.cancel(threads.c, CancelReason::timeout) == Progress::raised);
  CHECK(early.error().type() == ErrorType::BrokenBarrierError);
  CHECK(barrier.broken());
}

TEST_CASE("barrier: a time-out breaks it for all, but not once all have come") {
  Simulated threads;
  Barrier barrier(3);
  Barrier::Wait first(barrier, Seconds{1}), second(barrier);
  CHECK(first.poll(threads.a) == Progress::pending);
  CHECK(second.poll(threads.b) == Progress::pending);
  SUBCASE("too few") {
    CHECK(first.cancel(threads.a, CancelReason::timeout) == Progress::raised);
    CHECK(barrier.broken());
    CHECK(second.poll(threads.b) == Progress::raised);
  }
  SUBCASE("all") {
    Barrier::Wait third(barrier);
    CHECK(third.poll(threads.c) == Progress::done);
    CHECK(first.cancel(threads.a, CancelReason::timeout) == Progress::done);
    CHECK(second.poll(threads.b) == Progress::done);
    CHECK_FALSE(barrier.broken());
  }
}

TEST_CASE("barrier: the leader acts before anybody is released, and a failing action breaks it") {
  Simulated threads;
  Barrier barrier(2);
  Barrier::Wait first(barrier), leader(barrier, std::nullopt, Barrier::Wait::Leader::acts), late(barrier);
  CHECK(first.poll(threads.a) == Progress::pending);
  CHECK(leader.poll(threads.b) == Progress::done);
  REQUIRE(leader.must_act());
  CHECK(first.poll(threads.a) == Progress::pending);
  CHECK(late.poll(threads.c) == Progress::pending);
  SUBCASE("it succeeds") {
    barrier.open(threads.b);
    CHECK(first.poll(threads.a) == Progress::done);
    CHECK(late.poll(threads.c) == Progress::pending);
    CHECK(barrier.n_waiting() == 1);
    CHECK(late.cancel(threads.c, CancelReason::stop) == Progress::done);
  }
  SUBCASE("it fails") {
    barrier.fail(threads.b);
    CHECK(first.poll(threads.a) == Progress::raised);
    CHECK(late.poll(threads.c) == Progress::raised);
  }
  SUBCASE("only the leader can say that it fails") {
    barrier.fail(threads.c);
    CHECK_FALSE(barrier.broken());
    barrier.open(threads.b);
    CHECK(first.poll(threads.a) == Progress::done);
    CHECK(late.cancel(threads.c, CancelReason::interrupt) == Progress::raised);
  }
}

TEST_CASE("barrier: while a leader acts, what is done to the barrier waits") {
  Simulated threads;
  Barrier barrier(2);
  Barrier::Wait first(barrier, Seconds{1}), leader(barrier, std::nullopt, Barrier::Wait::Leader::acts);
  CHECK(first.poll(threads.a) == Progress::pending);
  CHECK(leader.poll(threads.b) == Progress::done);
  CHECK(barrier.n_waiting() == 2);
  SUBCASE("abort") {
    Barrier::Change abort(barrier, Barrier::Change::To::broken);
    CHECK(abort.poll(threads.c) == Progress::pending);
    CHECK_FALSE(barrier.broken());
    barrier.open(threads.b);
    CHECK(threads.c.take_signal());
    CHECK(abort.poll(threads.c) == Progress::done);
    CHECK(first.poll(threads.a) == Progress::raised);
    CHECK(barrier.broken());
  }
  SUBCASE("reset") {
    Barrier::Change reset(barrier, Barrier::Change::To::empty);
    CHECK(reset.poll(threads.c) == Progress::pending);
    barrier.open(threads.b);
    CHECK(reset.poll(threads.c) == Progress::done);
    CHECK(first.poll(threads.a) == Progress::done);
  }
  SUBCASE("an abort that is interrupted is not done") {
    Barrier::Change abort(barrier, Barrier::Change::To::broken);
    CHECK(abort.poll(threads.c) == Progress::pending);
    CHECK(abort.cancel(threads.c, CancelReason::interrupt) == Progress::raised);
    barrier.open(threads.b);
    CHECK(first.poll(threads.a) == Progress::done);
  }
  SUBCASE("a time-out is none, an interrupt is raised afterwards") {
    CHECK(first.cancel(threads.a, CancelReason::timeout) == Progress::pending);
    CHECK(first.cancel(threads.a, CancelReason::interrupt) == Progress::pending);
    barrier.open(threads.b);
    CHECK(first.poll(threads.a) == Progress::raised);
    CHECK(first.error().type() == ErrorType::KeyboardInterrupt);
    CHECK_FALSE(barrier.broken());
  }
}

TEST_CASE("barrier: one that came while a leader acts keeps its timeout") {
  World world;
  Event acts, end;
  Barrier barrier(2, [&] {
    acts.set();
    end.wait();
  });
  const auto member = [&] { barrier.wait(); };
  const auto first = world.thread(member), second = world.thread(member);
  std::atomic<bool> broken{false};
  const auto late = world.thread([&] {
    try {
      barrier.wait(Seconds{0.01});
    } catch (const Error& error) {
      broken = error.type() == ErrorType::BrokenBarrierError;
    }
  });
  first->start();
  second->start();
  acts.wait();
  late->start();
  late->join(Seconds{0.05});
  CHECK(late->is_alive());
  end.set();
  for (const auto& thread : {first, second, late}) thread->join();
  CHECK(broken);
}

TEST_CASE("barrier: over many rounds of real threads, each index is given once a round") {
  constexpr int parties = 4, rounds = 500;
  Runtime runtime;
  runtime.adopt_main();
  Barrier barrier(parties);
  std::vector<std::atomic<int>> given(parties);
  std::vector<std::shared_ptr<Thread>> threads;
  for (int number = 0; number < parties; ++number) {
    Thread::Options options;
    options.body = [&] {
      for (int round = 0; round < rounds; ++round) given[static_cast<std::size_t>(barrier.wait())].fetch_add(1);
    };
    threads.push_back(Thread::create(runtime, this_waiter(), std::move(options)));
  }
  for (const auto& thread : threads) thread->start();
  for (const auto& thread : threads) thread->join();
  for (const auto& count : given) CHECK(count.load() == rounds);
  runtime.leave_main();
}
