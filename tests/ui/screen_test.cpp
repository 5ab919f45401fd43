#include "screen_stage.h"

#include "ui/views/describe.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <string>
#include <variant>
#include <vector>

using namespace threadbox;
using namespace threadbox::session;
using namespace threadbox::ui;

TEST_CASE("screen: a click on a card is one statement of Python") {
  ScreenStage s(small_model());
  CHECK(s.sent_by("abort", "gate") == Statements{"gate.abort()"});
  CHECK(s.sent_by("reset", "gate") == Statements{"gate.reset()"});
}

TEST_CASE("screen: what is not known of a primitive is not claimed") {
  for (const ObjectKind kind : {ObjectKind::lock, ObjectKind::rlock, ObjectKind::semaphore, ObjectKind::event,
                                ObjectKind::barrier, ObjectKind::queue, ObjectKind::simple_queue}) {
    Model model = model_with(kind);
    model.objects[0].known = false;
    CHECK(state_text(model, model.objects[0]) == "not known yet");
    ScreenStage s(model);
  }
}

TEST_CASE("screen: a primitive without a global name is reached by its number") {
  Model model = small_model();
  model.objects[0].variable = "self.gate";
  model.objects[0].variable_is_global = false;
  ScreenStage s(model);
  CHECK(s.sent_by("abort") == Statements{"_object(7).abort()"});
}

TEST_CASE("screen: no statement of a card can make the Console wait for ever") {
  struct Law {
    ObjectKind kind;
    const char* button;
    const char* statement;
  };
  for (const Law& law :
       {Law{ObjectKind::lock, "acquire", "thing.acquire(blocking=False)"}, Law{ObjectKind::lock, "release", "thing.release()"},
        Law{ObjectKind::rlock, "acquire", "thing.acquire(blocking=False)"},
        Law{ObjectKind::semaphore, "acquire", "thing.acquire(blocking=False)"},
        Law{ObjectKind::semaphore, "release", "thing.release()"}, Law{ObjectKind::event, "set", "thing.set()"},
        Law{ObjectKind::event, "clear", "thing.clear()"}, Law{ObjectKind::condition, "notify", "with thing: thing.notify()"},
        Law{ObjectKind::condition, "notify all", "with thing: thing.notify_all()"},
        Law{ObjectKind::queue, "put", "thing.put_nowait(None)"}, Law{ObjectKind::queue, "get", "thing.get_nowait()"},
        Law{ObjectKind::queue, "task done", "thing.task_done()"}, Law{ObjectKind::simple_queue, "put", "thing.put_nowait(None)"},
        Law{ObjectKind::simple_queue, "get", "thing.get_nowait()"}, Law{ObjectKind::future, "cancel", "thing.cancel()"},
        Law{ObjectKind::executor, "shut down", "thing.shutdown(wait=False)"}}) {
    ScreenStage s(model_with(law.kind));
    CHECK(s.sent_by(law.button, "thing") == Statements{law.statement});
  }
}

TEST_CASE("screen: a queue's card puts the value that was typed") {
  ScreenStage s(model_with(ObjectKind::queue));
  s.stage.click("##value", "thing");
  s.stage.type("42");
  CHECK(s.sent_by("put", "thing") == Statements{"thing.put_nowait(42)"});
}

TEST_CASE("screen: internals are hidden, and have no buttons when they are shown") {
  Model model = model_with(ObjectKind::queue);
  ObjectRow mutex = object_row(50, ObjectKind::lock, "");
  mutex.is_internal = true;
  mutex.part_of = gate_id;
  model.objects.push_back(mutex);
  ScreenStage s(model);
  CHECK(s.stage.find("##Lock 50", "_object(50)") == nullptr);
  s.stage.click("internals");
  s.stage.settle();
  CHECK(s.stage.find("##Lock 50", "_object(50)") != nullptr);
  CHECK(s.stage.find("acquire", "_object(50)") == nullptr);
}

TEST_CASE("screen: the daemon box asks Python, and shows what the thread is, not what was clicked") {
  ScreenStage s(small_model());
  CHECK(s.sent_by("##daemon", "w") == Statements{"w.daemon = True"});
  CHECK(s.sent_by("##daemon", "w") == Statements{"w.daemon = True"});
  s.model.threads[1].daemon = true;
  CHECK(s.sent_by("##daemon", "w") == Statements{"w.daemon = False"});
}

TEST_CASE("screen: a thread is started once, a timer cancelled or fired while it counts") {
  Model model = small_model();
  model.threads[1].state = ThreadState::initial;
  ScreenStage s(model);
  CHECK(s.sent_by("start", "w") == Statements{"w.start()"});
  s.model.threads[1].state = ThreadState::running;
  s.model.threads[1].timer = TimerRow{TimerRow::State::counting, 3, 4'000'000'000};
  s.stage.settle();
  CHECK(s.stage.find("start", "w") == nullptr);
  CHECK(s.sent_by("cancel", "w") == Statements{"w.cancel()"});
  CHECK(s.sent_by("fire now", "w") == Statements{"w._fire_now()"});
  s.model.threads[1].timer->state = TimerRow::State::fired;
  s.stage.settle();
  CHECK(s.stage.find("cancel", "w") == nullptr);
  CHECK(s.sent_by("join", "w") == Statements{"w.join(timeout=1)"});
  s.model.threads[1].state = ThreadState::ended;
  s.stage.settle();
  CHECK(s.stage.find("join", "w") == nullptr);
  CHECK(s.stage.find("##daemon", "w") == nullptr);
}

TEST_CASE("screen: a held thread has a button for one statement, and one that leads to its wait") {
  Model model = small_model();
  model.threads[1].state = ThreadState::waiting;
  model.threads[1].wait = {OperationKind::hold, 0};
  ScreenStage s(model);
  s.stage.click("step", "w");
  s.stage.click("to its wait", "w");
  REQUIRE(s.commands.size() == 2);
  CHECK(std::get<StepThread>(s.commands[0]).thread == worker_object);
  CHECK(std::get<RunThreadOn>(s.commands[1]).thread == worker_object);
  s.model.threads[1].wait = {OperationKind::event_wait, 0};
  s.stage.settle();
  CHECK(s.stage.find("to its wait", "w") == nullptr);
}

TEST_CASE("screen: the form starts a thread on a function") {
  ScreenStage s(small_model());
  CHECK(s.sent_by("Only create") == Statements{"import threading; t1 = threading.Thread(target=worker)"});
  s.stage.click("##arguments");
  s.stage.type("2");
  s.stage.click("daemon");
  CHECK(s.sent_by("Start thread") ==
        Statements{"import threading; t1 = threading.Thread(target=worker, args=(2,), daemon=True); t1.start()"});
}

TEST_CASE("screen: a typed statement is executed, and the arrows bring it back") {
  ScreenStage s(small_model());
  s.stage.click("##statement");
  s.stage.type("gate.n_waiting");
  s.stage.press(ImGuiKey_Enter);
  s.stage.type("1 + 1");
  s.stage.press(ImGuiKey_Enter);
  CHECK(s.statements() == Statements{"gate.n_waiting", "1 + 1"});
  s.stage.type("dra");
  s.stage.press(ImGuiKey_UpArrow);
  s.stage.press(ImGuiKey_UpArrow);
  s.stage.press(ImGuiKey_Enter);
  CHECK(s.statements().back() == "gate.n_waiting");
  s.stage.type("draft");
  s.stage.press(ImGuiKey_UpArrow);
  s.stage.press(ImGuiKey_DownArrow);
  s.stage.press(ImGuiKey_Enter);
  CHECK(s.statements().back() == "draft");
}

TEST_CASE("screen: the toolbar's buttons are commands, and a page goes without them") {
  ScreenStage s(small_model());
  s.stage.click("Stop");
  s.stage.click("Ctrl-C");
  s.stage.click("End main");
  REQUIRE(s.commands.size() == 3);
  CHECK(std::holds_alternative<Stop>(s.commands[0]));
  CHECK(std::holds_alternative<Interrupt>(s.commands[1]));
  CHECK(std::holds_alternative<EndMain>(s.commands[2]));
}

TEST_CASE("screen: in a page there is no toolbar") {
  ScreenStage s(small_model(), {860, 850}, {.toolbar = false});
  CHECK(s.stage.find("Stop") == nullptr);
}

TEST_CASE("screen: output can be copied, whole or as selected") {
  Model model = small_model();
  model.console = {{OutputStream::out, main_object, 1, "hello\n"}, {OutputStream::err, main_object, 2, "world\n"}};
  ScreenStage s(model);
  s.stage.click("Copy all");
  CHECK(s.stage.clipboard == "hello\nworld\n");
  const WidgetPlace text = s.stage.get("##text");
  s.stage.drag({text.x + 200, text.y + 4}, {text.x + 200, text.y + 24});
  s.stage.click("Copy selection");
  CHECK(s.stage.clipboard == "\nworld");
}

TEST_CASE("screen: narrow, the views are tabs") {
  ScreenStage s(small_model(), {390, 700}, {.toolbar = false});
  CHECK(s.stage.find("abort", "gate") == nullptr);
  s.stage.click("Primitives 1");
  CHECK(s.sent_by("abort", "gate") == Statements{"gate.abort()"});
  s.stage.click("New thread");
  CHECK(s.sent_by("Start thread").size() == 1);
  s.stage.click("Threads 2");
  CHECK(s.sent_by("join", "w") == Statements{"w.join(timeout=1)"});
  s.stage.click("Console");
  CHECK(s.stage.find("##statement") != nullptr);
}

TEST_CASE("screen: at any size no widget is cut sideways, and thumbs find what they want") {
  const Model models[] = {small_model(), crowded_model()};
  for (const Model& model : models) {
    for (const ImVec2 size :
         {ImVec2{860, 850}, {1280, 800}, {1440, 900}, {390, 500}, {390, 844}, {480, 420}, {1200, 380}, {700, 520}, {330, 500}}) {
      CAPTURE(size.x);
      CAPTURE(size.y);
      ScreenStage s(model, size);
      const bool tabs = s.stage.find("Console") != nullptr;
      for (const char* tab : {"Console", "Threads", "Primitives", "New"}) {
        if (tabs) {
          const auto& all = widgets();
          const auto at = std::ranges::find_if(all, [&](const WidgetPlace& place) { return place.label.starts_with(tab); });
          REQUIRE(at != all.end());
          s.stage.click(std::string(at->label));
          s.stage.move_to({0, 0});
        }
        for (const WidgetPlace& place : widgets()) {
          CAPTURE(place.label);
          CAPTURE(place.context);
          // A table's row lies under its cells and reaches past them.
          const bool row =
              std::ranges::any_of(model.threads, [&](const ThreadRow& thread) { return place.label == "##" + thread.name; });
          if (!row) CHECK_FALSE(place.cut);
          CHECK(place.x + place.width <= size.x + 0.5F);
          const bool button = !place.label.starts_with("##") && !place.label.empty();
          const bool at_an_edge = place.y < 1 || place.y + place.height > size.y - 1;
          // A row that is partly scrolled out of sight is as high as its visible part.
          if (button && size.x < 640 && !at_an_edge && place.height > 20) CHECK(place.height >= 28);
        }
        if (!tabs) break;
      }
    }
  }
}

TEST_CASE("screen: selecting a thread selects it in every view, and Escape lets go") {
  ScreenStage s(small_model());
  const WidgetPlace row = s.stage.get("##worker", "w");
  s.stage.click_at({row.x + 20, row.y + row.height / 2});
  const auto lit_pixels = [&] {
    s.stage.move_to({1, 1});
    int count = 0;
    for (const ImDrawList* list : ImGui::GetDrawData()->CmdLists)
      for (const ImDrawVert& vertex : list->VtxBuffer) count += vertex.col == palette().accent ? 1 : 0;
    return count;
  };
  const int selected = lit_pixels();
  s.stage.press(ImGuiKey_Escape);
  CHECK(lit_pixels() < selected);
}

TEST_CASE("screen: a deadlock is told") {
  Model model = small_model();
  ObjectRow lock = object_row(9, ObjectKind::lock, "lock");
  lock.owner = worker_object;
  model.objects.push_back(lock);
  const auto height_of_panels = [](const Model& given) {
    ScreenStage s(given);
    return s.stage.get("Zoom in").y;
  };
  const float before = height_of_panels(model);
  model.threads[1].wait = {OperationKind::lock_acquire, 9, 1, std::nullopt};
  CHECK(height_of_panels(model) > before);  // The notice stands above them.
}

TEST_CASE("screen: that the program failed, and that nothing can go on, is told") {
  Model model = small_model();
  const auto height_of_panels = [](const Model& given) {
    ScreenStage s(given);
    return s.stage.get("Zoom in").y;
  };
  const float before = height_of_panels(model);
  Model failed = model;
  failed.threads[0].exception = "RuntimeError: boom";
  CHECK(height_of_panels(failed) > before);
  Model stuck = model;
  stuck.threads[0].state = ThreadState::waiting;
  stuck.threads[0].wait = {OperationKind::thread_join, worker_object, 0, std::nullopt};
  CHECK(height_of_panels(stuck) > before);
  stuck.threads[1].wait.deadline_ns = 2'000'000'000;
  CHECK(height_of_panels(stuck) == before);
}

TEST_CASE("screen: a click says which card it came from, and a statement that waits can be cancelled") {
  Model model = small_model();
  model.threads.push_back(thread_row(5, "Console", ThreadState::waiting));
  model.threads[2].is_console = true;
  model.threads[2].wait = {OperationKind::barrier_wait, gate_id};
  ScreenStage s(model);
  s.stage.click("abort", "gate");
  REQUIRE(s.commands.size() == 1);
  CHECK(std::get<Click>(s.commands[0]).origin == gate_id);
  s.commands.clear();
  s.stage.click("cancel");
  REQUIRE(s.commands.size() == 1);
  CHECK(std::get<Cancel>(s.commands[0]).thread == 5);
}

TEST_CASE("screen: the legend opens, in both themes") {
  ScreenStage s(small_model());
  for (const Theme theme : {Theme::light, Theme::dark}) {
    apply_theme(theme);
    s.stage.click("What the timeline shows");
    CHECK(ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopup));
    s.stage.press(ImGuiKey_Escape);
    CHECK_FALSE(ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopup));
  }
}

TEST_CASE("screen: the GIL has a lane of its own, where there is a GIL") {
  const auto lanes_top = [](bool free_threaded) {
    Model model = small_model();
    model.free_threaded = free_threaded;
    model.gil_holder = main_object;
    model.gil_turns = {{worker_object, 0, 400'000'000}};
    ScreenStage s(model);
    return s.stage.get("##MainThread").y;
  };
  CHECK(lanes_top(false) > lanes_top(true));
}

TEST_CASE("screen: time is shown going by only while it tells something") {
  Model model = small_model();
  CHECK(Screen::interval_s(model, true) < 0.1);
  CHECK(Screen::interval_s(model, false) == std::numeric_limits<double>::infinity());
  model.threads[0].state = ThreadState::waiting;
  model.threads[0].wait = {OperationKind::thread_join, worker_object, 0, std::nullopt};
  CHECK(Screen::interval_s(model, true) == 1);
  model.threads[0].wait.operation = OperationKind::idle;
  model.threads[1].state = ThreadState::ended;
  CHECK(Screen::interval_s(model, true) == std::numeric_limits<double>::infinity());
}

TEST_CASE("spawn: the form stands for a statement of Python") {
  const Model model = small_model();
  CHECK(spawn_statement(model, {0, "", "", false}, "t1", false) == "import threading; t1 = threading.Thread(target=worker)");
  CHECK(spawn_statement(model, {0, "2", "ex\"tra", true}, "t1", true) ==
        "import threading; t1 = threading.Thread(target=worker, args=(2,), name=\"ex\\\"tra\", daemon=True); t1.start()");
  CHECK(spawn_statement(model, {0, "1, 2,", "", false}, "t1", false) ==
        "import threading; t1 = threading.Thread(target=worker, args=(1, 2,))");
}

TEST_CASE("spawn: a name that a thread has is not taken again") {
  Model model = small_model();
  CHECK(free_thread_name(model) == "t1");
  model.threads[0].variable = "t1";
  CHECK(free_thread_name(model) == "t2");
}

TEST_CASE("screen: a run that is compared has a timeline above the current one, and both show the same interval") {
  ScreenStage s(small_model());
  const Model other = small_model();
  s.screen.compare_with(&other);
  s.stage.settle();
  const auto lanes = [] {
    std::vector<WidgetPlace> found;
    for (const WidgetPlace& place : widgets())
      if (place.label == "##lanes") found.push_back(place);
    return found;
  };
  REQUIRE(lanes().size() == 2);
  CHECK(lanes()[0].context == "with the GIL");
  CHECK(std::ranges::count(widgets(), "Choose a moment", &WidgetPlace::label) == 1);  // The other run has no history.
  CHECK(lanes()[0].y + lanes()[0].height < lanes()[1].y);
  CHECK(std::abs(lanes()[0].width - lanes()[1].width) <= ImGui::GetStyle().ScrollbarSize);
  std::vector<WidgetPlace> zooms;
  for (const WidgetPlace& place : widgets())
    if (place.label == "Zoom in") zooms.push_back(place);
  REQUIRE(zooms.size() == 2);
  s.stage.click_at({zooms[0].x + 5, zooms[0].y + 5});
  CHECK(s.screen.timeline().mode == TimelineState::Mode::free);
  s.screen.compare_with(nullptr);
  s.stage.settle();
  CHECK(lanes().size() == 1);
}

TEST_CASE("screen: the words about a selected bar leave the lanes their room") {
  ScreenStage s(small_model());
  const WidgetPlace lanes = s.stage.get("##lanes");
  s.stage.click_at({lanes.x + 100, lanes.y + 39});
  s.stage.settle();
  REQUIRE(s.screen.timeline().selected);
  CHECK(s.stage.get("##lanes").height >= lanes.height - 1);
}

TEST_CASE("screen: the lanes of a deadlock are scrolled to, once") {
  const auto scroll_of_deadlock = [](ImVec2 size) {
    ScreenStage s(crowded_model(), size, {.toolbar = false});
    CHECK(s.screen.timeline().scroll == 0);
    ThreadRow& last = s.model.threads[s.model.threads.size() - 1];
    ObjectRow lock = object_row(900, ObjectKind::lock, "lock");
    lock.owner = last.object;
    s.model.objects.push_back(lock);
    last.state = ThreadState::waiting;
    last.wait = {OperationKind::lock_acquire, 900, 1, std::nullopt};
    s.stage.settle();
    return s.screen.timeline().scroll;
  };
  CHECK(scroll_of_deadlock({600, 364}) > 0);
  CHECK(scroll_of_deadlock({600, 2000}) == 0);
}
