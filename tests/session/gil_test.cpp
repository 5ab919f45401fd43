#include "session/session.h"

#include <threadbox/park/waiter.h>

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace threadbox;
using namespace threadbox::session;

namespace {

/// A run whose switch interval is so long that a thread releases the GIL only when it waits or ends. The outcome then does not depend
/// on time, here and in CPython.
class GilRun {
 public:
  explicit GilRun(const std::string& program) {
    const auto problems = session_.load("import queue, sys, threading\nsys.setswitchinterval(1000)\n" + program);
    REQUIRE(problems.empty());
    session_.run({.interactive = false});
    while (session_.model().state != RunState::ended) {
      if (session_.drain() == 0) self_.park(clock_.deadline_after(Seconds{0.0005}));
      events_.insert(events_.end(), session_.fresh().begin(), session_.fresh().end());
    }
  }
  [[nodiscard]] std::string written() const {
    std::string text;
    for (const ConsoleLine& line : session_.model().console) text += line.text;
    return text;
  }
  [[nodiscard]] const std::vector<TraceEvent>& events() const noexcept { return events_; }

 private:
  Session session_;
  std::vector<TraceEvent> events_;
  const Clock clock_;
  Waiter self_{0, clock_};
};

/// The output of `program` in twenty rounds; `look` is its function for one round.
std::string in_rounds(const std::string& program) {
  GilRun run(program + "\nprint(*{look() for _ in range(20)})\n");
  return run.written();
}

}  // namespace

TEST_CASE("gil: a started thread has it before start() returns, and keeps it until it waits or ends") {
  GilRun run("t = threading.Thread(target=lambda: [n for n in range(10000)])\nt.start()\nt.join()\n");
  // From main's wait in start() on.
  std::string story;
  for (const TraceEvent& event : run.events()) {
    const bool starts =
        event.kind == EventKind::wait_begin && event.flags == static_cast<std::uint8_t>(OperationKind::thread_start);
    if (starts) story = "main waits";
    if (story.empty() || event.thread == 0) continue;
    const std::string who = event.thread == 1 ? ", main " : ", t ";
    if (event.kind == EventKind::gil_acquired) story += who + "takes";
    if (event.kind == EventKind::gil_released) story += who + "releases";
  }
  CAPTURE(story);
  CHECK(story.starts_with("main waits, main releases, t takes, t releases, main takes"));
}

TEST_CASE("gil: a short thread has ended when start() returns, one that waits has got there") {
  CHECK(in_rounds(R"(
def look():
    done = []
    threading.Thread(target=done.append, args=(1,)).start()
    first, second = threading.Event(), []
    t = threading.Thread(target=lambda: (second.append(1), first.wait(), second.append(2)))
    t.start()
    seen = len(done), len(second)
    first.set()
    t.join()
    return seen
)") == "(1, 1)\n");
  CHECK(in_rounds(R"(
def look():
    fired = []
    threading.Timer(0, fired.append, (1,)).start()
    return len(fired)
)") == "1\n");
}

TEST_CASE("gil: who wakes a thread goes on before it") {
  const auto seen_after = [](const std::string& make, const std::string& wait, const std::string& wake) {
    return in_rounds("def look():\n    woken = []\n    one = " + make + "\n    def body():\n        " + wait +
                     "\n        woken.append(1)\n    t = threading.Thread(target=body)\n    t.start()\n    " + wake +
                     "\n    seen = len(woken)\n    t.join()\n    return seen, len(woken)\n");
  };
  CHECK(seen_after("threading.Event()", "one.wait()", "one.set()") == "(0, 1)\n");
  CHECK(seen_after("threading.Semaphore(0)", "one.acquire()", "one.release()") == "(0, 1)\n");
  CHECK(seen_after("queue.Queue()", "one.get()", "one.put(1)") == "(0, 1)\n");
  CHECK(seen_after("queue.SimpleQueue()", "one.get()", "one.put(1)") == "(0, 1)\n");
  CHECK(seen_after("threading.Barrier(2)", "one.wait()", "one.wait()") == "(0, 1)\n");
  CHECK(seen_after("threading.Condition()", "with one: one.wait()", "with one: one.notify()") == "(0, 1)\n");
}

TEST_CASE("gil: what is looked at with it is as the waking thread has left it") {
  CHECK(in_rounds(R"(
def look():
    semaphore = threading.Semaphore(0)
    t = threading.Thread(target=semaphore.acquire)
    t.start()
    semaphore.release()
    taken_back = semaphore.acquire(blocking=False)
    semaphore.release()
    t.join()
    return taken_back
)") == "True\n");
  const auto size_after_put = [](const std::string& make) {
    return in_rounds("def look():\n    items = " + make + R"(
    t = threading.Thread(target=items.get)
    t.start()
    items.put(1)
    size = items.qsize()
    t.join()
    return size
)");
  };
  CHECK(size_after_put("queue.Queue()") == "1\n");
  // SimpleQueue is written in C and hands the item to the waiting getter.
  CHECK(size_after_put("queue.SimpleQueue()") == "0\n");
  CHECK(in_rounds(R"(
def look():
    barrier, outcome = threading.Barrier(2), []
    def wait():
        try: outcome.append(barrier.wait())
        except threading.BrokenBarrierError: outcome.append("broken")
    t = threading.Thread(target=wait)
    t.start()
    barrier.wait()
    barrier.abort()
    t.join()
    return outcome[0]
)") == "broken\n");
  CHECK(in_rounds(R"(
def look():
    condition, order = threading.Condition(), []
    def wait():
        with condition:
            condition.wait()
            order.append("t")
    t = threading.Thread(target=wait)
    t.start()
    with condition: condition.notify()
    with condition: order.append("m")
    t.join()
    return " ".join(order)
)") == "m t\n");
}

TEST_CASE("gil: a thread that waits for it asks for it after an interval, and then gets it before the one that drops it") {
  GilRun run(R"(
sys.setswitchinterval(0.001)
seen = []
def spin():
    while not seen: pass
t = threading.Thread(target=spin)
t.start()
seen.append(1)
t.join()
print("both")
)");
  CHECK(run.written() == "both\n");
}

TEST_CASE("gil: what is C in CPython keeps it: structures that threads share without a lock stay whole") {
  GilRun run(R"(
import collections, heapq, itertools
sys.setswitchinterval(1e-6)
def together(work):
    gate = threading.Barrier(3)
    def run():
        gate.wait()
        work()
    threads = [threading.Thread(target=run) for _ in range(3)]
    for t in threads: t.start()
    for t in threads: t.join()
heap, ordered = [], collections.OrderedDict((n, n) for n in range(50))
sliced, got = itertools.islice(itertools.count(), 3000), []
def push():
    for n in range(300): heapq.heappush(heap, n * 7919 % 300)
def move():
    for n in range(300): ordered.move_to_end(n % 50, n % 2 == 0)
def take():
    for n in sliced: got.append(n)
together(push)
print(all(heap[n] >= heap[(n - 1) // 2] for n in range(1, len(heap))), len(heap))
together(move)
print(sorted(ordered) == list(range(50)))
together(take)
print(sorted(got) == list(range(3000)))
)");
  CHECK(run.written() == "True 900\nTrue\nTrue\n");
}
