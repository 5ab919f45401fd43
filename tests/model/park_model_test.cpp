#include "meetings.h"

#include <threadbox/park/detail/futex.h>
#include <threadbox/park/detail/guard.h>
#include <threadbox/sync/blocking.h>

// The real guard, which the model's stands for, under a name of its own.
#define SmallGuard RealSmallGuard
#define holds_no_guard really_holds_no_guard
#include "../../core/include/threadbox/park/detail/small_guard.h"
#include "../../core/park/small_guard.cpp"
#undef SmallGuard
#undef holds_no_guard

using namespace threadbox;
using namespace threadbox::model;

namespace {

/// A flag that is set before an unpark is seen after the park, however often.
class Signalling : public Meeting {
 public:
  Signalling(int wakers, std::optional<Seconds> in_time) {
    thread([this, wakers, in_time] {
      std::optional<TimeNs> deadline;
      if (in_time) deadline = clock.deadline_after(*in_time);
      while (told < wakers) {
        if (this_waiter().park(deadline)) continue;
        expect(clock.now_ns() >= *deadline, "a park ends by a signal or at its deadline");
        return;
      }
    });
    for (int i = 0; i < wakers; ++i)
      thread([this] {
        ++told;
        waiter(0).unpark();
      });
  }
  int told = 0;
};

/// A request that comes at any moment is seen by a thread that checks before it parks.
class Requesting : public Meeting {
 public:
  Requesting() {
    thread([this] {
      Waiter& self = this_waiter();
      while ((self.requests() & stop_request) == 0) self.park();
      answered = self.answer(interrupt_request);
    });
    thread([] { waiter(0).request(stop_request); });
    thread([] { waiter(0).request(interrupt_request); });
  }
  void at_end() override {
    expect(waiter(0).requests() == (stop_request | (answered ? 0u : interrupt_request)), "requests stay until they are answered");
  }
  bool answered = false;
};

/// A scheduler that arms a waiter is told of each signal, once.
class Arming : public Meeting, public WakeListener {
 public:
  explicit Arming(bool disarms) : disarms_(disarms) {
    waiter_.listener = this;
    thread([this, disarms] {
      if (!waiter_.arm()) {
        consumed = true;
      } else if (disarms && waiter_.disarm()) {
        disarmed = true;
      }
    });
    thread([this] { waiter_.unpark(); });
  }
  void woken(Waiter&) noexcept override { ++told; }
  void at_end() override {
    const bool left = waiter_.take_signal();
    expect(consumed + disarmed + left == 1, "a signal is consumed once, or left");
    expect(told <= (consumed ? 0 : 1), "an armed waiter's signal is told once");
    expect(told == 1 || consumed || disarms_, "an armed waiter's signal is told");
  }
  Waiter waiter_{9, clock};
  int told = 0;
  bool consumed = false, disarmed = false;

 private:
  bool disarms_;
};

class Guarding : public Meeting {
 public:
  Guarding(int threads, int times) {
    for (int i = 0; i < threads; ++i)
      thread([this, times] {
        for (int time = 0; time < times; ++time) {
          guard.lock();
          expect(++inside == 1, "a guard excludes");
          step();
          --inside;
          guard.unlock();
        }
      });
  }
  RealSmallGuard guard;
  int inside = 0;
};

template <typename M, typename... Arguments>
void explore_both(const char* what, Arguments... arguments) {
  for (const bool delayed : {false, true}) {
    Options options;
    options.delayed_stores = delayed;
    const Report report = explore([=] { return std::make_unique<M>(arguments...); }, options);
    CHECK_MESSAGE(report.failure.empty(), std::string(what), ": ", report.failure, ": ", report.schedule);
    CHECK(report.complete);
    MESSAGE(std::string(what), std::string(delayed ? ", stores delayed: " : ": "), report.states, " states, ", report.runs,
            " runs");
  }
}

}  // namespace

TEST_CASE("model: no unpark is lost, whenever it comes") {
  explore_both<Signalling>("unpark", 1, std::nullopt);
  explore_both<Signalling>("two unparks", 2, std::nullopt);
  explore_both<Signalling>("three unparks", 3, std::nullopt);
  explore_both<Signalling>("unpark or deadline", 2, std::optional(timeout));
}

TEST_CASE("model: no request is slept over, and none undoes another") { explore_both<Requesting>("requests"); }

TEST_CASE("model: a signal to an armed waiter is told once, or consumed") {
  explore_both<Arming>("arm", false);
  explore_both<Arming>("arm, disarm", true);
}

TEST_CASE("model: the real guard excludes, and wakes the thread that waits for it") {
  explore_both<Guarding>("guard", 2, 2);
  explore_both<Guarding>("guard", 3, 1);
  explore_both<Guarding>("guard", 3, 2);
  if (explores_all()) explore_both<Guarding>("guard", 4, 2);
}
