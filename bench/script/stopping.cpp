// How long it takes from Stop until the last thread has ended, in programs that do something big in one piece.
#include "session/session.h"

#include <threadbox/park/waiter.h>

#include <algorithm>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace threadbox;
using namespace threadbox::session;

struct Workload {
  const char* name;
  const char* setup;
  const char* statement;
};

constexpr const char* big_text = "text = 'abcdefghij' * 2_000_000";
constexpr const char* big_list = "items = [str(i) for i in range(400_000)]";
constexpr const char* many_lists = "items = [[i] for i in range(1_000_000)]";

constexpr Workload workloads[] = {
    {"a busy loop", "", "pass"},
    {"a wait", "import threading", "threading.Event().wait()"},
    {"sorted", big_list, "sorted(items, key=lambda item: item[::-1])"},
    {"list.sort of lists", "items = [[i % 1000] for i in range(300_000)]", "sorted(items)"},
    {"'x' * 10**8", "", "'x' * 10**8"},
    {"'x' * 10**12", "", "try: 'x' * 10**12\n    except MemoryError: pass"},
    {"list * n", "", "[1, 2, 3] * 5_000_000"},
    {"list(range(n))", "", "list(range(10_000_000))"},
    {"str.replace", big_text, "text.replace('a', 'xyz')"},
    {"str.split", big_text, "text.split('j')"},
    {"str.join", big_list, "', '.join(items)"},
    {"in a str", big_text, "'abcdefghija' * 1000 + 'x' in text"},
    {"str.rfind", "text = 'a' * 20_000_000", "text.rfind('b' + 'a' * 10_000)"},
    {"str.count", big_text, "text.count('j')"},
    {"str.upper", big_text, "text.upper()"},
    {"s += t", "", "s = ''\n    for i in range(10**6): s += 'abcdefghijklmnopqrstuvwxyz'"},
    {"list == list", "items, others = [float(i) for i in range(2_000_000)], [float(i) for i in range(2_000_000)]",
     "items == others"},
    {"repr of a list", many_lists, "repr(items)"},
    {"str of a dict", "items = {i: str(i) for i in range(300_000)}", "str(items)"},
    {"set(list)", big_list, "set(items)"},
    {"set | set", "items, others = set(range(1_000_000)), set(range(500_000, 1_500_000))", "items | others"},
    {"dict(pairs)", "items = [(i, i) for i in range(500_000)]", "dict(items)"},
    {"int ** int", "", "3 ** 2_000_000"},
    {"int * int", "n = 3 ** 3_000_000", "n * n"},
    {"str(int)", "n = 10 ** 4000", "str(n)"},
    {"pow of three", "n = 3 ** 20_000", "pow(7, n, n + 2)"},
    {"garbage, with much that lives", many_lists, "[[i] for i in range(100_000)]"},
    {"dict, with much that lives", "items = {i: [i] for i in range(700_000)}", "[[i] for i in range(100_000)]"},
};

/// In milliseconds; the run is stopped so long after it has begun its work.
double stopping_time(const Workload& workload, bool free_threaded, Seconds after) {
  const Clock clock;
  Waiter self(0, clock);
  Session session;
  const auto problems =
      session.load(std::string(workload.setup) + "\nprint('ready')\nwhile True:\n    " + workload.statement + "\n");
  if (!problems.empty()) {
    std::fputs(problems.front().text.c_str(), stderr);
    return 0;
  }
  session.run({.interactive = false, .free_threaded = free_threaded});
  const auto rest = [&](Seconds time) {
    session.drain();
    self.park(clock.deadline_after(time));
  };
  while (session.live() && session.model().console.empty()) rest(Seconds{0.001});
  rest(after);
  const TimeNs began = clock.now_ns();
  session.stop();
  while (session.live()) rest(Seconds{0.0001});
  return static_cast<double>(clock.now_ns() - began) / 1e6;
}

}  // namespace

int main() {
  constexpr int runs = 7;
  std::mt19937 random;  // The same moments each time.
  std::uniform_real_distribution<double> moment(0.01, 0.25);
  std::printf("%-32s %10s %10s   ms from Stop to the end, longest of %d\n", "", "GIL", "no GIL", runs);
  for (const Workload& workload : workloads) {
    double longest[2] = {0, 0};
    for (int run = 0; run < runs; ++run)
      for (const bool free_threaded : {false, true})
        longest[free_threaded ? 1 : 0] =
            std::max(longest[free_threaded ? 1 : 0], stopping_time(workload, free_threaded, Seconds{moment(random)}));
    std::printf("%-32s %10.1f %10.1f\n", workload.name, longest[0], longest[1]);
    std::fflush(stdout);
  }
}
