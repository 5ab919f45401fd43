#include "explore/line_map.h"
#include "explore/proof.h"
#include "subjects.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace threadbox;
using namespace threadbox::explore;

namespace {

constexpr std::string_view deadlock = R"(import threading
a, b = threading.Lock(), threading.Lock()
def one():
    with a:
        with b:
            pass
def two():
    with b:
        with a:
            pass
threads = [threading.Thread(target=f) for f in (one, two)]
for t in threads: t.start()
for t in threads: t.join()
)";

constexpr std::string_view race = R"(import threading
counter = 0
def add():
    global counter
    counter += 1
threads = [threading.Thread(target=add, name=n) for n in 'AB']
for t in threads: t.start()
for t in threads: t.join()
assert counter == 2, counter
)";

std::string replaced(std::string_view text, std::string_view what, std::string_view by) {
  std::string result(text);
  REQUIRE(result.find(what) != std::string::npos);
  for (std::size_t at = 0; (at = result.find(what, at)) != std::string::npos; at += by.size())
    result.replace(at, what.size(), by);
  return result;
}

/// What became of the program's first failing schedule.
Proof proof_of(std::string_view old, const std::string& edited) {
  const Subject before = subject_of(std::string(old)), after = subject_of(edited);
  const auto search = tree_search(Reduction::races);
  for (const Found& each : explore::explore(before, *search, {}).outcomes)
    if (each.outcome.fails()) return prove(after, before, each.least.schedule.text());
  FAIL("no schedule fails");
  return {};
}

/// The proof's own schedule leads to its outcome.
void check_replay(const Proof& proof, const std::string& edited) {
  const Subject after = subject_of(edited);
  const auto replay = replay_search(proof.schedule);
  bool again = false;
  CHECK(execute(after, *replay, again).outcome == proof.outcome);
}

}  // namespace

TEST_CASE("proof: a failing schedule fails again after an edit that does not help") {
  struct Edit {
    std::string_view old, what, by;
  };
  for (const auto& [old, what, by] : {
           Edit{deadlock, "def one():\n", "def one():\n    print('one')\n    print('begins')\n"},
           Edit{deadlock, "    with b:\n        with a:", "    log = []\n    with b:\n        print('two')\n        with a:"},
           Edit{deadlock, "threads = [",
                "def three():\n    with a:\n        pass\nthreads = [threading.Thread(target=three)] + ["},
           Edit{deadlock, "a, b =", "\n# Two locks.\n\nc = threading.Lock()\na, b ="},
           Edit{deadlock, "(one, two)", "(two, one)"},
           Edit{race, "counter", "total"},
           Edit{race, "    counter += 1", "    print('adds')\n    counter += 1\n    print('added')"},
           Edit{race, "    counter += 1", "    value = counter\n    counter = value + 1"},
           Edit{race, "    counter += 1", "    for i in range(1):\n        counter += 1"},
           Edit{race, "counter += 1", "counter = counter + 1"},
       }) {
    CAPTURE(by);
    const std::string edited = replaced(old, what, by);
    const Proof proof = proof_of(old, edited);
    CHECK(proof.outcome.kind == proof.before.kind);
    CHECK(proof.outcome.fails());
    CHECK(sentence_of(proof, 1).starts_with("The old failing schedule 1 still "));
    check_replay(proof, edited);
  }
}

TEST_CASE("proof: a thread that was added does not take another one's turn") {
  for (const std::string_view names : {"'ABC'", "'ACB'", "'CAB'"}) {
    CAPTURE(names);
    const std::string edited = replaced(replaced(race, "'AB'", names), "== 2", "== 3");
    const Proof proof = proof_of(race, edited);
    CHECK(sentence_of(proof, 3) == "The old failing schedule 3 still raises AssertionError.");
    CHECK(proof.fits);
    check_replay(proof, edited);
  }
}

TEST_CASE("proof: what keeps a failing schedule from failing is told") {
  const std::string edited = replaced(replaced(race, "counter = 0", "counter = 0\nlock = threading.Lock()"), "    counter += 1",
                                      "    with lock:\n        counter += 1");
  const Proof proof = proof_of(race, edited);
  CHECK_FALSE(proof.outcome.fails());
  CHECK_FALSE(proof.fits);
  CHECK(sentence_of(proof, 1) == "The old failing schedule 1 now ends well: B has to wait for A (line 6).");
  check_replay(proof, edited);
}

TEST_CASE("proof: locks that are taken in one order end well") {
  const Proof proof = proof_of(deadlock, replaced(deadlock, "    with b:\n        with a:", "    with a:\n        with b:"));
  CHECK(proof.outcome.kind == Outcome::Kind::ended);
  CHECK(sentence_of(proof, 2).starts_with("The old failing schedule 2 now ends well"));
}

TEST_CASE("proof: another failure is told as such") {
  const Proof proof =
      proof_of(race, replaced(race, "assert counter == 2, counter", "if counter != 2: raise ValueError(counter)"));
  CHECK(sentence_of(proof, 1) == "The old failing schedule 1 now raises ValueError.");
}

TEST_CASE("proof: what is no schedule is refused") {
  const Subject subject = subject_of(std::string(race));
  CHECK_THROWS_AS(prove(subject, subject, "1z.7"), std::invalid_argument);
}

TEST_CASE("line map: a line that is kept, moved in, changed, replaced by several, added, removed") {
  const LineMap map(
      "a = 1\n"
      "x += 1\n"
      "gone()\n"
      "b = 2\n"
      "c.d(1)\n"
      "end\n",
      "a = 1\n"
      "\n"
      "with lock:\n"
      "    x += 1\n"
      "b = 2\n"
      "q.d(2)\n"
      "end\n");
  CHECK(map.of_old(1) == map.of_edited(1));
  CHECK(map.of_old(2) == map.of_edited(4));
  CHECK_FALSE(map.is_changed(map.of_old(2)));
  CHECK(map.of_edited(3) == 0);
  CHECK(map.of_old(3) == 0);
  CHECK(map.of_old(5) == map.of_edited(6));
  CHECK(map.is_changed(map.of_old(5)));
  CHECK(map.of_old(6) == map.of_edited(7));
  CHECK(map.of_old(99) == 0);
  const LineMap several("a\nx += 1\nb\n", "a\nv = x\nx = v + 1\nb\n");
  CHECK(several.of_old(2) != 0);
  CHECK(several.of_old(2) == several.of_edited(2));
  CHECK(several.of_old(2) == several.of_edited(3));
}
