#include "explore/identity.h"
#include "subjects.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

using namespace threadbox;
using namespace threadbox::explore;

namespace {

struct Identities {
  std::set<std::uint64_t> set;
  std::uint64_t runs = 0;
};

Identities identities(const Subject& subject, Search& search) {
  Identities found;
  Executor executor(subject);
  for (bool again = true; again;) {
    const Execution& execution = executor.run(search, again);
    if (!execution.is_complete) continue;
    ++found.runs;
    found.set.insert(identity_of(execution.steps));
  }
  return found;
}

}  // namespace

TEST_CASE("identity: each schedule of a walk has one of its own, and sleep sets alone find the same ones") {
  for (const std::string name :
       {"counter_2", "counter_twice", "event_3", "fib_bench", "flag_outside_lock", "lock_and_tries", "philosophers_3", "popl14",
        "queue_2_1", "semaphore_2", "singleton_3", "two_locks_opposite", "two_waiters_notify"}) {
    INFO(name);
    const Subject subject = explored_program(name);
    const auto races = tree_search(Reduction::races), sleep_sets = tree_search(Reduction::sleep_sets);
    const Identities found = identities(subject, *races);
    CHECK(found.set.size() == found.runs);
    CHECK(found.set == identities(subject, *sleep_sets).set);
  }
}

TEST_CASE("identity: random runs have those of the walk") {
  for (const std::string name : {"counter_3", "philosophers_4", "queue_2_2", "two_waiters_notify_all"}) {
    INFO(name);
    const Subject subject = explored_program(name);
    const auto walk = tree_search(Reduction::races), random = random_search(200, 1), samples = sampling_search(200, 1);
    const std::set<std::uint64_t> known = identities(subject, *walk).set;
    for (Search* search : {random.get(), samples.get()})
      for (const std::uint64_t each : identities(subject, *search).set) CHECK(known.contains(each));
  }
}
