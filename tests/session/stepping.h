#pragma once

#include "session/session.h"
#include "session/snapshot.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>

// A session whose run a test steps.
namespace threadbox::session {

class SteppedRun {
 public:
  explicit SteppedRun(const std::string& program, RunOptions options = {.interactive = false}) {
    const auto problems = session.load(program);
    const bool is_wrong = std::ranges::any_of(problems, [](const Problem& problem) { return !problem.is_warning; });
    REQUIRE_FALSE(is_wrong);
    options.stepped = true;
    REQUIRE(session.run(options));
    session.drain();
  }

  void post(const Command& command) {
    session.post(command);
    session.drain();
  }
  void on(std::uint64_t count = 1) { post(StepOn{count}); }
  void back(std::uint64_t count = 1) { post(StepBack{count}); }
  /// The thread of that name executes its statement.
  void choose(std::string_view name) { post(Choose{row(name).object}); }

  [[nodiscard]] const Steps& steps() const { return session.steps(); }
  [[nodiscard]] const StepRow& row(std::string_view name) const {
    const auto found = std::ranges::find(steps().threads, name, &StepRow::name);
    REQUIRE_MESSAGE(found != steps().threads.end(), "there is no thread " << name);
    return *found;
  }
  [[nodiscard]] std::string output() const {
    std::string text;
    for (const ConsoleLine& line : session.model().console) text += line.text;
    return text;
  }
  /// Everything that the user can see.
  [[nodiscard]] std::string snapshot() const { return snapshot_json(session.model(), steps()); }

  Session session;
};

/// The variable of that name in the first scope that has it, as text; empty if there is none.
inline const script::Variable* variable(const Steps& steps, std::string_view name) {
  for (const script::VariableScope& scope : steps.variables.scopes)
    for (const script::Variable& each : scope.variables)
      if (each.name == name) return &each;
  return nullptr;
}

inline std::string value(const Steps& steps, std::string_view name) {
  const script::Variable* found = variable(steps, name);
  return found != nullptr ? found->text : "";
}

}  // namespace threadbox::session
