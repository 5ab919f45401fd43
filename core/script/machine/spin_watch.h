#pragma once

#include "script/machine/footprint.h"
#include "script/values/value.h"

#include <threadbox/park/waiter.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace threadbox::script {

class Code;
class VmThread;

/// Recognizes threads that poll: they come back to a state in which they were before, and have only looked meanwhile, at places that no thread
/// has changed. What such a thread does next is known, so it need not do it: it can go on when one of those places is written. The state of a
/// thread is where its frames are, and their variables. docs/explore.md, "Loops that poll".
/// Threads: the simulated runner's. Errors: std::bad_alloc.
class SpinWatch {
 public:
  enum class Standing : std::uint8_t {
    goes_on,
    spins,  ///< It waits for a write of what it looks at.
    asks_clock,  ///< Likewise, or for time to pass.
    yields,  ///< Likewise, or until no other thread can go on: its own variables change from pass to pass, so it may end by itself.
    sleeps,  ///< It goes on, and waits with a timeout in each pass.
  };

  /// The thread comes to stand before an instruction, or has executed many without an access. `ignores_waits`: a wait may end at any time.
  void arrives(VmThread& thread, bool ignores_waits);
  /// Whether arrives() is to be called before an instruction that accesses this: in a loop, unless it will change something.
  bool matters(VmThread& thread, const Footprint& accesses);
  /// The thread has accessed a place. Threads that waited for a write of it go on.
  void accesses(ThreadId thread, const Access& access);
  /// Likewise, but the write is undone if the thread's wait ends by its timeout.
  void tries(ThreadId thread, Place place) { log(thread).tried.push_back(place); }
  /// The thread begins to wait, and has waited. `expired`: until its timeout.
  void waits(ThreadId thread) { ++log(thread).waits; }
  void has_waited(ThreadId thread, bool expired);
  /// The thread has read the clock.
  void reads_clock(ThreadId thread) { ++log(thread).clocks; }
  /// The thread makes its next step.
  void leaves(ThreadId thread);
  /// Time has passed.
  void time_passes();

  [[nodiscard]] Standing standing(ThreadId thread) const noexcept {
    return thread < logs_.size() ? logs_[thread].standing : Standing::goes_on;
  }
  /// Whether it can go on now.
  [[nodiscard]] bool goes_on(ThreadId thread) const noexcept {
    const Standing its = standing(thread);
    return its == Standing::goes_on || its == Standing::sleeps;
  }
  /// The places that it looks at, unless it goes on. Valid until the thread's next step.
  [[nodiscard]] std::span<const Place> looks(ThreadId thread) const noexcept { return logs_[thread].looks; }
  /// Whether a thread waits for time to pass.
  [[nodiscard]] bool any_asks_clock() const noexcept;
  /// Whether a loop was shortened that could have had another effect if it had not been.
  [[nodiscard]] bool has_shortened() const noexcept { return has_shortened_; }

 private:
  /// A moment at which the thread had written nothing since the oldest one that is kept.
  struct Moment {
    std::uint64_t control = 0;  ///< Where its frames are, and the loops over a range or list in them.
    std::uint64_t variables = 0;
    std::size_t reads = 0, toggles = 0;  ///< How many there were.
    std::uint32_t waits = 0, clocks = 0;
  };
  struct Toggle {
    Place place = 0;
    int by = 0;  ///< 1: taken, -1: given back.
  };
  struct Log {
    std::vector<Moment> moments;
    std::vector<Place> reads;
    std::vector<Toggle> toggles;
    std::vector<Place> tried;
    std::vector<Place> looks;  ///< The places for a write of which it waits.
    std::uint64_t marks = 0;  ///< A bit for each place in `reads`.
    std::uint32_t waits = 0, clocks = 0;
    Standing standing = Standing::goes_on;
  };
  Log& log(ThreadId thread);
  static void forget(Log& log) noexcept;
  static void see_write(Log& log, const Access& access);
  bool is_in_loop(const VmThread& thread);
  void settle(Log& log, const Moment& since, const Moment& now, bool is_same, bool ignores_waits);
  Moment moment_of(VmThread& thread);
  void mix(Moment& moment, Value value, bool is_operand);

  std::vector<Log> logs_;  ///< By ThreadId.
  std::vector<std::pair<const Code*, bool>> loops_;  ///< Whether a code has a loop.
  std::vector<Place> failed_tries_;  ///< Locks that a thread has found taken, and did not wait for.
  std::uint64_t unlike_ = 0;  ///< Makes a value unlike all others.
  bool has_shortened_ = false;
};

}  // namespace threadbox::script
