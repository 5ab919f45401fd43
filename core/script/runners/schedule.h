#pragma once

#include "script/machine/preemption.h"

#include <threadbox/park/waiter.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace threadbox::script {

/// The decision at one scheduling point.
struct Choice {
  enum class Kind : std::uint8_t {
    run,     ///< `thread` runs.
    expire,  ///< Virtual time jumps to the deadline that `thread` waits for; the next choice says which thread runs.
  };
  Kind kind = Kind::run;
  ThreadId thread = 0;

  friend bool operator==(const Choice&, const Choice&) = default;
};

/// The choices of a simulated run, one for each scheduling point, as a value. Its text is a public format, which links contain;
/// docs/runners.md has the grammar: "1l.1x12.2.1x3.e3" is version 1, preemption at lines, thread 1 for twelve points, thread 2 for
/// one, thread 1 for three, then the deadline of thread 3.
/// Threads: one at a time. Errors: std::bad_alloc.
class Schedule {
 public:
  /// The same choice, `count` times in a row.
  struct Stretch {
    Choice choice;
    std::uint32_t count = 1;
    friend bool operator==(const Stretch&, const Stretch&) = default;
  };

  explicit Schedule(Preemption preemption = Preemption::line) noexcept : preemption_(preemption) {}

  /// Parses a schedule's text. Returns the schedule, or a sentence that says what is wrong, and where.
  static std::variant<Schedule, std::string> parse(std::string_view text);
  [[nodiscard]] std::string text() const;

  void add(Choice choice);

  [[nodiscard]] Preemption preemption() const noexcept { return preemption_; }
  [[nodiscard]] const std::vector<Stretch>& stretches() const noexcept { return stretches_; }

  friend bool operator==(const Schedule&, const Schedule&) = default;

 private:
  Preemption preemption_;
  std::vector<Stretch> stretches_;
};

}  // namespace threadbox::script
