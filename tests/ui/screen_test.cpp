#include "models.h"
#include "stage.h"

#include "ui/screen.h"
#include "ui/views/describe.h"

#include <doctest/doctest.h>

#include <limits>
#include <string>
#include <variant>
#include <vector>

using namespace threadbox;
using namespace threadbox::session;
using namespace threadbox::ui;

namespace {

using Statements = std::vector<std::string>;

/// The whole window over a model made by hand. Records the commands.
class ScreenStage {
 public:
  explicit ScreenStage(Model given, ImVec2 size = {1280, 800}, Screen::Options options = {})
      : model(std::move(given)), screen(options), stage([this] { draw(); }, size) {}

  [[nodiscard]] Statements statements() const {
    Statements result;
    for (const Command& command : commands) {
      if (const auto* execute = std::get_if<Execute>(&command)) result.push_back(execute->statement);
      if (const auto* click = std::get_if<Click>(&command)) result.push_back(click->statement);
    }
    return result;
  }
  /// The statements that a click sends.
  Statements sent_by(const std::string& label, const std::string& context = {}) {
    commands.clear();
    stage.click(label, context);
    return statements();
  }

  Model model;
  Screen screen;
  std::vector<Command> commands;
  Stage stage;

 private:
  void draw() {
    screen.draw(model, model, true, [this](Command command) { commands.push_back(std::move(command)); });
  }
};

Model model_with(ObjectKind kind) {
  Model model = small_model();
  model.objects = {object_row(9, kind, "thing")};
  return model;
}

}  // namespace

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

TEST_CASE("screen: the form starts a thread on a function") {
  ScreenStage s(small_model());
  CHECK(s.sent_by("Only create") == Statements{"import threading", "t1 = threading.Thread(target=worker)"});
  s.stage.click("##arguments");
  s.stage.type("2");
  s.stage.click("daemon");
  CHECK(s.sent_by("Start thread") ==
        Statements{"import threading", "t1 = threading.Thread(target=worker, args=(2,), daemon=True)", "t1.start()"});
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
  CHECK(s.sent_by("Start thread").size() == 3);
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

namespace {

/// A model in which a button of the gate's card, or of the worker's row, has been clicked; "Console" executes the statement.
Model clicked_model(ObjectId origin, const char* statement) {
  Model model = small_model();
  model.threads.push_back(thread_row(5, "Console", ThreadState::waiting));
  model.threads[2].is_console = true;
  model.threads[2].wait = {OperationKind::barrier_wait, gate_id};
  model.statements = {{.thread = 5, .origin = origin, .text = statement}};
  return model;
}

void end_statement(Model& model, const char* answer, bool raised) {
  StatementRow& statement = model.statements.back();
  statement.answer = answer;
  statement.raised = raised;
  statement.end_ns = 1;
  model.threads[2].wait.operation = OperationKind::idle;
}

int count_vertices(ImU32 color) {
  int count = 0;
  for (const ImDrawList* list : ImGui::GetDrawData()->CmdLists)
    for (const ImDrawVert& vertex : list->VtxBuffer) count += vertex.col == color ? 1 : 0;
  return count;
}

}  // namespace

TEST_CASE("answers: an error is shown at the card that was clicked, for some seconds") {
  ScreenStage s(clicked_model(gate_id, "gate.abort()"));
  const int before = count_vertices(palette().error);
  end_statement(s.model, "Traceback (most recent call last):\nRuntimeError: no\n", true);
  s.stage.settle();
  CHECK(count_vertices(palette().error) > before);
  CHECK(s.screen.passing_s() <= Answers::shown_s);
  for (int i = 0; i < 60 * static_cast<int>(Answers::shown_s); ++i) s.stage.frame();
  CHECK(count_vertices(palette().error) == before);
  CHECK(s.screen.passing_s() == std::numeric_limits<double>::infinity());
}

TEST_CASE("answers: a statement that waits can be cancelled where it was clicked, in a card and in a row") {
  for (const auto& [origin, context] : {std::pair(gate_id, "gate"), std::pair(worker_object, "w")}) {
    for (const ImVec2 size : {ImVec2{1280, 800}, ImVec2{390, 800}}) {
      ScreenStage s(clicked_model(origin, "w.join(timeout=1)"), size);
      if (size.x < 640) s.stage.click(origin == gate_id ? "Primitives 1" : "Threads 3");
      s.commands.clear();
      s.stage.click("cancel", context);
      REQUIRE(s.commands.size() == 1);
      CHECK(std::get<Cancel>(s.commands[0]).thread == 5);
      end_statement(s.model, "", false);
      s.stage.settle();
      CHECK(s.stage.find("cancel", context) == nullptr);
    }
  }
}

TEST_CASE("answers: the last line of an answer is shown") {
  CHECK(last_line({.answer = "Traceback:\n  x\nRuntimeError: no\n"}) == "RuntimeError: no");
  CHECK(last_line({.answer = "True\n"}) == "True");
  CHECK(last_line({}).empty());
}

TEST_CASE("answers: the newest click counts, and a new run begins without answers") {
  Model model = clicked_model(gate_id, "gate.abort()");
  Answers answers;
  answers.update(model, 1);
  end_statement(model, "True\n", false);
  answers.update(model, 2);
  REQUIRE(answers.of(gate_id) != nullptr);
  model.statements.push_back(
      {.thread = 5, .origin = gate_id, .text = "gate.reset()", .answer = "False\n", .begin_ns = 9, .end_ns = 9});
  answers.update(model, 5);
  REQUIRE(answers.of(gate_id) != nullptr);
  CHECK(answers.of(gate_id)->text == "gate.reset()");
  answers.update(model, 8.9);
  CHECK(answers.of(gate_id) != nullptr);
  answers.update(model, 9);
  CHECK(answers.of(gate_id) == nullptr);
  answers.update(small_model(), 10);
  CHECK(answers.of(gate_id) == nullptr);
}

TEST_CASE("answers: for how long they are shown is known although the model has changed since") {
  Answers answers;
  {
    Model model = clicked_model(gate_id, "gate.abort()");
    end_statement(model, "True\n", false);
    answers.update(model, 1);
  }
  CHECK(answers.interval_s() == Answers::shown_s);
}

TEST_CASE("screen: when the run has ended, no button can be pressed") {
  Model model = small_model();
  model.state = RunState::ended;
  ScreenStage s(model);
  for (const auto& [button, context] : {std::pair("abort", "gate"), std::pair("join", "w"), std::pair("##daemon", "w")})
    CHECK(s.sent_by(button, context).empty());
  CHECK(s.sent_by("Start thread").empty());
}

TEST_CASE("screen: a hidden tab has a mark when something arrives there, until it is shown") {
  ScreenStage s(small_model(), {390, 700}, {.toolbar = false});
  s.stage.click("Primitives 1");
  const int before = count_vertices(palette().error);
  s.model.console = {{OutputStream::err, main_object, 7, "boom\n"}};
  s.stage.settle();
  CHECK(count_vertices(palette().error) > before);
  s.stage.click("Console");
  s.stage.click("Primitives 1");
  CHECK(count_vertices(palette().error) == before);
}

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
  CHECK(spawn_statement(model, {0, "", "", false}, "t1") == "t1 = threading.Thread(target=worker)");
  CHECK(spawn_statement(model, {0, "2", "ex\"tra", true}, "t1") ==
        "t1 = threading.Thread(target=worker, args=(2,), name=\"ex\\\"tra\", daemon=True)");
  CHECK(spawn_statement(model, {0, "1, 2,", "", false}, "t1") == "t1 = threading.Thread(target=worker, args=(1, 2,))");
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
  const auto axes = [] {
    std::vector<WidgetPlace> found;
    for (const WidgetPlace& place : widgets())
      if (place.label == "Choose a moment") found.push_back(place);
    return found;
  };
  REQUIRE(axes().size() == 2);
  CHECK(axes()[0].y + axes()[0].height < axes()[1].y);
  CHECK(std::abs(axes()[0].width - axes()[1].width) <= ImGui::GetStyle().ScrollbarSize);
  std::vector<WidgetPlace> zooms;
  for (const WidgetPlace& place : widgets())
    if (place.label == "Zoom in") zooms.push_back(place);
  REQUIRE(zooms.size() == 2);
  s.stage.click_at({zooms[0].x + 5, zooms[0].y + 5});
  CHECK(s.screen.timeline().mode == TimelineState::Mode::free);
  s.screen.compare_with(nullptr);
  s.stage.settle();
  CHECK(axes().size() == 1);
}
