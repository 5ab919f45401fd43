#pragma once

#include "session/fold.h"

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace threadbox::session {

/// An access of a thread to a place.
struct Access {
  ThreadId thread = 0;
  ObjectId object = 0;  ///< The thread's.
  std::uint64_t event = 0;
  std::uint32_t line = 0;
  TimeNs time_ns = 0;
  std::optional<std::int32_t> value;  ///< What was read or written, if it is an int.
};

/// A lock that a thread holds, and since which event.
struct HeldLock {
  ObjectId lock = 0;
  std::uint64_t since = 0;
  friend bool operator==(const HeldLock&, const HeldLock&) = default;
};

/// What the findings about accesses have in common: which accesses are ordered, as vector clocks, and which locks the threads hold. docs/findings.md
/// lists the edges. There is none from the GIL, from output, from the library's own locks, or from time. A clock says up to which event of
/// each other thread all happened before: a number of the log, so that an access needs no clock of its own.
/// Threads: the observer only. Errors: std::bad_alloc; then an edge may be missing.
class AccessOrder {
 public:
  /// Called for each event, after the fold has applied it. Nothing happens before the first access of the run.
  void see(const TraceEvent& event, const Fold& fold);
  [[nodiscard]] bool is_active() const noexcept { return is_active_; }

  /// The name of a place: "counter", "Account.balance", "d['k']".
  [[nodiscard]] std::string place_name(std::uint32_t place) const;
  /// Whether an access is before all that a thread does from now on. Of more threads than fit, nothing is known, and all counts as ordered.
  [[nodiscard]] bool is_before(const Access& access, ThreadId now) const noexcept;
  [[nodiscard]] const std::vector<HeldLock>& held_by(ThreadId thread) const noexcept;
  /// Whether the thread has held one of these locks without a pause.
  [[nodiscard]] bool still_holds(ThreadId thread, const std::vector<HeldLock>& locks) const noexcept;

 private:
  static constexpr std::size_t most_threads = 512, most_objects = 20'000;
  using Clock = std::vector<std::uint64_t>;  ///< By ThreadId.

  void begin(const Model& model);
  void see_call(const TraceEvent& event, const Fold& fold);
  void see_wait_end(const TraceEvent& event, const Model& model);
  void see_lock(const TraceEvent& event, const Model& model);
  /// The thread's place in clocks_ and held_; 0, which is no thread's, if there are too many.
  std::size_t row_of(ThreadId thread);
  Clock& clock_of(ThreadId thread) { return clocks_[row_of(thread)]; }
  std::vector<HeldLock>& held_of(ThreadId thread) { return held_[row_of(thread)]; }
  static void unite(Clock& into, const Clock& from);
  /// All that the thread has done so far is before what learns from the object.
  void teach(const TraceEvent& event, std::uint64_t object);
  void learn(ThreadId thread, std::uint64_t object);

  bool is_active_ = false;
  bool overflows_ = false;
  std::vector<Clock> clocks_;  ///< By ThreadId.
  std::unordered_map<std::uint64_t, Clock> objects_;
  std::vector<std::vector<HeldLock>> held_;  ///< By ThreadId.
  std::unordered_set<ThreadId> starting_;  ///< Those that wait in start().
  std::unordered_map<ThreadId, ObjectId> joining_;  ///< Those that have called join() of a queue.
  std::unordered_map<std::uint32_t, TextId> names_;
  const TextTable* texts_ = nullptr;
};

/// The access that an event records. `actor`: the thread's row.
Access access_of(const TraceEvent& event, const ThreadRow& actor) noexcept;

}  // namespace threadbox::session
