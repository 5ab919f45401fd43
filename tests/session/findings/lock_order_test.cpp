#include "judged_log.h"

using namespace threadbox;
using namespace threadbox::session;

// Laws of the findings lock-order, lost-wake-up, daemon-stopped-with-lock and misuse.

namespace {

constexpr ObjectId a = 20, b = 21, c = 22;

struct Locks : JudgedLog {
  Locks() {
    for (const ObjectId lock : {a, b, c}) create(lock, ObjectKind::lock);
  }
  /// The thread takes the locks in that order and releases them.
  void take(ThreadId thread, std::vector<ObjectId> locks) {
    for (const ObjectId lock : locks) acquire(thread, lock);
    for (auto lock = locks.rbegin(); lock != locks.rend(); ++lock) release(thread, *lock);
  }
};

const Found opposite{"warning lock-order"};

}  // namespace

TEST_CASE("lock order: two threads that take two locks in opposite order are told once") {
  Locks log;
  log.start(2);
  log.start(3);
  log.take(2, {a, b});
  log.take(3, {b, a});
  log.take(2, {a, b});
  log.take(3, {b, a});
  CHECK(log.found() == opposite);
  CHECK(log.findings.list().front().objects == std::vector<ObjectId>{a, b});
}

TEST_CASE("lock order: one thread, or one order, is none") {
  Locks log;
  log.start(2);
  log.start(3);
  log.take(2, {a, b});
  log.take(2, {b, a});
  CHECK(log.found() == Found{});
  log.take(3, {c, b});
  log.take(2, {c, b});
  CHECK(log.found() == Found{});
}

TEST_CASE("lock order: a common lock keeps the two apart") {
  Locks log;
  log.start(2);
  log.start(3);
  log.take(2, {c, a, b});
  log.take(3, {c, b, a});
  CHECK(log.found() == Found{});
}

TEST_CASE("lock order: what was before the start is ordered, what was after it is not") {
  Locks log;
  log.take(1, {a, b});
  log.start(2);
  log.take(2, {b, a});
  CHECK(log.found() == Found{});
  log.take(1, {a, b});
  CHECK(log.found() == opposite);
}

TEST_CASE("lock order: a join orders, also one that does not wait, and what the joined thread knew") {
  Locks log;
  log.start(2);
  log.start(3, 2);
  log.take(3, {a, b});
  log.end(3);
  log.join(2, 3);
  log.end(2);
  log.join(1, 2);
  log.take(1, {b, a});
  log.start(4);
  log.take(4, {b, a});
  CHECK(log.found() == Found{});
}

TEST_CASE("lock order: without the join it is not ordered, although the thread has ended") {
  Locks log;
  log.start(2);
  log.take(2, {a, b});
  log.end(2);
  log.take(1, {b, a});
  CHECK(log.found() == opposite);
}

TEST_CASE("lock order: start() waits for the thread's begin, which is no join") {
  Locks log;
  log.start(2);
  log.wait(1, OperationKind::thread_start, 2);
  log.take(2, {a, b});
  log.end_wait(1, 2);
  log.take(1, {b, a});
  CHECK(log.found() == opposite);
}

TEST_CASE("lock order: an attempt that may give up is no part of it") {
  Locks log;
  log.start(2);
  log.start(3);
  log.take(2, {a, b});
  log.acquire(3, b);
  log.acquire(3, a);
  log.end_wait(3, a);  // An attempt that succeeded at once.
  log.release(3, a);
  log.wait(3, OperationKind::lock_acquire, a, 5);
  log.acquire(3, a);
  log.end_wait(3, a);
  log.release(3, a);
  log.release(3, b);
  CHECK(log.found() == Found{});
}

TEST_CASE("lost wake-up: an earlier notify that woke no thread is told beneath being stuck") {
  JudgedLog log;
  log.create(a, ObjectKind::condition);
  log.start(2);
  log.add(1, EventKind::condition_notified, a, 0);
  log.now_ns = 5;
  log.line(2, 7);
  log.wait(2, OperationKind::condition_wait, a);
  log.wait(1, OperationKind::thread_join, 2);
  CHECK(log.found() == Found{});
  log.add(1, EventKind::deadlock);
  CHECK(log.found() == Found{"error stuck 7", "error lost-wake-up 7"});
  CHECK(log.findings.list()[1].cause_of == 0);
}

TEST_CASE("lost wake-up: a notify that woke a thread, or that came after the wait began, is not lost") {
  JudgedLog log;
  log.create(a, ObjectKind::condition);
  log.start(2);
  log.add(1, EventKind::condition_notified, a, 1);
  log.now_ns = 5;
  log.wait(2, OperationKind::condition_wait, a);
  log.now_ns = 6;
  log.add(1, EventKind::condition_notified, a, 0);
  log.wait(1, OperationKind::thread_join, 2);
  log.add(1, EventKind::deadlock);
  CHECK(log.found() == Found{"error stuck"});
}

TEST_CASE("daemon stopped: told at the run's end, unless the user has stopped the run") {
  for (const std::uint8_t how : {std::uint8_t{0}, std::uint8_t{run_stopped_by_user}}) {
    Locks log;
    log.start(2, 1, thread_is_daemon);
    log.acquire(2, a);
    log.line(2, 7);
    log.add(1, EventKind::finalize);
    log.end(2, ThreadEnd::stopped);
    CHECK(log.found() == Found{});
    log.add(1, EventKind::run_end, 0, 0, how);
    CHECK(log.found() == (how == 0 ? Found{"warning daemon-stopped-with-lock 7"} : Found{}));
  }
}

TEST_CASE("misuse: a Semaphore above its initial value, unless that is 0") {
  JudgedLog log;
  log.create(a, ObjectKind::semaphore, 2);
  log.create(b, ObjectKind::semaphore, 0);
  log.add(1, EventKind::semaphore_acquired, a, 1, 0, 1);
  log.add(1, EventKind::semaphore_released, a, 1, 0, 2);
  log.add(1, EventKind::semaphore_released, b, 1, 0, 1);
  CHECK(log.found() == Found{});
  log.line(1, 7);
  log.add(1, EventKind::semaphore_released, a, 1, 0, 3);
  CHECK(log.found() == Found{"hint misuse 7"});
}
