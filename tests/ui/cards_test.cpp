#include "screen_stage.h"

#include "ui/views/describe.h"
#include "ui/views/object_actions.h"

#include <doctest/doctest.h>

#include <string>

using namespace threadbox;
using namespace threadbox::session;
using namespace threadbox::ui;

TEST_CASE("cards: a local has a row for each thread that has attributes") {
  Model model = model_with(ObjectKind::local);
  model.objects[0].locals = {{worker_object, {"user", "depth"}}, {main_object, {}}};
  ScreenStage s(model);
  CHECK(s.stage.find("##worker", "thing") != nullptr);
  CHECK(s.stage.find("##MainThread", "thing") == nullptr);
  s.model.threads[1].state = ThreadState::ended;
  s.stage.settle();
  CHECK(s.stage.find("##worker", "thing") == nullptr);
}

TEST_CASE("cards: a pool names its workers and the futures that wait, a future only what it is") {
  Model model = model_with(ObjectKind::executor);
  model.threads[1].executor = 9;
  for (const ObjectId id : {20U, 21U}) {
    model.objects.push_back(object_row(id, ObjectKind::future, id == 20 ? "first" : "second"));
    ObjectRow& future = *model.objects.find(id);
    future.executor = 9;
    future.future = id == 20 ? FuturePhase::running : FuturePhase::pending;
  }
  ScreenStage s(model);
  CHECK(s.stage.find("##worker", "thing") != nullptr);
  CHECK(s.stage.find("##second", "thing") != nullptr);
  CHECK(s.stage.find("##first", "thing") == nullptr);
}

TEST_CASE("cards: many can be filtered by name and type; a new run begins without a filter") {
  Model model = model_with(ObjectKind::barrier);
  for (ObjectId id = 20; id < 29; ++id) model.objects.push_back(object_row(id, ObjectKind::event, "done_" + std::to_string(id)));
  ScreenStage s(model);
  const auto shown = [&](const char* label) { return s.stage.find(label) != nullptr; };
  s.stage.click("##filter");
  s.stage.type("BARR");
  CHECK(shown("##thing"));
  CHECK_FALSE(shown("##done_20"));
  s.stage.press(ImGuiKey_A, ImGuiMod_Ctrl);
  s.stage.type("_20");
  CHECK_FALSE(shown("##thing"));
  CHECK(shown("##done_20"));
  s.stage.press(ImGuiKey_Enter);
  s.model.event_count = 1;
  s.stage.settle();
  CHECK(shown("##thing"));
}

TEST_CASE("cards: what the page's elements put into fields is there, and is used") {
  Model model = small_model();
  for (ObjectId id = 20; id < 29; ++id) model.objects.push_back(object_row(id, ObjectKind::queue, "q" + std::to_string(id)));
  ScreenStage s(model);
  s.stage.click("##filter");  // It has the focus, and does not write its own text back.
  act_on_widget("##filter", "", "q2");
  act_on_widget("##value", "q20", "6 * 7");
  s.stage.settle();
  CHECK(s.stage.get("##filter").text == "q2");
  CHECK(s.stage.find("##gate") == nullptr);
  CHECK(s.stage.get("##value", "q20").text == "6 * 7");
  CHECK(s.stage.get("##value", "q21").text.empty());
  CHECK(s.sent_by("put", "q20") == Statements{"q20.put_nowait(6 * 7)"});
}

TEST_CASE("cards: in words, a card has its name, its state, the threads that wait, and its statements") {
  Model model = small_model();
  ObjectRow jobs = object_row(20, ObjectKind::queue, "jobs");
  jobs.size = 3;
  ObjectRow mutex = object_row(21, ObjectKind::lock, "");
  mutex.is_internal = true;
  model.objects.push_back(jobs);
  model.objects.push_back(mutex);
  const std::vector<CardText> cards = card_texts(model);
  REQUIRE(cards.size() == 2);
  CHECK(cards[0].text == "Barrier gate: 1 of 3 waiting; worker waits");
  CHECK(cards[0].statements == Statements{"gate.abort()", "gate.reset()"});
  CHECK(cards[1].id == 20);
  CHECK(cards[1].text == "Queue jobs: " + state_text(model, jobs));
  CHECK(cards[1].statements == Statements{"jobs.put_nowait(None)", "jobs.get_nowait()", "jobs.task_done()"});
  model.objects[0].waiters = {worker_object, main_object};
  CHECK(card_texts(model)[0].text.ends_with("; worker, MainThread wait"));
  model.is_past = true;
  CHECK(card_texts(model)[0].statements.empty());
}

TEST_CASE("cards: internals have no buttons, whatever they are") {
  for (const ObjectKind kind : {ObjectKind::lock, ObjectKind::future, ObjectKind::executor, ObjectKind::queue}) {
    Model model = model_with(kind);
    model.objects[0].is_internal = true;
    ScreenStage s(model);
    s.stage.click("internals");
    REQUIRE(s.stage.find("##thing", "thing") != nullptr);
    for (const WidgetPlace& place : widgets())
      if (place.context == "thing") CHECK(place.label.starts_with("##"));
  }
}
