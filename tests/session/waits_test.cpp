#include "session/deadlock.h"
#include "session/waits.h"

#include <doctest/doctest.h>

using namespace threadbox;
using namespace threadbox::session;

namespace {

constexpr ObjectId ann = 1, bob = 2, lock_a = 11, lock_b = 12;

/// Two threads and two locks: ann holds lock_a, bob holds lock_b.
Model two_threads() {
  Model model;
  for (const ObjectId object : {ann, bob}) {
    ThreadRow thread;
    thread.object = object;
    thread.state = ThreadState::running;
    model.threads.push_back(thread);
  }
  for (const auto& [lock, owner] : {std::pair{lock_a, ann}, std::pair{lock_b, bob}}) {
    ObjectRow row;
    row.id = lock;
    row.owner = owner;
    model.objects.push_back(row);
  }
  return model;
}

void wait(Model& model, std::size_t thread, OperationKind operation, ObjectId object, bool timed = false) {
  model.threads[thread].state = ThreadState::waiting;
  model.threads[thread].wait = Wait{operation, object, 0, std::nullopt};
  if (timed) model.threads[thread].wait.deadline_ns = 1;
}

}  // namespace

TEST_CASE("waits: who waits for a lock waits for its owner") {
  Model model = two_threads();
  wait(model, 0, OperationKind::lock_acquire, lock_b);
  const auto edges = wait_edges(model);
  REQUIRE(edges.size() == 1);
  CHECK(edges[0].waiter == ann);
  CHECK(edges[0].object == lock_b);
  CHECK(edges[0].blocker == bob);
  CHECK(deadlock(model).empty());
}

TEST_CASE("waits: sleep and rest are no edges, and a thread that runs has none") {
  Model model = two_threads();
  wait(model, 0, OperationKind::sleep, 0);
  CHECK(wait_edges(model).empty());
}

TEST_CASE("waits: two that hold what the other wants are a deadlock") {
  Model model = two_threads();
  wait(model, 0, OperationKind::lock_acquire, lock_b);
  wait(model, 1, OperationKind::lock_acquire, lock_a);
  CHECK(deadlock(model) == std::vector<ObjectId>{ann, bob});
}

TEST_CASE("waits: a timeout breaks the cycle") {
  Model model = two_threads();
  wait(model, 0, OperationKind::lock_acquire, lock_b, true);
  wait(model, 1, OperationKind::lock_acquire, lock_a);
  CHECK(deadlock(model).empty());
}

TEST_CASE("waits: a lock that its own holder wants is a deadlock of one") {
  Model model = two_threads();
  wait(model, 0, OperationKind::lock_acquire, lock_a);
  CHECK(deadlock(model) == std::vector<ObjectId>{ann});
}

TEST_CASE("waits: a join is an edge; who waits for a deadlock is no part of it") {
  Model model = two_threads();
  ThreadRow main;
  main.object = 3;
  model.threads = {main, model.threads[0], model.threads[1]};
  wait(model, 0, OperationKind::thread_join, ann);
  wait(model, 1, OperationKind::thread_join, bob);
  wait(model, 2, OperationKind::lock_acquire, lock_a);
  CHECK(deadlock(model) == std::vector<ObjectId>{ann, bob});
}

TEST_CASE("waits: a deadlock among parts is one of the objects that they belong to") {
  Model model = two_threads();
  ObjectRow queue;
  queue.id = 20;
  queue.kind = ObjectKind::queue;
  queue.variable = "q";
  model.objects.push_back(queue);
  ObjectRow& mutex = *model.objects.find(lock_b);
  mutex.is_internal = true;
  mutex.part_of = queue.id;
  model.calls.emplace_back("Queue.put");
  model.threads[0].name = "ann";
  model.threads[1].name = "bob";
  wait(model, 0, OperationKind::lock_acquire, queue.id);
  model.threads[0].wait.part = lock_b;
  model.threads[0].wait.call = 1;
  wait(model, 1, OperationKind::lock_acquire, lock_a);
  CHECK(wait_edges(model)[0].object == queue.id);
  CHECK(deadlock(model) == std::vector<ObjectId>{ann, bob});
  CHECK(purpose_of_wait(model, model.threads[0]) == "for queue q in Queue.put, whose lock is held by bob");
}

TEST_CASE("waits: a call on a running future waits for the thread that runs it") {
  Model model = two_threads();
  ObjectRow future;
  future.id = 20;
  future.kind = ObjectKind::future;
  future.variable = "f";
  future.owner = bob;
  model.objects.push_back(future);
  model.calls.emplace_back("Future.result");
  model.threads[1].name = "bob";
  wait(model, 0, OperationKind::condition_wait, future.id);
  model.threads[0].wait.call = 1;
  CHECK(wait_edges(model)[0].blocker == bob);
  CHECK(purpose_of_wait(model, model.threads[0]) == "for future f run by bob");
}
