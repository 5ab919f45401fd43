#pragma once

#include <threadbox/trace/event.h>

#include <cstdint>
#include <unordered_map>

namespace threadbox::session {

/// Which moments of threads are ordered by start() and join(), as vector clocks: what a thread did before it started another one is before
/// all that one does; what a thread did is before what follows a join of it. Locks and all else order nothing here. Only the threads that
/// keep() names are remembered in the clocks of others, so that their size stays bounded. Of more threads than fit, nothing is known, and all
/// counts as ordered.
/// Threads: the observer only. Errors: std::bad_alloc; then an order may be missing.
class StartOrder {
 public:
  void start(ObjectId by, ObjectId started);
  void join(ObjectId by, ObjectId ended);
  void end(ObjectId thread);
  /// Remembers a thread in the clocks of others from now on. False if there are too many.
  bool keep(ObjectId thread);

  /// A thread's own time: how many threads it has started.
  [[nodiscard]] std::uint64_t clock(ObjectId thread) const noexcept;
  /// Whether what a thread did at a time of its own is before all that another one does from now on.
  [[nodiscard]] bool is_before(ObjectId thread, std::uint64_t clock, ObjectId other) const noexcept;

 private:
  static constexpr std::size_t most_kept = 64;
  static constexpr std::size_t most_threads = 2'000;

  struct Clock {
    std::uint64_t own = 0;
    std::unordered_map<ObjectId, std::uint64_t>
        others;  ///< What it knows of them: all before this time of theirs is before it now.
    bool is_kept = false;
  };

  /// Lets a thread know what another one knows, and of that one itself all before a time.
  void teach(ObjectId thread, ObjectId by, std::uint64_t time);

  std::unordered_map<ObjectId, Clock> clocks_;
  std::size_t kept_ = 0;
  bool overflows_ = false;
};

}  // namespace threadbox::session
