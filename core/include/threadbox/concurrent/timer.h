#pragma once

#include <threadbox/sync/event.h>
#include <threadbox/sync/thread.h>

namespace threadbox {

/// Python's threading.Timer for C++ users: a Thread that waits on its `finished` Event for `interval`
/// and then calls `function`, unless cancel() set the event first.
/// (The script's Timer is the same few lines in Python, over the script's Thread and Event.)
/// Threads:  any. Units: seconds. Mirrors: Lib/threading.py, class Timer.
class Timer {
 public:
  Timer(Runtime& runtime, Seconds interval, std::function<void()> function);
  void start();
  /// Before and during the delay: it will not fire. Afterwards: nothing. Any number of times.
  void cancel();
  void join(std::optional<Seconds> timeout = std::nullopt);
  [[nodiscard]] Seconds interval() const noexcept { return interval_; }
  [[nodiscard]] Event& finished() noexcept { return *finished_; }
  [[nodiscard]] Thread& thread() noexcept { return *thread_; }

 private:
  Seconds interval_;
  std::shared_ptr<Event> finished_;
  std::shared_ptr<Thread> thread_;
};

}  // namespace threadbox
