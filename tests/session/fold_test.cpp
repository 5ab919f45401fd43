#include "session/fold.h"

#include <doctest/doctest.h>

#include <limits>

using namespace threadbox;
using namespace threadbox::session;

namespace {

constexpr ObjectId main_object = 1, worker_object = 2, lock_id = 3, barrier_id = 4;
constexpr ThreadId main_id = 1, worker_id = 2;

/// Writes a log by hand: events get consecutive numbers and a time that the test sets.
class HandMadeLog {
 public:
  HandMadeLog() : fold(texts) {
    add(0, EventKind::run_begin);
    add(0, EventKind::thread_create, main_object, text("MainThread"), thread_is_main);
    add(main_id, EventKind::thread_begin, main_object, main_id);
  }

  void add(ThreadId thread, EventKind kind, ObjectId object = 0, std::uint32_t argument = 0, std::uint8_t flags = 0,
           std::uint16_t detail = 0) {
    fold.apply(TraceEvent{sequence_++, now_ns, thread, object, argument, detail, kind, flags});
  }
  void add_worker(bool daemon = false) {
    add(main_id, EventKind::thread_create, worker_object, text("Thread-1 (worker)"), daemon ? thread_is_daemon : 0);
    add(main_id, EventKind::thread_start, worker_object, worker_id);
    add(worker_id, EventKind::thread_begin, worker_object, worker_id);
  }
  void add_lock() { add(main_id, EventKind::object_create, lock_id, std::uint32_t(ObjectKind::lock)); }
  void add_barrier() { add(main_id, EventKind::object_create, barrier_id, std::uint32_t(ObjectKind::barrier), 0, 3); }
  void wait(ThreadId thread, OperationKind operation, ObjectId object, float seconds = std::numeric_limits<float>::infinity()) {
    add(thread, EventKind::wait_begin, object, TraceEvent::from_seconds(seconds), std::uint8_t(operation));
  }
  TextId text(std::string_view value) { return texts.intern(value); }

  TextTable texts;
  Fold fold;
  TimeNs now_ns = 0;

 private:
  std::uint64_t sequence_ = 0;
};

const ThreadRow& worker(const HandMadeLog& log) { return *log.fold.model().thread(worker_object); }
const ObjectRow& lock_row(const HandMadeLog& log) { return *log.fold.model().object(lock_id); }
const ObjectRow& barrier(const HandMadeLog& log) { return *log.fold.model().object(barrier_id); }

}  // namespace

TEST_CASE("fold: a thread goes through initial, starting, running, ended") {
  HandMadeLog log;
  log.add(main_id, EventKind::thread_create, worker_object, log.text("w"));
  CHECK(worker(log).state == ThreadState::initial);
  log.add(main_id, EventKind::thread_start, worker_object, worker_id);
  CHECK(worker(log).state == ThreadState::starting);
  CHECK(worker(log).id == worker_id);
  log.add(worker_id, EventKind::thread_begin, worker_object, worker_id);
  CHECK(worker(log).state == ThreadState::running);
  log.now_ns = 70;
  log.add(worker_id, EventKind::thread_end, worker_object, worker_id, std::uint8_t(ThreadEnd::raised));
  CHECK(worker(log).state == ThreadState::ended);
  CHECK(worker(log).end_ns == 70);
}

TEST_CASE("fold: a thread that begins before its starter's note stays running") {
  HandMadeLog log;
  log.add(main_id, EventKind::thread_create, worker_object, log.text("w"));
  log.add(worker_id, EventKind::thread_begin, worker_object, worker_id);
  log.add(main_id, EventKind::thread_start, worker_object, worker_id);
  CHECK(worker(log).state == ThreadState::running);
}

TEST_CASE("fold: a daemon that finalization stops is stopped, and keeps what it held") {
  HandMadeLog log;
  log.add_worker(true);
  log.add_lock();
  log.add(worker_id, EventKind::lock_acquired, lock_id);
  log.add(main_id, EventKind::finalize);
  log.add(worker_id, EventKind::thread_end, worker_object, worker_id, std::uint8_t(ThreadEnd::stopped));
  CHECK(worker(log).daemon);
  CHECK(worker(log).state == ThreadState::stopped);
  CHECK(worker(log).holds == std::vector<ObjectId>{lock_id});
  CHECK(log.fold.model().state == RunState::finalizing);
}

TEST_CASE("fold: a lock has an owner from acquired to released, by any thread") {
  HandMadeLog log;
  log.add_worker();
  log.add_lock();
  log.add(worker_id, EventKind::lock_acquired, lock_id);
  CHECK(lock_row(log).owner == worker_object);
  CHECK(worker(log).holds == std::vector<ObjectId>{lock_id});
  log.add(main_id, EventKind::lock_released, lock_id);
  CHECK(lock_row(log).owner == 0);
  CHECK(worker(log).holds.empty());
}

TEST_CASE("fold: after a lost release, the next acquire tells the owner again") {
  HandMadeLog log;
  log.add_worker();
  log.add_lock();
  log.add(worker_id, EventKind::lock_acquired, lock_id);
  log.add(worker_id, EventKind::gap, 0, 2);
  log.add(main_id, EventKind::lock_acquired, lock_id);
  CHECK(lock_row(log).owner == main_object);
  CHECK(worker(log).holds.empty());
  CHECK(log.fold.model().lost_events == 2);
}

TEST_CASE("fold: an RLock has its owner until the last release") {
  HandMadeLog log;
  log.add_worker();
  log.add(main_id, EventKind::object_create, 50, std::uint32_t(ObjectKind::rlock));
  const auto row = [&] { return *log.fold.model().object(50); };
  log.add(worker_id, EventKind::lock_acquired, 50, 1);
  log.add(worker_id, EventKind::lock_acquired, 50, 2);
  CHECK(row().owner == worker_object);
  CHECK(row().count == 2);
  CHECK(worker(log).holds == std::vector<ObjectId>{50});
  log.add(worker_id, EventKind::lock_released, 50, 1);
  CHECK(row().owner == worker_object);
  CHECK(row().count == 1);
  log.add(worker_id, EventKind::lock_released, 50, 0);
  CHECK(row().owner == 0);
  CHECK(worker(log).holds.empty());
}

TEST_CASE("fold: who has got the lock waits no longer, before its wait's end has come") {
  HandMadeLog log;
  log.add_lock();
  log.add_worker();
  log.now_ns = 10;
  log.wait(worker_id, OperationKind::lock_acquire, lock_id);
  log.now_ns = 20;
  log.add(worker_id, EventKind::lock_acquired, lock_id);
  CHECK(worker(log).state == ThreadState::running);
  CHECK(lock_row(log).waiters.empty());
  const std::size_t spans = worker(log).spans.size();
  log.now_ns = 30;
  log.add(worker_id, EventKind::wait_end, lock_id);
  CHECK(worker(log).spans.size() == spans);
}

TEST_CASE("fold: a hold lasts from acquired to released, and once for an RLock taken again") {
  HandMadeLog log;
  log.add_lock();
  log.now_ns = 10;
  log.add(main_id, EventKind::lock_acquired, lock_id, 1);
  log.now_ns = 20;
  log.add(main_id, EventKind::lock_acquired, lock_id, 2);
  log.now_ns = 30;
  log.add(main_id, EventKind::lock_released, lock_id, 1);
  CHECK(lock_row(log).owned_since_ns == 10);
  CHECK(log.fold.model().threads[0].past_holds.empty());
  log.now_ns = 40;
  log.add(main_id, EventKind::lock_released, lock_id, 0);
  const auto& holds = log.fold.model().threads[0].past_holds;
  REQUIRE(holds.size() == 1);
  CHECK(holds[0].object == lock_id);
  CHECK(holds[0].begin_ns == 10);
  CHECK(holds[0].end_ns == 40);
}

TEST_CASE("fold: a semaphore counts its permits, whatever order their events come in") {
  HandMadeLog log;
  log.add(main_id, EventKind::object_create, 51, std::uint32_t(ObjectKind::semaphore), 0, 2);
  const auto value = [&] { return log.fold.model().object(51)->value; };
  CHECK(value() == 2);
  log.add(main_id, EventKind::semaphore_acquired, 51, 1, 0, 1);
  CHECK(value() == 1);
  log.add(main_id, EventKind::semaphore_released, 51, 3, 0, 9);
  CHECK(value() == 4);
  log.add(main_id, EventKind::semaphore_acquired, 51, 1, 0, 0);
  CHECK(value() == 3);
}

TEST_CASE("fold: amounts beyond 16 bits are told whole") {
  HandMadeLog log;
  const auto create = [&](ObjectId id, ObjectKind kind, std::uint64_t amount) {
    log.add(main_id, EventKind::object_create, id, std::uint32_t(kind) | std::uint32_t(amount >> 16) << 8, 0,
            std::uint16_t(amount));
    return *log.fold.model().object(id);
  };
  CHECK(create(50, ObjectKind::semaphore, 100'000).value == 100'000);
  CHECK(create(51, ObjectKind::queue, 1ULL << 38).maxsize == 1ULL << 38);
  CHECK(create(52, ObjectKind::barrier, 70'000).parties == 70'000);
}

TEST_CASE("fold: what lost events were about is not known until the observer has looked") {
  HandMadeLog log;
  log.add_worker();
  log.add_lock();
  log.add(worker_id, EventKind::lock_acquired, lock_id);
  log.add(worker_id, EventKind::gap, 0, 2);
  log.add(0, EventKind::object_unknown, lock_id);
  CHECK_FALSE(lock_row(log).known);
  CHECK(lock_row(log).owner == 0);
  CHECK(worker(log).holds.empty());
  CHECK(log.fold.compare(lock_id, nullptr) == Fold::Comparison::same);
  log.add(0, EventKind::object_state, lock_id, main_id);
  CHECK(lock_row(log).known);
  CHECK(lock_row(log).owner == main_object);
  CHECK(log.fold.model().thread(main_object)->holds == std::vector<ObjectId>{lock_id});
}

TEST_CASE("fold: an ended thread keeps a lock only if the lock says so") {
  HandMadeLog log;
  log.add_worker();
  log.add_lock();
  log.add(worker_id, EventKind::lock_acquired, lock_id);
  log.add(worker_id, EventKind::thread_end, worker_object, worker_id);
  CHECK(lock_row(log).owner == worker_object);
  log.add(0, EventKind::object_state, lock_id, 0);
  CHECK(lock_row(log).owner == 0);
  CHECK(worker(log).holds.empty());
}

TEST_CASE("fold: every kind of object takes over what it says of itself, and is then what it says") {
  HandMadeLog log;
  log.add_worker();
  const auto set = [&](ObjectKind kind, ObjectState state) {
    const ObjectId id = 60 + ObjectId(kind);
    log.add(main_id, EventKind::object_create, id, std::uint32_t(kind), 0, 3);
    CHECK(log.fold.compare(id, &state) == Fold::Comparison::different);
    log.add(0, EventKind::object_unknown, id);
    CHECK(log.fold.compare(id, &state) == Fold::Comparison::different);
    log.add(0, EventKind::object_state_more, id, state.more);
    log.add(0, EventKind::object_state, id, state.argument, state.flags);
    CHECK(log.fold.compare(id, &state) == Fold::Comparison::same);
    return *log.fold.model().object(id);
  };
  CHECK(set(ObjectKind::lock, {worker_id, 0, 0}).owner == worker_object);
  const ObjectRow rlock = set(ObjectKind::rlock, {worker_id, 70'000, 0});
  CHECK(rlock.owner == worker_object);
  CHECK(rlock.count == 70'000);
  CHECK(set(ObjectKind::semaphore, {1, 1, 0}).value == 0x1'0000'0001);
  CHECK(set(ObjectKind::event, {1, 0, 0}).flag);
  const ObjectRow barrier = set(ObjectKind::barrier, {2, 0, 1});
  CHECK(barrier.n_waiting == 2);
  CHECK(barrier.broken);
  const ObjectRow queue = set(ObjectKind::queue, {7, 70'000, 1});
  CHECK(queue.size == 7);
  CHECK(queue.unfinished == 65'535);
  CHECK(queue.shut_down);
  CHECK(set(ObjectKind::simple_queue, {3, 0, 0}).size == 3);
  CHECK(log.fold.compare(999, nullptr) == Fold::Comparison::no_row);
}

TEST_CASE("fold: who is interrupted at a barrier waits there no longer") {
  HandMadeLog log;
  log.add_worker();
  log.add_barrier();
  log.add(worker_id, EventKind::barrier_arrived, barrier_id, 0);
  log.add(main_id, EventKind::barrier_arrived, barrier_id, 1);
  log.add(main_id, EventKind::barrier_left, barrier_id, 1);
  CHECK(barrier(log).n_waiting == 1);
  CHECK_FALSE(barrier(log).broken);
}

TEST_CASE("fold: one thread has the GIL, although it was lost that another gave it up") {
  HandMadeLog log;
  log.add_worker();
  log.add(worker_id, EventKind::gil_acquired);
  log.add(worker_id, EventKind::gap, 0, 1);
  log.add(main_id, EventKind::gil_acquired);
  CHECK_FALSE(worker(log).has_gil);
  CHECK(log.fold.model().thread(main_object)->has_gil);
}

TEST_CASE("fold: an object that is gone leaves the model, and what held it lets go of it") {
  HandMadeLog log;
  log.add_worker();
  log.add_lock();
  log.add(worker_id, EventKind::lock_acquired, lock_id);
  log.add(main_id, EventKind::object_end, lock_id);
  CHECK(log.fold.model().object(lock_id) == nullptr);
  CHECK(log.fold.model().ended_objects == 1);
  CHECK(worker(log).holds.empty());
}

TEST_CASE("fold: objects beyond the limit are counted, until they are gone") {
  TextTable texts;
  Fold fold(texts, {.objects = 2});
  const auto add = [&](EventKind kind, ObjectId id) {
    fold.apply(TraceEvent{0, 0, 1, id, std::uint32_t(ObjectKind::lock), 0, kind, 0});
  };
  for (ObjectId id = 10; id < 15; ++id) add(EventKind::object_create, id);
  CHECK(fold.model().objects.size() == 2);
  CHECK(fold.model().unlisted_objects == 3);
  for (ObjectId id = 10; id < 15; ++id) add(EventKind::object_end, id);
  CHECK(fold.model().objects.empty());
  CHECK(fold.model().unlisted_objects == 0);
  CHECK(fold.model().ended_objects == 5);
}

TEST_CASE("fold: of threads that have ended the last ones stay, and those that hold a lock until it is released") {
  TextTable texts;
  Fold fold(texts, {.ended_threads = 3});
  const auto add = [&](ThreadId thread, EventKind kind, ObjectId object, std::uint32_t argument) {
    fold.apply(TraceEvent{0, 0, thread, object, argument, 0, kind, 0});
  };
  add(1, EventKind::object_create, 5, std::uint32_t(ObjectKind::lock));
  for (ThreadId thread = 100; thread < 200; ++thread) {
    add(1, EventKind::thread_create, thread, 0);
    add(thread, EventKind::thread_begin, thread, thread);
    if (thread == 120) add(thread, EventKind::lock_acquired, 5, 0);
    add(thread, EventKind::thread_end, thread, thread);
  }
  CHECK(fold.model().threads.size() == 4);
  CHECK(fold.model().thread(120) != nullptr);
  CHECK(fold.model().thread(199) != nullptr);
  CHECK(fold.model().ended_threads == 96);
  add(199, EventKind::lock_released, 5, 0);
  for (ThreadId thread = 200; thread < 203; ++thread) {
    add(1, EventKind::thread_create, thread, 0);
    add(thread, EventKind::thread_begin, thread, thread);
    add(thread, EventKind::thread_end, thread, thread);
  }
  CHECK(fold.model().thread(120) == nullptr);
  CHECK(fold.model().threads.size() == 3);
}

TEST_CASE("fold: all threads together keep a bounded number of moments, and the console a bounded number of bytes") {
  TextTable texts;
  Fold fold(texts, {.moments = 3000, .console_bytes = 1000});
  const TextId text = texts.intern("what is written, again and again");
  for (int round = 0; round < 100; ++round) {
    for (ThreadId thread = 1; thread <= 50; ++thread) {
      if (round == 0) {
        fold.apply(TraceEvent{0, 0, 1, thread, 0, 0, EventKind::thread_create, 0});
        fold.apply(TraceEvent{0, 0, thread, thread, thread, 0, EventKind::thread_begin, 0});
      }
      fold.apply(TraceEvent{0, 0, thread, 0, text, 0, EventKind::output, 0});
      fold.apply(TraceEvent{0, 0, thread, 0, 0, 0, EventKind::wait_begin, 0});
      fold.apply(TraceEvent{0, 0, thread, 0, 0, 0, EventKind::wait_end, 0});
    }
  }
  std::size_t moments = 0, bytes = 0;
  for (const ThreadRow& thread : fold.model().threads) {
    moments += thread.spans.size() + thread.marks.size() + thread.past_holds.size();
    CHECK(thread.spans.size() >= 10);
  }
  for (const ConsoleLine& line : fold.model().console) bytes += line.text.size();
  CHECK(moments <= 3000);
  CHECK(bytes <= 1000);
  CHECK(bytes >= 400);
}

TEST_CASE("fold: a queue tells its size, its limit, its unfinished tasks, and that it was shut down") {
  HandMadeLog log;
  log.add(main_id, EventKind::object_create, 52, std::uint32_t(ObjectKind::queue), 0, 3);
  const auto row = [&] { return *log.fold.model().object(52); };
  CHECK(row().maxsize == 3);
  log.add(main_id, EventKind::queue_put, 52, 2, 0, 2);
  log.add(main_id, EventKind::queue_got, 52, 1, 0, 2);
  CHECK(row().size == 1);
  CHECK(row().unfinished == 2);
  log.add(main_id, EventKind::queue_task_done, 52, 1, 0, 1);
  CHECK(row().unfinished == 1);
  CHECK_FALSE(row().shut_down);
  log.add(main_id, EventKind::queue_shutdown, 52, 0, 1, 0);
  CHECK(row().shut_down);
  CHECK(row().size == 0);
}

TEST_CASE("fold: a wait names its operation, object and deadline, and queues in the order of waiting") {
  HandMadeLog log;
  log.add_worker();
  log.add_lock();
  log.now_ns = 1'000;
  log.wait(worker_id, OperationKind::lock_acquire, lock_id, 0.5F);
  log.wait(main_id, OperationKind::lock_acquire, lock_id);
  CHECK(worker(log).state == ThreadState::waiting);
  CHECK(worker(log).wait.operation == OperationKind::lock_acquire);
  CHECK(worker(log).wait.since_ns == 1'000);
  CHECK(worker(log).wait.deadline_ns == TimeNs{500'001'000});
  CHECK_FALSE(log.fold.model().thread(main_object)->wait.deadline_ns.has_value());
  CHECK(lock_row(log).waiters == std::vector<ObjectId>{worker_object, main_object});
  log.add(worker_id, EventKind::wait_end, lock_id, 0, std::uint8_t(WaitOutcome::timed_out));
  CHECK(worker(log).state == ThreadState::running);
  CHECK(lock_row(log).waiters == std::vector<ObjectId>{main_object});
}

TEST_CASE("fold: a thread stopped in a wait no longer queues") {
  HandMadeLog log;
  log.add_worker();
  log.add_lock();
  log.wait(worker_id, OperationKind::lock_acquire, lock_id);
  log.add(worker_id, EventKind::thread_end, worker_object, worker_id, std::uint8_t(ThreadEnd::stopped));
  CHECK(lock_row(log).waiters.empty());
}

TEST_CASE("fold: spans follow one another without a hole") {
  HandMadeLog log;
  log.add_worker();
  log.add_lock();
  log.now_ns = 10;
  log.wait(worker_id, OperationKind::lock_acquire, lock_id);
  log.now_ns = 30;
  log.add(worker_id, EventKind::wait_end, lock_id);
  log.now_ns = 45;
  log.add(worker_id, EventKind::thread_end, worker_object, worker_id);
  const auto& spans = worker(log).spans;
  REQUIRE(spans.size() == 4);
  for (std::size_t i = 1; i < spans.size(); ++i) CHECK(spans[i - 1].end_ns == spans[i].begin_ns);
  CHECK(spans[2].state == ThreadState::waiting);
  CHECK(spans[2].object == lock_id);
  CHECK(spans[2].begin_ns == 10);
  CHECK(spans[2].end_ns == 30);
  CHECK(spans[3].end_ns == 45);
}

TEST_CASE("fold: a span has the line at which the thread then was") {
  HandMadeLog log;
  log.add_worker();
  log.add_lock();
  log.add(worker_id, EventKind::line, 0, log.text("worker"), 0, 17);
  log.wait(worker_id, OperationKind::lock_acquire, lock_id);
  log.add(worker_id, EventKind::line, 0, log.text("worker"), 0, 18);
  CHECK(worker(log).spans.back().line == 17);
  log.add(worker_id, EventKind::wait_end, lock_id);
  CHECK(worker(log).spans.back().line == 18);
}

TEST_CASE("fold: a barrier counts arrivals, opens, breaks, is reset") {
  HandMadeLog log;
  log.add_barrier();
  CHECK(barrier(log).parties == 3);
  log.add(main_id, EventKind::barrier_arrived, barrier_id, 0);
  log.add(main_id, EventKind::barrier_arrived, barrier_id, 1);
  CHECK(barrier(log).n_waiting == 2);
  log.add(main_id, EventKind::barrier_broken, barrier_id);
  CHECK(barrier(log).broken);
  CHECK(barrier(log).n_waiting == 0);
  log.add(main_id, EventKind::barrier_reset, barrier_id);
  CHECK_FALSE(barrier(log).broken);
  log.add(main_id, EventKind::barrier_arrived, barrier_id, 2);
  log.add(main_id, EventKind::barrier_opened, barrier_id);
  CHECK(barrier(log).n_waiting == 0);
}

TEST_CASE("fold: a timer counts from its thread's begin, fires or is cancelled") {
  HandMadeLog log;
  log.add(main_id, EventKind::thread_create, worker_object, log.text("Thread-1"));
  log.add(main_id, EventKind::timer_set, worker_object, TraceEvent::from_seconds(0.25F));
  REQUIRE(worker(log).timer.has_value());
  CHECK(worker(log).timer->state == TimerRow::State::initial);
  log.now_ns = 1'000;
  log.add(worker_id, EventKind::thread_begin, worker_object, worker_id);
  CHECK(worker(log).timer->state == TimerRow::State::counting);
  CHECK(worker(log).timer->fires_at_ns == TimeNs{250'001'000});

  SUBCASE("it fires; a later cancel changes nothing") {
    log.add(worker_id, EventKind::timer_fire, worker_object);
    log.add(main_id, EventKind::timer_cancel, worker_object);
    CHECK(worker(log).timer->state == TimerRow::State::fired);
  }
  SUBCASE("it is cancelled") {
    log.add(main_id, EventKind::timer_cancel, worker_object);
    CHECK(worker(log).timer->state == TimerRow::State::cancelled);
    CHECK_FALSE(worker(log).timer->fires_at_ns.has_value());
  }
}

TEST_CASE("fold: output becomes console lines, with who wrote them") {
  HandMadeLog log;
  log.add_worker();
  log.add(worker_id, EventKind::output, 0, log.text("hello\n"), std::uint8_t(OutputStream::out));
  log.add(main_id, EventKind::output, 0, log.text("oops\n"), std::uint8_t(OutputStream::err));
  const auto& console = log.fold.model().console;
  REQUIRE(console.size() == 2);
  CHECK(console[0].text == "hello\n");
  CHECK(console[0].thread == worker_object);
  CHECK(console[1].stream == OutputStream::err);
}

TEST_CASE("fold: names make expressions; an object without a global has _object(id)") {
  HandMadeLog log;
  log.add_lock();
  log.add_barrier();
  log.add(main_id, EventKind::object_name, barrier_id, log.text("gate"), 1);
  CHECK(label(barrier(log)) == "gate");
  CHECK(expression(barrier(log)) == "gate");
  log.add(main_id, EventKind::object_name, lock_id, log.text("self.lock"), 0);
  CHECK(label(lock_row(log)) == "self.lock");
  CHECK(expression(lock_row(log)) == "_object(3)");
}

TEST_CASE("fold: what it keeps is bounded, and the newest stays") {
  TextTable texts;
  Fold fold(texts, Fold::Limits{.spans_of_a_thread = 8, .marks_of_a_thread = 8, .console_lines = 8});
  auto apply = [&, sequence = std::uint64_t{0}](EventKind kind, std::uint32_t argument) mutable {
    fold.apply(TraceEvent{sequence++, sequence, main_id, main_object, argument, 0, kind, 0});
  };
  apply(EventKind::thread_create, texts.intern("MainThread"));
  apply(EventKind::thread_begin, main_id);
  TextId last = 0;
  for (int i = 0; i < 100; ++i) {
    last = texts.intern(std::to_string(i));
    apply(EventKind::output, last);
    apply(EventKind::wait_begin, 0);
    apply(EventKind::wait_end, 0);
  }
  const Model& model = fold.model();
  CHECK(model.console.size() <= 8);
  CHECK(model.console.back().text == "99");
  CHECK(model.threads.front().spans.size() <= 8);
  CHECK(model.threads.front().marks.size() <= 8);
}

TEST_CASE("fold: the program begins at the event that says so") {
  HandMadeLog log;
  log.now_ns = 60;
  CHECK(log.fold.model().begin_ns == 0);
  log.add(main_id, EventKind::program_begin);
  log.now_ns = 70;
  log.add_worker();
  CHECK(log.fold.model().begin_ns == 60);
}

TEST_CASE("fold: time never goes back") {
  HandMadeLog log;
  log.fold.advance_to(500);
  log.now_ns = 400;
  log.add_worker();
  CHECK(log.fold.model().time_ns == 500);
}

TEST_CASE("fold: a thread that wants the GIL is ready, and its holder alone runs") {
  HandMadeLog log;
  log.add_worker();
  log.add(main_id, EventKind::gil_acquired);
  log.add(worker_id, EventKind::gil_wanted);
  CHECK(worker(log).state == ThreadState::ready);
  log.now_ns = 50;
  log.add(main_id, EventKind::gil_released);
  log.add(main_id, EventKind::gil_wanted);
  log.add(worker_id, EventKind::gil_acquired);
  CHECK(worker(log).state == ThreadState::running);
  CHECK(log.fold.model().thread(main_object)->state == ThreadState::ready);
  CHECK(log.fold.model().gil_holder == worker_object);
  REQUIRE(log.fold.model().gil_turns.size() == 1);
  CHECK(log.fold.model().gil_turns[0].object == main_object);
  CHECK(log.fold.model().gil_turns[0].end_ns == 50);
}

TEST_CASE("fold: a woken thread is no waiter while it wants the GIL, and is one again if it must go on waiting") {
  HandMadeLog log;
  log.add_worker();
  log.add_barrier();
  log.wait(worker_id, OperationKind::barrier_wait, barrier_id);
  CHECK(barrier(log).waiters == std::vector<ObjectId>{worker_object});
  log.add(worker_id, EventKind::gil_wanted);
  CHECK(worker(log).state == ThreadState::ready);
  CHECK(barrier(log).waiters.empty());
  log.add(worker_id, EventKind::gil_acquired);
  CHECK(worker(log).state == ThreadState::waiting);
  log.add(worker_id, EventKind::gil_released);
  CHECK(barrier(log).waiters == std::vector<ObjectId>{worker_object});
  log.add(worker_id, EventKind::gil_acquired);
  log.add(worker_id, EventKind::wait_end, barrier_id);
  CHECK(worker(log).state == ThreadState::running);
  CHECK(barrier(log).waiters.empty());
}

TEST_CASE("fold: a thread that died of an exception has failed") {
  HandMadeLog log;
  log.add_worker();
  log.add(worker_id, EventKind::thread_died, worker_object, log.text("KeyError: 'a'\n"), 0, 7);
  CHECK(worker(log).state == ThreadState::running);
  CHECK(worker(log).exception == "KeyError: 'a'");
  CHECK(worker(log).exception_line == 7);
  log.add(worker_id, EventKind::thread_end, worker_object, worker_id, std::uint8_t(ThreadEnd::returned));
  CHECK(worker(log).state == ThreadState::failed);
}

TEST_CASE("fold: a wait in a part counts as one on the object that the program knows") {
  constexpr ObjectId queue = 10, condition = 11;
  HandMadeLog log;
  log.add_worker();
  log.add(main_id, EventKind::object_create, queue, std::uint32_t(ObjectKind::queue));
  log.add(main_id, EventKind::object_create, condition, std::uint32_t(ObjectKind::condition));
  log.add(main_id, EventKind::object_owner, condition, queue);
  log.add(worker_id, EventKind::wait_call, queue, log.text("Queue.get"));
  log.wait(worker_id, OperationKind::condition_wait, condition);
  const Model& model = log.fold.model();
  CHECK(model.object(condition)->is_internal);
  CHECK(worker(log).wait.object == queue);
  CHECK(worker(log).wait.waits_on() == condition);
  CHECK(model.calls[worker(log).wait.call] == "Queue.get");
  CHECK(model.object(queue)->waiters == std::vector{worker_object});
  CHECK(model.object(condition)->waiters == std::vector{worker_object});
  CHECK(worker(log).spans.back().object == queue);
  log.add(worker_id, EventKind::wait_end, condition);
  CHECK(model.object(queue)->waiters.empty());
  CHECK(model.object(condition)->waiters.empty());
}

TEST_CASE("fold: a call without an object names a wait only if the program does not know what the thread waits on") {
  HandMadeLog log;
  log.add_worker();
  log.add_lock();
  log.add(worker_id, EventKind::wait_call, 0, log.text("ExitStack.enter_context"));
  log.wait(worker_id, OperationKind::lock_acquire, lock_id);
  CHECK(worker(log).wait.object == lock_id);
  CHECK(worker(log).wait.call == 0);
  log.add(worker_id, EventKind::wait_end, lock_id);
  log.add(main_id, EventKind::object_owner, lock_id, 0);
  log.add(worker_id, EventKind::wait_call, 0, log.text("logging.info"));
  log.wait(worker_id, OperationKind::lock_acquire, lock_id);
  CHECK(worker(log).wait.object == 0);
  CHECK(worker(log).wait.waits_on() == lock_id);
  CHECK(log.fold.model().calls[worker(log).wait.call] == "logging.info");
  log.add(worker_id, EventKind::lock_acquired, lock_id);
  CHECK(worker(log).state == ThreadState::running);
}

TEST_CASE("fold: a module's lock leaves no hold on the timeline") {
  HandMadeLog log;
  log.add_worker();
  log.add_lock();
  log.add(main_id, EventKind::object_owner, lock_id, 0);
  log.add(worker_id, EventKind::lock_acquired, lock_id);
  CHECK(worker(log).holds.size() == 1);
  log.add(worker_id, EventKind::lock_released, lock_id);
  CHECK(worker(log).past_holds.empty());
}

TEST_CASE("fold: a Timer that another thread fires was fired by the user") {
  HandMadeLog log;
  log.add_worker();
  log.add(main_id, EventKind::timer_set, worker_object, TraceEvent::from_seconds(5));
  log.add(main_id, EventKind::timer_fire, worker_object);
  CHECK(worker(log).timer->state == TimerRow::State::fired);
  CHECK(worker(log).timer->fired_by_user);
}

TEST_CASE("fold: a future is run by a thread, and done futures make room for new objects") {
  constexpr ObjectId future = 10, condition = 11, next = 12, other = 13;
  HandMadeLog log;
  log.fold = Fold(log.texts, {.objects = 3});
  log.add(0, EventKind::thread_create, main_object, log.text("MainThread"), thread_is_main);
  log.add(main_id, EventKind::thread_begin, main_object, main_id);
  log.add(main_id, EventKind::object_create, future, std::uint32_t(ObjectKind::future));
  log.add(main_id, EventKind::object_create, condition, std::uint32_t(ObjectKind::condition));
  log.add(main_id, EventKind::object_owner, condition, future);
  log.add(main_id, EventKind::object_create, next, std::uint32_t(ObjectKind::future));
  log.add(main_id, EventKind::future_changed, future, std::uint32_t(FuturePhase::running));
  const Model& model = log.fold.model();
  CHECK(model.object(future)->owner == main_object);
  log.add(main_id, EventKind::object_create, other, std::uint32_t(ObjectKind::event));
  CHECK(model.object(other) == nullptr);
  log.add(main_id, EventKind::future_changed, future, std::uint32_t(FuturePhase::returned));
  CHECK(model.object(future)->owner == 0);
  log.add(main_id, EventKind::object_create, other, std::uint32_t(ObjectKind::event));
  CHECK(model.object(other) != nullptr);
  CHECK(model.object(future) == nullptr);
  CHECK(model.object(condition) == nullptr);
}

TEST_CASE("fold: a future submitted to an executor is the program's all the same") {
  HandMadeLog log;
  log.add(main_id, EventKind::object_create, 10, std::uint32_t(ObjectKind::executor), 0, 2);
  log.add(main_id, EventKind::object_create, 11, std::uint32_t(ObjectKind::future));
  log.add(main_id, EventKind::object_owner, 11, 10);
  const Model& model = log.fold.model();
  CHECK(model.object(11)->executor == 10);
  CHECK_FALSE(model.object(11)->is_internal);
  CHECK(model.object(10)->parts.empty());
}

TEST_CASE("fold: a local has the attributes of each thread, as long as those live") {
  HandMadeLog log;
  log.add_worker();
  log.add(main_id, EventKind::object_create, 10, std::uint32_t(ObjectKind::local));
  log.add(worker_id, EventKind::local_changed, 10, log.text("user"));
  log.add(worker_id, EventKind::local_changed, 10, log.text("depth"));
  log.add(worker_id, EventKind::local_changed, 10, log.text("user"), 1);
  const auto& locals = log.fold.model().object(10)->locals;
  REQUIRE(locals.size() == 1);
  CHECK(locals[0].thread == worker_object);
  CHECK(locals[0].names == std::vector<std::string>{"depth"});
  log.add(worker_id, EventKind::thread_end, worker_object, worker_id);
  log.add(main_id, EventKind::local_changed, 10, log.text("user"));
  REQUIRE(locals.size() == 1);
  CHECK(locals[0].thread == main_object);
}

TEST_CASE("fold: objects of the same name have different labels; that of a global variable is its name") {
  HandMadeLog log;
  for (const ObjectId id : {10U, 11U, 12U}) log.add(main_id, EventKind::object_create, id, std::uint32_t(ObjectKind::event));
  log.add(main_id, EventKind::object_name, 10, log.text("done"));
  log.add(main_id, EventKind::object_name, 11, log.text("done"));
  log.add(main_id, EventKind::object_name, 12, log.text("done"), name_is_global);
  const Model& model = log.fold.model();
  CHECK(label(*model.object(10)) == "done");
  CHECK(label(*model.object(11)) == "done (2)");
  CHECK(label(*model.object(12)) == "done");
  log.add(main_id, EventKind::object_name, 12, log.text("done"));
  CHECK(label(*model.object(12)) == "done (4)");
}
