#include "screen_stage.h"

#include "ui/views/timeline_details.h"

#include <doctest/doctest.h>

using namespace threadbox;
using namespace threadbox::session;
using namespace threadbox::ui;

namespace {

/// Main waits for input, for less long than the worker.
Model reading_model() {
  Model model = small_model();
  for (ThreadRow& thread : model.threads) {
    thread.state = ThreadState::waiting;
    thread.wait = {OperationKind::input, 0, thread.is_main ? TimeNs{600'000'000} : TimeNs{500'000'000}, std::nullopt};
    thread.line = thread.is_main ? 9 : 3;
  }
  return model;
}

/// The lines of input that were sent, each in quotation marks.
std::string typed(const ScreenStage& s) {
  std::string text;
  for (const Command& command : s.commands)
    if (const auto* line = std::get_if<Input>(&command)) text += '"' + line->text + '"';
  return text;
}

}  // namespace

TEST_CASE("input: the console's field is the program's while it waits for input") {
  ScreenStage s(reading_model());
  s.stage.click("##statement");
  s.stage.type("Ada");
  s.stage.press(ImGuiKey_Enter);
  s.stage.press(ImGuiKey_Enter);
  CHECK(typed(s) == "\"Ada\n\"\"\n\"");
  CHECK(s.statements().empty());
  s.model.threads[0].state = s.model.threads[1].state = ThreadState::running;
  s.stage.settle();
  CHECK(s.stage.find("End of input") == nullptr);
  s.stage.type("1 + 1");
  s.stage.press(ImGuiKey_Enter);
  CHECK(s.statements() == Statements{"1 + 1"});
}

TEST_CASE("input: a button and Ctrl-D end it; what has been typed is then the last line") {
  ScreenStage s(reading_model());
  s.stage.click("End of input");
  CHECK(typed(s) == "\"\"");
  s.commands.clear();
  s.stage.click("##statement");
  s.stage.type("half");
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Ctrl, true);
  s.stage.press(ImGuiKey_D);
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Ctrl, false);
  s.stage.settle();
  CHECK(typed(s) == "\"half\"");
}

TEST_CASE("input: the field says which thread reads, and from which line") {
  Model model = reading_model();
  CHECK(field_hint(model, 80) == "The program waits for input (worker, line 3)");
  CHECK(field_hint(model, 20) == "input for worker");
  model.threads[1].state = ThreadState::running;
  CHECK(field_hint(model, 80) == "The program waits for input (MainThread, line 9)");
  model.is_past = true;
  CHECK(field_hint(model, 80) == ">>> a Python statement, run by a thread named Console");
  model.state = RunState::ended;
  CHECK(field_hint(model, 80) == ">>> run the program first");
}

TEST_CASE("input: what is typed goes on in the line of its prompt") {
  ConsoleText text;
  Model model;
  model.event_count = 1;
  model.console = {
      {OutputStream::out, 1, 1, "Name? "}, {OutputStream::echo, 0, 2, "Ada\n"}, {OutputStream::out, 1, 3, "hello\n"}};
  text.update(model);
  CHECK(text.all() == "Name? Ada\nhello\n");
}

TEST_CASE("input: a selected bar says that a line ended the wait") {
  Model model = reading_model();
  model.threads[1].spans = {{0, 500'000'000, ThreadState::waiting, OperationKind::input},
                            {500'000'000, 600'000'000, ThreadState::running}};
  TimelineState state;
  state.selected = SelectedSpan{worker_object, 0};
  state.wake_up = WakeUp{.over = true};
  CHECK(selected_text(model, state).ends_with("A line of input, or its end, ended the wait."));
  CHECK(selected_text(model, state).starts_with("worker: input(), "));
}
