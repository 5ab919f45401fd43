// The functions of the engine alone that explore a program, in slices on the thread that calls. docs/explore.md describes the report.
#include "engine_calls.h"

#include "explore/explorer.h"
#include "explore/proof.h"
#include "explore/report.h"
#include "explore/telling.h"
#include "explore/tree_view.h"
#include "script/runners/program_run.h"
#include "session/program.h"
#include "session/snapshot.h"

#include <emscripten.h>

#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace threadbox::wasm {

namespace {

/// A program and what is known about it.
struct Exploring {
  const explore::Subject subject;
  std::unique_ptr<explore::Search> search = explore::tree_search(explore::Reduction::races);
  explore::ScheduleTree tree{};
  explore::Explorer explorer{subject, *search};
  bool goes_on = true;
};

std::unique_ptr<Exploring> exploring;

Exploring& known() {
  if (!exploring) throw std::logic_error("No program is explored.");
  return *exploring;
}

}  // namespace

}  // namespace threadbox::wasm

using namespace threadbox;
using namespace threadbox::wasm;

extern "C" {

/// Takes the texts: the program, its filename, and the name and the content of each file with which its runs begin. Forgets the previous one.
/// @returns a JSON array of problems, as session/snapshot.def lists them; without an error among them, the program can be explored
EMSCRIPTEN_KEEPALIVE const char* engine_explore() {
  return answered([] {
    std::vector<std::string> texts = arguments.take();
    exploring.reset();
    session::LoadedProgram loaded = session::load_program(std::move(texts.at(0)), texts.at(1));
    if (loaded.program) {
      script::ProgramRun::prepare();
      std::vector<script::GivenFile> files;
      for (std::size_t i = 2; i + 1 < texts.size(); i += 2) files.push_back({std::move(texts[i]), std::move(texts[i + 1])});
      exploring.reset(new Exploring{{.code = loaded.program->code,
                                     .source = loaded.program->source,
                                     .filename = std::move(texts.at(1)),
                                     .files = std::move(files)}});
      exploring->explorer.keep(exploring->tree);
    }
    return session::problems_json(loaded.problems);
  });
}

/// Executes schedules for some milliseconds, at least one.
/// @returns JSON: {schedules, failing, outcomes: numbers so far; done, estimate: as in the report; goesOn: whether schedules are left}, or {error}
EMSCRIPTEN_KEEPALIVE const char* engine_explore_advance(double milliseconds) {
  return answered([&] {
    explore::Budget budget;
    budget.time = std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::duration<double, std::milli>(milliseconds));
    known().goes_on = known().explorer.step(budget);
    const explore::Exploration result = known().explorer.result();
    session::JsonText text;
    text.begin_object();
    text.member("schedules", result.schedules);
    text.member("failing", result.failing);
    text.member("outcomes", std::uint64_t{result.outcomes.size()});
    text.member("done", result.done);
    text.member("estimate", result.estimate);
    text.member("goesOn", known().goes_on);
    text.end_object();
    return text.take();
  });
}

/// @returns what is known so far, as `threadbox explore --json` prints it, or {error}. Without `tells` there are no stories and findings.
EMSCRIPTEN_KEEPALIVE const char* engine_explore_report(bool tells) {
  return answered([&] {
    explore::Exploration result = known().explorer.result();
    if (tells) explore::tell(known().subject, result, {}, &known().explorer.executor());
    return explore::json_of(result);
  });
}

/// Takes one text: a schedule whose points are shown, or an empty one.
/// @returns the tree of the schedules so far, as `threadbox explore --tree --json` prints it, or {error}
EMSCRIPTEN_KEEPALIVE const char* engine_explore_tree() {
  return answered([] {
    const std::vector<std::string> texts = arguments.take();
    const explore::Exploration result = known().explorer.result();
    session::JsonText text;
    explore::write(text, explore::view_of(known().tree, known().subject, result, texts.at(0)));
    return text.take();
  });
}

/// Takes the texts: a program before an edit, and schedules under which it failed. Tries them on the program.
/// @returns a JSON list, as `proofs` of `threadbox explore --prove --json`, or {error}
EMSCRIPTEN_KEEPALIVE const char* engine_explore_prove() {
  return answered([] {
    std::vector<std::string> texts = arguments.take();
    const explore::Subject& subject = known().subject;
    const session::LoadedProgram old = session::load_program(std::move(texts.at(0)), subject.filename);
    if (!old.program) throw std::invalid_argument("The program had errors before the edit.");
    const explore::Subject before{
        .code = old.program->code, .source = old.program->source, .filename = subject.filename, .files = subject.files};
    std::vector<explore::Proof> proofs;
    for (std::size_t i = 1; i < texts.size(); ++i) proofs.push_back(explore::prove(subject, before, texts[i]));
    return explore::json_of(proofs);
  });
}
}
