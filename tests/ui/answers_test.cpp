#include "screen_stage.h"

#include <doctest/doctest.h>

#include <limits>
#include <variant>

using namespace threadbox;
using namespace threadbox::session;
using namespace threadbox::ui;

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

TEST_CASE("answers: the form shows what came of its click") {
  ScreenStage s(
      clicked_model(form_origin, "import threading; t1 = threading.Thread(target=worker, args=(input(),)); t1.start()"));
  s.commands.clear();
  s.stage.click("cancel");
  REQUIRE(s.commands.size() == 1);
  CHECK(std::get<Cancel>(s.commands[0]).thread == 5);
  const int before = count_vertices(palette().error);
  end_statement(s.model, "Traceback (most recent call last):\nNameError: name 'n' is not defined\n", true);
  s.stage.settle();
  CHECK(s.stage.find("cancel") == nullptr);
  CHECK(count_vertices(palette().error) > before);
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
