#include "meetings.h"

#include <threadbox/sync/condition.h>
#include <threadbox/sync/event.h>

#include <mutex>

using namespace threadbox;
using namespace threadbox::model;

namespace {

template <typename AnyLock>
class Notifying : public Market {
 public:
  void wait(std::optional<Seconds> in_time = std::nullopt) {
    if (!attempt([this] { return lock.acquire(); })) return;
    std::unique_lock held(lock, std::adopt_lock);
    const bool told = attempt([&] { return condition.wait(in_time); }).value_or(false);
    expect(holds_lock(), "a wait ends with the lock held");
    if (!told) return;
    ++received;
  }
  void notify(long long n) {
    if (!attempt([this] { return lock.acquire(); })) return;
    const std::unique_lock held(lock, std::adopt_lock);
    sent += condition.notify(n);
  }
  void judge() override {
    expect(!lock.locked(), "no thread sleeps with the lock");
    expect(sleeping() == condition.n_waiting(), "a notified thread has continued");
    const int swallowed = sent - received;
    expect(swallowed >= 0 && swallowed <= (was_stopped(0) ? 1 : 0), "no notify is lost or invented");
  }

  AnyLock lock;
  Condition condition{lock};
  int sent = 0, received = 0;

 private:
  [[nodiscard]] bool holds_lock() const {
    if constexpr (std::is_same_v<AnyLock, RLock>) return lock.is_owned(this_waiter());
    return lock.locked();
  }
};

template <typename AnyLock>
std::vector<Action<Notifying<AnyLock>>> notifying_actions() {
  using All = Notifying<AnyLock>;
  return {{"wait", [](All& all) { all.wait(); }},
          {"notify", [](All& all) { all.notify(1); }},
          {"wait in time", [](All& all) { all.wait(timeout); }},
          {"interrupt", [](All& all) { all.interrupt_first(); }},
          {"stop", [](All& all) { all.stop_first(); }},
          {"notify two", [](All& all) { all.notify(2); }},
          {"let time pass", [](All&) { let_pass(a_while); }}};
}

/// Two wait, one is notified, and the first is stopped.
class PassingOn : public Notifying<Lock> {
 public:
  PassingOn() {
    thread([this] { wait(); });
    thread([this] { wait(); });
    thread([this] {
      lock.acquire();
      both_waited = condition.n_waiting() == 2;
      sent += condition.notify();
      lock.release();
      stop_first();
    });
  }
  void judge() override {
    Notifying::judge();
    expect(!both_waited || received == 1, "one that is stopped passes its notify on");
  }
  bool both_waited = false;
};

class Setting : public Market {
 public:
  void wait() {
    if (const auto result = attempt([this] { return event.wait(); })) expect(*result, "without a time-out a wait ends as set");
  }
  void judge() override { expect(!event.is_set() || sleeping() == 0, "an event is set and a thread sleeps"); }

  Event event;
};

/// One thread waits, one sets and clears at once: the waiter must not miss it once it is queued.
class Flashing : public Meeting {
 public:
  Flashing() {
    thread([this] { expect(event.wait(), "set, then cleared, wakes a waiter"); });
    thread([this] {
      event.set();
      event.clear();
      event.set();
    });
  }
  Event event;
};

const std::vector<Action<Setting>> setting_actions{
    {"wait", [](Setting& all) { all.wait(); }},
    {"set", [](Setting& all) { all.event.set(); }},
    {"clear", [](Setting& all) { all.event.clear(); }},
    {"wait in time", [](Setting& all) { Market::attempt([&] { return all.event.wait(timeout); }); }},
    {"interrupt", [](Setting& all) { all.interrupt_first(); }},
    {"stop", [](Setting& all) { all.stop_first(); }}};

}  // namespace

TEST_CASE("model: no notify is lost when a waiter times out, is interrupted or stopped") {
  const auto with_lock = notifying_actions<Lock>();
  const auto with_rlock = notifying_actions<RLock>();
  explore_all("condition over a lock", with_lock, 2);
  explore_all("condition over an rlock", with_rlock, 2);
  if (explores_all()) explore_all("condition over a lock", with_lock, 3);
  const auto &wait = with_lock[0], &notify = with_lock[1], &wait_in_time = with_lock[2], &interrupt = with_lock[3],
             &stop = with_lock[4];
  explore_one("condition over a lock", std::vector{wait, notify, interrupt});
  explore_one("condition over a lock", std::vector{wait, notify, stop});
  explore_one("condition over a lock", std::vector{wait, wait, notify});
  const Report passing_on = explore([] { return std::make_unique<PassingOn>(); }, with_preemptions(3));
  CHECK_MESSAGE(passing_on.failure.empty(), passing_on.failure, ": ", passing_on.schedule);
  explore_one("condition over a lock", std::vector{wait_in_time, wait, notify, interrupt}, with_preemptions(2));
  if (explores_all()) explore_all("condition over an rlock", with_rlock, 3);
}

TEST_CASE("model: an event that is set leaves no thread asleep") {
  explore_all("event", setting_actions, 2);
  explore_all("event", setting_actions, 3);
  const Report flash = explore([] { return std::make_unique<Flashing>(); });
  CHECK_MESSAGE(flash.failure.empty(), flash.failure, ": ", flash.schedule);
  if (explores_all()) explore_all("event", setting_actions, 4);
}
