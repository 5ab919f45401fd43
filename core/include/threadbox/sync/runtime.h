#pragma once

#include <threadbox/sync/thread.h>

#include <memory>
#include <string>
#include <vector>

namespace threadbox {

/// Runs started Threads: a pool of OS threads, or a scheduler that runs all of them on one OS thread.
/// Threads:  any.
class Launcher {
 public:
  /// Arranges that thread->run(), or its equivalent, is called on another thread. After an error it is not called.
  /// Errors: RuntimeError "can't start new thread"; std::bad_alloc.
  virtual void launch(std::shared_ptr<Thread> thread) = 0;
  /// The listener for its threads' waiters; null if its threads park. Called before other threads can reach the new one.
  [[nodiscard]] virtual WakeListener* listener() noexcept { return nullptr; }

 protected:
  ~Launcher() = default;
};

/// A thread, and what its body threw. Mirrors threading.ExceptHookArgs.
struct ExceptHookArgs {
  Thread& thread;
  std::exception_ptr exception;
};

/// The state of one run that CPython keeps in globals: the registry of threads, the main thread, identifiers
/// and default names, the clock, the trace, shutdown. Several can exist at the same time.
/// Threads:  any, except where a function says otherwise.
/// Errors:   std::bad_alloc where threads are created or listed; others are stated at the functions.
/// Owns:     nothing that it is given; clock, tracer and launcher outlive it.
/// Mirrors:  the module state of threading.py and Py_FinalizeEx.
class Runtime {
 public:
  struct Options {
    const Clock* clock = nullptr;     ///< Null: a real clock of its own.
    Tracer* tracer = nullptr;         ///< Null: nothing is recorded.
    Launcher* launcher = nullptr;     ///< Null: the process's WorkerPool.
    std::size_t max_threads = 1024;   ///< Beyond so many live threads, start raises "can't start new thread".
  };
  explicit Runtime(Options options);
  Runtime() : Runtime(Options{}) {}
  /// Waits for live threads. The owner must have made them end.
  ~Runtime();

  /// The main thread. It is in state initial until the owner launches it with a body (launch_main) or, natively, makes the
  /// calling OS thread the main thread (adopt_main).
  Thread& main_thread() noexcept;
  void launch_main(std::function<void()> body);
  void adopt_main();
  /// Ends an adopted main thread and unbinds its waiter.
  void leave_main();

  /// The next default name of a thread that Python did not make, "Dummy-3".
  [[nodiscard]] std::string next_dummy_name();

  /// Makes the calling OS thread, which no runtime started, a Thread of this runtime: a daemon that has begun, with its waiter
  /// bound. An empty name means the next default name, "Dummy-3". The thread must call leave_adopted() before it ends.
  /// Errors:  RuntimeError "can't start new thread", or "can't create new thread at interpreter shutdown".
  /// Mirrors: threading._DummyThread.
  std::shared_ptr<Thread> adopt(std::string name = {});
  /// Ends a Thread that adopt() returned and unbinds its waiter. Called on that thread.
  void leave_adopted(Thread& thread) noexcept;

  /// Creates and launches a hidden thread for the run's own purposes, without waiting for it to begin, so that
  /// the browser's main thread can call it. `creator`: the calling thread; null: the observer. Errors: as Thread::Start.
  std::shared_ptr<Thread> launch_hidden(Thread::Options options, Waiter* creator = nullptr);

  [[nodiscard]] const Clock& clock() const noexcept;
  [[nodiscard]] Tracer* tracer() const noexcept;

  /// The threads that have been started and have not ended, without hidden ones; main first, then by start.
  /// Mirrors threading.enumerate.
  [[nodiscard]] std::vector<std::shared_ptr<Thread>> enumerate() const;
  /// Mirrors threading.active_count.
  [[nodiscard]] std::size_t active_count() const;
  /// The live thread with that ident, hidden or not; null if there is none.
  [[nodiscard]] std::shared_ptr<Thread> find(ThreadId id) const;

  /// Sets the function that is called on a thread whose body has thrown, before the thread ends. An empty one restores the
  /// default, which writes "Exception in thread Thread-1 (worker):" and the error to stderr. Exceptions of a hook
  /// are written there, too. Called before threads run. Mirrors threading.excepthook.
  using ExceptHook = std::function<void(const ExceptHookArgs&)>;
  void set_excepthook(ExceptHook hook);

  /// Returns 0, 1, 2 …, for the names of executors' threads.
  std::uint32_t next_executor_number() noexcept;

  /// threading._shutdown as an operation of the main thread: ends as done once no other non-daemon thread is
  /// left, including those that are started meanwhile.
  class JoinNonDaemons;

  /// Begins finalization: from now on starting a thread raises "can't create new thread at interpreter
  /// shutdown", and every thread but the caller's is asked to stop. Returns at once.
  void finalize(Waiter& self);
  [[nodiscard]] bool finalizing() const noexcept;

  /// The user's Stop: asks every thread, including the main one, to stop; threads that
  /// are started from now on stop before their first line. Never blocks, so the browser's main thread can call it.
  void stop() noexcept;
  [[nodiscard]] bool stopping() const noexcept;

  /// Ctrl-C: asks the main thread to raise KeyboardInterrupt, and wakes it. Never blocks.
  void interrupt_main() noexcept;

  /// How many threads, including hidden ones and the main one, have been launched and have not finished. Once it is 0 after
  /// the main thread was launched, the run has ended. Never blocks.
  [[nodiscard]] std::size_t live_threads() const noexcept;

 private:
  friend class Thread;
  friend class Thread::Start;
  std::shared_ptr<Thread> make_main();
  // `listener`: the launcher's, for a thread that the launcher will run. Errors: as Thread::Start.
  void enter(const std::shared_ptr<Thread>& thread, WakeListener* listener = nullptr);
  void enter_with(const std::shared_ptr<Thread>& thread, TraceRing* ring, WakeListener* listener);
  Launcher& launcher() noexcept;
  /// Removes it from the registry and sets its state to `now`. Returns the registry's reference.
  std::shared_ptr<Thread> unregister(Thread& thread, Thread::State now) noexcept;
  /// Called last by a thread that ends: the runtime may be gone afterwards.
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
