#pragma once

#include <threadbox/park/detail/atomic.h>
#include <threadbox/park/clock.h>

#include <cstdint>
#include <optional>
#include <utility>

namespace threadbox {

class TraceRing;     // threadbox/trace: where this thread records its events; park only carries the pointer.
class ThreadLocals;  // threadbox/sync: this thread's thread-local values; likewise.

/// Identifies a thread within one run. 0 means no thread; the main thread is 1. Never reused.
using ThreadId = std::uint32_t;

/// The requests that other threads may make of a thread, which checks all of them with one relaxed load.
/// The core knows the first two; a language's runner adds its own from `first_runner_request` up.
enum Request : std::uint32_t {
  interrupt_request = 1u << 0,  ///< Ctrl-C: raise KeyboardInterrupt (main thread only).
  stop_request = 1u << 1,       ///< Stop where it stands: not one more line, no `finally`.
  first_runner_request = 1u << 8,
};

class Waiter;

/// A scheduler that runs many threads on one OS thread, and is told of their signals, since they do not sleep.
class WakeListener {
 public:
  /// Called by signal(), unpark() or request(), on any thread, often under a primitive's guard; once for each arm(). Must
  /// not wait, nor touch the waiter.
  virtual void woken(Waiter& waiter) noexcept = 0;

 protected:
  ~WakeListener() = default;
};

/// One thread's place in the waiting protocol: the thread parks on it, and other threads wake it and make requests of it. A
/// thread waits for one operation at a time, so it has exactly one Waiter for its whole life.
///
/// A signal is a single token: unpark() before park() makes that park() return at once. Signals may be stale, so a woken thread
/// always polls its operation again.
///
/// Threads:  park, arm, disarm, take_signal: the owning thread only (under simulation: the scheduler for it).
///           unpark, signal, request, requests: any thread.
/// Errors:   none.
/// Units:    nanoseconds of its clock.
/// Owns:     nothing; the clock outlives it.
class Waiter {
 public:
  Waiter(ThreadId thread, const Clock& clock) noexcept : thread_(thread), token_(next_token()), clock_(&clock) {}
  Waiter(const Waiter&) = delete;
  Waiter& operator=(const Waiter&) = delete;

  [[nodiscard]] ThreadId thread() const noexcept { return thread_; }
  /// Identifies this waiter in the word of a lock, across runs. Tokens count from 1 to largest_token, then again from 1.
  [[nodiscard]] std::uint32_t token() const noexcept { return token_; }
  static constexpr std::uint32_t largest_token = (std::uint32_t{1} << 29) - 1;
  [[nodiscard]] const Clock& clock() const noexcept { return *clock_; }

  /// Sleeps until a signal comes or `deadline` passes; consumes the signal.
  /// True if there was a signal, or if an operating system's signal handler ran in this thread; false only at the deadline.
  bool park(std::optional<TimeNs> deadline = std::nullopt) noexcept;

  /// Gives the signal and wakes the thread if it sleeps. No system call when it does not.
  void unpark() noexcept;

  /// The first half of unpark(): gives the signal. Returns the word to pass to futex_wake_one as the second half, or null if the
  /// thread does not sleep. The waiter may be gone by then: a stale address wakes no thread, or one that will poll
  /// unsuccessfully.
  [[nodiscard]] Atomic<std::uint32_t>* signal() noexcept;

  /// Whether the calling OS thread has let a waiting thread go on since the last call.
  static bool take_wakes() noexcept { return std::exchange(has_woken, false); }

  /// Consumes the signal without sleeping. For a scheduler that runs many threads on one.
  bool take_signal() noexcept;

  /// Such a scheduler's substitute for park(): the next signal is reported to `listener`. False if there was a signal
  /// already; it is consumed, and nothing is armed.
  bool arm() noexcept;
  /// Undoes arm() and consumes the signal. True if there was one.
  bool disarm() noexcept;

  /// Sets `bits` (of Request) and wakes the thread, so that it checks them.
  void request(std::uint32_t bits) noexcept;
  /// The requests that have not been answered. One relaxed load: this is the safepoint check.
  [[nodiscard]] std::uint32_t requests() const noexcept { return requests_.load(std::memory_order_relaxed); }
  /// Clears `bits`, as answered. True if any of them was set.
  bool answer(std::uint32_t bits) noexcept;

  /// This thread's event ring; null if the run is not traced. Set before the thread runs.
  TraceRing* ring = nullptr;
  /// Whether a lock or a permit is handed over to this thread after a long wait (core/sync/fairness.h). Set before it waits.
  bool is_handed_over = true;
  /// Null until the thread first uses a Local. Only for the owning thread.
  ThreadLocals* locals = nullptr;
  /// Is told of signals while the waiter is armed; null for a thread that parks. Set before other threads can reach the waiter.
  WakeListener* listener = nullptr;

 private:
  static std::uint32_t next_token() noexcept;
  static constinit inline thread_local bool has_woken = false;
  bool spin() noexcept;

  // signal_:
  //   idle       no signal, and the thread does not sleep
  //   signalled  a signal that has not been consumed
  //   parked     the thread sleeps, or its scheduler has armed it
  //
  //   idle ──unpark──► signalled ──park, take_signal──► idle
  //   idle ──park, arm──► parked ──unpark: wakes the thread, or tells the listener──► signalled
  //                       parked ──deadline, disarm──► idle
  //
  // Giving a signal releases and consuming it acquires: after its park a thread sees what its waker did before the unpark. Each
  // change is a read-modify-write, so a signal that finds another one there does not hide what the first waker did.
  Atomic<std::uint32_t> signal_{0};
  Atomic<std::uint32_t> requests_{0};
  std::uint32_t parks_ = 0;  ///< How often the owner has parked. Only the owner uses this and the next.
  int spins_ = 0;  ///< How often to poll for a signal before sleeping, as far as that has paid lately.
  ThreadId thread_;
  std::uint32_t token_;
  const Clock* clock_;
};

}  // namespace threadbox
