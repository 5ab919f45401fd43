#pragma once

#include "explore/telling.h"
#include "script/compile/compiler.h"
#include "script/compile/parser.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

// Programs to explore, from their texts.
namespace threadbox::explore {

/// None if the program does not parse.
inline std::optional<Subject> parsed_subject(std::string source, std::string filename = "program.py") {
  Subject subject;
  subject.source = std::move(source);
  subject.filename = std::move(filename);
  script::Parsed parsed = script::parse(subject.source, subject.filename);
  if (!parsed.diagnostics.empty()) return std::nullopt;
  subject.code = script::compile(parsed).code;
  return subject;
}

/// The test fails if the program does not parse.
inline Subject subject_of(std::string source) { return parsed_subject(std::move(source)).value(); }

inline std::optional<Subject> parsed_subject_in(const std::filesystem::path& path) {
  std::ifstream file(path);
  return parsed_subject({std::istreambuf_iterator<char>(file), {}}, path.filename().string());
}

/// One of the programs in tests/explore/programs. The test fails if there is none of that name.
inline Subject explored_program(const std::string& name) {
  return parsed_subject_in(std::filesystem::path(THREADBOX_EXPLORED) / (name + ".py")).value();
}

/// All outcomes of a program, with their stories and what is wrong with it, however long that takes.
inline Exploration told(const Subject& subject) {
  const auto search = tree_search(Reduction::races);
  Exploration found = explore(subject, *search, {.time = std::chrono::minutes(10)});
  tell(subject, found, {.end = std::chrono::steady_clock::now() + std::chrono::minutes(10)});
  return found;
}

}  // namespace threadbox::explore
