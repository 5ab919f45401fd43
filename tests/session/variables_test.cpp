#include "stepping.h"

using namespace threadbox;
using namespace threadbox::session;

namespace {

const script::Variable& part(const script::Variable& variable, std::string_view name) {
  const auto found = std::ranges::find(variable.parts, name, &script::Variable::name);
  REQUIRE_MESSAGE(found != variable.parts.end(), "there is no part " << name);
  return *found;
}

/// Steps to the last line of the program.
void to_last_line(SteppedRun& run, std::uint32_t line) {
  for (int i = 0; i < 1000 && run.row("MainThread").line != line; ++i) run.choose("MainThread");
  REQUIRE(run.row("MainThread").line == line);
}

}  // namespace

TEST_CASE("variables: scalars and short containers are one line") {
  SteppedRun run(R"(a = 3
b = -2.5
c = "it's"
d = [1, 2, None]
e = {"k": 1, 2: True}
f = (7,)
g = {5}
h = 2 ** 400
i = range(3)
j = "x" * 1000
end = 0
)");
  to_last_line(run, 11);
  const Steps& steps = run.steps();
  CHECK(value(steps, "a") == "3");
  CHECK(value(steps, "b") == "-2.5");
  CHECK(value(steps, "c") == "\"it's\"");
  CHECK(value(steps, "d") == "[1, 2, None]");
  CHECK(value(steps, "e") == "{'k': 1, 2: True}");
  CHECK(value(steps, "f") == "(7,)");
  CHECK(value(steps, "g") == "{5}");
  CHECK(value(steps, "h") == "<large int>");
  CHECK(value(steps, "i") == "range(0, 3)");
  CHECK(value(steps, "j").size() < 80);
}

TEST_CASE("variables: an object is its class and its attributes, and its __repr__ is not called") {
  SteppedRun run(R"(class Account:
    def __init__(self, balance):
        self.balance = balance
        self.history = [[1], [2], [3]]
    def __repr__(self):
        print("called")
        return "?"
account = Account(100)
accounts = [account, account]
end = 0
)");
  to_last_line(run, 10);
  const script::Variable& account = *variable(run.steps(), "account");
  CHECK(account.text == "<Account object>");
  CHECK(part(account, ".balance").text == "100");
  CHECK(part(part(account, ".history"), "[1]").text == "[2]");
  const script::Variable& accounts = *variable(run.steps(), "accounts");
  CHECK(accounts.text == "list of 2");
  // The same object everywhere.
  CHECK(account.badge != 0);
  CHECK(part(accounts, "[0]").badge == account.badge);
  CHECK(part(accounts, "[1]").badge == account.badge);
  CHECK(accounts.badge == 0);
  CHECK(run.output().empty());
}

TEST_CASE("variables: what is left out is counted") {
  SteppedRun run("a = list(range(100))\nb = {n: [n] for n in range(50)}\nend = 0\n");
  to_last_line(run, 3);
  const script::Variable& a = *variable(run.steps(), "a");
  CHECK(a.text == "list of 100");
  CHECK(a.parts.size() + a.more == 100);
  CHECK(a.more > 0);
  const script::Variable& b = *variable(run.steps(), "b");
  CHECK(b.text == "dict of 50");
  CHECK(b.parts.size() + b.more == 50);
}

TEST_CASE("variables: an enormous program is read in bounded size") {
  SteppedRun run(R"(for n in range(500):
    globals()[f"name{n}"] = [[[n] * 50 for _ in range(50)] for _ in range(50)]
loop = [1]
loop.append(loop)
end = 0
)");
  run.on(100'000);
  run.back();
  CHECK(snapshot_json(Model{}, run.steps()).size() < 200'000);
}

TEST_CASE("variables: a call has its parameters, locals and variables of outer functions") {
  SteppedRun run(R"(def outer(n):
    seen = []
    def inner(x):
        y = x + n
        seen.append(y)
        return y
    return inner(5)
outer(1)
)");
  to_last_line(run, 6);
  const Steps& steps = run.steps();
  REQUIRE(steps.variables.scopes.size() == 3);
  const script::VariableScope& inner = steps.variables.scopes[1];
  CHECK(inner.function == "outer.<locals>.inner");
  CHECK(inner.line == 6);
  CHECK(inner.thread == 1);
  CHECK(steps.variables.scopes[2].function == "outer");
  CHECK(steps.variables.scopes[2].line == 7);
  CHECK(value(steps, "y") == "6");
  CHECK(value(steps, "seen") == "[6]");
  CHECK(value(steps, "n") == "1");
}

TEST_CASE("variables: what the last step changed is marked, down to the element") {
  SteppedRun run("a = 1\nb = [[1], [2]]\na = 2\nb[1].append(3)\nc = 0\nd = 0\n");
  to_last_line(run, 4);
  CHECK(variable(run.steps(), "a")->changed);
  CHECK_FALSE(variable(run.steps(), "b")->changed);
  run.on();
  CHECK_FALSE(variable(run.steps(), "a")->changed);
  const script::Variable& b = *variable(run.steps(), "b");
  CHECK(b.changed);
  CHECK_FALSE(part(b, "[0]").changed);
  CHECK(part(b, "[1]").changed);
  run.on();
  CHECK(variable(run.steps(), "c")->changed);
}

TEST_CASE("variables: the collections of the standard library, and threads, show what the program put into them") {
  SteppedRun run(R"(import collections, threading
d = collections.deque([1, 2])
c = collections.Counter("aab")
class Worker(threading.Thread):
    def __init__(self):
        super().__init__(name="W")
        self.jobs = 3
w = Worker()
lock = threading.Lock()
end = 0
)");
  to_last_line(run, 10);
  CHECK(value(run.steps(), "d") == "deque of 2");
  CHECK(part(*variable(run.steps(), "d"), "[1]").text == "2");
  CHECK(value(run.steps(), "c") == "{'a': 2, 'b': 1}");
  const script::Variable& w = *variable(run.steps(), "w");
  CHECK(w.text == "<Worker object>");
  REQUIRE(w.parts.size() == 1);
  CHECK(w.parts[0].name == ".jobs");
  CHECK(value(run.steps(), "lock") == "<lock object>");
}
