#include "meetings.h"

#include <threadbox/sync/runtime.h>
#include <threadbox/sync/sleep.h>

using namespace threadbox;
using namespace threadbox::model;

namespace {

/// Threads that a Runtime starts are threads of the run.
class Spawning final : public Launcher {
 public:
  void launch(std::shared_ptr<Thread> thread) override {
    spawn([thread] {
      thread->run();
      thread->announce_end();
    });
  }
};

/// The first thread is a runtime's main thread; it starts another, which the others join.
class Joining : public Meeting {
 public:
  explicit Joining(int joiners, std::optional<Seconds> in_time, bool stops) : in_time_(in_time) {
    child = Thread::create(runtime, runtime.main_thread().waiter(), {.body = [this] { ran = true; }});
    thread([this] {
      runtime.adopt_main();
      child->start();
      expect(child->state() != Thread::State::starting, "start returns when the thread has begun");
      join();
      Runtime::JoinNonDaemons rest(runtime);
      wait(this_waiter(), rest);
      expect(!child->is_alive(), "shutdown waits for all threads");
      runtime.leave_main();
    });
    for (int i = 0; i < joiners; ++i) thread([this] { join(); });
    if (stops) thread([this] { runtime.stop(); });
    stops_ = stops;
  }
  void join() {
    // One that has not been started cannot be joined.
    if (child->state() == Thread::State::initial) return;
    child->join(in_time_);
    if (!in_time_) expect(!child->is_alive(), "join returns when the thread has ended");
  }
  void at_end() override {
    expect(stops_ || ran, "a thread that was started runs");
    expect(runtime.live_threads() == 0 || stops_, "all threads have left");
  }

  Spawning launcher;
  Runtime runtime{{.clock = &clock, .launcher = &launcher}};
  std::shared_ptr<Thread> child;
  bool ran = false;

 private:
  std::optional<Seconds> in_time_;
  bool stops_ = false;
};

/// A runtime that stops, or ends, while a thread is about to begin.
class Stopping : public Meeting {
 public:
  explicit Stopping(bool finalizes) {
    child = Thread::create(runtime, runtime.main_thread().waiter(), {.daemon = true, .body = [] { sleep(Seconds{1}); }});
    thread([this, finalizes] {
      runtime.adopt_main();
      if (!finalizes) {
        try {
          child->start();
          child->join();
        } catch (const ThreadStopped&) {}
      } else {
        child->start();
        runtime.finalize(this_waiter());
      }
      runtime.leave_main();
    });
    if (!finalizes) thread([this] { runtime.stop(); });
  }
  void at_end() override { expect(runtime.live_threads() == 0, "stopped threads end and leave"); }

  Spawning launcher;
  Runtime runtime{{.clock = &clock, .launcher = &launcher}};
  std::shared_ptr<Thread> child;
};

template <typename M, typename... Arguments>
void explore_one_of(const char* what, Arguments... arguments) {
  const Report report = explore([=] { return std::make_unique<M>(arguments...); });
  CHECK_MESSAGE(report.failure.empty(), std::string(what), ": ", report.failure, ": ", report.schedule);
  CHECK(report.complete);
  MESSAGE(std::string(what), ": ", report.states, " states, ", report.runs, " runs");
}

}  // namespace

TEST_CASE("model: start returns when a thread has begun, join when it has ended, and shutdown waits for all") {
  explore_one_of<Joining>("start, join", 0, std::nullopt, false);
  explore_one_of<Joining>("start, join, join", 1, std::nullopt, false);
  explore_one_of<Joining>("start, join in time", 1, std::optional(timeout), false);
  if (explores_all()) explore_one_of<Joining>("start, join, join, join", 2, std::nullopt, false);
}

TEST_CASE("model: a thread that is stopped ends, also if it is about to begin") {
  explore_one_of<Stopping>("stop", false);
  explore_one_of<Stopping>("finalize", true);
}
