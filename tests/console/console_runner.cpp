// console-runner SESSIONS [--no-gil | --simulate SEED]: types programs into the Console thread, statement by statement.
//
// SESSIONS is a JSON file: [{"name": …, "statements": [text, …]}, …]. For each one a line of JSON is written:
// {"name": …, "out": …, "err": …, "code": …}; without the echo of the input. See run.py.

#include "session/session.h"

#include <threadbox/park/waiter.h>

#include <nlohmann/json.hpp>

#include <cstdio>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>

using namespace threadbox;
using namespace threadbox::session;

namespace {

constexpr Seconds most_of_a_session{60};
constexpr const char* last_statement = "None  # the end of the session";

/// Statements after an exit() are answered and not executed; their answers come from no thread.
bool is_written_by_thread(const TraceEvent& event) { return event.kind == EventKind::output && event.thread != 0; }

/// Types all of it, ends the program when the last statement has begun, and waits for that.
nlohmann::json outcome_of(const nlohmann::json& typed, RunOptions options) {
  nlohmann::json outcome = {{"name", typed.at("name")}};
  Session session;
  session.load("", "<main>");
  options.interactive = true;
  session.run(options);
  for (const auto& statement : typed.at("statements")) session.post(Execute{statement.get<std::string>()});
  session.post(Execute{last_statement});
  std::string out, err;
  bool ending = false, given_up = false;
  const Clock clock;
  Waiter self(0, clock);
  const TimeNs deadline = clock.deadline_after(most_of_a_session);
  while (session.model().state != RunState::ended) {
    if (session.drain() == 0) self.park(clock.deadline_after(Seconds{0.0003}));
    for (const TraceEvent& event : session.fresh()) {
      if (!is_written_by_thread(event)) continue;
      const std::string_view text = session.text(event.argument);
      const auto stream = static_cast<OutputStream>(event.flags);
      if (stream != OutputStream::echo) (stream == OutputStream::out ? out : err) += text;
      else if (text.find(last_statement) != std::string_view::npos && !std::exchange(ending, true)) session.post(EndMain{});
    }
    if (clock.now_ns() > deadline && !std::exchange(given_up, true)) session.stop();
  }
  outcome["out"] = out;
  outcome["err"] = err;
  outcome["code"] = given_up ? nlohmann::json("no end") : nlohmann::json(session.model().exit_code.value_or(0));
  return outcome;
}

}  // namespace

int main(int count, char** words) {
  RunOptions options;
  for (int i = 2; i < count; ++i) {
    const std::string_view word = words[i];
    if (word == "--no-gil") options.free_threaded = true;
    if (word == "--simulate" && i + 1 < count) {
      options.runner = RunnerKind::simulated;
      options.simulation.seed = std::stoull(words[++i]);
    }
  }
  std::ifstream file(count > 1 ? words[1] : "");
  if (!file) {
    std::fprintf(stderr, "console-runner: there is no file of sessions\n");
    return 2;
  }
  for (const auto& typed : nlohmann::json::parse(file)) {
    const std::string line = outcome_of(typed, options).dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
    std::printf("%s\n", line.c_str());
    std::fflush(stdout);
  }
  return 0;
}
