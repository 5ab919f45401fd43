#include "cli/arguments.h"

#include "session/run_limits.h"

#include <charconv>
#include <limits>

namespace threadbox::cli {

namespace {

using Words = std::vector<std::string>;

constexpr unsigned most_calls = std::numeric_limits<int>::max();  // As sys.setrecursionlimit.

template <typename Number>
Number number_of(const std::string& option, const std::string& text, Number least, Number most) {
  Number number = 0;
  const char* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || stopped != end || number < least || number > most)
    throw UsageError{"run: " + option + " needs a whole number from " + std::to_string(least) + " to " + std::to_string(most) + ", not '" +
                     text + "'."};
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

/// Reads what stands behind `run`. Errors (thrown): UsageError.
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

  /// False: Threadbox has no such option.
  bool take_option(const std::string& word) {
    const auto equals = word.find('=');
    const std::string name = word.substr(0, equals);
    if (equals == std::string::npos && take_switch(name)) return true;
    const auto value = [&] {
      if (equals != std::string::npos) return word.substr(equals + 1);
      if (next_ == words_.size()) throw UsageError{"run: " + name + " needs a value."};
      return words_[next_++];
    };
    session::Simulation& simulation = request_.options.simulation;
    if (name == "--seed") simulation.seed = number_of(name, value(), std::uint64_t{0}, std::numeric_limits<std::uint64_t>::max());
    else if (name == "--preempt") simulation.preemption = preemption_of(value());
    else if (name == "--schedule") simulation.schedule = schedule_of(value());
    else if (name == "--trace") request_.trace_path = value();
    else if (name == "--heap") request_.options.heap_limit_bytes = number_of(name, value(), session::least_heap_bytes, session::memory_bytes());
    else if (name == "--max-threads") request_.options.max_threads = number_of(name, value(), std::size_t{1}, session::most_threads);
    else if (name == "--recursion") request_.options.recursion_limit = number_of(name, value(), 1U, most_calls);
    else if (name == "--output") request_.options.output_limit_bytes = number_of(name, value(), std::size_t{1}, session::memory_bytes());
    else return false;
    if (name == "--seed" || name == "--preempt") needs_simulation_ = name;
    if (name == "--schedule") request_.options.runner = session::RunnerKind::simulated;
    return true;
  }

  bool take_switch(const std::string& name) {
    if (name == "--simulate") request_.options.runner = session::RunnerKind::simulated;
    else if (name == "--no-gil") request_.options.free_threaded = true;
    else if (name == "--stats") request_.print_statistics = true;
    else if (name == "--print-schedule") request_.print_schedule = true;
    else return false;
    if (name == "--print-schedule") needs_simulation_ = name;
    return true;
  }

  /// An option that would do nothing is likelier the program's own.
  void check_simulation() {
    if (request_.options.free_threaded && request_.options.runner == session::RunnerKind::simulated)
      throw UsageError{"run: --no-gil is for real threads; a simulated run has one."};
    if (!needs_simulation_.empty() && request_.options.runner != session::RunnerKind::simulated)
      throw UsageError{"run: " + needs_simulation_ + " needs --simulate; if it is the program's own option, put '--' before it."};
    request_.options.simulation.record_schedule = request_.print_schedule;
  }

  /// A heap that is larger than the memory would not end in MemoryError.
  void check_memory() {
    const session::RunOptions& options = request_.options;
    const std::size_t most = session::most_heap_bytes(options, session::memory_bytes());
    if (options.heap_limit_bytes <= most) return;
    const std::string what = "run: a heap of " + std::to_string(options.heap_limit_bytes) + " bytes does not fit the machine's memory beside " +
                             std::to_string(options.max_threads) + " threads and " + std::to_string(options.output_limit_bytes) + " bytes of output";
    throw UsageError{what + (most < session::least_heap_bytes ? "." : "; at most " + std::to_string(most) + " bytes do.")};
  }

  const Words& words_;
  std::size_t next_ = 1;
  RunRequest request_;
  bool has_program_ = false;
  std::string needs_simulation_;
};

Request parse_run(const Words& words) {
  try {
    return RunParser(words).parse();
  } catch (const UsageError& error) {
    return error;
  }
}

}  // namespace

Request parse_arguments(const std::vector<std::string>& arguments) {
  if (arguments.empty()) return UsageError{"What shall I do?"};
  const std::string& verb = arguments.front();
  if (verb == "--help" || verb == "-h") return HelpRequest{};
  if (verb == "--version") return VersionRequest{};
  if (verb == "run") return parse_run(arguments);
  if (verb == "check") {
    if (arguments.size() != 2) return UsageError{"check: give one file, or '-'."};
    if (arguments[1].size() > 1 && arguments[1].starts_with("-")) return UsageError{"check: unknown option '" + arguments[1] + "'."};
    return CheckRequest{arguments[1]};
  }
  return UsageError{"unknown command '" + verb + "'."};
}

const char* usage() noexcept {
  return "usage: threadbox run [OPTION...] FILE | - | -c CODE [ARGUMENT...]\n"
         "       threadbox check FILE | -\n"
         "       threadbox --version | --help\n"
         "\n"
         "run    runs a Python threading program on real threads and prints what it prints;\n"
         "       the exit code is the program's, as CPython's would be. Ctrl-C is KeyboardInterrupt.\n"
         "       Options may also follow the program; '--' ends them.\n"
         "  --no-gil            threads run at the same time, without a global interpreter lock\n"
         "  --simulate          one thread and virtual time: the same choices give the same run\n"
         "  --seed N            the choices are random numbers from this seed (default 0)\n"
         "  --preempt=WHERE     switch threads before each 'line' (default) or 'bytecode'\n"
         "  --print-schedule    print the choices that were made, on standard error\n"
         "  --schedule TEXT     make these choices\n"
         "  --trace OUT.json    write a trace that chrome://tracing and ui.perfetto.dev show\n"
         "  --stats             print what the run has cost, on standard error\n"
         "  --heap BYTES        memory of the program before MemoryError (default 268435456)\n"
         "  --max-threads N     live threads before RuntimeError (default 256)\n"
         "  --recursion N       nested calls before RecursionError (default 1000)\n"
         "  --output BYTES      output before the run is stopped (default 67108864)\n"
         "check  parses a program and prints every error with its line and column.\n";
}

}  // namespace threadbox::cli
