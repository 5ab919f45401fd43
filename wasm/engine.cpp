// The functions of the engine alone, for npm/src/instance.ts: one run of a program at a time on the simulated runner, on the thread that
// calls, in slices. Texts are UTF-8 and are passed by Arguments, structures as JSON.
#include "engine_calls.h"
#include "engine_log.h"

#include "script/text/fuel_look.h"
#include "session/session.h"
#include "session/snapshot.h"
#include "session/summary.h"
#include "session/waits.h"

#include <emscripten.h>
#include <nlohmann/json.hpp>

#include <limits>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace threadbox::wasm {

namespace {

using nlohmann::json;

/// The choices of another strategy, up to a number of them.
class LimitedStrategy final : public script::SchedulingStrategy {
 public:
  LimitedStrategy(std::unique_ptr<script::SchedulingStrategy> choices, std::uint64_t most) noexcept
      : choices_(std::move(choices)), most_(most) {}
  std::optional<script::Choice> choose(const script::SchedulingPoint& point) override {
    reached_ = point.step >= most_;
    return reached_ ? std::nullopt : choices_->choose(point);
  }
  [[nodiscard]] bool reached() const noexcept { return reached_; }

 private:
  std::unique_ptr<script::SchedulingStrategy> choices_;
  std::uint64_t most_;
  bool reached_ = false;
};

/// A loaded program and its run.
struct Engine {
  session::Session session;
  std::shared_ptr<LimitedStrategy> strategy;
  std::string input;  ///< What the program has not read yet.
  std::optional<EngineLog> log;
  double deadline_ms = std::numeric_limits<double>::infinity();
  std::string limit;  ///< The one that ended the run; empty: none did.
  /// Of a run in which no thread can go on, before it was ended: the threads that wait for each other, and each wait as a sentence.
  std::vector<std::string> circle, waits;
};

std::unique_ptr<Engine> engine;

void end_by(const char* limit) {
  if (!engine->limit.empty()) return;
  engine->limit = limit;
  engine->session.stop();
}

/// The time is also looked at within a long operation, which no other thread could end.
void look_at_the_time() noexcept {
  if (engine == nullptr || emscripten_get_now() < engine->deadline_ms) return;
  engine->deadline_ms = std::numeric_limits<double>::infinity();
  end_by("time");
}

std::unique_ptr<script::SchedulingStrategy> strategy_of(const json& given, const std::optional<script::Schedule>& schedule) {
  if (schedule) return script::replay_strategy(*schedule);
  if (given.at("roundRobin").get<bool>()) return script::round_robin_strategy();
  return script::random_strategy(std::stoull(given.at("seed").get<std::string>()));
}

/// Errors: std::invalid_argument with a sentence.
std::optional<script::Schedule> schedule_of(const json& given) {
  if (!given.contains("schedule")) return std::nullopt;
  auto parsed = script::Schedule::parse(given.at("schedule").get<std::string>());
  if (const auto* wrong = std::get_if<std::string>(&parsed)) throw std::invalid_argument(*wrong + ".");
  return std::get<script::Schedule>(std::move(parsed));
}

session::RunOptions run_options(const json& given) {
  constexpr std::uint64_t points_at_once = 500;  // Some tenths of a millisecond.
  session::RunOptions options;
  options.interactive = false;
  options.has_input = true;
  options.runner = session::RunnerKind::simulated;
  options.arguments = given.at("arguments").get<std::vector<std::string>>();
  options.heap_limit_bytes = given.value("heapBytes", options.heap_limit_bytes);
  options.output_limit_bytes = given.value("outputBytes", options.output_limit_bytes);
  options.max_threads = given.value("maxThreads", options.max_threads);
  options.recursion_limit = given.value("recursion", options.recursion_limit);
  session::Simulation& simulation = options.simulation;
  simulation.schedule = schedule_of(given);
  simulation.preemption = given.at("preempt") == "line" ? script::Preemption::line : script::Preemption::bytecode;
  engine->strategy = std::make_shared<LimitedStrategy>(strategy_of(given, simulation.schedule),
                                                       given.value("steps", std::numeric_limits<std::uint64_t>::max()));
  simulation.strategy = engine->strategy;
  simulation.record_schedule = true;
  simulation.points_in_a_drain = points_at_once;
  simulation.unattended = true;
  return options;
}

/// Remembers who waits for what, while the threads still do.
void note_deadlock() {
  const session::Model& model = engine->session.model();
  if (!model.deadlocked || !engine->waits.empty()) return;
  for (const ObjectId thread : session::deadlock(model)) engine->circle.push_back(session::label(*model.thread(thread)));
  for (const session::ThreadRow& thread : model.threads)
    if (thread.state == session::ThreadState::waiting) engine->waits.push_back(session::wait_sentence(model, thread));
}

/// Executes a slice of the run. Returns whether it goes on.
bool advance() {
  session::Session& session = engine->session;
  const bool live = session.live();  // Before the drain, so that the last drain sees the last events.
  session.drain();
  note_deadlock();
  engine->log->add(session.fresh(), [&](TextId id) { return session.text(id); });
  if (session.wants_input()) session.post(session::Input{std::exchange(engine->input, {})});
  if (engine->strategy->reached()) end_by("steps");
  if (engine->log->is_over_the_limit()) engine->limit = "output";
  look_at_the_time();
  return live;
}

json thread_json(const session::ThreadRow& thread) {
  return {{"id", thread.id},
          {"name", thread.name},
          {"daemon", thread.daemon},
          {"isMain", thread.is_main},
          {"state", session::thread_state_name(thread.state)},
          {"exception", thread.exception},
          {"exceptionLine", thread.exception_line}};
}

json finding_json(const session::Finding& finding) {
  return {{"name", session::finding_name(finding.kind)},
          {"level", session::finding_level_name(finding.level)},
          {"text", finding.text},
          {"line", finding.evidence.empty() ? 0 : finding.evidence.front().line},
          {"times", finding.times}};
}

/// What is known of a run that has ended.
json result_json() {
  const session::Session& session = engine->session;
  const session::Model& model = session.model();
  const session::Statistics statistics = session.statistics();
  json threads = json::array();
  for (const session::ThreadRow& thread : model.threads) threads.push_back(thread_json(thread));
  json findings = json::array();
  for (const session::Finding& finding : session.findings()) findings.push_back(finding_json(finding));
  return {{"limit", engine->limit},
          {"findings", findings},
          {"exitCode", model.exit_code.value_or(1)},
          {"deadlocked", model.deadlocked},
          {"misfit", engine->log->is_misfit() && !model.deadlocked},
          {"circle", engine->circle},
          {"waits", engine->waits},
          {"summary", session::summary(model).text},
          {"threads", threads},
          {"endedThreads", model.ended_threads},
          {"lostEvents", engine->log->lost()},
          {"schedule", session.schedule().text()},
          {"steps", statistics.steps},
          {"switches", statistics.switches},
          {"heapBytes", statistics.heap_bytes},
          {"seconds", static_cast<double>(statistics.time_ns) / 1e9}};
}

std::string text_of(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

}  // namespace

}  // namespace threadbox::wasm

using namespace threadbox;
using namespace threadbox::wasm;

extern "C" {

/// @returns the memory for the next text of the next call, `bytes` long; null: out of memory
EMSCRIPTEN_KEEPALIVE char* engine_room(std::size_t bytes) {
  return across_the_border([&] { return arguments.room(bytes); }, [](const char*) { return static_cast<char*>(nullptr); });
}

/// Takes two texts: the program and its filename. Forgets the previous one.
/// @returns a JSON array of problems, as session/snapshot.def lists them; without an error among them, the program can be run
EMSCRIPTEN_KEEPALIVE const char* engine_load() {
  return answered([] {
    std::vector<std::string> texts = arguments.take();
    script::set_fuel_look(look_at_the_time);
    engine = std::make_unique<Engine>();
    return session::problems_json(engine->session.load(std::move(texts.at(0)), std::move(texts.at(1))));
  });
}

/// Takes two texts: JSON, the options as npm/src/options.ts writes them, and the program's input. Begins the run.
/// @returns {} or {error: a sentence}
EMSCRIPTEN_KEEPALIVE const char* engine_begin() {
  return answered([] {
    std::vector<std::string> texts = arguments.take();
    const json given = json::parse(texts.at(0));
    const session::RunOptions options = run_options(given);
    engine->input = std::move(texts.at(1));
    engine->log.emplace(given.value("events", std::uint64_t{0}), options.output_limit_bytes);
    engine->deadline_ms = emscripten_get_now() + given.at("timeoutMs").get<double>();
    if (!engine->session.run(options)) throw std::invalid_argument("No run can have these options.");
    return std::string("{}");
  });
}

/// Executes the run for some milliseconds.
/// @returns JSON: {live, output, events} with what is new, or {error}
EMSCRIPTEN_KEEPALIVE const char* engine_advance(double milliseconds) {
  return answered([&] {
    const double end = emscripten_get_now() + milliseconds;
    bool live = true;
    while (live && !engine->log->is_large() && emscripten_get_now() < end) live = advance();
    return engine->log->take(live);
  });
}

/// Stops the run; it is then to be advanced to its end.
EMSCRIPTEN_KEEPALIVE void engine_stop() {
  across_the_border([] { return end_by("stop"), 0; }, [](const char*) { return 0; });
}

/// @returns what is known of the run that has ended, as JSON; its memory is released
EMSCRIPTEN_KEEPALIVE const char* engine_result() {
  return answered([] {
    const json result = result_json();
    engine.reset();
    return text_of(result);
  });
}
}
