#include "session/session.h"

#include <threadbox/park/waiter.h>

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>

using namespace threadbox;
using namespace threadbox::session;

namespace {

/// Runs a program to its end and returns its output, both streams in order.
std::string output_of(std::string program, RunnerKind runner = RunnerKind::parallel,
                      std::size_t heap_limit_bytes = std::size_t{256} << 20) {
  Session session;
  const auto problems = session.load(std::move(program));
  if (!problems.empty()) return problems.front().text;
  session.run({.interactive = false, .heap_limit_bytes = heap_limit_bytes, .runner = runner});
  const Clock clock;
  Waiter self(0, clock);
  while (session.model().state != RunState::ended)
    if (session.drain() == 0) self.park(clock.deadline_after(Seconds{0.0005}));
  std::string text;
  for (const ConsoleLine& line : session.model().console) text += line.text;
  return text;
}

/// The expected output of a program, from its `# expect:` comments, one for each line.
std::string expected_of(std::string_view program) {
  std::string text;
  constexpr std::string_view mark = "# expect: ";
  for (std::size_t at = program.find(mark); at != std::string_view::npos; at = program.find(mark, at + 1)) {
    const std::size_t begin = at + mark.size();
    text += std::string(program.substr(begin, program.find('\n', begin) - begin)) + "\n";
  }
  return text;
}

void check(const char* program) {
  CAPTURE(program);
  CHECK(output_of(program) == expected_of(program));
  CHECK(output_of(program, RunnerKind::simulated) == expected_of(program));
}

}  // namespace

TEST_CASE("program: arithmetic follows Python's rules") {
  check(R"(
print(7 // 2, -7 // 2, 7 % -3, -7 % 3)   # expect: 3 -4 -2 2
print(2 ** 10, 2 ** -1, 7 / 2, 1e3)      # expect: 1024 0.5 3.5 1000.0
print(1 == 1.0, True + 1, not 0, ~5)     # expect: True 2 True -6
print(1 < 2 < 3, 1 < 3 < 2, 3 in [1, 3]) # expect: True False True
print(round(2.5), abs(-3), min(3, 1), max([4, 9, 2]))  # expect: 2 3 1 9
print(0.1 + 0.2, 1e16, 1e-5, 5e-324)     # expect: 0.30000000000000004 1e+16 1e-05 5e-324
)");
}

TEST_CASE("program: strings, f-strings and formats") {
  check(R"(
name, n = "Ada", 3
print(f"{name!r:>7}|{n:03d}|{n/7:.2f}|{n=}|{{}}")  # expect:   'Ada'|003|0.43|n=3|{}
print("%s is %05.1f and %-4d|" % (name, 2.5, 7))  # expect: Ada is 002.5 and 7   |
print("a,b,c".split(","), "-".join(["x", "y"]), "é"[0], len("né"))  # expect: ['a', 'b', 'c'] x-y é 2
print("abcdef"[1:4], "abcdef"[::-1], "abc" * 2)   # expect: bcd fedcba abcabc
print(f"{1234567:,} {255:#x} {0.5:%} {'mid':^7}|")  # expect: 1,234,567 0xff 50.000000%   mid  |
print(repr("it's"), repr("tab\t"), str(1.0))      # expect: "it's" 'tab\t' 1.0
)");
}

TEST_CASE("program: functions bind their arguments as Python does") {
  check(R"(
def f(a, b=2, *rest, key, last=5, **more):
    return (a, b, rest, key, last, more)
print(f(1, key=3))                       # expect: (1, 2, (), 3, 5, {})
print(f(1, 9, 8, 7, key=3, other=4))     # expect: (1, 9, (8, 7), 3, 5, {'other': 4})
print(f(*[1, 2], **{"key": 0}))          # expect: (1, 2, (), 0, 5, {})
def counter():
    total = 0
    def add(n):
        nonlocal total
        total += n
        return total
    return add
add = counter()
add(2)
print(add(3), (lambda x, y=1: x + y)(4)) # expect: 5 5
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(15))                           # expect: 610
try:
    f()
except TypeError as error:
    print(error)                         # expect: f() missing 1 required positional argument: 'a'
)");
}

TEST_CASE("program: finally runs on every way out, and exceptions chain") {
  check(R"(
def leave(how):
    for i in range(3):
        try:
            if how == "return":
                return "returned"
            if how == "break":
                break
            if how == "continue":
                continue
            raise KeyError(how)
        except KeyError as error:
            print("caught", error)       # expect: finally return
        finally:
            print("finally", how)        # expect: returned
    return "end"
print(leave("return"))                   # expect: finally break
print(leave("break"))                    # expect: end
try:
    try:
        1 / 0
    except ZeroDivisionError as first:
        raise ValueError("second") from first
except ValueError as error:
    print(error, type(error.__cause__).__name__)  # expect: second ZeroDivisionError
)");
}

TEST_CASE("program: classes inherit, override, and call up with super()") {
  check(R"(
class Base:
    kind = "base"
    def __init__(self, name):
        self.name = name
    def hello(self):
        return "I am " + self.name
    @property
    def loud(self):
        return self.name.upper()
class Derived(Base):
    def __init__(self, name, age):
        super().__init__(name)
        self.age = age
    def hello(self):
        return super().hello() + ", " + str(self.age)
d = Derived("Ada", 36)
print(d.hello(), d.loud, d.kind, isinstance(d, Base))  # expect: I am Ada, 36 ADA base True
class Point:
    def __init__(self, x):
        self.x = x
    def __repr__(self):
        return f'Point({self.x})'
print(Point(1), str(Point(2)), sep=";")  # expect: Point(1);Point(2)
class Money(Exception):
    pass
try:
    raise Money("gone")
except Exception as error:
    print(type(error).__name__, error)   # expect: Money gone
class Manager:
    def __enter__(self):
        return "in"
    def __exit__(self, kind, error, trace):
        print("out", kind is None)       # expect: in
        return True
with Manager() as m:
    print(m)                             # expect: out False
    raise ValueError()
)");
}

TEST_CASE("program: containers, comprehensions and unpacking") {
  check(R"(
a, *b, c = range(5)
print(a, b, c)                           # expect: 0 [1, 2, 3] 4
d = {k: v for k, v in zip("abc", [1, 2, 3]) if v != 2}
d["z"] = d.get("y", 0)
print(d, "a" in d, len(d), {1, 1, 2})    # expect: {'a': 1, 'c': 3, 'z': 0} True 3 {1, 2}
l = [[i * j for j in range(2)] for i in range(3)]
l.append("x"); del l[0]; l[0] += [7]
print(l, sorted([3, 1, 2], reverse=True))  # expect: [[0, 1, 7], [0, 2], 'x'] [3, 2, 1]
for i, (x, y) in enumerate([(1, 2), (3, 4)]):
    print(i, x + y)                      # expect: 0 3
else:
    print("done")                        # expect: 1 7
try:
    for k in d:
        d[k + "!"] = 1
except RuntimeError as error:
    print(error)                         # expect: done
print([] or "empty", (n := 4) * 2, n)    # expect: dictionary changed size during iteration
# expect: empty 8 4
)");
}

TEST_CASE("program: what Threadbox lacks is refused by name, never done differently") {
  CHECK(output_of("import nothing_like_it\n").find("ModuleNotFoundError: No module named 'nothing_like_it' (Threadbox has: ") !=
        std::string::npos);
  Session session;
  const std::vector<Problem> problems =
      session.load("try:\n  import socket\nexcept ImportError: pass\nimport tkinter\nprint(aiter(f))\n");
  REQUIRE(problems.size() == 2);
  CHECK(problems[0].message == "No module named 'tkinter': there are no windows in the sandbox; print() can show what happens");
  CHECK(problems[1].type == "NameError");
  CHECK(problems[1].line == 5);
  CHECK(!session.run());
  CHECK(output_of("async def f(): pass\n").find("SyntaxError: 'async def' is not supported by Threadbox") != std::string::npos);
  CHECK(output_of("class A(property): pass\n").find("NotImplementedError: Threadbox cannot derive a class from 'property'") !=
        std::string::npos);
}

TEST_CASE("program: too deep a recursion and too much memory raise") {
  CHECK(output_of("def f(): f()\ntry:\n    f()\nexcept RecursionError as e: print(e)\n") == "maximum recursion depth exceeded\n");
  CHECK(output_of("try:\n    'x' * 10**12\nexcept MemoryError: print('too much')\n") == "too much\n");
}

TEST_CASE("program: garbage, cycles too, is collected") {
  check(R"(
class Node:
    pass
for i in range(200000):
    a = Node()
    a.me = a
    a.payload = [i] * 50
print("still here")                      # expect: still here
)");
}

TEST_CASE("program: what a container has given back can be used again") {
  CHECK(output_of(R"(
import collections
table, keys, items, line, pairs = {}, set(), [], collections.deque(), {}
for i in range(60000):
    table[i] = i; del table[i]
    keys.add(i); keys.remove(i)
    items.append(i); items.pop()
    items[:] = [i]
    line.append(i); line.popleft()
    pairs[i] = i; pairs.popitem()
print("still here")
)",
                  RunnerKind::parallel, std::size_t{4} << 20) == "still here\n");
}

TEST_CASE("program: garbage is collected before memory is refused, however much lives") {
  CHECK(output_of(R"(
kept = [str(i) * 10 for i in range(40000)]
for i in range(200000): str(i) + "abcdefghijklmnopqrstuvwxyz"
print("still here", len(kept))
)",
                  RunnerKind::parallel, std::size_t{8} << 20) == "still here 40000\n");
}

TEST_CASE("program: a string that grows by += shares its bytes with those before it, and no more") {
  check(R"(
text = ""
before = []
for i in range(3000):
    if i % 1000 == 0: before.append(text)
    text += "ä" if i % 100 == 0 else "b"
print(len(text), text.count("ä"), [len(part) for part in before])  # expect: 3000 30 [0, 1000, 2000]
one = two = text
one += "1"
two += "2"
one += "3"
print(text[-1], one[-2:], two[-2:], len(one), len(two))  # expect: b 13 b2 3002 3001
print(before[2] == text[:2000], one[:3000] == text == two[:3000])  # expect: True True
table = {text: "text", one: "one", two: "two"}
print(table[text], table[one], table[text + "2"])  # expect: text one two
)");
}

TEST_CASE("program: locks and threads raise CPython's errors") {
  check(R"(
import threading
def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__ + ":", error)
lock = threading.Lock()
attempt(lock.release)                                # expect: RuntimeError: release unlocked lock
attempt(lambda: lock.acquire(False, 1))              # expect: ValueError: can't specify a timeout for a non-blocking call
attempt(lambda: lock.acquire(True, -2))              # expect: ValueError: timeout value must be a non-negative number
attempt(lambda: lock.acquire(timeout=-1))            # expect: True
attempt(lambda: lock.acquire(timeout=0.001))         # expect: False
attempt(lambda: threading.Barrier(0))                # expect: ValueError: parties must be > 0
t = threading.Thread(target=print, args=("ran",))
attempt(t.join)                                      # expect: RuntimeError: cannot join thread before it is started
t.start()                                            # expect: ran
t.join()
attempt(t.start)                                     # expect: RuntimeError: threads can only be started once
def daemon():
    t.daemon = True
attempt(daemon)                                      # expect: RuntimeError: cannot set daemon status of active thread
attempt(threading.current_thread().join)             # expect: RuntimeError: cannot join current thread
attempt(lambda: threading.Thread(group=1))           # expect: AssertionError: group argument must be None for now
print(threading.Thread(target=attempt).name, threading.main_thread().name)  # expect: Thread-2 (attempt) MainThread
print(threading.active_count(), threading.enumerate() == [threading.main_thread()])  # expect: 1 True
)");
}

TEST_CASE("program: a queue is an object of the model, with its name and its size") {
  Session session;
  REQUIRE(session.load("import queue\njobs = queue.Queue(5)\nfor n in range(3): jobs.put(n)\njobs.get()\njobs.task_done()\n")
              .empty());
  session.run({.interactive = false});
  const Clock clock;
  Waiter self(0, clock);
  while (session.model().state != RunState::ended)
    if (session.drain() == 0) self.park(clock.deadline_after(Seconds{0.0005}));
  const auto& objects = session.model().objects;
  const auto queue = std::ranges::find(objects, ObjectKind::queue, &ObjectRow::kind);
  REQUIRE(queue != objects.end());
  CHECK(queue->variable == "jobs");
  CHECK(queue->maxsize == 5);
  CHECK(queue->size == 2);
  CHECK(queue->unfinished == 2);
}
