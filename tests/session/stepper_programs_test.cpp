#include "stepping.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

using namespace threadbox;
using namespace threadbox::session;
namespace fs = std::filesystem;

namespace {

// With THREADBOX_ALL_STEPS set, every program is walked, and more steps of each.
const bool walks_all = std::getenv("THREADBOX_ALL_STEPS") != nullptr;

std::vector<fs::path> programs() {
  std::vector<fs::path> all;
  for (const auto& entry : fs::recursive_directory_iterator(THREADBOX_ORACLE))
    if (entry.path().extension() == ".py" && entry.path().parent_path() != fs::path(THREADBOX_ORACLE))
      all.push_back(entry.path());
  std::ranges::sort(all);
  return all;
}

std::string text_of(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

/// The moment without what is known about later steps.
std::string moment(SteppedRun& run) {
  Steps steps = run.steps();
  steps.recorded = steps.next = 0;
  return snapshot_json(run.session.model(), steps);
}

void forget_changes(std::vector<script::Variable>& variables) {
  for (script::Variable& variable : variables) {
    variable.changed = false;
    forget_changes(variable.parts);
  }
}

/// A moment as it is seen from a later one: it is past, and no variable has changed.
std::string past_moment(Model model, Steps steps) {
  model.is_past = true;
  steps.recorded = steps.next = 0;
  for (script::VariableScope& scope : steps.variables.scopes) forget_changes(scope.variables);
  return snapshot_json(model, steps);
}

}  // namespace

TEST_CASE("stepper: step, back, step leads to the same moment in the oracle's programs, and later it looks the same") {
  const std::vector<fs::path> all = programs();
  REQUIRE(all.size() > 100);
  const std::size_t stride = walks_all ? 1 : 23;
  for (std::size_t i = 0; i < all.size(); i += stride) {
    const std::string source = text_of(all[i]);
    Session check;
    if (std::ranges::any_of(check.load(source), [](const Problem& problem) { return !problem.is_warning; })) continue;
    CAPTURE(all[i].string());
    SteppedRun run(source, {.interactive = false, .history_events = 1'000'000});
    std::vector<std::pair<TimeNs, std::string>> moments;
    for (const std::uint64_t jump : {1, 7, 40, 300}) {
      if (!run.session.live()) break;
      run.on(jump);
      const std::string there = moment(run);
      const std::uint64_t position = run.steps().position;
      if (position == 0) break;
      if (run.session.live()) moments.emplace_back(run.session.model().time_ns, past_moment(run.session.model(), run.steps()));
      run.back();
      CHECK(run.steps().position == position - 1);
      run.on();
      CHECK_MESSAGE(moment(run) == there, "after " << position << " steps");
      run.back(position);
      run.on(position);
      CHECK_MESSAGE(moment(run) == there, "after " << position << " steps");
    }
    for (const auto& [time, seen] : moments)
      CHECK_MESSAGE(past_moment(run.session.model_at(time), run.session.steps_at(time)) == seen, "at " << time << " ns");
  }
}
