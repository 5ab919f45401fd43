#pragma once

#include <threadbox/park/detail/atomic.h>
#include <threadbox/park/detail/guard.h>
#include <threadbox/park/detail/wait_queue.h>
#include <threadbox/sync/blocking.h>
#include <threadbox/sync/detail/queued_wait.h>
#include <threadbox/sync/sync_object.h>
#include <threadbox/sync/timeout.h>

#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace threadbox {

/// Python's threading.Thread without the language: identity, life, name, daemon flag, join.
/// Threads:  any, except where a function says otherwise.
/// Errors:   RuntimeError "threads can only be started once", "cannot join thread before it is
///           started", "cannot join current thread", "cannot set daemon status of active thread",
///           "can't start new thread", "can't create new thread at interpreter shutdown".
/// Owns:     its Waiter. Kept alive by shared_ptr: by its creator, and by the registry while it runs.
/// Mirrors:  Lib/threading.py, class Thread; Modules/_threadmodule.c, ThreadHandle.
class Thread : public SyncObject, public std::enable_shared_from_this<Thread> {
 public:
  enum class State : unsigned char { initial, starting, running, ended };

  struct Options {
    std::string name;                 ///< Empty: the next default name, "Thread-3" …
    std::string target_name;          ///< … with this: "Thread-3 (worker)".
    std::optional<bool> daemon;       ///< None: the creating thread's.
    std::function<void()> body;       ///< What it runs. What it throws goes to the runtime's excepthook.
    bool hidden = false;              ///< The console: not enumerated, not counted, not joined.
  };

  /// Makes a thread in state initial. `creator` is the thread that makes it.
  static std::shared_ptr<Thread> create(Runtime& runtime, Waiter& creator, Options options);
  ~Thread();

  /// Starts it: hands it to the runtime's launcher, done once it has begun. Raised: see Errors.
  class Start;
  /// Waits for its end: done, also on timeout. Raised: see Errors.
  class Join;

  void start();
  void join(std::optional<Seconds> timeout = std::nullopt);

  [[nodiscard]] State state() const noexcept;
  /// No event about a thread is ever lost.
  bool tell(ObjectState&) const noexcept override { return true; }
  /// Started and not ended.
  [[nodiscard]] bool is_alive() const noexcept;
  /// Python's ident; none before it has begun.
  [[nodiscard]] std::optional<ThreadId> ident() const noexcept;
  /// The operating system's number for the thread that runs it; none before it has begun.
  [[nodiscard]] std::optional<std::uint64_t> native_id() const noexcept;
  [[nodiscard]] std::string name() const;
  void set_name(Waiter& self, std::string name);
  [[nodiscard]] bool daemon() const noexcept;
  /// Errors: RuntimeError "cannot set daemon status of active thread" (also after its end).
  void set_daemon(Waiter& self, bool daemon);
  [[nodiscard]] bool hidden() const noexcept;

  /// Gives it its body before it is started.
  void set_body(std::function<void()> body) { body_ = std::move(body); }

  [[nodiscard]] Waiter& waiter() noexcept { return waiter_; }
  [[nodiscard]] Runtime& runtime() noexcept;

  /// Marks it begun and wakes its starter. Called by whoever runs it, on the thread itself, first.
  void begin();
  /// Its starter sleeps until the body calls let_starter_go(), which wakes it, or has ended. Set before it is started.
  void hold_starter() noexcept { holds_starter_ = true; }
  void let_starter_go();
  /// Not alive any more for those who ask or join, though it still runs: the main thread, once the run shuts down.
  /// Mirrors ThreadHandle._set_done, as threading._shutdown uses it.
  void mark_done();
  /// Marks it ended, takes it from the registry and wakes its joiners. Called on the thread itself, last.
  void finish(ThreadEnd how) {
    clean_up(how);
    announce_end();
  }
  /// Calls its body, between begin and finish; for a scheduler, whose bodies return at once and leave a task with it.
  /// Errors: what the body throws.
  void call_body() {
    if (body_) body_();
  }
  /// What a launcher executes on a new OS thread: begin, the body, and finish but for announce_end, which the launcher
  /// calls once the OS thread can be given the next one. Catches ThreadStopped.
  void run();
  /// The second half of finish, which blocks no more: wakes the joiners and leaves the runtime, which may be gone then.
  void announce_end();

 private:
  struct Key {};  // Only create() can make one.

 public:
  Thread(Key, Runtime& runtime, Waiter& creator, ThreadId id, Options options);

 private:
  friend class Runtime;
  void run_body(ThreadEnd& how);
  void clean_up(ThreadEnd how);

  Runtime& runtime_;
  Waiter waiter_;
  mutable Guard guard_;
  Atomic<State> state_{State::initial};
  Atomic<std::uint64_t> native_id_{0};
  std::string name_ THREADBOX_GUARDED_BY(guard_);
  Atomic<bool> daemon_;      // written under guard_
  bool begun_ THREADBOX_GUARDED_BY(guard_) = false;  // its starter may go on
  bool holds_starter_ = false;
  const bool hidden_;
  std::function<void()> body_;
  WaitQueue starter_ THREADBOX_GUARDED_BY(guard_){guard_};  // waits for `running`
  WaitQueue joiners_ THREADBOX_GUARDED_BY(guard_){guard_};  // wait for `ended`
};

class Thread::Start final : public detail::QueuedWait {
 public:
  explicit Start(Thread& thread);
  Progress poll(Waiter& self) override;
  Progress cancel(Waiter& self, CancelReason why) override;

 private:
  Thread& thread_;
  bool launched_ = false;
};

class Thread::Join final : public detail::QueuedWait {
 public:
  explicit Join(Thread& thread, std::optional<Seconds> timeout = std::nullopt);
  Progress poll(Waiter& self) override;
  Progress cancel(Waiter& self, CancelReason why) override;

 private:
  Thread& thread_;
};

/// The calling OS thread's Thread; null for a thread that no Runtime started (Runtime::adopt makes it one).
/// Mirrors threading.current_thread.
std::shared_ptr<Thread> current_thread() noexcept;
/// Never 0, and unique among the threads of a runtime and the foreign ones. Mirrors threading.get_ident.
ThreadId get_ident();
/// The operating system's number for the calling thread. Mirrors threading.get_native_id.
std::uint64_t get_native_id() noexcept;
/// Binds `thread` and its waiter to the calling OS thread (null unbinds). Used by whoever runs a Thread.
void bind_this_thread(Thread* thread) noexcept;

}  // namespace threadbox
