#include "batch.h"
#include "programs.h"
#include "script/compile/compiler.h"
#include "script/compile/parser.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <initializer_list>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <string_view>

namespace threadbox::exhaustion {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::string_view own_folder = "tests/exhaustion/";
constexpr std::uint64_t every_first = 320;      // Of a program of this folder, each allocation up to this one is refused.
constexpr std::uint64_t firsts_in_a_batch = 40;

/// As in npm test: a sanitizer's runs are slower, and Node's start no process of their own.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr double usual_seconds = 60;
#elif defined(__EMSCRIPTEN__)
constexpr double usual_seconds = 30;
#else
constexpr double usual_seconds = 45;
#endif

struct Request {
  double seconds = usual_seconds;
  std::uint64_t seed = 1;
  std::string program;                   ///< Part of a name; empty: all.
  std::optional<RunnerName> runner;
  std::optional<Kind> kind;
  std::optional<std::uint64_t> count, first, last;
  bool from_start = false;
};

bool mentions(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [text](std::string_view word) { return text.find(word) != text.npos; });
}

/// Why a program is not run; empty: it is.
std::string_view left_out(const Program& program) {
  if (mentions(program.text, {"# interrupt:", "interrupt_main", "raise_signal"})) return "needs somebody who interrupts it";
  if (program.code == nullptr) return "does not compile";
#ifdef __SANITIZE_THREAD__
  if (!program.meets_threads) return "has one thread, in which nothing races";
#endif
  return "";
}

Program read_program(const ProgramText& text) {
  Program program{std::string(text.name), std::string(text.text)};
  program.code = script::compile(script::parse(program.text, program.name)).code;
  // A future keeps what its call raised, a finally clause may leave without it, and without sys.stderr no report is written.
  program.catches =
      mentions(program.text, {"except Exception", "except (Exception", "except BaseException", "except (BaseException",
                              "except MemoryError", "except (MemoryError", "except:", "except*", "suppress", "submit", "Executor",
                              "finally:", "__exit__", "excepthook", "logging", "sys.stderr = None"});
  program.is_exact = !mentions(program.text, {"# compare: sorted", "# compare: set", "# compare: invariant"});
  program.meets_threads = mentions(program.text, {"threading", "_thread", "queue", "concurrent", "logging", "time"});
  return program;
}

/// Says how many programs are left out by which rule.
std::vector<Program> load_programs(const Request& request) {
  std::vector<Program> programs;
  std::map<std::string_view, unsigned> reasons;
  for (const ProgramText& text : program_texts()) {
    if (text.name.find(request.program) == text.name.npos) continue;
    Program program = read_program(text);
    if (const std::string_view reason = left_out(program); !reason.empty()) ++reasons[reason];
    else programs.push_back(std::move(program));
  }
  for (const auto& [reason, count] : reasons) std::printf("left out: %u programs: each %s\n", count, std::string(reason).c_str());
  return programs;
}

class Harness {
 public:
  explicit Harness(const Request& request)
      : request_(request),
        programs_(load_programs(request)),
        random_(request.seed),
        end_(Clock::now() + seconds(request.seconds)) {}

  int run() {
    if (request_.first) repeat();
    else search();
    std::printf("%llu runs of %zu programs, %llu with an allocation refused; seed %llu\n", number(tally_.runs), programs_.size(),
                number(tally_.refusing), number(request_.seed));
    std::printf("test cases: %llu | %llu passed | %llu failed\n", number(tally_.runs),
                number(tally_.runs - std::min(tally_.runs, tally_.failed)), number(tally_.failed));
    return tally_.failed == 0 && tally_.runs > 0 ? 0 : 1;
  }

 private:
  static unsigned long long number(std::uint64_t value) noexcept { return value; }
  static Clock::duration seconds(double count) {
    return std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(count));
  }
  [[nodiscard]] bool in_time(double share = 1) const { return Clock::now() < end_ - seconds(request_.seconds * (1 - share)); }

  void repeat() {
    for (const Program& program : programs_) {
      Batch batch{&program, request_.runner.value_or(RunnerName::simulated)};
      batch.refusal = {request_.kind.value_or(Kind::all), 0, request_.count.value_or(1), !request_.from_start};
      for (std::uint64_t first = *request_.first; first <= request_.last.value_or(*request_.first); ++first)
        batch.firsts.push_back(first);
      run_batch(batch, tally_);
    }
  }

  /// The programs that were written for it, allocation by allocation; then all of them, by chance, until the time is up.
  void search() {
    for (std::uint64_t begin = 1; begin < every_first; begin += firsts_in_a_batch)
      for (const Program& program : programs_)
        if (program.name.starts_with(own_folder) && in_time(0.5)) {
          Batch batch = some_batch(program);
          batch.runner = request_.runner.value_or(RunnerName::simulated);
          batch.refusal = {request_.kind.value_or(Kind::all), 0, request_.count.value_or(1), true};
          batch.samples = begin == 1 ? 8 : 0;
          batch.firsts = numbers_from(begin, firsts_in_a_batch);
          run_batch(batch, tally_);
        }
    std::vector<const Program*> order;
    for (const Program& program : programs_) order.push_back(&program);
    while (in_time() && !order.empty()) {
      std::ranges::shuffle(order, random_);
      for (const Program* program : order)
        if (in_time()) run_batch(some_batch(*program), tally_);
    }
  }

  Batch some_batch(const Program& program) {
    Batch batch{&program, request_.runner.value_or(
                              one_of({RunnerName::simulated, RunnerName::simulated, RunnerName::parallel, RunnerName::no_gil}))};
    batch.refusal = {request_.kind.value_or(one_of({Kind::all, Kind::all, Kind::heap})), 0,
                     request_.count.value_or(one_of<std::uint64_t>({1, 1, 1, 30, 3000})), random_() % 8 != 0};
    const bool waits = batch.runner != RunnerName::simulated;
    batch.firsts = numbers_from(random_() % (every_first * 2) + 1, waits ? 3 : 8);
    batch.samples = waits ? 1 : 4;
    batch.seed = random_();
    return batch;
  }

  template <typename T>
  T one_of(std::initializer_list<T> choices) {
    return *(choices.begin() + static_cast<std::ptrdiff_t>(random_() % choices.size()));
  }
  static std::vector<std::uint64_t> numbers_from(std::uint64_t begin, std::uint64_t count) {
    std::vector<std::uint64_t> numbers(count);
    for (std::uint64_t& number : numbers) number = begin++;
    return numbers;
  }

  const Request request_;
  const std::vector<Program> programs_;
  std::mt19937_64 random_;
  const Clock::time_point end_;
  Tally tally_;
};

template <typename Name, std::size_t Count>
Name named(const std::string_view (&names)[Count], std::string_view name) {
  const auto found = std::ranges::find(names, name);
  if (found != std::end(names)) return static_cast<Name>(found - names);
  std::fprintf(stderr, "exhaustion-tests: what is '%s'?\n", std::string(name).c_str());
  std::exit(2);
}

Request read(int count, char** words) {
  Request request;
  for (int i = 1; i < count; ++i) {
    const std::string_view option = words[i];
    if (option == "--from-start") {
      request.from_start = true;
      continue;
    }
    const char* value = i + 1 < count ? words[++i] : "";
    const std::uint64_t number = std::strtoull(value, nullptr, 10);
    if (option == "--seconds") request.seconds = std::strtod(value, nullptr);
    else if (option == "--seed") request.seed = number;
    else if (option == "--program") request.program = value;
    else if (option == "--runner") request.runner = named<RunnerName>(runner_names, value);
    else if (option == "--kind") request.kind = named<Kind>(kind_names, value);
    else if (option == "--count") request.count = number;
    else if (option == "--first") request.first = number;
    else if (option == "--last") request.last = number;
    else named<RunnerName>(runner_names, option);
  }
  return request;
}

}  // namespace

}  // namespace threadbox::exhaustion

int main(int count, char** words) { return threadbox::exhaustion::Harness(threadbox::exhaustion::read(count, words)).run(); }
