#include "meetings.h"

#include <threadbox/sync/semaphore.h>

using namespace threadbox;
using namespace threadbox::model;

namespace {

class Permits : public Market {
 public:
  void take() {
    if (attempt([this] { return semaphore.acquire(); })) ++taken;
  }
  void take_in_time() {
    if (attempt([this] { return semaphore.acquire(true, timeout); }).value_or(false)) ++taken;
  }
  void try_to_take() {
    if (semaphore.acquire(false)) ++taken;
  }
  void give(int n) {
    given += n;
    semaphore.release(n);
  }
  void judge() override {
    expect(semaphore.value() == given - taken, "each permit is free or taken, once");
    expect(semaphore.value() == 0 || sleeping() == 0, "a permit is free and a thread sleeps");
  }

  Semaphore semaphore{0};
  int given = 0, taken = 0;
};

const Action<Permits> acquire{"acquire", [](Permits& all) { all.take(); }};
const Action<Permits> acquire_in_time{"acquire in time", [](Permits& all) { all.take_in_time(); }};
const Action<Permits> try_to_acquire{"try to acquire", [](Permits& all) { all.try_to_take(); }};
const Action<Permits> acquire_and_release{"acquire and release", [](Permits& all) { all.take(), all.give(1); }};
const Action<Permits> release{"release", [](Permits& all) { all.give(1); }};
const Action<Permits> release_twice{"release twice", [](Permits& all) { all.give(1), all.give(1); }};
const Action<Permits> release_two{"release two", [](Permits& all) { all.give(2); }};
const Action<Permits> interrupt{"interrupt", [](Permits& all) { all.interrupt_first(); }};
const Action<Permits> stop{"stop", [](Permits& all) { all.stop_first(); }};
const Action<Permits> let_time_pass{"let time pass", [](Permits&) { let_pass(a_while); }};

/// At most one permit is ever out, and no release may be one too many.
class OnePermit : public Market {
 public:
  void use(std::optional<Seconds> in_time) {
    if (!attempt([&] { return semaphore.acquire(true, in_time); }).value_or(false)) return;
    expect(++inside == 1, "one permit lets one thread in");
    step();
    --inside;
    semaphore.release();
  }
  void judge() override {
    expect(semaphore.value() == 1 - inside, "the permit is free or taken");
    expect(semaphore.value() == 0 || sleeping() == 0, "the permit is free and a thread sleeps");
  }

  BoundedSemaphore semaphore{1};
  int inside = 0;
};

}  // namespace

TEST_CASE("model: no permit of a semaphore is lost, doubled or slept over") {
  const std::vector<Action<Permits>> all{acquire, acquire_in_time, try_to_acquire, acquire_and_release,
                                         release, release_twice,   release_two,    interrupt,
                                         stop,    let_time_pass};
  explore_all("semaphore", all, 2);
  explore_all("semaphore", explores_all() ? all : std::vector{acquire, acquire_in_time, release, release_twice, interrupt, stop},
              3);
  explore_one("semaphore", std::vector{acquire, acquire, acquire, release_twice});
  if (explores_all()) explore_all("semaphore", all, 4);
}

TEST_CASE("model: a bounded semaphore of one permit excludes") {
  const std::vector<Action<OnePermit>> all{{"use", [](OnePermit& all) { all.use({}); }},
                                           {"use in time", [](OnePermit& all) { all.use(timeout); }},
                                           {"interrupt", [](OnePermit& all) { all.interrupt_first(); }},
                                           {"stop", [](OnePermit& all) { all.stop_first(); }},
                                           {"let time pass", [](OnePermit&) { let_pass(a_while); }}};
  explore_all("bounded semaphore", all, explores_all() ? 3 : 2);
  explore_one("bounded semaphore", std::vector{all[0], all[0], all[1]});
  if (explores_all()) explore_all("bounded semaphore", all, 4);
}

// Found by this test: a woken waiter took its permit without the guard; a release that came before it had left the
// queue counted it as still on its way, and woke no thread.
TEST_CASE("model: a permit that is given while a waiter leaves with another one wakes the next") {
  const std::vector<Action<Permits>> actions{acquire, acquire, release_twice};
  const std::vector<std::size_t> each{0, 1, 2};
  CHECK(replay(meeting_of(actions, each), "a16 b16 c15 a5 c a5") == "");
}
