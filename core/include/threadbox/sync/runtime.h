#pragma once

#include <threadbox/sync/thread.h>

#include <memory>
#include <string>
#include <vector>

namespace threadbox {

/// Who makes a started Thread run: a pool of OS threads, or a scheduler that runs all on one.
class Launcher {
 public:
  /// Arranges that thread->run() (or its equivalent) happens elsewhere, later. If it throws, nothing was arranged.
  /// Errors: RuntimeError "can't start new thread" when there is no room for it; std::bad_alloc.
  virtual void launch(std::shared_ptr<Thread> thread) = 0;
  /// The listener of its threads' waiters; null if these threads park. Called before other threads can reach the new one.
  [[nodiscard]] virtual WakeListener* listener() noexcept { return nullptr; }

 protected:
  ~Launcher() = default;
};

/// What a thread's body threw. Mirrors threading.ExceptHookArgs.
struct ExceptHookArgs {
  Thread& thread;
  std::exception_ptr exception;
};

/// What CPython keeps in globals, for one run: the registry of threads, the main thread, identifiers
/// and default names, the clock, the trace, shutdown. Several live side by side.
/// Threads:  any, except where a function says otherwise.
/// Owns:     nothing it is given; clock, tracer and launcher outlive it.
/// Mirrors:  the module state of threading.py and Py_FinalizeEx.
class Runtime {
 public:
  struct Options {
    const Clock* clock = nullptr;     ///< None: a real clock of its own.
    Tracer* tracer = nullptr;         ///< None: nothing is recorded.
    Launcher* launcher = nullptr;     ///< None: an OS thread pool shared by the process (WorkerPool).
    std::size_t max_threads = 1024;   ///< More live ones raise "can't start new thread".
  };
  explicit Runtime(Options options);
  Runtime() : Runtime(Options{}) {}
  /// Waits for threads that still live; to have them end is the owner's business.
  ~Runtime();

  /// The main thread, in state initial: the owner launches it with a body (run_main), or, natively, the
  /// calling OS thread becomes it (adopt_main), binds its waiter and has begun.
  Thread& main_thread() noexcept;
  void launch_main(std::function<void()> body);
  void adopt_main();
  /// The end of an adopted main thread; its waiter is unbound.
  void leave_main();

  /// The next default name of a thread that Python did not make, "Dummy-3".
  [[nodiscard]] std::string next_dummy_name();

  /// The calling OS thread, which no runtime started, becomes one of this runtime's: a daemon that has begun, with its
  /// waiter bound; an empty name means the next default one, "Dummy-3". It must leave before it ends.
  /// Errors:  RuntimeError "can't start new thread", or "can't create new thread at interpreter shutdown".
  /// Mirrors: threading._DummyThread.
  std::shared_ptr<Thread> adopt(std::string name = {});
  /// The end of a thread that adopt() took in, called on itself; its waiter is unbound.
  void leave_adopted(Thread& thread) noexcept;

  /// Makes and launches a hidden thread for the run's own purposes, without waiting for it to begin (so that
  /// the browser's main thread can). `creator`: the calling thread; null: the observer. Errors: as Thread::Start.
  std::shared_ptr<Thread> launch_hidden(Thread::Options options, Waiter* creator = nullptr);

  [[nodiscard]] const Clock& clock() const noexcept;
  [[nodiscard]] Tracer* tracer() const noexcept;

  /// Started threads that have not ended, hidden ones left out; main first, then by start.
  /// Mirrors threading.enumerate.
  [[nodiscard]] std::vector<std::shared_ptr<Thread>> enumerate() const;
  /// Mirrors threading.active_count.
  [[nodiscard]] std::size_t active_count() const;
  /// The thread that owns `waiter`, hidden ones too; null for a foreign thread.
  [[nodiscard]] std::shared_ptr<Thread> find(ThreadId id) const;

  /// Called on a thread whose body has thrown, with what it threw; the thread ends then. An empty one brings back the
  /// default, which writes "Exception in thread Thread-1 (worker):" and the error to stderr. What a hook throws is
  /// written there, too. Set it before threads run. Mirrors threading.excepthook.
  using ExceptHook = std::function<void(const ExceptHookArgs&)>;
  void set_excepthook(ExceptHook hook);

  /// 0, 1, 2 …: for the names of executors' threads.
  std::uint32_t next_executor_number() noexcept;

  /// threading._shutdown as an operation of the main thread: done when no other non-daemon thread is
  /// left, those started meanwhile included.
  class JoinNonDaemons;

  /// Finalization: from now on starting a thread raises "can't create new thread at interpreter
  /// shutdown", and every other thread is asked to stop where it stands. Returns at once.
  void finalize(Waiter& self);
  [[nodiscard]] bool finalizing() const noexcept;

  /// The user's Stop: every thread, the main one too, is asked to stop where it stands; threads that
  /// are started from now on stop before their first line. Never blocks (browser's main thread).
  void stop() noexcept;
  [[nodiscard]] bool stopping() const noexcept;

  /// Ctrl-C: asks the main thread for KeyboardInterrupt, and ends its wait. Never blocks.
  void interrupt_main() noexcept;

  /// How many threads, hidden and main ones too, have been launched and not finished. When it is 0 after
  /// the main thread has been launched, the run is over and nothing runs any more. Never blocks.
  [[nodiscard]] std::size_t live_threads() const noexcept;

 private:
  friend class Thread;
  friend class Thread::Start;
  std::shared_ptr<Thread> make_main();
  // `listener`: the launcher's, for a thread that it will run. Errors: as Thread::Start
  void enter(const std::shared_ptr<Thread>& thread, WakeListener* listener = nullptr);
  void enter_with(const std::shared_ptr<Thread>& thread, TraceRing* ring, WakeListener* listener);
  Launcher& launcher() noexcept;
  /// Takes it from the registry; its state is `now` then. The reference that the registry had is the caller's now.
  std::shared_ptr<Thread> unregister(Thread& thread, Thread::State now) noexcept;
  /// The last thing that a thread does with its runtime.
  void leave() noexcept;
  void launch(std::shared_ptr<Thread> thread);
  void call_excepthook(Thread& thread, std::exception_ptr exception) noexcept;

  struct State;
  std::unique_ptr<State> state_;
};

class Runtime::JoinNonDaemons final : public detail::QueuedWait {
 public:
  explicit JoinNonDaemons(Runtime& runtime);
  Progress poll(Waiter& self) override;
  Progress cancel(Waiter& self, CancelReason why) override;

 private:
  Runtime& runtime_;
};

}  // namespace threadbox
