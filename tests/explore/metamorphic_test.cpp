#include "explore/explorer.h"
#include "subjects.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <string>
#include <tuple>
#include <vector>

// Changes of a program that change nothing of what its threads share leave the numbers of the acceptance programs as they are.

using namespace threadbox;
using namespace threadbox::explore;

namespace {

constexpr std::uint64_t most_schedules = 40;  // Larger programs are made of the same parts.

using Numbers = std::tuple<bool, std::uint64_t, std::uint64_t, std::size_t>;

Numbers numbers_of(const Subject& subject) {
  const auto search = tree_search(Reduction::races);
  const Exploration found =
      explore::explore(subject, *search, {.time = std::chrono::minutes(10), .schedules = 2 * most_schedules});
  return {found.is_complete, found.schedules, found.failing, found.outcomes.size()};
}

std::vector<std::string> lines_of(const std::string& source) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < source.size();) {
    const std::size_t end = std::min(source.find('\n', begin), source.size());
    lines.push_back(source.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

std::string indentation_of(const std::string& line) { return line.substr(0, line.find_first_not_of(' ')); }

/// Adds lines at the beginning of each function's body.
std::string with_in_functions(const std::string& source, const std::string& added) {
  std::string changed;
  bool is_first = false;
  for (const std::string& line : lines_of(source)) {
    // Declarations of globals stay in front.
    const std::string indentation = indentation_of(line);
    const std::string text = line.substr(indentation.size());
    if (is_first && !text.empty() && !text.starts_with("global ") && !text.starts_with("nonlocal ")) {
      for (const std::string& each : lines_of(added)) changed += indentation + each + "\n";
      is_first = false;
    }
    changed += line + "\n";
    is_first = is_first || (text.starts_with("def ") && text.ends_with(":"));
  }
  return changed;
}

bool is_letter(char c) { return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/// Gives each global variable that a line of the module assigns another name.
std::string renamed(std::string source) {
  std::vector<std::string> names;
  for (const std::string& line : lines_of(source)) {
    const std::size_t end = line.find(" = ");
    if (end == std::string::npos || !std::ranges::all_of(line.substr(0, end), is_letter)) continue;
    names.push_back(line.substr(0, end));
  }
  for (const std::string& name : names) {
    const std::string other = "renamed_" + name;
    for (std::size_t at = source.find(name); at != std::string::npos; at = source.find(name, at + 1)) {
      const bool is_part = (at > 0 && (is_letter(source[at - 1]) || source[at - 1] == '.')) ||
                           (at + name.size() < source.size() && is_letter(source[at + name.size()]));
      // The name of an argument, as in `range(start=3)`, is not the variable's; the programs write blanks around assignments.
      const bool is_keyword =
          at + name.size() < source.size() && source[at + name.size()] == '=' && source[at + name.size() + 1] != '=';
      if (is_part || is_keyword) continue;
      source.replace(at, name.size(), other);
      at += other.size() - 1;
    }
  }
  return source;
}

std::string with_comments(const std::string& source) {
  std::string changed;
  for (const std::string& line : lines_of(source)) changed += indentation_of(line) + "# A comment.\n\n" + line + "\n";
  return changed;
}

/// Each function reads a variable that no thread writes.
std::string with_added_read(const std::string& source) {
  return "never_written = [0]\n" + with_in_functions(source, "never_written\nnever_written[0]\n");
}

/// Each function has variables and objects of its own.
std::string with_locals(const std::string& source) {
  return with_in_functions(source,
                           "own_number = 1\nown_number += 1\nown_items = [own_number]\nown_items.append(2)\nown_items[0] += 1\n");
}

/// `adds_steps`: not in programs with daemons, where each step is one more place at which they may be stopped.
void check_unchanged(const std::function<std::string(const std::string&)>& change, bool adds_steps = false) {
  std::size_t programs = 0, changed = 0;
  for (const auto& entry : std::filesystem::directory_iterator(THREADBOX_EXPLORED)) {
    if (entry.path().extension() != ".py") continue;
    const Subject subject = parsed_subject_in(entry.path()).value();
    const std::string first = subject.source.substr(0, subject.source.find(','));
    if (std::stoull(first.substr(first.find_last_of(' '))) > most_schedules) continue;
    if (adds_steps && subject.source.find("daemon=True") != std::string::npos) continue;
    const std::string source = change(subject.source);
    INFO(subject.filename, "\n", source);
    const std::optional<Subject> other = parsed_subject(source, subject.filename);
    REQUIRE(other);
    CHECK(numbers_of(*other) == numbers_of(subject));
    ++programs;
    changed += source != subject.source;
  }
  CHECK(programs >= 45);
  CHECK(changed >= 45);
}

}  // namespace

TEST_CASE("explore: comments and empty lines change no number of the acceptance programs") { check_unchanged(with_comments); }

TEST_CASE("explore: other names of variables change no number of the acceptance programs") { check_unchanged(renamed); }

TEST_CASE("explore: reading a variable that is never written changes no number of the acceptance programs") {
  check_unchanged(with_added_read, true);
}

TEST_CASE("explore: what threads do with objects of their own changes no number of the acceptance programs") {
  check_unchanged(with_locals, true);
}
