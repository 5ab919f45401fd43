#pragma once

#include "script/runners/stuck_thread.h"

#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace threadbox::explore {

/// An exception that nothing caught.
struct Uncaught {
  ThreadId thread = 0;
  std::string text;  ///< "IndexError: pop from empty list"
  friend auto operator<=>(const Uncaught&, const Uncaught&) = default;
};

/// What a run came to. Runs with equal outcomes differ in nothing that the program shows.
struct Outcome {
  enum class Kind : std::uint8_t {
    ended,
    raised,    ///< An exception that nothing caught, in the main thread or another.
    deadlock,  ///< Threads wait for each other in a circle.
    stuck,     ///< No thread can go on, and there is no circle.
    limit,     ///< It was ended: it reached a limit.
    spins,     ///< Threads go round in loops for ever, and look at what no thread is left to change.
  };
  /// What a run was ended by.
  enum class Limit : std::uint8_t { none, steps, memory, threads, output };
  Kind kind = Kind::ended;
  Limit limit = Limit::none;
  int exit_code = 0;
  std::string output;  ///< What it wrote to standard output.
  std::vector<Uncaught> exceptions;  ///< Sorted.

  /// Whether something is wrong with it. A run that was ended says neither.
  [[nodiscard]] bool fails() const noexcept { return kind != Kind::limit && (kind != Kind::ended || exit_code != 0); }
  friend auto operator<=>(const Outcome&, const Outcome&) = default;
};

/// "steps", "memory" …
const char* limit_name(Outcome::Limit limit) noexcept;
/// "ended", "deadlock" …
const char* kind_name(Outcome::Kind kind) noexcept;

/// Whether some of the threads wait for each other in a circle.
bool wait_in_a_circle(std::span<const script::StuckThread> stuck) noexcept;

}  // namespace threadbox::explore
