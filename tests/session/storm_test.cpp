#include "session/session.h"

#include <threadbox/park/waiter.h>

#include <doctest/doctest.h>

#include <random>
#include <string>

// Commands in random order, at random moments, in every kind of run. Whatever the user does, the run goes on or ends, and Stop ends it.

using namespace threadbox;
using namespace threadbox::session;

namespace {

/// Threads that spin, hold, wait and sleep; it does not end by itself.
constexpr const char* program = R"(import threading, queue, time
lock, done, q = threading.Lock(), threading.Event(), queue.Queue(3)
gate = threading.Barrier(3)
count = 0

def spin():
    global count
    while not done.is_set():
        count += 1

def hold():
    while not done.is_set():
        with lock:
            time.sleep(0.001)

def produce():
    while not done.is_set():
        q.put(count)

def consume():
    while not done.is_set():
        q.get()

def meet():
    while not done.is_set():
        try:
            gate.wait(0.002)
        except threading.BrokenBarrierError:
            gate.reset()

for work in (spin, hold, produce, consume, meet, meet):
    threading.Thread(target=work, daemon=True).start()
try:
    while True:
        time.sleep(0.002)
except KeyboardInterrupt:
    print("interrupted")
)";
constexpr std::uint32_t last_line = 39;

class Storm {
 public:
  explicit Storm(std::uint32_t seed) : random_(seed) {}

  /// Sends commands to a run, ends it by Stop, and looks at it.
  void rage(RunOptions options) {
    options.history_events = 20'000;
    REQUIRE(session_.load(program).empty());
    REQUIRE(session_.run(options));
    for (int i = 0; i < 150; ++i) {
      session_.drain();
      session_.post(command());
      if (below(4) == 0) look_back();
      if (below(8) == 0) rest();
    }
    session_.stop();
    while (session_.live())
      if (session_.drain() == 0) rest();
    session_.drain();
    CHECK(session_.model().state == RunState::ended);
    for (const ThreadRow& thread : session_.model().threads) {
      CAPTURE(thread.name);
      CHECK((is_over(thread) || thread.state == ThreadState::initial));
    }
  }

 private:
  std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(random_() % limit); }
  void rest() {
    const Clock clock;
    Waiter self(0, clock);
    self.park(clock.deadline_after(Seconds{0.0003}));
  }

  std::uint64_t any_thread() {
    const Rows<ThreadRow>& threads = session_.model().threads;
    return threads.empty() ? 0 : threads[below(static_cast<std::uint32_t>(threads.size()))].object;
  }

  Command command() {
    static constexpr const char* statements[] = {
        "count", "lock.acquire(timeout=0.01)", "lock.release()", "gate.abort()", "q.get()",
        "1 / 0", "q.put(1, timeout=0.01)",     "time.sleep(5)",  "gate.reset()", "while True: pass"};
    const std::string statement = statements[below(std::size(statements))];
    switch (below(18)) {
      case 0:
      case 1: return Pause{};
      case 2:
      case 3:
      case 4: return Resume{};
      case 5:
      case 6: return StepThread{any_thread()};
      case 7: return RunThreadOn{any_thread()};
      case 8: return RunTo{1 + below(last_line)};
      case 9: return Breakpoint{1 + below(last_line)};
      case 10: return Execute{statement};
      case 11: return Click{statement, any_thread()};
      case 12: return Cancel{any_thread()};
      case 13: return below(6) == 0 ? Command{Interrupt{}} : Command{Resume{}};
      case 14: return Choose{any_thread()};
      case 15: return Expire{any_thread()};
      case 16: return StepOn{1 + below(200)};
      default: return StepBack{1 + below(100)};
    }
  }

  /// Reads a moment of the past, and what ended a wait.
  void look_back() {
    const Model& now = session_.model();
    if (now.threads.empty() || now.time_ns == 0) return;
    const TimeNs moment = random_() % (now.time_ns + 1);
    const Model& then = session_.model_at(moment);
    CHECK(then.event_count <= now.event_count);
    for (const ThreadRow& thread : now.threads)
      if (!thread.spans.empty())
        (void)session_.wake_up(thread.id, thread.spans[below(static_cast<std::uint32_t>(thread.spans.size()))].begin_ns);
  }

  std::mt19937 random_;
  Session session_;
};

}  // namespace

TEST_CASE("storm: commands at random moments, parallel threads") {
  for (std::uint32_t seed = 0; seed < 6; ++seed) {
    CAPTURE(seed);
    Storm(seed).rage({.interactive = seed % 2 == 0});
  }
}

TEST_CASE("storm: … without the GIL") {
  for (std::uint32_t seed = 0; seed < 4; ++seed) {
    CAPTURE(seed);
    Storm(100 + seed).rage({.interactive = seed % 2 == 0, .free_threaded = true});
  }
}

TEST_CASE("storm: … step by step") {
  for (std::uint32_t seed = 0; seed < 4; ++seed) {
    CAPTURE(seed);
    Storm(200 + seed).rage({.interactive = seed % 2 == 0, .stepped = true, .round_robin = seed < 2, .step_seed = seed});
  }
}
