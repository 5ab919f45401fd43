#include "stress.h"

#include <threadbox/sync/condition.h>
#include <threadbox/sync/lock.h>
#include <threadbox/sync/queue.h>
#include <threadbox/sync/rlock.h>
#include <threadbox/sync/semaphore.h>

#include <doctest/doctest.h>

#include <memory>
#include <optional>
#include <utility>

// Many threads played by one: who moves next, and whether a wait is looked at, times out, is interrupted or stopped, is
// drawn from a seed. Here every race between a wake-up and a giving-up happens often, on one core too, and in the same
// way each time; the tests with real threads are for what this cannot see, the orders of memory.

using namespace threadbox;

namespace {

constexpr int actor_count = 6;
constexpr int moves_of_a_seed = 40'000 / (stress_divisor == 1 ? 1 : 4);
constexpr std::uint32_t seeds = 5;

/// A thread that is in at most one operation.
template <typename Op>
struct Actor {
  Actor(ThreadId id, const Clock& clock) : waiter(id, clock) {}
  Waiter waiter;
  std::optional<Op> operation;
  bool cancelled = false;  ///< A cancel has been answered by pending; there is no second one.
};

template <typename Op>
class Play {
 public:
  /// `stops`: threads are stopped in their waits, too.
  explicit Play(std::uint32_t seed, bool stops = true) : self(seed), stops_(stops) {
    for (ThreadId id = 1; id <= actor_count; ++id) actors.push_back(std::make_unique<Actor<Op>>(id, clock));
  }

  Actor<Op>& anybody() { return *actors[self.pick(actor_count)]; }

  /// The operation has ended: `end(actor, progress, stopped)`.
  template <typename End, typename... Arguments>
  void begin(Actor<Op>& actor, End end, Arguments&&... arguments) {
    actor.operation.emplace(std::forward<Arguments>(arguments)...);
    actor.cancelled = false;
    settle(actor, actor.operation->poll(actor.waiter), false, end);
  }

  /// Looks, or gives up for one of the reasons there are.
  template <typename End>
  void move(Actor<Op>& actor, End end) {
    if (self.chance(25)) clock.advance_to(clock.now_ns() + self.pick(400'000));
    const unsigned choice = self.pick(10);
    if (choice == 0 && stops_) {
      actor.operation->cancel(actor.waiter, CancelReason::stop);
      return settle(actor, Progress::done, true, end);
    }
    if (choice >= 1 && choice <= 3 && !actor.cancelled) {
      actor.cancelled = true;
      const CancelReason why = choice == 1 ? CancelReason::interrupt : CancelReason::timeout;
      return settle(actor, actor.operation->cancel(actor.waiter, why), false, end);
    }
    // A wake-up may be stale, so looking without one does no harm.
    if (actor.waiter.take_signal() || self.chance(20)) settle(actor, actor.operation->poll(actor.waiter), false, end);
  }

  /// Lets all look who have been told to, until nobody is left who has: now nobody may wait for what is there.
  template <typename End>
  void come_to_rest(End end) {
    for (bool moved = true; moved;) {
      moved = false;
      for (const auto& actor : actors) {
        if (!actor->waiter.take_signal() || !actor->operation) continue;
        moved = true;
        settle(*actor, actor->operation->poll(actor->waiter), false, end);
      }
    }
  }

  template <typename End>
  void stop_all(End end) {
    for (const auto& actor : actors) {
      if (!actor->operation) continue;
      actor->operation->cancel(actor->waiter, CancelReason::stop);
      settle(*actor, Progress::done, true, end);
    }
  }

  [[nodiscard]] int pending() const {
    int count = 0;
    for (const auto& actor : actors) count += actor->operation ? 1 : 0;
    return count;
  }

  Clock clock = Clock::simulated();
  StressThread self;
  std::vector<std::unique_ptr<Actor<Op>>> actors;

 private:
  const bool stops_;

  template <typename End>
  void settle(Actor<Op>& actor, Progress progress, bool stopped, End end) {
    if (progress == Progress::pending) return;
    end(actor, progress, stopped);
    actor.operation.reset();
  }
};

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

TEST_CASE("simulated stress: a lock has one owner, and while it is free nobody waits") { play_lock<Lock>(); }

TEST_CASE("simulated stress: an RLock likewise") { play_lock<RLock>(); }

TEST_CASE("simulated stress: a semaphore keeps its permits, and while there are any nobody waits") {
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
        // Some give up while the lock is held, between the notify and its reaching them.
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
    // One that was stopped passes its notify on, if there is somebody to pass it to.
    CHECK(reported <= sent);
    CHECK(sent - reported <= stopped_count);
    play.stop_all(end);
    CHECK_FALSE(lock.locked());
  }
}

TEST_CASE("simulated stress: a queue accounts for every item, and nobody waits for an item or for room that is there") {
  constexpr int maxsize = 2;
  for (std::uint32_t seed = 1; seed <= seeds; ++seed) {
    Queue<int> queue(maxsize);
    Play<Queue<int>::Put> putters(seed);
    Play<Queue<int>::Get> getters(seed + 100);
    long long put = 0, got = 0, next = 0, left_waiting = 0;
    const auto end_put = [&](auto&, Progress progress, bool stopped) {
      if (!stopped && progress == Progress::done) ++put;
    };
    const auto end_get = [&](auto&, Progress progress, bool stopped) {
      if (!stopped && progress == Progress::done) ++got;
    };
    const auto play_one = [&](auto& play, auto end, auto... item) {
      auto& actor = play.anybody();
      if (actor.operation) {
        play.move(actor, end);
      } else {
        play.begin(actor, end, queue, item..., true, play.self.chance(50) ? std::optional(Seconds{1}) : std::nullopt);
      }
    };
    for (int i = 0; i < moves_of_a_seed; ++i) {
      if (putters.self.chance(50)) {
        play_one(putters, end_put, static_cast<int>(next++));
      } else {
        play_one(getters, end_get);
      }
      if (!putters.self.chance(5)) continue;
      // What one side does may wake the other.
      for (long long before = -1; before != put + got;) {
        before = put + got;
        putters.come_to_rest(end_put);
        getters.come_to_rest(end_get);
      }
      if (queue.qsize() > 0 && getters.pending() > 0) ++left_waiting;
      if (queue.qsize() < maxsize && putters.pending() > 0) ++left_waiting;
      if (put - got != queue.qsize()) ++left_waiting;
    }
    putters.stop_all(end_put);
    getters.stop_all(end_get);
    CHECK(left_waiting == 0);
    CHECK(put - got == queue.qsize());
    CHECK(queue.unfinished_tasks() == put);
  }
}
