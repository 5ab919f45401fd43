#pragma once

#include <threadbox/sync/runtime.h>

#include <functional>
#include <memory>
#include <vector>

namespace threadbox {

/// Threads that a test drives by hand, on a clock that stands still.
struct Simulated {
  Clock clock = Clock::simulated();
  Waiter a{1, clock}, b{2, clock}, c{3, clock};
};

/// A runtime whose main thread is the test's, and which ends in order.
struct World {
  World() { runtime.adopt_main(); }
  ~World() {
    Runtime::JoinNonDaemons join(runtime);
    wait(this_waiter(), join);
    runtime.finalize(this_waiter());
    runtime.leave_main();
    const Clock clock;
    Waiter self(0, clock);
    while (runtime.live_threads() > 0) self.park(clock.deadline_after(Seconds{0.0005}));
  }
  std::shared_ptr<Thread> thread(std::function<void()> body, std::optional<bool> daemon = std::nullopt) {
    Thread::Options options;
    options.body = std::move(body);
    options.daemon = daemon;
    return Thread::create(runtime, this_waiter(), std::move(options));
  }
  /// Runs `body(number)` in `count` threads and waits for their end.
  void run(int count, const std::function<void(int)>& body) {
    std::vector<std::shared_ptr<Thread>> threads;
    for (int number = 0; number < count; ++number) threads.push_back(thread([&body, number] { body(number); }));
    for (const auto& one : threads) one->start();
    for (const auto& one : threads) one->join();
  }
  Runtime runtime;
};

}  // namespace threadbox
