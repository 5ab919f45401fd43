#include "judged_log.h"

using namespace threadbox;
using namespace threadbox::session;

// Laws of the finding wait-without-loop.

namespace {

constexpr ObjectId lock = 20, condition = 21;
constexpr std::uint16_t single = 7, repeated = 9;

struct Waits : JudgedLog {
  Waits() {
    create(lock, ObjectKind::lock);
    create(condition, ObjectKind::condition);
    for (const ThreadId thread : {2U, 3U, 4U}) start(thread);
    findings.set_single_waits({single});
  }
  void begin(ThreadId thread, std::uint16_t at) {
    line(thread, at);
    acquire(thread, lock);
    release(thread, lock);
    wait(thread, OperationKind::condition_wait, condition);
  }
  /// Thread 4 notifies so many.
  void notify(std::uint32_t woken) {
    acquire(4, lock);
    add(4, EventKind::condition_notified, condition, woken);
    release(4, lock);
  }
  void go_on(ThreadId thread) {
    acquire(thread, lock);
    end_wait(thread, condition);
    release(thread, lock);
  }
};

const Found warning{"warning wait-without-loop 7"};

}  // namespace

TEST_CASE("wait without a loop: one waiter and one notifier are told nothing") {
  Waits log;
  log.begin(2, single);
  log.notify(1);
  log.notify(0);  // The notifier itself takes the lock again.
  log.go_on(2);
  CHECK(log.found() == Found{});
}

TEST_CASE("wait without a loop: another thread waited there, too") {
  for (const std::uint16_t at : {single, repeated}) {
    Waits log;
    log.begin(2, at);
    log.begin(3, repeated);
    log.notify(2);
    CHECK(log.found() == Found{});  // Neither has gone on yet.
    log.go_on(3);
    log.go_on(2);
    CHECK(log.found() == (at == single ? warning : Found{}));
  }
}

TEST_CASE("wait without a loop: another thread took the lock between the notify and the waiter") {
  for (const bool is_after_notify : {true, false}) {
    Waits log;
    log.begin(2, single);
    const auto barge = [&] {
      log.acquire(3, lock);
      log.release(3, lock);
    };
    if (!is_after_notify) barge();
    log.notify(1);
    if (is_after_notify) barge();
    log.go_on(2);
    CHECK(log.found() == (is_after_notify ? warning : Found{}));
  }
}

TEST_CASE("wait without a loop: a wait that timed out is none") {
  Waits log;
  log.begin(2, single);
  log.begin(3, single);
  log.acquire(2, lock);
  log.end_wait(2, condition, WaitOutcome::timed_out);
  log.release(2, lock);
  CHECK(log.found() == Found{});
}
