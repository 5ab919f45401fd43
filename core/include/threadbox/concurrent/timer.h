#pragma once

#include <threadbox/sync/event.h>
#include <threadbox/sync/thread.h>

namespace threadbox {

/// Python's threading.Timer: a Thread that waits on its `finished` Event for `interval` and then calls `function`, unless
/// cancel() has set the event. (The language's Timer is the same few lines in Python.)
/// Threads:  any.
/// Errors:   as Thread; OverflowError "timeout value is too large" on the timer's own thread.
/// Units:    seconds.
/// Owns:     its Thread and its Event.
/// Mirrors:  Lib/threading.py, class Timer.
class Timer {
 public:
  Timer(Runtime& runtime, Seconds interval, std::function<void()> function);
  void start();
  /// Prevents the call of the function; does nothing once it has been called. May be called any number of times.
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
