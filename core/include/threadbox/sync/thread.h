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
/// Units:    seconds; none waits for ever, negative counts as zero.
/// Owns:     its Waiter. Kept alive by shared_ptr: by its creator, and by the runtime's registry while it runs.
/// Mirrors:  Lib/threading.py, class Thread; Modules/_threadmodule.c, ThreadHandle.
class Thread : public SyncObject, public std::enable_shared_from_this<Thread> {
 public:
  enum class State : unsigned char { initial, starting, running, ended };

  struct Options {
    std::string name;                 ///< Empty: the next default name, "Thread-3" …
    std::string target_name;          ///< … with this: "Thread-3 (worker)".
    std::optional<bool> daemon;       ///< None: the creating thread's.
    std::function<void()> body;       ///< The thread's function. Its exceptions go to the runtime's excepthook.
    bool hidden = false;              ///< The console: not enumerated, not counted, not joined.
  };

  /// Creates a thread in state initial. `creator` is the calling thread's waiter. Errors: std::bad_alloc.
  static std::shared_ptr<Thread> create(Runtime& runtime, Waiter& creator, Options options);
  ~Thread();

  /// Passes the thread to the runtime's launcher; ends as done once it has begun, or raised, see Errors.
  class Start;
  /// Waits for the thread's end; ends as done, also on timeout, or raised, see Errors.
  class Join;

  void start();
  void join(std::optional<Seconds> timeout = std::nullopt);

  [[nodiscard]] State state() const noexcept;
  /// The events about a thread are lossless, so there is nothing to report.
  bool tell(ObjectState&) const noexcept override { return true; }
  /// It has been started and has not ended.
  [[nodiscard]] bool is_alive() const noexcept;
  /// Python's ident; none until it has begun.
  [[nodiscard]] std::optional<ThreadId> ident() const noexcept;
  /// The operating system's number of the thread that runs it; none until it has begun.
  [[nodiscard]] std::optional<std::uint64_t> native_id() const noexcept;
  [[nodiscard]] std::string name() const;
  void set_name(Waiter& self, std::string name);
  [[nodiscard]] bool daemon() const noexcept;
  /// Errors: RuntimeError "cannot set daemon status of active thread" (also after its end).
  void set_daemon(Waiter& self, bool daemon);
  [[nodiscard]] bool hidden() const noexcept;

  /// Sets what it runs. Called before it is started.
  void set_body(std::function<void()> body) { body_ = std::move(body); }

  [[nodiscard]] Waiter& waiter() noexcept { return waiter_; }
  [[nodiscard]] Runtime& runtime() noexcept;

  /// Marks it as begun and wakes its starter. Called first, on the thread itself, by the code that runs it.
  void begin();
  /// Makes Start wait until the body calls let_starter_go() or ends. Called before the thread is started.
  void hold_starter() noexcept { holds_starter_ = true; }
  void let_starter_go();
  /// Makes is_alive() false and wakes joiners although the thread still runs: for the main thread during shutdown.
  /// Mirrors ThreadHandle._set_done, as threading._shutdown uses it.
  void mark_done();
  /// Marks it as ended, removes it from the registry and wakes its joiners. Called last, on the thread itself.
  void finish(ThreadEnd how) {
    clean_up(how);
    announce_end();
  }
  /// Calls its body, between begin and finish. For a scheduler, whose bodies only enqueue a task and return at once.
  /// Errors: what the body throws.
  void call_body() {
    if (body_) body_();
  }
  /// Runs it on the calling OS thread: begin, the body, and finish without announce_end, which the launcher calls once the OS
  /// thread is ready for the next Thread. Catches ThreadStopped.
  void run();
  /// The second half of finish, which does not block: wakes the joiners and leaves the runtime, which may be gone afterwards.
  void announce_end();

 private:
  struct Key {};  // Only create() can construct a Thread.

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
  Atomic<bool> daemon_;  // written under guard_
  bool begun_ THREADBOX_GUARDED_BY(guard_) = false;  // its starter may continue
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

/// The calling OS thread's Thread; null for a thread that no Runtime started, unless Runtime::adopt was called.
/// Mirrors threading.current_thread.
std::shared_ptr<Thread> current_thread() noexcept;
/// The calling thread's ident: not 0, and unique among the threads of a runtime and foreign threads. Mirrors threading.get_ident.
ThreadId get_ident();
/// The operating system's number for the calling thread. Mirrors threading.get_native_id.
std::uint64_t get_native_id() noexcept;
/// Binds `thread` and its waiter to the calling OS thread; null unbinds them. Called by the code that runs a Thread.
void bind_this_thread(Thread* thread) noexcept;

}  // namespace threadbox
