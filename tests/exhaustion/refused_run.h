#pragma once

#include "script/compile/code.h"
#include "script/values/heap.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace threadbox::exhaustion {

enum class RunnerName : std::uint8_t { simulated, parallel, no_gil };
/// Which allocations count: those that are charged to the heap, or all, of the C++ library's containers, too.
enum class Kind : std::uint8_t { heap, all };

constexpr std::string_view runner_names[] = {"simulated", "parallel", "no-gil"};
constexpr std::string_view kind_names[] = {"heap", "all"};

/// A program that has been compiled.
struct Program {
  std::string name;   ///< Its path in the repository.
  std::string text;
  std::shared_ptr<const script::CodeObject> code;
  bool catches = false;        ///< It may catch a MemoryError, and go on as if nothing were.
  bool is_exact = false;       ///< Its output does not depend on the order of threads.
  bool meets_threads = false;
};

/// Which allocations of a run are refused.
struct Refusal {
  Kind kind = Kind::all;
  std::uint64_t first = 0;     ///< 0: none.
  std::uint64_t count = 1;
  bool of_program = true;      ///< Counted from its own first instruction, not from the run's beginning.
};

struct Outcome {
  std::string out, err;
  int code = -1;
  std::uint64_t allocations = 0, refused = 0;
  std::uint64_t steps = 0;     ///< Of a simulated run.
  std::string fault;           ///< A violation, such as a run that did not end. Empty: none.
};

/// Runs the program to its end, or to a standstill that the program may have come to; then it is stopped.
/// `usual`: its outcome without refusals; null for the run that determines it.
Outcome run(const Program& program, RunnerName runner, const Refusal& refusal, const Outcome* usual);

/// The violation in an outcome; empty if there is none. The program behaved as usual, or reported a MemoryError, or
/// has caught one.
std::string judge(const Program& program, RunnerName runner, const Outcome& usual, const Outcome& outcome);

}  // namespace threadbox::exhaustion
