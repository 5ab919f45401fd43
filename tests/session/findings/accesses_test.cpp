#include "judged_log.h"

using namespace threadbox;
using namespace threadbox::session;

// Laws of the findings over accesses: lost-update, check-then-act, changed-while-iterating, not-always-locked, polled-flag.

namespace {

constexpr std::uint32_t counter = 1;
constexpr ObjectId lock = 20, other_lock = 21, gate = 22, items = 23, permits = 24, task = 25;

struct Accesses : JudgedLog {
  Accesses() {
    create(lock, ObjectKind::lock);
    create(other_lock, ObjectKind::lock);
    create(gate, ObjectKind::event);
    create(items, ObjectKind::queue);
    create(permits, ObjectKind::semaphore, 1);
    add(1, EventKind::place_name, counter, text("counter"));
    for (const ThreadId thread : {2, 3}) start(thread);
  }
  void access(ThreadId thread, int flags, std::uint16_t line, int value = -1) {
    add(thread, EventKind::access, counter, static_cast<std::uint32_t>(value),
        static_cast<std::uint8_t>(flags | (value >= 0 ? access_has_int : 0)), line);
  }
  void load(ThreadId thread, std::uint16_t line, int value = -1) { access(thread, access_linked, line, value); }
  void store(ThreadId thread, std::uint16_t line, int value = -1) { access(thread, access_writes | access_linked, line, value); }
  void update(ThreadId thread, std::uint16_t line) {
    load(thread, line);
    store(thread, line);
  }
  void check(ThreadId thread, std::uint16_t line) { access(thread, access_decides, line); }
  void act(ThreadId thread, std::uint16_t line) { access(thread, access_writes | access_acts, line); }
  void call(ThreadId thread, ObjectId object, std::string_view method) {
    add(thread, EventKind::sync_call, object, text(method));
  }
};

const Found none, can_be_lost{"warning lost-update 7 7 9"};

}  // namespace

TEST_CASE("lost update: a store of another thread between a load and its store is an error, with the values") {
  Accesses log;
  log.load(2, 7, 0);
  log.load(3, 9, 0);
  log.store(3, 9, 1);
  log.store(2, 7, 1);
  CHECK(log.found() == Found{"error lost-update 7 9 7"});
  CHECK(log.findings.list().front().text ==
        "`counter += …` is a load, a computation and a store: T3 stored 1 (line 9) between T2's load of 0 (line 7) and its store "
        "of 1 "
        "(line 7), so what T3 stored is lost.");
}

TEST_CASE("lost update: an unordered store of another thread is a warning, whichever comes first") {
  Accesses first, last;
  first.access(3, access_writes, 9);
  first.update(2, 7);
  CHECK(first.found() == can_be_lost);
  last.update(2, 7);
  last.access(3, access_writes, 9);
  CHECK(last.found() == can_be_lost);
}

TEST_CASE("lost update: a load of another value, and a load without a store, are none") {
  Accesses log;
  log.access(2, 0, 7);
  log.access(3, access_writes, 9);
  log.access(2, access_writes, 7);
  CHECK(log.found() == none);
}

TEST_CASE("lost update: one lock over both keeps them apart, two sections of it do not") {
  Accesses log;
  for (const ThreadId thread : {2, 3}) {
    log.acquire(thread, lock);
    log.update(thread, 7);
    log.release(thread, lock);
  }
  CHECK(log.found() == none);
  log.acquire(2, lock);
  log.load(2, 7);
  log.release(2, lock);
  log.acquire(3, lock);
  log.update(3, 9);
  log.release(3, lock);
  log.acquire(2, lock);
  log.store(2, 8);
  CHECK(log.found() == Found{"error lost-update 7 9 8"});
}

TEST_CASE("lost update: what holds any lock from the load to the store is left to not-always-locked") {
  Accesses log;
  log.acquire(2, lock);
  log.update(2, 7);
  log.release(2, lock);
  log.acquire(3, other_lock);
  log.update(3, 9);
  CHECK(log.found() == none);
}

TEST_CASE("lost update: what is before another thread's start, and after its join, is ordered") {
  Accesses log;
  log.update(2, 7);
  log.end(2);
  log.join(1, 2);
  log.update(1, 9);
  log.start(4);
  log.update(4, 10);
  CHECK(log.found() == none);
  log.update(3, 11);
  CHECK(log.found().size() == 1);
}

TEST_CASE("lost update: the start of a thread that ends at once does not order its starter after it") {
  Accesses log;
  log.add(1, EventKind::thread_create, 4, log.text("T4"));
  log.add(1, EventKind::thread_start, 4, 4);
  log.wait(1, OperationKind::thread_start, 4);
  log.add(4, EventKind::thread_begin, 4, 4);
  log.update(4, 9);
  log.end(4);
  log.end_wait(1, 4);
  log.update(1, 7);
  CHECK(log.found() == Found{"warning lost-update 7 7 9"});
}

TEST_CASE("lost update: set() is before a wait() that waited, and before one that did not have to") {
  Accesses log;
  log.update(2, 7);
  log.add(2, EventKind::event_set, gate);
  log.call(3, gate, "wait");
  log.update(3, 9);
  CHECK(log.found() == none);
  log.wait(1, OperationKind::event_wait, gate);
  log.add(3, EventKind::event_set, gate);
  log.end_wait(1, gate);
  log.update(1, 11);
  CHECK(log.found() == none);
}

TEST_CASE("lost update: clear() learns nothing, and neither does a wait() that gave up") {
  Accesses cleared, timed_out;
  cleared.update(2, 7);
  cleared.add(2, EventKind::event_set, gate);
  cleared.call(3, gate, "clear");
  cleared.access(3, access_writes, 9);
  CHECK(cleared.found() == can_be_lost);
  timed_out.wait(3, OperationKind::event_wait, gate, 1);
  timed_out.update(2, 7);
  timed_out.end_wait(3, gate, WaitOutcome::timed_out);
  timed_out.access(3, access_writes, 9);
  CHECK(timed_out.found() == can_be_lost);
}

TEST_CASE("lost update: a queue and a semaphore order what is before the put or release and after the get or acquire") {
  Accesses queued, permitted;
  queued.update(2, 7);
  queued.add(2, EventKind::queue_put, items, 1, 0, 1);
  queued.add(3, EventKind::queue_got, items, 0, 0, 1);
  queued.update(3, 9);
  CHECK(queued.found() == none);
  permitted.update(2, 7);
  permitted.add(2, EventKind::semaphore_released, permits, 1, 0, 1);
  permitted.add(3, EventKind::semaphore_acquired, permits, 1, 0, 0);
  permitted.update(3, 9);
  CHECK(permitted.found() == none);
}

TEST_CASE("lost update: the library's own locks order nothing") {
  Accesses log;
  log.add(1, EventKind::object_owner, lock, 0);
  log.acquire(2, lock);
  log.update(2, 7);
  log.release(2, lock);
  log.acquire(3, lock);
  log.access(3, access_writes, 9);
  CHECK(log.found() == can_be_lost);
}

TEST_CASE("lost update: a future orders the submit before the task, and the task before those that know it is done") {
  Accesses log;
  log.update(2, 7);
  log.add(2, EventKind::object_create, task, static_cast<std::uint32_t>(ObjectKind::future));
  log.add(3, EventKind::future_changed, task, static_cast<std::uint32_t>(FuturePhase::running));
  log.update(3, 9);
  log.add(3, EventKind::future_changed, task, static_cast<std::uint32_t>(FuturePhase::returned));
  log.call(2, task, "result");
  log.update(2, 11);
  CHECK(log.found() == none);
}

TEST_CASE("lost update: the same lines are told once, and an error takes the place of nothing else") {
  Accesses log;
  for (int i = 0; i < 3; ++i) {
    log.update(2, 7);
    log.update(3, 7);
  }
  CHECK(log.found() == Found{"warning lost-update 7 7 7"});
}

TEST_CASE("check then act: a change in between is an error, an unordered one a warning") {
  Accesses log, warned;
  log.check(2, 7);
  log.access(3, access_writes, 9);
  log.act(2, 8);
  CHECK(log.found() == Found{"error check-then-act 7 9 8"});
  warned.check(2, 7);
  warned.act(2, 8);
  warned.access(3, access_writes, 9);
  CHECK(warned.found() == Found{"warning check-then-act 7 8 9"});
}

TEST_CASE("check then act: what looks again with the lock held is none, and neither is a check alone") {
  Accesses log;
  for (const ThreadId thread : {2, 3}) {
    log.check(thread, 7);
    log.acquire(thread, lock);
    log.access(thread, access_decides | access_acts, 8);
    log.act(thread, 9);
    log.release(thread, lock);
  }
  log.check(3, 7);
  log.acquire(2, lock);
  log.access(2, access_writes, 9);
  log.release(2, lock);
  CHECK(log.found() == none);
}

TEST_CASE("changed while iterating: an item that another thread adds between two steps of a loop") {
  constexpr int step = access_of_shape | access_iterates, begin = step | access_decides, change = access_of_shape | access_writes;
  Accesses log;
  log.access(2, begin, 7);
  log.access(2, step, 7);
  log.access(3, change, 9);
  log.access(2, begin, 8);  // Another loop.
  log.access(2, step, 8);
  log.access(2, change, 8);  // Its own change.
  log.access(2, step, 8);
  CHECK(log.found() == none);
  log.access(3, change, 9);
  log.access(2, step, 8);
  CHECK(log.found() == Found{"error changed-while-iterating 8 9 8"});
}

TEST_CASE("not always locked: a store without the lock that guards the others, unordered with one of them") {
  Accesses log;
  for (int i = 0; i < 2; ++i) {
    log.acquire(2, lock);
    log.access(2, access_writes, 7);
    log.release(2, lock);
  }
  log.access(3, 0, 8);  // A load alone.
  log.add(1, EventKind::run_end);
  CHECK(log.found() == none);
  log.access(3, access_writes, 9);
  log.add(1, EventKind::run_end);
  CHECK(log.found() == Found{"warning not-always-locked 9 7"});
}

TEST_CASE("polled flag: a loop on a variable in which one thread stores constants, and that has no other use") {
  constexpr int look = access_decides | access_loops, set = access_writes | access_decides;
  Accesses log, used;
  for (Accesses* each : {&log, &used}) {
    for (int i = 0; i < 5; ++i) each->access(2, look, 7);
    each->access(3, set, 9);
    each->access(2, look, 7);
  }
  used.access(2, 0, 8);
  log.add(1, EventKind::run_end);
  used.add(1, EventKind::run_end);
  CHECK(log.found() == Found{"hint polled-flag 7 9"});
  CHECK(used.found() == none);
}
