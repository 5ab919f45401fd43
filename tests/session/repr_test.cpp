#include "stepping.h"

#include <string>

using namespace threadbox;
using namespace threadbox::session;

namespace {

constexpr const char* accounts = R"py(import threading
print = repr = None
held = threading.Lock()
held.acquire()
class Account:
    def __init__(self, kind):
        self.kind = kind
        self.asked = 0
    def __repr__(self):
        global asked
        asked += 1
        self.asked += 1
        if self.kind == "raises":
            raise ValueError("no name")
        if self.kind == "endless":
            while True:
                self.asked += 1
        if self.kind == "endless in one statement":
            return [0 for _ in iter(int, 1)]
        if self.kind == "waits":
            held.acquire()
        if self.kind == "sleeps":
            held.acquire(timeout=1000)
        if self.kind == "long":
            return "x" * 100_000
        if self.kind == "lines":
            return "two\nlines"
        if self.kind == "no text":
            return 3
        return f"Account({self.kind!r}, {self.asked}, {asked})"
asked = 0
def work(mine):
    x = 1
kinds = ["plain", "raises", "endless", "endless in one statement", "waits", "sleeps", "long", "no text", "lines"]
all = [Account(kind) for kind in kinds]
t = threading.Thread(target=work, args=(Account("local"),), name="A")
t.start()
end = 0
)py";

/// Steps until the thread A is before its last statement.
void step_to_end(SteppedRun& run) {
  for (int i = 0; i < 300; ++i) {
    const auto& threads = run.steps().threads;
    if (std::ranges::any_of(threads, [](const StepRow& row) { return row.text == "x = 1"; })) return;
    run.choose(run.row("MainThread").can_run ? "MainThread" : threads.back().name);
  }
  FAIL("the thread has not begun");
}

const script::Variable& account(const SteppedRun& run, std::size_t index) {
  const script::Variable* all = variable(run.steps(), "all");
  REQUIRE(all != nullptr);
  REQUIRE(all->parts.size() > index);
  return all->parts[index];
}

/// What the user is told of an account.
const script::Variable& asked(SteppedRun& run, std::size_t index) {
  run.post(Repr{account(run, index).number});
  return account(run, index);
}

}  // namespace

TEST_CASE("repr: is called on request, and the run knows nothing of it") {
  SteppedRun run(accounts);
  step_to_end(run);
  const std::string before = run.snapshot();
  const std::uint64_t revision = run.steps().revision;
  CHECK(account(run, 0).is_instance);
  CHECK(account(run, 0).repr.empty());
  for (int i = 0; i < 2; ++i) {
    const script::Variable& shown = asked(run, 0);
    CHECK(shown.repr == "Account('plain', 1, 1)");
    CHECK_FALSE(shown.raised);
  }
  CHECK(run.steps().revision > revision);
  CHECK(run.output().empty());
  run.on();
  run.back();
  CHECK(account(run, 0).repr.empty());
  CHECK(value(run.steps(), "asked") == "0");
  run.back();
  run.on();
  run.back();
  run.on();
  CHECK(run.steps().problem.empty());
  CHECK(before.find("Account(") == std::string::npos);
}

TEST_CASE("repr: an object that only a local variable holds is asked, too") {
  SteppedRun run(accounts);
  step_to_end(run);
  const script::Variable* mine = variable(run.steps(), "mine");
  REQUIRE(mine != nullptr);
  run.post(Repr{mine->number});
  CHECK(variable(run.steps(), "mine")->repr == "Account('local', 1, 1)");
}

TEST_CASE("repr: what goes wrong in it is said in a line") {
  SteppedRun run(accounts);
  step_to_end(run);
  const auto says = [&](std::size_t index) {
    const script::Variable& shown = asked(run, index);
    CHECK(shown.raised);
    return shown.repr;
  };
  CHECK(says(1) == "ValueError: no name");
  CHECK(says(2) == "repr() has not ended after 1,000,000 instructions.");
  CHECK(says(3) == "repr() has not ended after 1,000,000 instructions.");
  CHECK(says(4) == "repr() waits for another thread.");
  CHECK(says(7) == "TypeError: __repr__ returned non-string (type int)");
  CHECK(asked(run, 5).repr == "Account('sleeps', 1, 1)");  // Time passes at once.
  CHECK(asked(run, 8).repr == "two lines");
  const std::string& text = asked(run, 6).repr;
  CHECK(text.size() == 303);
  CHECK(text.ends_with("x…"));
}

TEST_CASE("repr: a typed statement that waits is not in its way") {
  SteppedRun run(accounts, {.interactive = true});
  step_to_end(run);
  run.post(Execute{"held.acquire()"});
  run.choose("Console");
  CHECK(asked(run, 0).repr == "Account('plain', 1, 1)");
}

TEST_CASE("repr: is ignored for what is no variable, and after the end") {
  SteppedRun run(accounts);
  run.post(Repr{1'000});
  step_to_end(run);
  while (run.session.live()) run.on();
  const std::string before = run.snapshot();
  run.post(Repr{1});
  CHECK(run.snapshot() == before);
}
