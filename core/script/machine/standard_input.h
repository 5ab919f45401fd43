#pragma once

#include <threadbox/park/detail/guard.h>
#include <threadbox/park/detail/wait_queue.h>
#include <threadbox/park/operation.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <list>
#include <string>
#include <string_view>

namespace threadbox::script {

/// Where the lines come from that a program reads.
enum class InputKind : std::uint8_t {
  none,      ///< From nowhere: a read returns the end of input at once.
  file,      ///< From a file or pipe.
  terminal,  ///< From a user; sys.stdin.isatty() is True.
};

/// A program's standard input: the lines that the observer has given, and the threads that wait for one. A line goes to the thread that
/// has waited longest. Lines that no thread waits for are kept.
/// Threads:  give, wanted: the observer; they never block. Read: the reading thread.
/// Errors:   give: std::bad_alloc.
/// Units:    text in UTF-8, which may be invalid.
class StandardInput {
 public:
  /// `always_waits`: a read waits even if there is a line already, so that the log does not depend on when lines are given.
  explicit StandardInput(InputKind kind, bool always_waits = false) noexcept : kind_(kind), always_waits_(always_waits) {}
  StandardInput(const StandardInput&) = delete;
  StandardInput& operator=(const StandardInput&) = delete;

  [[nodiscard]] InputKind kind() const noexcept { return kind_; }
  /// Gives lines, each with its newline; the last one may be without. Empty text is an end of input: it ends one read, as Ctrl-D does at
  /// a terminal.
  void give(std::string_view text);
  /// Whether a thread waits for a line.
  [[nodiscard]] bool wanted() const noexcept { return waiting_.load(std::memory_order_acquire) > 0; }

  class Read;

 private:
  using Lines = std::list<std::string>;  // Its nodes move without allocations.

  void hand_over() THREADBOX_REQUIRES(guard_);
  std::string take(std::size_t most) THREADBOX_REQUIRES(guard_);

  const InputKind kind_;
  const bool always_waits_;
  Guard guard_;
  Lines lines_ THREADBOX_GUARDED_BY(guard_);  // an empty one is an end of input
  WaitQueue readers_ THREADBOX_GUARDED_BY(guard_){guard_};
  std::atomic<int> waiting_{0};  ///< The size of readers_.
};

/// Reads a line, with its newline, or at most so many characters of it. Ends as done, or raised: KeyboardInterrupt.
class StandardInput::Read final : public Operation {
 public:
  Read(StandardInput& input, std::size_t most_characters) noexcept
      : Operation(OperationKind::input, nullptr), input_(input), most_(most_characters) {}
  Progress poll(Waiter& self) override;
  /// Ends as done if the thread had been given a line before the request; a later line is the next reader's.
  Progress cancel(Waiter& self, CancelReason why) override;
  /// After the operation has ended as done: the line; empty at the end of input.
  [[nodiscard]] const std::string& line() const noexcept { return line_; }

 private:
  friend class StandardInput;
  /// The reader's place among the waiters, from which give() finds the operation.
  struct Place : WaitNode {
    explicit Place(Read& operation) noexcept : read(operation) {}
    Read& read;
  };

  StandardInput& input_;
  const std::size_t most_;
  Place place_{*this};
  std::string line_;
};

}  // namespace threadbox::script
