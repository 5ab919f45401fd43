#pragma once

#include "session/model.h"

#include <string>
#include <utility>

// Models made by hand.
namespace threadbox::session {

constexpr ObjectId main_object = 1, worker_object = 2, gate_id = 7;

inline ThreadRow thread_row(ObjectId object, std::string name, ThreadState state = ThreadState::running) {
  ThreadRow row;
  row.object = object;
  row.name = std::move(name);
  row.state = state;
  if (state != ThreadState::initial) row.spans = {{0, 500'000'000, state, OperationKind::idle, 0}};
  return row;
}

inline ObjectRow object_row(ObjectId id, ObjectKind kind, const std::string& global) {
  ObjectRow row;
  row.id = id;
  row.kind = kind;
  row.variable = global;
  row.variable_is_global = !global.empty();
  return row;
}

/// Main and a worker that waits at a barrier.
inline Model small_model() {
  Model model;
  model.state = RunState::running;
  model.event_count = 10;
  model.time_ns = 1'000'000'000;
  model.threads = {thread_row(main_object, "MainThread"), thread_row(worker_object, "worker", ThreadState::waiting)};
  model.threads[0].is_main = true;
  ThreadRow& worker = model.threads[1];
  worker.variable = "w";
  worker.variable_is_global = true;
  worker.wait = {OperationKind::barrier_wait, gate_id, 500'000'000, std::nullopt};
  worker.spans = {{0, 500'000'000, ThreadState::running, OperationKind::idle, 0},
                  {500'000'000, 500'000'000, ThreadState::waiting, OperationKind::barrier_wait, gate_id}};
  ObjectRow gate = object_row(gate_id, ObjectKind::barrier, "gate");
  gate.parties = 3;
  gate.n_waiting = 1;
  gate.waiters = {worker_object};
  model.objects = {gate};
  model.functions = {{"worker", {"n"}, 3}};
  return model;
}

/// As many threads and primitives as a lesson has at most.
inline Model crowded_model() {
  Model model = small_model();
  for (ObjectId i = 0; i < 14; ++i) {
    ThreadRow row = thread_row(100 + i, "Thread-" + std::to_string(i) + " (a_long_function_name)");
    row.daemon = i % 2 == 0;
    row.holds = {200 + i};
    if (i % 3 == 0) row.timer = TimerRow{TimerRow::State::counting, 3, 9'000'000'000};
    model.threads.push_back(row);
    ObjectRow lock = object_row(200 + i, static_cast<ObjectKind>(1 + i % 7), i % 4 == 0 ? "" : "a_lock_" + std::to_string(i));
    lock.owner = 100 + i;
    lock.waiters = {worker_object, main_object, 100};
    lock.parties = 5;
    lock.value = 2;
    model.objects.push_back(lock);
  }
  return model;
}

}  // namespace threadbox::session
