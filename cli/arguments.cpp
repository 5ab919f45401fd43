#include "cli/arguments.h"

#include "session/run_limits.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace threadbox::cli {

namespace {

using Words = std::vector<std::string>;

constexpr std::uint64_t most_seed = std::numeric_limits<std::uint64_t>::max();

template <typename Number>
Number number_of(const std::string& option, const std::string& text, Number least, Number most) {
  Number number = 0;
  const char* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || stopped != end || number < least || number > most)
    throw UsageError{"run: " + option + " needs a whole number from " + std::to_string(least) + " to " + std::to_string(most) +
                     ", not '" + text + "'."};
  return number;
}

script::Preemption preemption_of(const std::string& text) {
  if (text == "line") return script::Preemption::line;
  if (text == "bytecode") return script::Preemption::bytecode;
  throw UsageError{"run: --preempt is 'line' or 'bytecode', not '" + text + "'."};
}

script::Schedule schedule_of(const std::string& text) {
  auto parsed = script::Schedule::parse(text);
  if (const auto* wrong = std::get_if<std::string>(&parsed)) throw UsageError{"run: " + *wrong + "."};
  return std::get<script::Schedule>(std::move(parsed));
}

/// Reads the words after `run`. Errors: UsageError.
class RunParser {
 public:
  explicit RunParser(const Words& words) noexcept : words_(words) {}

  RunRequest parse() {
    while (next_ < words_.size()) {
      const std::string word = words_[next_++];
      if (!has_program_ && word == "-c") take_text();
      else if (has_program_ && word == "--") take_rest();
      else if (word.starts_with("--") && take_option(word)) continue;
      else if (!has_program_) take_program(word);
      else request_.options.arguments.push_back(word);
    }
    if (!has_program_) throw UsageError{"run: which program? Give a file, '-' or '-c CODE'."};
    check_simulation();
    if (!says_threads_) allow_threads();
    check_memory();
    return std::move(request_);
  }

 private:
  void take_text() {
    if (next_ == words_.size()) throw UsageError{"run: -c needs the program's text."};
    request_.from = RunRequest::From::text;
    request_.what = words_[next_++];
    has_program_ = true;
  }

  void take_rest() {
    for (; next_ < words_.size(); ++next_) request_.options.arguments.push_back(words_[next_]);
  }

  void take_program(const std::string& word) {
    if (word == "-") request_.from = RunRequest::From::standard_input;
    else if (word.starts_with("-")) throw UsageError{"run: unknown option '" + word + "'."};
    else request_.what = word;
    has_program_ = true;
  }

  /// Returns false if Threadbox has no such option.
  bool take_option(const std::string& word) {
    const auto equals = word.find('=');
    const std::string name = word.substr(0, equals);
    session::RunOptions& options = request_.options;
    const auto takes = [&](const char* flag, bool simulates) {
      if (name != flag) return false;
      if (simulates) needs_simulation_ = name;
      return true;
    };
#define FLAG(flag, simulates, effect, help)                    \
  if (equals == std::string::npos && takes(flag, simulates)) { \
    effect;                                                    \
    return true;                                               \
  }
#define VALUE(flag, named, simulates, effect, help)   \
  if (takes(flag, simulates)) {                       \
    const std::string value = value_of(word, equals); \
    effect;                                           \
    return true;                                      \
  }
#include "cli/flags.def"
    using namespace session;  // Its constants are the bounds.
#define LIMIT(type, limit, unless_said, flag, unit, least, most, help)                \
  if (takes(flag, false)) {                                                           \
    options.limit = number_of(flag, value_of(word, equals), type{least}, type{most}); \
    says_threads_ |= std::string_view(#limit) == "max_threads";                       \
    return true;                                                                      \
  }
#include "session/run_options.def"
    return false;
  }

  /// The text after the option's "=", or the next word.
  std::string value_of(const std::string& word, std::size_t equals) {
    if (equals != std::string::npos) return word.substr(equals + 1);
    if (next_ == words_.size()) throw UsageError{"run: " + word + " needs a value."};
    return words_[next_++];
  }

  /// Rejects an option that would have no effect: it is probably meant for the program.
  void check_simulation() {
    if (request_.options.free_threaded && request_.options.runner == session::RunnerKind::simulated)
      throw UsageError{"run: --no-gil is for real threads; a simulated run has one."};
    if (!needs_simulation_.empty() && request_.options.runner != session::RunnerKind::simulated)
      throw UsageError{"run: " + needs_simulation_ + " needs --simulate; if it is the program's own option, put '--' before it."};
    request_.options.simulation.record_schedule = request_.print_schedule;
  }

  /// As many threads as the memory has room for beside the heap, of `enough`: they are cheap, and a program may well have a thousand.
  void allow_threads() {
    constexpr std::size_t enough = 4096;
    session::RunOptions& options = request_.options;
    session::RunOptions more = options;
    more.max_threads = enough;
    while (more.max_threads > options.max_threads &&
           session::most_heap_bytes(more, session::memory_bytes()) < options.heap_limit_bytes)
      more.max_threads /= 2;
    options.max_threads = std::max(options.max_threads, more.max_threads);
  }

  /// Rejects a heap that is larger than the memory: a program that fills it would not get MemoryError.
  void check_memory() {
    const session::RunOptions& options = request_.options;
    const std::size_t most = session::most_heap_bytes(options, session::memory_bytes());
    if (options.heap_limit_bytes <= most) return;
    const std::string what = "run: a heap of " + std::to_string(options.heap_limit_bytes) +
                             " bytes does not fit the machine's memory beside " + std::to_string(options.max_threads) +
                             " threads and " + std::to_string(options.output_limit_bytes) + " bytes of output";
    throw UsageError{what + (most < session::least_heap_bytes ? "." : "; at most " + std::to_string(most) + " bytes do.")};
  }

  const Words& words_;
  std::size_t next_ = 1;
  bool says_threads_ = false;
  RunRequest request_;
  bool has_program_ = false;
  std::string needs_simulation_;
};

Request parse_command(const Words& words) {
  try {
    if (words.front() == "explore") return parse_explore(words);
    return RunParser(words).parse();
  } catch (const UsageError& error) {
    return error;
  }
}

}  // namespace

Request parse_arguments(const std::vector<std::string>& arguments) {
  if (arguments.empty()) return UsageError{"missing command."};
  const std::string& verb = arguments.front();
  if (verb == "--help" || verb == "-h") return HelpRequest{};
  if (verb == "--version") return VersionRequest{};
  if (verb == "run" || verb == "explore") return parse_command(arguments);
  if (verb == "check") {
    if (arguments.size() != 2) return UsageError{"check: give one file, or '-'."};
    if (arguments[1].size() > 1 && arguments[1].starts_with("-"))
      return UsageError{"check: unknown option '" + arguments[1] + "'."};
    return CheckRequest{arguments[1]};
  }
  return UsageError{"unknown command '" + verb + "'."};
}

}  // namespace threadbox::cli
