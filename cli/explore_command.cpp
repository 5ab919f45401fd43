#include "cli/explore_command.h"

#include "cli/given_files.h"
#include "cli/old_program.h"
#include "explore/ci_report.h"
#include "explore/report.h"
#include "explore/telling.h"
#include "script/runners/program_run.h"
#include "session/program.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <memory>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

namespace threadbox::cli {

namespace {

enum : int { exit_passes = 0, exit_fails = 1, exit_unknown = 2, exit_misuse = 3 };

std::unique_ptr<explore::Search> search_of(const ExploreRequest& request) {
  if (request.bound) return explore::bounded_search(*request.bound);
  switch (request.strategy) {
    case ExploreRequest::Strategy::random: return explore::random_search(request.most_schedules, request.seed);
    case ExploreRequest::Strategy::sleep_sets: return explore::tree_search(explore::Reduction::sleep_sets);
    case ExploreRequest::Strategy::races: break;
  }
  return explore::tree_search(explore::Reduction::races);
}

}  // namespace

int explore_program(const ExploreRequest& request, std::string source, std::string filename) {
  session::LoadedProgram loaded = session::load_program(std::move(source), filename);
  if (!loaded.program) {
    for (const session::Problem& problem : loaded.problems) std::cerr << problem.text;
    return exit_misuse;
  }
  auto files = read_given_files(request.files);
  if (!files) return exit_misuse;
  script::ProgramRun::prepare();
  explore::Subject subject{.code = loaded.program->code, .source = loaded.program->source, .filename = std::move(filename)};
  const std::string name = subject.filename;
  const auto begin = std::chrono::steady_clock::now();
  subject.files = std::move(*files);
  subject.ignores_output_order = request.ignores_output_order;
  subject.waits_end_any_time = request.any_sleep;
  explore::Budget budget{.schedules = request.most_schedules};
  budget.time = std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::duration<double>(request.budget));
  std::vector<explore::Proof> proofs;
  if (!request.old_path.empty()) {
    const auto old = read_old_program(request.old_path, subject);
    if (!old) return exit_misuse;
    try {
      for (const std::string& schedule : old->failing) proofs.push_back(explore::prove(subject, old->subject, schedule));
    } catch (const std::invalid_argument& error) {
      std::cerr << "threadbox: explore: --prove: " << error.what() << "\n";
      return exit_misuse;
    }
  }
  const std::unique_ptr<explore::Search> search = search_of(request);
  explore::ScheduleTree tree;
  explore::Explorer explorer(subject, *search);
  if (request.shows_tree) explorer.keep(tree);
  explorer.step(budget);
  explore::Exploration result = explorer.result();
  result.proofs = std::move(proofs);
  explore::tell(subject, result);
  std::optional<explore::TreeView> view;
  if (request.shows_tree) view = explore::view_of(tree, subject, result);
  if (!request.junit_path.empty()) {
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
    std::ofstream file(request.junit_path, std::ios::binary);
    file << explore::junit_of(result, name, seconds.count());
    if (!file.flush()) {
      std::cerr << "threadbox: can't write file '" << request.junit_path << "'\n";
      return exit_misuse;
    }
  }
  std::cout << (request.json ? explore::json_of(result, view ? &*view : nullptr, &subject) : explore::text_of(result));
  if (view && !request.json) std::cout << "\n" << explore::text_of(*view, result);
  if (request.annotates) (request.json ? std::cerr : std::cout) << explore::annotations_of(result, name);
  // One that was tried first may not have been come to again.
  const bool any_fails = std::ranges::any_of(result.proofs, [](const explore::Proof& each) { return each.outcome.fails(); });
  if (result.failing > 0 || any_fails) return exit_fails;
  return result.is_complete ? exit_passes : exit_unknown;
}

}  // namespace threadbox::cli
