#pragma once

#include <threadbox/park/detail/atomic.h>
#include <threadbox/park/clock.h>

#include <cstdint>
#include <optional>

namespace threadbox {

class TraceRing;     // threadbox/trace: where this thread records its events; park only carries it.
class ThreadLocals;  // threadbox/sync: this thread's thread-local values; likewise only carried.

/// Names a thread within one run. 0 is no thread; the main thread is 1. Never reused.
using ThreadId = std::uint32_t;

/// What others may ask of a thread. A thread looks at all of them with one relaxed load.
/// The core knows the first two; a language's runner adds its own from `first_runner_request` up.
enum Request : std::uint32_t {
  interrupt_request = 1u << 0,  ///< Ctrl-C: raise KeyboardInterrupt (main thread only).
  stop_request = 1u << 1,       ///< Stop where it stands: not one more line, no `finally`.
  first_runner_request = 1u << 8,
};

class Waiter;

/// Who is told of a signal in place of an OS thread that sleeps: a scheduler that runs many threads on one.
class WakeListener {
 public:
  /// Within signal(), unpark() or request(), on any thread, often under a primitive's guard; once for each arm(). Must
  /// not wait, nor touch the waiter.
  virtual void woken(Waiter& waiter) noexcept = 0;

 protected:
  ~WakeListener() = default;
};

/// The blocking identity of one thread: what it parks on, and where others wake and ask it.
/// A thread waits for one operation at a time, so it has exactly one Waiter for its whole life.
///
/// A signal is a one-place token: unpark() before park() makes that park() return at once. Signals
/// may be stale, so a woken thread always polls its operation again.
///
/// Threads:  park, arm, disarm, take_signal: the owning thread only (under simulation: the scheduler for it).
///           unpark, request, requests: any thread.
class Waiter {
 public:
  Waiter(ThreadId thread, const Clock& clock) noexcept : thread_(thread), token_(next_token()), clock_(&clock) {}
  Waiter(const Waiter&) = delete;
  Waiter& operator=(const Waiter&) = delete;

  [[nodiscard]] ThreadId thread() const noexcept { return thread_; }
  /// Names this waiter in the word of a lock, across runs: 1 to largest_token, one after the other, and then again from 1.
  [[nodiscard]] std::uint32_t token() const noexcept { return token_; }
  static constexpr std::uint32_t largest_token = (std::uint32_t{1} << 29) - 1;
  [[nodiscard]] const Clock& clock() const noexcept { return *clock_; }

  /// Sleeps until a signal comes or `deadline` passes; consumes the signal.
  /// True if there was a signal, or for nothing after a signal handler ran in this thread; false only at the deadline.
  bool park(std::optional<TimeNs> deadline = std::nullopt) noexcept;

  /// Gives the signal and wakes the thread if it sleeps. No system call when it does not.
  void unpark() noexcept;

  /// The first half of unpark(): gives the signal. The word to call futex_wake_one with for the second half, null when
  /// the thread does not sleep. By then the waiter may be gone: a stale address wakes nobody, or somebody for nothing.
  [[nodiscard]] Atomic<std::uint32_t>* signal() noexcept;

  /// Consumes the signal without sleeping. For a scheduler that runs many threads on one.
  bool take_signal() noexcept;

  /// What such a scheduler does in place of park(): the next signal is told to `listener`. False: there is one
  /// already; it is consumed, and nothing is armed.
  bool arm() noexcept;
  /// Takes arm() back and consumes the signal. True if there was one.
  bool disarm() noexcept;

  /// Asks for `bits` (of Request) and wakes the thread, so that it looks.
  void request(std::uint32_t bits) noexcept;
  /// What has been asked for and not been answered. One relaxed load: this is the safepoint check.
  [[nodiscard]] std::uint32_t requests() const noexcept { return requests_.load(std::memory_order_relaxed); }
  /// Takes `bits` back, as answered. True if any of them was set.
  bool answer(std::uint32_t bits) noexcept;

  /// This thread's event ring; null when the run is not traced. Set before the thread runs.
  TraceRing* ring = nullptr;
  /// Whether what it waits for is handed over to it when it has waited for long (core/sync/fairness.h). Set before it waits.
  bool is_handed_over = true;
  /// Null until the thread's first Local. The owning thread only.
  ThreadLocals* locals = nullptr;
  /// Told of signals while the waiter is armed; null for a thread that parks. Set before other threads can reach the waiter.
  WakeListener* listener = nullptr;

 private:
  static std::uint32_t next_token() noexcept;
  bool spin() noexcept;

  // signal_ is a state of its own:  idle ──unpark──► signalled ──park/take──► idle
  //                                 idle ──park──► parked ──unpark (wakes)──► signalled
  //                                                parked ──deadline──► idle
  // An armed waiter is parked, too: its unpark tells the listener instead of waking an OS thread.
  Atomic<std::uint32_t> signal_{0};
  Atomic<std::uint32_t> requests_{0};
  std::uint32_t parks_ = 0;  ///< The owner's, as is the next: how often it has parked.
  int spins_ = 0;            ///< How long looking out for a signal pays.
  ThreadId thread_;
  std::uint32_t token_;
  const Clock* clock_;
};

}  // namespace threadbox
