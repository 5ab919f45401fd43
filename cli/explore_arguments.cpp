#include "cli/explore_arguments.h"

#include "cli/arguments.h"

#include <charconv>
#include <cstdlib>

namespace threadbox::cli {

namespace {

constexpr int exit_misuse = 3;

UsageError misuse(const std::string& message) { return {"explore: " + message, exit_misuse}; }

std::uint64_t count_of(const std::string& option, const std::string& text) {
  std::uint64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, number);
  if (error == std::errc{} && stopped == end) return number;
  throw misuse(option + " needs a whole number, not '" + text + "'.");
}

double seconds_of(const std::string& option, const std::string& text) {
  constexpr double most = 1e6;
  // The C++ library of Emscripten has no from_chars() for it; strtod() would also take blanks, "inf" and the like.
  const bool is_plain = text.find_first_not_of("0123456789.") == std::string::npos;
  char* stopped = nullptr;
  const double number = std::strtod(text.c_str(), &stopped);
  if (is_plain && *stopped == '\0' && number > 0 && number <= most) return number;
  throw misuse(option + " needs a number of seconds above 0, not '" + text + "'.");
}

ExploreRequest::Strategy strategy_of(const std::string& text) {
  if (text == "races") return ExploreRequest::Strategy::races;
  if (text == "sleep-sets") return ExploreRequest::Strategy::sleep_sets;
  if (text == "random") return ExploreRequest::Strategy::random;
  throw misuse("--strategy is 'races', 'sleep-sets' or 'random', not '" + text + "'.");
}

}  // namespace

ExploreRequest parse_explore(const std::vector<std::string>& words) {
  ExploreRequest request;
  for (std::size_t next = 1; next < words.size();) {
    const std::string& word = words[next++];
    const auto equals = word.find('=');
    const std::string name = word.substr(0, equals);
    const auto value_of = [&] {
      if (equals != std::string::npos) return word.substr(equals + 1);
      if (next == words.size()) throw misuse(word + " needs a value.");
      return words[next++];
    };
#define FLAG(flag, effect, help) \
  if (word == flag) {            \
    effect;                      \
    continue;                    \
  }
#define VALUE(flag, named, effect, help)  \
  if (name == flag) {                     \
    const std::string value = value_of(); \
    effect;                               \
    continue;                             \
  }
#include "cli/explore_flags.def"
    if (word.size() > 1 && word.starts_with("-")) throw misuse("unknown option '" + word + "'.");
    if (!request.path.empty()) throw misuse("give one file, or '-'.");
    request.path = word;
  }
  if (request.path.empty()) throw misuse("which program? Give a file, or '-'.");
  return request;
}

}  // namespace threadbox::cli
