#include "screen_stage.h"

#include <doctest/doctest.h>

using namespace threadbox;
using namespace threadbox::session;
using namespace threadbox::ui;

TEST_CASE("lines: a thread's line is a link, in either layout of its row") {
  Model model = small_model();
  model.threads[1].line = 17;
  for (const ImVec2 size : {ImVec2{1280, 800}, ImVec2{390, 800}}) {
    ScreenStage s(model, size);
    if (size.x < 640) s.stage.click("Threads 2");
    CHECK(s.screen.take_line() == 0);
    s.stage.click("##line 17", "w");
    CHECK(s.screen.take_line() == 17);
    CHECK(s.screen.take_line() == 0);
  }
}

TEST_CASE("lines: a statement of the Console is not in the program, so its line is no link") {
  Model model = small_model();
  model.threads[1].line = 17;
  model.threads[1].is_console = true;
  ScreenStage s(model);
  CHECK(s.stage.find("##line 17", "w") == nullptr);
}

TEST_CASE("lines: each line in a notice is a link") {
  Model model = small_model();
  model.threads[0].exception = "RuntimeError: boom";
  model.threads[0].exception_line = 7;
  ScreenStage failed(model);
  failed.stage.click("##line 7");
  CHECK(failed.screen.take_line() == 7);
}

TEST_CASE("lines: the threads of a deadlock are links in its notice, and in the graph") {
  Model model = small_model();
  for (const auto& [thread, id] : {std::pair(0U, 9U), std::pair(1U, 10U)}) {
    ObjectRow lock = object_row(id, ObjectKind::lock, thread == 0 ? "a" : "b");
    lock.owner = thread == 0 ? worker_object : main_object;
    model.objects.push_back(lock);
    model.threads[thread].state = ThreadState::waiting;
    model.threads[thread].wait = {OperationKind::lock_acquire, id, 1, std::nullopt};
    model.threads[thread].line = 20 + thread;
  }
  for (const ImVec2 size : {ImVec2{1280, 800}, ImVec2{700, 900}}) {
    ScreenStage s(model, size);
    const WidgetPlace first = s.stage.get("##line 20"), second = s.stage.get("##line 21");
    CHECK(first.y < s.stage.get("Zoom in").y);  // In the notice, not in the table.
    s.stage.click_at({first.x + 3, first.y + 3});
    CHECK(s.screen.take_line() == 20);
    s.stage.click_at({second.x + 3, second.y + 3});
    CHECK(s.screen.take_line() == 21);
    s.stage.click("Who waits for whom");
    s.stage.settle();
    const auto& all = widgets();
    const auto node = std::ranges::find_if(all.rbegin(), all.rend(), [](const WidgetPlace& place) {
      return place.label == "##MainThread" && place.context.empty();
    });
    REQUIRE(node != all.rend());
    s.stage.click_at({node->x + node->width / 2, node->y + node->height / 2});
    CHECK(s.screen.take_line() == 20);
  }
}

TEST_CASE("lines: a traceback's place in the program's file is a link, others are not") {
  Model model = small_model();
  model.filename = "main.py";
  model.console = {{OutputStream::err, main_object, 1, "  File \"main.py\", line 7, in f\n  File \"<console>\", line 8\n"}};
  ScreenStage s(model);
  const WidgetPlace text = s.stage.get("##text");
  s.stage.click_at({text.x + 100, text.y + 8});
  CHECK(s.screen.take_line() == 7);
  s.stage.click_at({text.x + 100, text.y + 27});
  CHECK(s.screen.take_line() == 0);
  s.stage.drag({text.x + 60, text.y + 8}, {text.x + 100, text.y + 8});
  CHECK(s.screen.take_line() == 0);  // It is a selection.
}
