#include "stepping.h"

#include <string>
#include <vector>

using namespace threadbox;
using namespace threadbox::session;

namespace {

constexpr const char* program = R"(import threading, time
lock = threading.Lock()
counter = 0
def work(n):
    global counter
    for i in range(2):
        with lock:
            seen = counter
            time.sleep(0.5)
            counter = seen + 1
    print("done", n)
threads = [threading.Thread(target=work, args=(n,), name=name) for n, name in enumerate("AB")]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(counter)
)";

const RunOptions with_history = {.interactive = false, .history_events = 100'000};

std::string past_snapshot(Model model) {
  model.is_past = true;
  return snapshot_json(model);
}

void write(std::string& text, const std::vector<script::Variable>& variables) {
  for (const script::Variable& variable : variables) {
    text += variable.name + "=" + variable.text + "#" + std::to_string(variable.badge) + "\n";
    write(text, variable.parts);
  }
}

std::string text_of(const script::Variables& variables) {
  std::string text;
  for (const script::VariableScope& scope : variables.scopes) {
    text += std::to_string(scope.thread) + " " + scope.function + " " + std::to_string(scope.line) + "\n";
    write(text, scope.variables);
  }
  return text;
}

std::string text_of(const std::vector<StepRow>& threads) {
  std::string text;
  for (const StepRow& row : threads)
    text += row.name + " " + std::to_string(row.line) + " " + row.text + " " + row.wait + (row.can_run ? " can run\n" : "\n");
  return text;
}

/// What is known of a step when the run stands at it.
struct Moment {
  TimeNs time_ns;
  std::uint64_t position;
  std::string model, variables, threads;
};

Moment moment_of(const SteppedRun& run) {
  const Model& model = run.session.model();
  const Steps& steps = run.steps();
  return {model.time_ns, steps.position, past_snapshot(model), text_of(steps.variables), text_of(steps.threads)};
}

void check(SteppedRun& run, const Moment& moment) {
  CAPTURE(moment.position);
  CHECK(past_snapshot(run.session.model_at(moment.time_ns)) == moment.model);
  const Steps& past = run.session.steps_at(moment.time_ns);
  CHECK(past.active);
  CHECK(past.position == moment.position);
  CHECK(text_of(past.variables) == moment.variables);
  CHECK(text_of(past.threads) == moment.threads);
}

}  // namespace

TEST_CASE("moments: model and variables of each earlier step are those that it had") {
  SteppedRun run(program, with_history);
  std::vector<Moment> moments = {moment_of(run)};
  while (run.session.live()) {
    run.on();
    if (run.session.live()) moments.push_back(moment_of(run));
  }
  const std::string now = run.snapshot();
  for (const Moment& moment : moments) check(run, moment);
  for (auto moment = moments.rbegin(); moment != moments.rend(); ++moment) check(run, *moment);
  CHECK(run.snapshot() == now);  // The run itself has not moved.
  // Between two steps, the first one counts.
  REQUIRE(moments[5].time_ns > moments[4].time_ns + 1);
  CHECK(run.session.steps_at(moments[5].time_ns - 1).position == moments[4].position);
  CHECK(run.session.steps_at(0).position == 0);
}

TEST_CASE("moments: after a step back, the past is that of the steps that are left") {
  SteppedRun run(program, with_history);
  run.on(20);
  const Moment before = moment_of(run);
  run.on(20);
  run.back(15);
  check(run, before);
  CHECK(run.session.steps_at(run.session.model().time_ns + 1'000'000).position == 25);
  run.choose(run.steps().threads.back().can_run ? run.steps().threads.back().name : "MainThread");
  check(run, before);
}

TEST_CASE("moments: what was entered is part of the past") {
  SteppedRun run(program, {.interactive = true, .history_events = 100'000});
  run.on(10);
  run.post(Execute{"counter = 41"});
  run.choose("Console");
  run.on(6);
  const Moment before = moment_of(run);
  run.on(6);
  check(run, before);
}

TEST_CASE("moments: in a stepped run, too, what ended a wait is known") {
  SteppedRun run(program, with_history);
  for (int i = 0; i < 200 && run.session.live(); ++i) run.on();
  const Model& model = run.session.model();
  int explained = 0;
  for (const ThreadRow& thread : model.threads)
    for (const Span& span : thread.spans) {
      if (span.state != ThreadState::waiting || span.operation != OperationKind::lock_acquire) continue;
      const WakeUp wake_up = run.session.wake_up(thread.id, span.begin_ns);
      CHECK(wake_up.over);
      CHECK(wake_up.by != 0);
      CHECK(wake_up.by != thread.id);
      CHECK(wake_up.act == EventKind::lock_released);
      ++explained;
    }
  CHECK(explained > 0);
}

TEST_CASE("moments: a step that never ends hides what came after it, and holds nothing up") {
  SteppedRun run("x = 1\ny = [0 for _ in iter(int, 1)]\nz = 3\n", with_history);
  run.on();
  const Moment before = moment_of(run);
  run.session.post(StepOn{1});
  run.session.drain();
  run.session.stop();
  while (run.session.live()) run.session.drain();
  check(run, before);
  CHECK_FALSE(run.session.steps_at(run.session.model().time_ns).active);
}
