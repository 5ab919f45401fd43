#include "hand_made_log.h"

#include <doctest/doctest.h>

#include <string>

using namespace threadbox;
using namespace threadbox::session;

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

TEST_CASE("fold: a thread that is interrupted at a barrier waits there no longer") {
  HandMadeLog log;
  log.add_worker();
  log.add_barrier();
  log.add(worker_id, EventKind::barrier_arrived, barrier_id, 0);
  log.add(main_id, EventKind::barrier_arrived, barrier_id, 1);
  log.add(main_id, EventKind::barrier_left, barrier_id, 1);
  CHECK(barrier(log).n_waiting == 1);
  CHECK_FALSE(barrier(log).broken);
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
