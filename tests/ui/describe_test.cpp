#include "models.h"
#include "ui/views/describe.h"

#include <doctest/doctest.h>

using namespace threadbox;
using namespace threadbox::session;
using namespace threadbox::ui;

namespace {

constexpr ObjectId queue_id = 20, pool_id = 21, future_id = 22, calls_id = 23;

/// A worker that waits on an object, in a call or, if that is empty, in the operation itself.
Model waiting_model(ObjectRow object, OperationKind operation, const std::string& call) {
  Model model = small_model();
  ThreadRow& worker = model.threads[1];
  object.waiters = {worker.object};
  worker.wait = {operation, object.id, 500'000'000, std::nullopt};
  if (!call.empty()) {
    model.calls.push_back(call);
    worker.wait.call = 1;
  }
  model.objects.push_back(object);
  return model;
}

}  // namespace

TEST_CASE("describe: a wait has the name of the program's call") {
  const Model model = waiting_model(object_row(queue_id, ObjectKind::queue, "q"), OperationKind::condition_wait, "Queue.get");
  CHECK(state_text(model, model.threads[1]) == "q.get()");
}

TEST_CASE("describe: a call without an object has its module's name") {
  Model model = waiting_model(object_row(queue_id, ObjectKind::queue, "q"), OperationKind::condition_wait, "futures.wait");
  model.threads[1].wait.object = 0;
  CHECK(state_text(model, model.threads[1]) == "futures.wait()");
}

TEST_CASE("describe: the idle main thread waits for the user") {
  Model model = small_model();
  model.threads[0].state = ThreadState::waiting;
  CHECK(state_text(model, model.threads[0]) == "waiting for the user");
}

TEST_CASE("describe: a Timer fires its function when its time is over") {
  Model model = small_model();
  ThreadRow& timer = model.threads[1];
  timer.target = "boom()";
  timer.timer = TimerRow{TimerRow::State::counting, 60, 59'000'000'000};
  timer.wait = {OperationKind::event_wait, timer.object, 0, 59'000'000'000};
  CHECK(state_text(model, timer) == "fires boom()");
  CHECK(wait_time_text(model, timer) == "in 58.0 s");
  timer.state = ThreadState::ended;
  timer.timer->state = TimerRow::State::fired;
  timer.timer->fired_by_user = true;
  CHECK(state_text(model, timer) == "fired by you");
}

TEST_CASE("describe: a pool counts its busy workers and pending calls") {
  Model model = waiting_model(object_row(pool_id, ObjectKind::executor, "pool"), OperationKind::queue_get, "");
  ObjectRow calls = object_row(calls_id, ObjectKind::simple_queue, "");
  calls.is_internal = true;
  calls.part_of = pool_id;
  calls.size = 2;
  model.objects.push_back(calls);
  model.objects.find(pool_id)->parts = {calls_id};
  model.threads[1].executor = pool_id;
  CHECK(state_text(model, model.threads[1]) == "idle in pool");
  CHECK(state_text(model, *model.object(pool_id)) == "0 of 1 workers busy, 2 calls pending");
  model.threads[1].state = ThreadState::running;
  CHECK(state_text(model, *model.object(pool_id)) == "1 of 1 workers busy, 2 calls pending");
  CHECK(known_objects(model) == 2);
}

TEST_CASE("describe: a future tells which thread runs it, and how it ended") {
  Model model = waiting_model(object_row(future_id, ObjectKind::future, "f"), OperationKind::condition_wait, "Future.result");
  ObjectRow& future = *model.objects.find(future_id);
  CHECK(state_text(model, future) == "pending");
  future.future = FuturePhase::running;
  future.owner = main_object;
  CHECK(state_text(model, future) == "running in MainThread");
  future.future = FuturePhase::raised;
  CHECK(state_text(model, future) == "raised");
}

TEST_CASE("describe: the story of a line says which threads waited there, for how long, and which are there") {
  Model model = small_model();
  model.threads[0].line = 17;
  model.threads[1].line = 17;
  model.threads[1].spans.back().line = 17;
  std::vector<LineStory> story = line_story(model, 17);
  REQUIRE(story.size() == 2);
  CHECK(story[0].text == "MainThread is here");
  CHECK(story[1].text == "worker has waited 500 ms in gate.wait()");
  CHECK(story[1].is_there);
  CHECK(story[1].first == "500 ms");
  CHECK(story[1].last == "1.00 s");
  model.threads[1].line = 18;
  model.threads[1].spans.push_back({700'000'000, 700'000'000, ThreadState::running});
  model.threads[1].spans[1].end_ns = 700'000'000;
  story = line_story(model, 17);
  CHECK(story[1].text == "worker waited 200 ms in gate.wait()");
  CHECK_FALSE(story[1].is_there);
  CHECK(story[1].first_ns == 500'000'000);
  CHECK(story[1].last_ns == 700'000'000);
  CHECK(line_story(model, 3).empty());
}
