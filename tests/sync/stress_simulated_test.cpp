#include "play.h"

#include <threadbox/sync/condition.h>
#include <threadbox/sync/lock.h>
#include <threadbox/sync/rlock.h>
#include <threadbox/sync/semaphore.h>

#include <doctest/doctest.h>

#include <optional>
#include <utility>

using namespace threadbox;

namespace {

template <typename AnyLock>
void play_lock() {
  for (std::uint32_t seed = 1; seed <= seeds; ++seed) {
    using Op = typename AnyLock::Acquire;
    AnyLock lock;
    Play<Op> play(seed);
    Actor<Op>* owner = nullptr;
    int overlaps = 0, left_waiting = 0;
    const auto end = [&](Actor<Op>& actor, Progress progress, bool stopped) {
      if (stopped || progress == Progress::raised || !actor.operation->acquired()) return;
      if (owner != nullptr) ++overlaps;
      owner = &actor;
    };
    const auto release = [&] {
      if (owner != nullptr) lock.release(std::exchange(owner, nullptr)->waiter);
    };
    for (int i = 0; i < moves_of_a_seed; ++i) {
      Actor<Op>& actor = play.anybody();
      if (&actor == owner) {
        release();
      } else if (actor.operation) {
        play.move(actor, end);
      } else {
        play.begin(actor, end, lock, true, play.self.chance(50) ? Seconds{1} : Seconds{-1});
      }
      if (!play.self.chance(2)) continue;
      release();
      play.come_to_rest(end);
      if (!lock.locked() && play.pending() > 0) ++left_waiting;
    }
    play.stop_all(end);
    release();
    CHECK(overlaps == 0);
    CHECK(left_waiting == 0);
    CHECK_FALSE(lock.locked());
  }
}

}  // namespace

TEST_CASE("simulated stress: a lock has one owner, and while it is free no thread waits") { play_lock<Lock>(); }

TEST_CASE("simulated stress: an RLock has one owner, and while it is free no thread waits") { play_lock<RLock>(); }

TEST_CASE("simulated stress: a semaphore keeps its permits, and while there are any no thread waits") {
  constexpr int permits = 3;
  for (std::uint32_t seed = 1; seed <= seeds; ++seed) {
    using Op = Semaphore::Acquire;
    BoundedSemaphore semaphore(permits);
    Play<Op> play(seed);
    int out = 0, left_waiting = 0, miscounted = 0;
    const auto end = [&](Actor<Op>& actor, Progress progress, bool stopped) {
      if (!stopped && progress == Progress::done && actor.operation->acquired()) ++out;
    };
    for (int i = 0; i < moves_of_a_seed; ++i) {
      Actor<Op>& actor = play.anybody();
      if (out > 0 && play.self.chance(30)) {
        const int n = 1 + static_cast<int>(play.self.pick(static_cast<unsigned>(out)));
        semaphore.release(actor.waiter, n);
        out -= n;
      } else if (actor.operation) {
        play.move(actor, end);
      } else {
        play.begin(actor, end, semaphore, true, play.self.chance(50) ? std::optional(Seconds{1}) : std::nullopt);
      }
      if (!play.self.chance(5)) continue;
      play.come_to_rest(end);
      if (semaphore.value() > 0 && play.pending() > 0) ++left_waiting;
      if (semaphore.value() + out != permits) ++miscounted;
    }
    play.stop_all(end);
    CHECK(left_waiting == 0);
    CHECK(miscounted == 0);
    CHECK(semaphore.value() + out == permits);
  }
}

TEST_CASE("simulated stress: each notify is reported once, whatever it races with, and the lock is always taken back") {
  for (std::uint32_t seed = 1; seed <= seeds; ++seed) {
    using Op = Condition::Wait;
    RLock lock;
    Condition condition(lock);
    const bool stops = seed % 2 == 0;
    Play<Op> play(seed, stops);
    Waiter notifier(100, play.clock);
    long long sent = 0, reported = 0, stopped_count = 0, without_lock = 0;
    const auto end = [&](Actor<Op>& actor, Progress progress, bool stopped) {
      if (stopped) {
        ++stopped_count;
        return;
      }
      if (progress == Progress::done && actor.operation->notified()) ++reported;
      if (!lock.is_owned(actor.waiter)) {
        ++without_lock;
      } else {
        lock.release(actor.waiter);
      }
    };
    for (int i = 0; i < moves_of_a_seed; ++i) {
      Actor<Op>& actor = play.anybody();
      if (play.self.chance(20) && lock.try_acquire(notifier)) {
        sent += condition.notify(notifier, play.self.pick(3));
        // Some waiters give up while the lock is held, after the notify and before they run.
        for (const auto& other : play.actors)
          if (other->operation && play.self.chance(30)) play.move(*other, end);
        lock.release(notifier);
      } else if (actor.operation) {
        play.move(actor, end);
      } else if (lock.try_acquire(actor.waiter)) {
        play.begin(actor, end, condition, play.self.chance(50) ? std::optional(Seconds{1}) : std::nullopt);
      }
    }
    play.come_to_rest(end);
    CHECK(play.pending() == condition.n_waiting());
    CHECK(without_lock == 0);
    // A stopped waiter passes its notify on, if there is another waiter.
    CHECK(reported <= sent);
    CHECK(sent - reported <= stopped_count);
    play.stop_all(end);
    CHECK_FALSE(lock.locked());
  }
}
