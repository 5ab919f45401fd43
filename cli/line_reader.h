#pragma once

#include <threadbox/park/clock.h>

#include <optional>
#include <string>

namespace threadbox::cli {

/// Reads the process's standard input, a block at a time, when lines are asked for.
/// Threads:  one.
/// Owns:     what it has read of a line that has not ended yet.
class LineReader {
 public:
  /// Whether a user types the input.
  [[nodiscard]] static bool is_terminal() noexcept;
  /// Waits at most so long for input, and returns the whole lines that have come, with their newlines; at the end of the input what is left,
  /// which may be empty. An input that cannot be read is at its end. None: there is no whole line yet. Errors: std::bad_alloc.
  std::optional<std::string> read(Seconds timeout);

 private:
  std::string rest_;
};

}  // namespace threadbox::cli
