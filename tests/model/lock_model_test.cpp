#include "meetings.h"

#include <threadbox/sync/lock.h>
#include <threadbox/sync/rlock.h>

using namespace threadbox;
using namespace threadbox::model;

namespace {

/// Threads that exclude each other.
template <typename AnyLock>
class Excluding : public Market {
 public:
  void use(Seconds in_time = Seconds{-1}, int depth = 1) {
    if (!attempt([&] { return lock.acquire(true, in_time); }).value_or(false)) return;
    expect(++inside == 1, "a lock lets one thread in");
    step();
    if (depth > 1) use(in_time, depth, inside);
    --inside;
    lock.release();
  }
  void try_to_use() {
    if (!lock.acquire(false)) return;
    expect(++inside == 1, "a lock lets one thread in");
    step();
    --inside;
    lock.release();
  }
  void use_twice() {
    use();
    use();
  }
  void judge() override { expect(!lock.locked() && sleeping() == 0, "a free lock admits a waiter"); }

  AnyLock lock;
  int inside = 0;

 private:
  void use(Seconds in_time, int depth, int&) {
    for (int i = 1; i < depth; ++i) expect(lock.acquire(true, in_time), "its owner takes it again");
    for (int i = 1; i < depth; ++i) lock.release();
  }
};

template <typename AnyLock>
std::vector<Action<Excluding<AnyLock>>> excluding_actions() {
  using All = Excluding<AnyLock>;
  return {{"use", [](All& all) { all.use(); }},
          {"use in time", [](All& all) { all.use(timeout); }},
          {"interrupt", [](All& all) { all.interrupt_first(); }},
          {"stop", [](All& all) { all.stop_first(); }},
          {"use twice", [](All& all) { all.use_twice(); }},
          {"let time pass", [](All&) { let_pass(a_while); }},
          {"try to use", [](All& all) { all.try_to_use(); }}};
}

/// A Lock that any thread may release, as a signal. It is held at first.
class Passing : public Market {
 public:
  Passing() { lock.acquire(); }
  void take(Seconds in_time = Seconds{-1}) {
    if (attempt([&] { return lock.acquire(true, in_time); }).value_or(false)) ++taken;
  }
  void give() {
    // Counted before other threads can notice; an error undoes it.
    ++given;
    if (!attempt([&] {
          lock.release();
          return true;
        }))
      --given;
  }
  void judge() override {
    expect(lock.locked() == (1 + taken - given == 1), "a lock is held as often as it was taken and not given back");
    expect(lock.locked() || sleeping() == 0, "a lock is free and a thread sleeps");
  }

  Lock lock;
  int taken = 0, given = 0;
};

const std::vector<Action<Passing>> passing_actions{
    {"acquire", [](Passing& all) { all.take(); }},
    {"release", [](Passing& all) { all.give(); }},
    {"acquire and release", [](Passing& all) { all.take(), all.give(); }},
    {"acquire in time", [](Passing& all) { all.take(timeout); }},
    {"let time pass", [](Passing&) { let_pass(a_while); }},
    {"interrupt", [](Passing& all) { all.interrupt_first(); }},
    {"stop", [](Passing& all) { all.stop_first(); }},
    {"release twice", [](Passing& all) { all.give(), all.give(); }},
    {"release late, acquire", [](Passing& all) { let_pass(a_while), all.give(), all.take(); }}};

template <typename T>
std::vector<T> first(const std::vector<T>& all, std::size_t count) {
  return {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count)};
}

}  // namespace

TEST_CASE("model: a lock excludes, and a thread that times out, is interrupted or stopped leaves none asleep") {
  const auto all = excluding_actions<Lock>();
  explore_all("lock", all, 2);
  explore_all("lock", explores_all() ? all : first(all, 4), 3);
  if (explores_all()) explore_all("lock", all, 4);
}

TEST_CASE("model: an RLock excludes at any depth, and leaves no thread asleep") {
  auto all = excluding_actions<RLock>();
  all.push_back({"use again", [](Excluding<RLock>& all) { all.use(Seconds{-1}, 2); }});
  explore_all("rlock", all, 2);
  explore_one("rlock", std::vector{all.back(), all.back(), all[0]});
  explore_one("rlock", std::vector{all[1], all.back(), all[2]});
  if (explores_all()) explore_all("rlock", all, 3);
}

TEST_CASE("model: a lock that others give back is never free while a thread sleeps for it") {
  explore_all("passed lock", passing_actions, 2);
  explore_all("passed lock", explores_all() ? passing_actions : first(passing_actions, 5), 3);
  explore_one("passed lock", std::vector{passing_actions[0], passing_actions[2], passing_actions[7]});
  // Found by this test: a waiter that was handed the lock after it had been woken left the word saying that a waiter is on its
  // way, so that no thread was woken any more; and a waiter that acquired the lock by itself was handed it as well.
  const std::vector late{passing_actions[0], passing_actions[0], passing_actions[8], passing_actions[7]};
  explore_one("passed lock", late, explores_all() ? Options() : with_preemptions(4));
  const std::vector<std::size_t> each{0, 1, 2, 3};
  CHECK(replay(meeting_of(late, each), "a16 b16 d5 c3 d5 a6 c22 a5") == "");
  CHECK(replay(meeting_of(late, each), "a16 b16 d5 c3 d4 a6 c22 d7 a4 b11") == "");
  if (explores_all()) explore_all("passed lock", passing_actions, 4);
}
