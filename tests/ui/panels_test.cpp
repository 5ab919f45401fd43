#include "screen_stage.h"

#include <doctest/doctest.h>

#include <limits>
#include <string>

using namespace threadbox;
using namespace threadbox::session;
using namespace threadbox::ui;

TEST_CASE("panels: an edge is moved, and a double click gives the height back to the content") {
  for (const ImVec2 size : {ImVec2{1280, 800}, ImVec2{860, 900}}) {
    ScreenStage s(crowded_model(), size);
    for (const char* edge : {"##edge Timeline", "##edge Threads"}) {
      const WidgetPlace before = s.stage.get(edge);
      const ImVec2 from{before.x + 40, before.y + before.height / 2};
      s.stage.drag(from, {from.x, from.y + 50});
      CHECK(s.stage.get(edge).y == doctest::Approx(before.y + 50).epsilon(0.01));
      s.stage.double_click(edge);
      CHECK(s.stage.get(edge).y == doctest::Approx(before.y).epsilon(0.01));
    }
  }
}

TEST_CASE("panels: what the page's elements do to edges and titles is done once") {
  ScreenStage s(crowded_model());
  for (const char* edge : {"##edge Timeline", "##edge columns"}) {
    const WidgetPlace before = s.stage.get(edge);
    const auto place = [&] { return s.stage.get(edge).x + s.stage.get(edge).y; };
    act_on_widget(edge, "", "-20");
    act_on_widget(edge, "", "4");
    s.stage.settle();
    CHECK(place() == doctest::Approx(before.x + before.y - 16).epsilon(0.01));
  }
  const WidgetPlace moved = s.stage.get("##edge Timeline");
  act_on_widget("##edge Timeline", "", "");
  s.stage.settle();
  CHECK(s.stage.get("##edge Timeline").y > moved.y + 10);
  act_on_widget("##title Console", "", "");
  s.stage.settle();
  CHECK(s.stage.find("##title Timeline") == nullptr);
  CHECK(s.stage.get("##title Console").on == true);
}

TEST_CASE("panels: no edge can be moved so far that a panel is lost") {
  ScreenStage s(crowded_model(), {860, 900});
  for (const char* edge : {"##edge Primitives", "##edge Threads", "##edge Timeline"}) {
    for (const float y : {2000.0F, -500.0F, 2000.0F}) {
      const WidgetPlace at = s.stage.get(edge);
      s.stage.drag({at.x + 40, at.y + at.height / 2}, {at.x + 40, y});
      for (const char* title : {"##title Timeline", "##title Threads", "##title Primitives", "##title Console"}) {
        CAPTURE(title);
        CHECK(s.stage.find(title) != nullptr);
      }
      CHECK(s.stage.get("##statement").y < 900 - 20);
    }
  }
}

TEST_CASE("panels: the columns' widths are the user's") {
  ScreenStage s(small_model());
  const WidgetPlace before = s.stage.get("##edge columns");
  s.stage.drag({before.x + before.width / 2, before.y + 50}, {before.x + before.width / 2 - 100, before.y + 50});
  CHECK(s.stage.get("##edge columns").x == doctest::Approx(before.x - 100).epsilon(0.01));
}

TEST_CASE("panels: a double click on a title fills the window with its panel, another one restores it") {
  for (const ImVec2 size : {ImVec2{1280, 800}, ImVec2{860, 900}}) {
    for (const char* title : {"##title Timeline", "##title Threads", "##title Primitives", "##title Console"}) {
      ScreenStage s(small_model(), size);
      const WidgetPlace before = s.stage.get(title);
      s.stage.double_click(title);
      for (const char* other : {"##title Timeline", "##title Threads", "##title Primitives", "##title Console"})
        CHECK((s.stage.find(other) != nullptr) == (std::string(other) == title));
      s.stage.double_click(title);
      CHECK(s.stage.get(title).y == before.y);
      CHECK(s.stage.find("##title Timeline") != nullptr);
    }
  }
}

TEST_CASE("panels: a folded panel is a title, and the others get its room") {
  for (const ImVec2 size : {ImVec2{1280, 800}, ImVec2{860, 900}}) {
    ScreenStage s(small_model(), size);
    s.stage.click("##fold Console");
    CHECK(s.stage.find("##statement") == nullptr);
    CHECK(s.stage.get("##title Console").y > size.y - 60);
    s.stage.click("##fold Console");
    CHECK(s.stage.find("##statement") != nullptr);
  }
}

TEST_CASE("threads: those that are over come last, the main thread is always the first") {
  Model model = crowded_model();
  model.threads[0].state = ThreadState::ended;
  model.threads[1].state = ThreadState::failed;
  const auto rows = rows_of_threads(model);
  REQUIRE(rows.size() == model.threads.size());
  CHECK(rows.front()->is_main);
  CHECK(rows[1]->object == 100);
  CHECK(rows.back()->object == worker_object);
}

TEST_CASE("threads: the row of a thread that the user has made is scrolled to, and flashes") {
  Model model = crowded_model();
  for (ObjectId i = 0; i < 60; ++i) model.threads.push_back(thread_row(300 + i, "more " + std::to_string(i)));
  for (const bool by_user : {false, true}) {
    ScreenStage s(model);
    CHECK(s.screen.passing_s() == std::numeric_limits<double>::infinity());
    ThreadRow fresh = thread_row(500, "fresh", ThreadState::initial);
    s.model.threads.push_back(fresh);
    if (by_user)
      s.model.statements = {{.text = "t1 = threading.Thread()", .begin_ns = s.model.time_ns, .end_ns = s.model.time_ns}};
    s.stage.settle();
    CHECK((s.stage.find("start", "_object(500)") != nullptr) == by_user);
    CHECK((s.screen.passing_s() < 2) == by_user);
    for (int i = 0; i < 120; ++i) s.stage.frame();
    CHECK(s.screen.passing_s() == std::numeric_limits<double>::infinity());
  }
}

TEST_CASE("panels: the wait-for graph gets the height that it needs, up to half of the window") {
  Model model = small_model();
  for (ObjectId i = 0; i < 7; ++i) {
    ThreadRow row = thread_row(100 + i, "t" + std::to_string(i));
    row.holds = {200 + i};
    model.threads.push_back(row);
    ObjectRow lock = object_row(200 + i, ObjectKind::lock, "lock_" + std::to_string(i));
    lock.owner = 100 + i;
    model.objects.push_back(lock);
  }
  for (const ImVec2 size : {ImVec2{1440, 900}, ImVec2{860, 900}}) {
    ScreenStage s(model, size);
    s.stage.click("Who waits for whom");
    const WidgetPlace& last = s.stage.get("##lock_6");
    CHECK(last.height == doctest::Approx(26));
    CHECK(last.y + last.height < size.y);
    CHECK(s.stage.get("##title Timeline").y < s.stage.get("##title Threads").y);
  }
}

TEST_CASE("panels: of two runs that are compared, four lanes each are shown") {
  Model model = small_model();
  for (ObjectId i = 0; i < 4; ++i) model.threads.push_back(thread_row(100 + i, "t" + std::to_string(i)));
  const Model other = model;
  for (const ImVec2 size : {ImVec2{1440, 900}, ImVec2{900, 900}}) {
    ScreenStage s(model, size);
    s.screen.compare_with(&other);
    s.stage.settle();
    int whole_lanes = 0;
    for (const WidgetPlace& place : widgets())
      if ((place.label.starts_with("##t") || place.label == "##worker" || place.label == "##MainThread") && place.height == 26)
        ++whole_lanes;
    CAPTURE(size.x);
    CHECK(whole_lanes >= 8);
    CHECK(s.stage.find("##statement") != nullptr);
  }
}
