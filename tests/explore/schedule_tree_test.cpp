#include "explore/schedule_tree.h"

#include "explore/report.h"
#include "explore/tree_view.h"
#include "subjects.h"

#include <doctest/doctest.h>

#include <chrono>
#include <set>
#include <string>
#include <variant>

using namespace threadbox;
using namespace threadbox::explore;

namespace {

using Branch = TreeView::Branch;

struct Explored {
  Subject subject;
  ScheduleTree tree;
  Exploration result;

  explicit Explored(Subject program, std::size_t most_nodes = 50'000) : subject(std::move(program)), tree(most_nodes) {
    const auto search = tree_search(Reduction::races);
    Explorer explorer(subject, *search);
    explorer.keep(tree);
    explorer.step({.time = std::chrono::minutes(10)});
    result = explorer.result();
  }
};

/// Two schedules in three lose an update: "A reads" …
Subject counter() {
  return subject_of(
      "import threading\ncounter = 0\ndef work():\n    global counter\n    value = counter\n    counter = value + 1\n"
      "threads = [threading.Thread(target=work, name=name) for name in 'AB']\n"
      "for thread in threads: thread.start()\nfor thread in threads: thread.join()\nprint(counter)\n");
}

script::Schedule schedule_of(const std::string& text) { return std::get<script::Schedule>(script::Schedule::parse(text)); }

/// What must hold of each tree: choices only where there is one, counts that add up, and leaves that come to what they say.
void check(const Branch& at, const Explored& explored) {
  std::uint64_t sum = at.not_kept;
  for (const auto& [outcome, count] : at.outcomes) sum += at.branches.empty() ? count : 0;
  std::set<std::string> starts;
  for (const Branch& branch : at.branches) {
    sum += branch.count;
    CHECK(starts.insert(branch.schedule).second);
    CHECK_FALSE(branch.name.empty());
    CHECK_FALSE(branch.text.empty());
    check(branch, explored);
  }
  CHECK(sum == at.count);
  CHECK(at.branches.size() != 1);
  if (!at.is_leaf) return;
  REQUIRE(at.outcomes.size() == 1);
  const auto replay = replay_search(std::get<script::Schedule>(script::Schedule::parse(at.schedule)));
  bool again = false;
  CHECK(execute(explored.subject, *replay, again).outcome == explored.result.outcomes[at.outcomes.front().first].outcome);
}

std::size_t leaves(const Branch& at) {
  std::size_t count = at.is_leaf ? 1 : 0;
  for (const Branch& branch : at.branches) count += leaves(branch);
  return count;
}

std::size_t folded(const Branch& at) {
  std::size_t count = at.is_folded ? 1 : 0;
  for (const Branch& branch : at.branches) count += folded(branch);
  return count;
}

/// The schedule at which the first branch is folded; empty: none.
std::string first_folded(const Branch& at) {
  if (at.is_folded) return at.schedule;
  for (const Branch& branch : at.branches)
    if (std::string found = first_folded(branch); !found.empty()) return found;
  return {};
}

bool is_unfolded(const Branch& at, const std::string& schedule) {
  if (at.schedule == schedule && !at.is_folded) return true;
  for (const Branch& branch : at.branches)
    if (is_unfolded(branch, schedule)) return true;
  return false;
}

}  // namespace

TEST_CASE("schedule tree: two threads that read and write, with what each choice does") {
  const Explored explored(counter());
  const TreeView view = view_of(explored.tree, explored.subject, explored.result);
  CHECK(text_of(view, explored.result) ==
        "tree of 4 schedules: 2 prints 1, 2 prints 2\n"
        "  ├ A reads counter: 0 (line 5)  [3 schedules: 2 prints 1, 1 prints 2]\n"
        "  │ ├ A writes counter: 1 (line 6) → prints 2\n"
        "  │ └ B reads counter: 0 (line 5)  [2 schedules: 2 prints 1]\n"
        "  │   ├ B writes counter: 1 (line 6) → prints 1\n"
        "  │   └ A writes counter: 1 (line 6) → prints 1\n"
        "  └ B reads counter: 0 (line 5) → prints 2\n");
  check(view.root, explored);
}

TEST_CASE("schedule tree: of each program the leaves are the schedules, and each comes to what it says") {
  for (const char* const name : {"philosophers_3", "queue_2_1", "popl14", "never_released_2", "event_2", "counter_3"}) {
    CAPTURE(name);
    const Explored explored(explored_program(name));
    const TreeView view = view_of(explored.tree, explored.subject, explored.result, {}, ~std::uint64_t{0});
    CHECK(view.root.count == explored.result.schedules);
    CHECK(leaves(view.root) == explored.result.schedules);
    check(view.root, explored);
  }
}

TEST_CASE("schedule tree: of too many schedules one way is shown, on which those are that were asked for") {
  const Explored explored(explored_program("counter_3"));
  constexpr std::uint64_t most = 3;
  const TreeView view = view_of(explored.tree, explored.subject, explored.result, {}, most);
  CHECK(leaves(view.root) < explored.result.schedules);
  CHECK(folded(view.root) > 0);
  check(view.root, explored);
  const std::string asked = first_folded(view.root);
  REQUIRE_FALSE(asked.empty());
  CHECK_FALSE(is_unfolded(view.root, asked));
  const TreeView other = view_of(explored.tree, explored.subject, explored.result, asked, most);
  CHECK(is_unfolded(other.root, asked));
  check(other.root, explored);
}

TEST_CASE("schedule tree: one that is full counts the schedules that it does not keep") {
  const Explored explored(explored_program("counter_3"), 9);
  CHECK(explored.tree.nodes().size() <= 9);
  const TreeView view = view_of(explored.tree, explored.subject, explored.result, {}, ~std::uint64_t{0});
  CHECK(view.root.count == explored.result.schedules);
  CHECK(leaves(view.root) < explored.result.schedules);
  CHECK(text_of(view, explored.result).find("counted but not kept") != std::string::npos);
}

TEST_CASE("schedule tree: schedules of any kind are added, the same one twice, and one that ends within another") {
  ScheduleTree tree;
  tree.add(schedule_of("1a.1x3.2.1"), 1);
  tree.add(schedule_of("1a.1x3.2.1"), 1);
  REQUIRE(tree.nodes().size() == 1);
  tree.add(schedule_of("1a.1x3.3"), 2);
  tree.add(schedule_of("1a.1x3.2"), 3);
  tree.add(schedule_of("1a.1x3.e2.2"), 1);
  CHECK(tree.nodes()[0].count() == 5);
  CHECK(tree.nodes()[0].way.size() == 3);
  CHECK(tree.nodes()[0].branches.size() == 3);
  CHECK(tree.path_of(schedule_of("1a.1x3.3")).size() == 2);
  CHECK(tree.path_of(schedule_of("1a.1x2")).size() == 1);
}
