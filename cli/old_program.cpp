#include "cli/old_program.h"

#include "explore/explorer.h"
#include "session/program.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <utility>

namespace threadbox::cli {

namespace {

using nlohmann::json;

constexpr std::size_t most_schedules = 20;

std::optional<OldProgram> refuse(const std::string& path, const std::string& reason) {
  std::cerr << "threadbox: explore: --prove: '" << path << "' " << reason << "\n";
  return std::nullopt;
}

/// Fills in the program. False after a message if it has errors.
bool load(explore::Subject& subject, std::string source, const std::string& filename) {
  session::LoadedProgram loaded = session::load_program(std::move(source), filename);
  if (!loaded.program) {
    for (const session::Problem& problem : loaded.problems) std::cerr << problem.text;
    return false;
  }
  subject.code = loaded.program->code;
  subject.source = loaded.program->source;
  subject.filename = filename;
  return true;
}

void explore_it(OldProgram& old) {
  const std::unique_ptr<explore::Search> search = explore::tree_search(explore::Reduction::races);
  for (const explore::Found& each : explore::explore(old.subject, *search, {}).outcomes)
    if (each.outcome.fails() && old.failing.size() < most_schedules) old.failing.push_back(each.least.schedule.text());
}

}  // namespace

std::optional<OldProgram> read_old_program(const std::string& path, const explore::Subject& like) {
  std::ifstream file(path, std::ios::binary);
  if (!file || std::filesystem::is_directory(path)) return refuse(path, "can't be opened.");
  std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  OldProgram old;
  old.subject = {
      .files = like.files, .waits_end_any_time = like.waits_end_any_time, .ignores_output_order = like.ignores_output_order};
  if (const std::size_t first = text.find_first_not_of(" \t\r\n"); first == std::string::npos || text[first] != '{') {
    if (!load(old.subject, std::move(text), path)) return std::nullopt;
    explore_it(old);
    return old;
  }
  const json report = json::parse(text, nullptr, false);
  const auto has = [](const json& value, const char* name) { return value.is_object() && value.contains(name); };
  if (!has(report, "source") || !report["source"].is_string() || !has(report, "outcomes") || !report["outcomes"].is_array())
    return refuse(path, "is not what 'threadbox explore --json' prints.");
  if (!load(old.subject, report["source"].get<std::string>(), path)) return std::nullopt;
  for (const json& each : report["outcomes"])
    if (has(each, "fails") && each["fails"] == true && has(each, "schedule") && each["schedule"].is_string() &&
        old.failing.size() < most_schedules)
      old.failing.push_back(each["schedule"].get<std::string>());
  return old;
}

}  // namespace threadbox::cli
