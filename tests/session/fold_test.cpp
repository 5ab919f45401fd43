#include "hand_made_log.h"

#include <doctest/doctest.h>

#include <string>

using namespace threadbox;
using namespace threadbox::session;

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

TEST_CASE("fold: a thread that has got the lock waits no longer, before its wait's end has come") {
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

TEST_CASE("fold: one thread has the GIL, although it was lost that another gave it up") {
  HandMadeLog log;
  log.add_worker();
  log.add(worker_id, EventKind::gil_acquired);
  log.add(worker_id, EventKind::gap, 0, 1);
  log.add(main_id, EventKind::gil_acquired);
  CHECK_FALSE(worker(log).has_gil);
  CHECK(log.fold.model().thread(main_object)->has_gil);
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

TEST_CASE("fold: output becomes console lines, with the threads that wrote them") {
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

TEST_CASE("fold: a Timer that another thread fires was fired by the user") {
  HandMadeLog log;
  log.add_worker();
  log.add(main_id, EventKind::timer_set, worker_object, TraceEvent::from_seconds(5));
  log.add(main_id, EventKind::timer_fire, worker_object);
  CHECK(worker(log).timer->state == TimerRow::State::fired);
  CHECK(worker(log).timer->fired_by_user);
}
