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
