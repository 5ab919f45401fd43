#include "judged_log.h"

using namespace threadbox;
using namespace threadbox::session;

// Laws of the finding held-while-waiting.

namespace {

constexpr ObjectId lock = 20, event = 21, gate = 22, condition = 23, other_lock = 24;
constexpr TimeNs ms = 1'000'000;

struct Keeper : JudgedLog {
  Keeper() {
    create(lock, ObjectKind::lock);
    create(event, ObjectKind::event);
    create(gate, ObjectKind::barrier, 2);
    create(condition, ObjectKind::condition);
    create(other_lock, ObjectKind::lock);
    start(2);
    start(3);
    line(2, 7);
    line(3, 9);
    acquire(2, lock);
  }
  /// The thread 3 needs the lock that thread 2 holds.
  void need() { wait(3, OperationKind::lock_acquire, lock); }
};

const Found nothing, warning{"warning held-while-waiting 7 9"};

}  // namespace

TEST_CASE("held while waiting: told once another thread needs the lock meanwhile") {
  for (const bool is_needed : {false, true}) {
    Keeper log;
    log.wait(2, OperationKind::event_wait, event);
    if (is_needed) log.need();
    CHECK(log.found() == Found{});  // The wait is not over.
    log.end_wait(2, event);
    CHECK(log.found() == (is_needed ? warning : nothing));
  }
}

TEST_CASE("held while waiting: a thread that waited for the lock before counts") {
  Keeper log;
  log.need();
  log.wait(2, OperationKind::event_wait, event);
  log.end_wait(2, event);
  CHECK(log.found() == warning);
}

TEST_CASE("held while waiting: a wait that could be over keeps no thread") {
  SUBCASE("of an event") {
    Keeper log;
    log.wait(2, OperationKind::event_wait, event);
    log.add(3, EventKind::event_set, event);
    log.need();
    log.end_wait(2, event);
    CHECK(log.found() == nothing);
  }
  SUBCASE("of a condition") {
    Keeper log;
    log.wait(2, OperationKind::condition_wait, condition);
    log.add(3, EventKind::condition_notified, condition, 1);
    log.need();
    log.end_wait(2, condition);
    CHECK(log.found() == nothing);
  }
  SUBCASE("of a barrier") {
    Keeper log;
    log.add(2, EventKind::barrier_arrived, gate, 1);
    log.wait(2, OperationKind::barrier_wait, gate);
    log.add(3, EventKind::barrier_arrived, gate, 0);
    log.add(3, EventKind::barrier_opened, gate);
    log.need();
    log.end_wait(2, gate);
    CHECK(log.found() == nothing);
  }
}

TEST_CASE("held while waiting: a sleep counts from a millisecond on") {
  for (const TimeNs time : {ms / 2, ms}) {
    Keeper log;
    log.wait(2, OperationKind::sleep, 0, static_cast<float>(time) / 1e9F);
    log.need();
    log.now_ns += time;
    log.end_wait(2, 0, WaitOutcome::timed_out);
    CHECK(log.found() == (time < ms ? nothing : warning));
  }
}

TEST_CASE("held while waiting: a wait for a further lock, or without a lock, is none") {
  Keeper log;
  log.wait(2, OperationKind::lock_acquire, other_lock);
  log.need();
  log.end_wait(2, other_lock);
  log.release(2, lock);
  log.wait(2, OperationKind::event_wait, event);
  log.end_wait(2, event);
  CHECK(log.found() == Found{});
}

TEST_CASE("held while waiting: of a wait that the end of the run stops nothing is said") {
  Keeper log;
  log.wait(2, OperationKind::event_wait, event);
  log.need();
  log.end_wait(2, event, WaitOutcome::stopped);
  CHECK(log.found() == Found{});
}
