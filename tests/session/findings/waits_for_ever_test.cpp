#include "judged_log.h"

using namespace threadbox;
using namespace threadbox::session;

// Laws of the findings deadlock, stuck and forgotten-release.

namespace {

constexpr ObjectId a = 10, b = 11;

/// Threads 2 and 3 each have a lock.
struct TwoLocks : JudgedLog {
  explicit TwoLocks(ObjectKind kind = ObjectKind::lock) {
    create(a, kind);
    create(b, kind);
    start(2);
    start(3);
    acquire(2, a);
    acquire(3, b);
    line(2, 7);
    line(3, 9);
  }
};

}  // namespace

TEST_CASE("deadlock: a circle of two locks is found at the wait that closes it, once") {
  TwoLocks log;
  log.wait(2, OperationKind::lock_acquire, b);
  CHECK(log.found() == Found{});
  log.wait(3, OperationKind::lock_acquire, a);
  CHECK(log.found() == Found{"error deadlock 9 7"});
  const Finding& finding = log.findings.list().front();
  CHECK(finding.text == "T3 waits for Lock 10 held by T2 (line 9); T2 waits for Lock 11 held by T3 (line 7).");
  CHECK(finding.objects == std::vector<ObjectId>{a, b});
  log.wait(1, OperationKind::shutdown_join, 0);
  log.add(1, EventKind::deadlock);
  CHECK(log.found() == Found{"error deadlock 9 7"});
}

TEST_CASE("deadlock: a wait with a timeout closes no circle") {
  TwoLocks log;
  log.wait(2, OperationKind::lock_acquire, b, 5);
  log.wait(3, OperationKind::lock_acquire, a);
  CHECK(log.found() == Found{});
}

TEST_CASE("spinning: a thread that could go on when nothing can change spins; one that waits for it is not stuck") {
  JudgedLog log;
  log.start(2);
  log.line(2, 7);
  log.add(2, EventKind::gil_wanted);
  log.wait(1, OperationKind::thread_join, 2);
  log.add(1, EventKind::deadlock);
  CHECK(log.found() == Found{"error spinning 7"});
  CHECK(log.findings.list().front().text ==
        "T2 goes round in a loop (line 7) for ever, and no thread is left that could end it.");
}

TEST_CASE("spinning: so does one that waits with a timeout, and the sentence names what it has looked at last") {
  JudgedLog log;
  log.start(2);
  log.add(1, EventKind::place_name, 5, log.text("ready"));
  log.add(2, EventKind::access, 5, 0, access_decides, 8);
  log.wait(2, OperationKind::sleep, 0, 0.5F);
  log.wait(1, OperationKind::thread_join, 2);
  log.add(1, EventKind::deadlock);
  CHECK(log.found() == Found{"error spinning 8"});
  CHECK(log.findings.list().front().text == "T2 looks at ready (line 8) again and again, and no thread is left that changes it.");
}

TEST_CASE("deadlock: a join closes a circle") {
  TwoLocks log;
  log.wait(2, OperationKind::thread_join, 3);
  log.wait(3, OperationKind::lock_acquire, a);
  CHECK(log.found() == Found{"error deadlock 9 7"});
}

TEST_CASE("deadlock: a woken thread that must go on waiting is in the circle") {
  TwoLocks log;
  log.wait(2, OperationKind::lock_acquire, b);
  log.add(2, EventKind::gil_wanted);
  log.wait(3, OperationKind::lock_acquire, a);
  CHECK(log.found() == Found{"error deadlock 9 7"});
}

TEST_CASE("deadlock: a thread that waits for its own Lock is one only if no other can go on; an RLock has no such wait") {
  TwoLocks log;
  log.wait(2, OperationKind::lock_acquire, a);
  CHECK(log.found() == Found{});
  log.add(1, EventKind::deadlock);
  CHECK(log.found() == Found{"error deadlock 7"});
}

TEST_CASE("stuck: a deadlock is not reported as stuck, too") {
  TwoLocks log;
  log.wait(2, OperationKind::lock_acquire, b);
  log.wait(3, OperationKind::lock_acquire, a);
  log.add(1, EventKind::deadlock);
  CHECK(log.found().size() == 1);
}

TEST_CASE("stuck: the root is told, not the threads that wait for it, nor daemons that no thread waits for") {
  JudgedLog log;
  log.create(a, ObjectKind::event);
  log.create(b, ObjectKind::semaphore);
  log.start(2);
  log.start(3, 1, thread_is_daemon);
  log.line(1, 5);
  log.line(2, 7);
  log.line(3, 9);
  log.wait(3, OperationKind::semaphore_acquire, b);
  log.wait(2, OperationKind::event_wait, a);
  log.wait(1, OperationKind::thread_join, 2);
  log.add(1, EventKind::deadlock);
  CHECK(log.found() == Found{"error stuck 7"});
  CHECK(log.findings.list().front().text == "T2 waits for Event 10 in Event.wait (line 7), which no thread is left to set.");
}

TEST_CASE("stuck: a daemon is the root if the main thread waits for it") {
  JudgedLog log;
  log.create(a, ObjectKind::barrier, 3);
  log.start(2, 1, thread_is_daemon);
  log.line(2, 7);
  log.add(2, EventKind::barrier_arrived, a, 0);
  log.wait(2, OperationKind::barrier_wait, a);
  log.wait(1, OperationKind::thread_join, 2);
  log.add(1, EventKind::deadlock);
  CHECK(log.found() == Found{"error stuck 7"});
  CHECK(log.findings.list().front().text.ends_with("where 1 of 3 threads have arrived."));
}

TEST_CASE("forgotten release: an RLock is told at the end of its owner, and becomes an error when a thread waits for it") {
  TwoLocks log(ObjectKind::rlock);
  log.end(2);
  CHECK(log.found() == Found{"warning forgotten-release 7"});
  log.wait(3, OperationKind::rlock_acquire, a, 1);
  CHECK(log.found() == Found{"warning forgotten-release 7"});
  log.end_wait(3, a, WaitOutcome::timed_out);
  log.wait(3, OperationKind::rlock_acquire, a);
  CHECK(log.found() == Found{"error forgotten-release 7 9"});
}

TEST_CASE("forgotten release: a Lock may be released by another thread") {
  TwoLocks log;
  log.end(2);
  CHECK(log.found() == Found{});
  log.release(3, a);
  log.release(3, b);
  log.end(3);
  log.add(1, EventKind::run_end);
  CHECK(log.found() == Found{});
}

TEST_CASE("forgotten release: a Lock that is never released is told at the run's end, but not that of the main thread") {
  TwoLocks log;
  log.end(2);
  log.release(3, b);
  log.end(3);
  log.acquire(1, b);
  log.end(1);
  log.add(1, EventKind::run_end);
  CHECK(log.found() == Found{"warning forgotten-release 7"});
}

TEST_CASE("forgotten release: with a thread that waits for ever it is the cause of being stuck") {
  TwoLocks log;
  log.wait(3, OperationKind::lock_acquire, a);
  log.end(2);
  log.wait(1, OperationKind::thread_join, 3);
  log.add(1, EventKind::deadlock);
  CHECK(log.found() == Found{"error stuck 9", "error forgotten-release 7 9"});
  CHECK(log.findings.list()[1].cause_of == 0);
  CHECK(log.findings.list()[1].text == "T2 has ended and still holds Lock 10, for which T3 (line 9) waits for ever.");
}

TEST_CASE("forgotten release: a thread that was stopped has not forgotten it") {
  TwoLocks log(ObjectKind::rlock);
  log.end(2, ThreadEnd::stopped);
  log.add(1, EventKind::run_end);
  CHECK(log.found() == Found{});
}
