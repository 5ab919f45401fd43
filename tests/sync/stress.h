#pragma once

#include "world.h"

#include <doctest/doctest.h>

#include <atomic>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace threadbox {

/// Divides the amount of work where each operation costs more: ThreadSanitizer and AddressSanitizer make a thread switch about
/// ten times slower, and a web worker in Node takes some ten times as long to wake.
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__) || defined(__EMSCRIPTEN__)
inline constexpr int stress_divisor = 20;
#else
inline constexpr int stress_divisor = 1;
#endif

/// One thread of a stress test.
class StressThread {
 public:
  explicit StressThread(std::uint32_t seed) : random_(seed) {}

  /// 0 … below - 1.
  unsigned pick(unsigned below) { return static_cast<unsigned>(random_() % below); }
  bool chance(unsigned percent) { return pick(100) < percent; }
  /// Up to 60 µs.
  Seconds short_time() { return Seconds{1e-6 * pick(60)}; }

  /// Sometimes yields, between two steps that must be atomic, so that other threads get a chance to come in between.
  void dawdle() {
    if (chance(5)) std::this_thread::yield();
  }

  /// False if `call` returns false, or was interrupted.
  template <typename Call>
  bool attempt(Call call) {
    try {
      return call();
    } catch (const Error& error) {
      if (error.type() != ErrorType::KeyboardInterrupt) throw;
      ++interrupted;
      return false;
    }
  }

  int number = 0;
  int interrupted = 0;

 private:
  std::mt19937 random_;
};

/// Runs threads against a primitive while another thread interrupts them at random and, if asked to, stops some of them.
/// The test checks the outcome when all have ended; an unexpected error fails it.
struct Stress {
  int thread_count = 8;
  int operations = 0;      ///< Of all threads together, natively.
  unsigned stopped = 0;    ///< How many threads are stopped, at most.
  std::uint32_t seed = 1;

  /// Calls `step` until there have been enough; returns how often a thread was interrupted, or negative if one raised.
  int run(const std::function<void(StressThread&)>& step) const {
    World world;
    std::atomic<int> interrupted{0}, ended{0};
    std::mutex mutex;
    std::vector<std::string> raised;
    world.runtime.set_excepthook([&](const ExceptHookArgs& args) {
      const std::lock_guard<std::mutex> guarded(mutex);
      raised.push_back(words_of(args.exception));
    });
    const int steps = operations / stress_divisor / thread_count;
    std::vector<std::shared_ptr<Thread>> threads;
    for (int number = 0; number < thread_count; ++number) {
      threads.push_back(world.thread([&, number] {
        StressThread self(seed * 1000 + static_cast<std::uint32_t>(number));
        self.number = number;
        struct AtEnd {
          std::atomic<int>& ended;
          ~AtEnd() { ended.fetch_add(1); }
        } at_end{ended};
        for (int i = 0; i < steps; ++i) step(self);
        interrupted.fetch_add(self.interrupted);
      }));
    }
    for (const auto& thread : threads) thread->start();
    torment(threads, ended);
    for (const auto& thread : threads) thread->join();
    for (const std::string& error : raised) MESSAGE("a thread raised " << error);
    return raised.empty() ? interrupted.load() : -1;
  }

 private:
  static std::string words_of(const std::exception_ptr& thrown) {
    try {
      std::rethrow_exception(thrown);
    } catch (const Error& error) {
      return std::string(error_name(error.type())) + ": " + error.what();
    } catch (const std::exception& error) {
      return error.what();
    }
  }

  void torment(const std::vector<std::shared_ptr<Thread>>& threads, const std::atomic<int>& ended) const {
    StressThread self(seed);
    unsigned to_stop = stopped;
    while (ended.load() < thread_count) {
      Thread& victim = *threads[self.pick(static_cast<unsigned>(thread_count))];
      if (to_stop > 0 && self.chance(1)) {
        victim.waiter().request(stop_request);
        --to_stop;
      } else {
        victim.waiter().request(interrupt_request);
      }
      this_waiter().park(this_waiter().clock().deadline_after(Seconds{2e-6 * self.pick(100)}));
    }
  }
};

/// Calls each of `waits` in a thread of its own, stops the runtime and waits until no thread lives. Returns how many waits returned
/// to their thread instead of ending it.
inline int returned_after_stop(Runtime& runtime, const std::vector<std::function<void()>>& waits) {
  std::atomic<int> returned{0};
  std::vector<std::shared_ptr<Thread>> threads;
  for (const auto& wait : waits) {
    Thread::Options options;
    options.body = [&] {
      wait();
      returned.fetch_add(1);
    };
    threads.push_back(Thread::create(runtime, this_waiter(), std::move(options)));
    threads.back()->start();
  }
  runtime.stop();
  runtime.leave_main();
  const Clock clock;
  Waiter self(0, clock);
  while (runtime.live_threads() > 0) self.park(clock.deadline_after(Seconds{0.0002}));
  for (const auto& thread : threads) CHECK_FALSE(thread->is_alive());
  return returned.load();
}

}  // namespace threadbox
