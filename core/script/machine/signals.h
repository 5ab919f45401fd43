#pragma once

#include "script/machine/frame.h"

#include <array>
#include <atomic>
#include <cstdint>

namespace threadbox::script {

class Vm;

/// What the program does when a signal comes, and the signals that have come and wait for their handlers, which the main thread calls
/// between bytecodes. The handlers themselves are kept by prelude/signal.py. Mirrors the table in CPython's signalmodule.c.
/// Threads: any, but for the dispatcher: those that execute.
class Signals {
 public:
  enum class Disposition : std::uint8_t {
    system,  ///< SIG_DFL: the run ends, for most signals.
    ignored,  ///< SIG_IGN
    handled,  ///< A function of the program is called.
    raises,  ///< default_int_handler: KeyboardInterrupt.
  };
  static constexpr int count = 65;  ///< Python's NSIG.
  static constexpr int sigint = 2;

  Signals() noexcept { set_disposition(sigint, Disposition::raises); }

  [[nodiscard]] Disposition disposition(int signal) const noexcept {
    return dispositions_[at(signal)].load(std::memory_order_relaxed);
  }
  void set_disposition(int signal, Disposition how) noexcept { dispositions_[at(signal)].store(how, std::memory_order_relaxed); }

  /// Notes that a signal with a handler has come. The caller requests that the main thread calls it.
  void trip(int signal) noexcept { tripped_.fetch_or(bit(signal), std::memory_order_relaxed); }
  /// Whether a signal waits for its handler.
  [[nodiscard]] bool any() const noexcept { return tripped_.load(std::memory_order_relaxed) != 0; }
  /// Takes the signal with the lowest number; 0: there is none.
  int take() noexcept;

  /// Whether a signal has the main thread leave its wait. Not in an explorer, whose steps are found without signals.
  bool ends_waits = true;
  /// The function of the module signal that calls the handlers of what take() returns; undefined until the program imports the module.
  Value dispatcher = Value::undefined();

 private:
  static std::size_t at(int signal) noexcept { return static_cast<std::size_t>(signal); }
  static std::uint64_t bit(int signal) noexcept { return std::uint64_t{1} << (signal - 1); }

  std::array<std::atomic<Disposition>, count> dispositions_{};
  std::atomic<std::uint64_t> tripped_{0};
};

/// Pushes the frame that calls the handlers, whose result is delivered as `action` says. False if that raised: see `raised`.
bool enter_handlers(VmThread& thread, ReturnAction action, Value& raised) noexcept;
/// Calls the handlers of signals that have come, at a safepoint of the main thread, unless it is in a function that is C in CPython.
void answer_signals(VmThread& thread) noexcept;
/// Called when the thread has left its wait. Puts the operation aside and pushes the frame of the handlers. False: there is nothing to
/// execute, and the wait goes on.
bool leave_wait_for_handlers(VmThread& thread) noexcept;
/// Called when the handlers' outermost frame has ended, for a wait of a routine: has the wait go on, or ended by what they raised.
void return_to_wait(VmThread& thread) noexcept;

}  // namespace threadbox::script
