#pragma once

#include <threadbox/park/detail/guard.h>
#include <threadbox/park/waiter.h>
#include <threadbox/sync/lock.h>
#include <threadbox/trace/event.h>

#include <atomic>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace threadbox::script {

class ConsoleThread;
class Vm;

/// A statement that the user wants to have executed.
struct ConsoleStatement {
  std::string text;
  ObjectId origin = 0;  ///< The object whose button was clicked; 0: the statement was typed.
};

/// Executes the user's typed statements and clicks in hidden daemon threads, in the program's globals. One of them, named Console, is
/// the prompt's: typed statements are executed by it one after the other. A click is executed by it, too, unless it is busy; then the
/// click gets a thread of its own, and a typed statement that finds a click in its way gets a new prompt's thread. So a statement that
/// waits never keeps a click from being executed. Every statement is executed, or answered with an error.
/// Threads: post, close, interrupt(thread): the observer; they never block. open, exit, interrupt(): the main thread.
class Console {
 public:
  /// `text_annotations`: the program has imported annotations from __future__, which applies to statements, too, as with `python -i`.
  explicit Console(Vm& vm, bool text_annotations = false) : vm_(vm), text_annotations_(text_annotations) {}

  /// Gives a statement to a thread, which is started if need be. Errors: std::bad_alloc; then the statement is neither executed nor
  /// answered.
  void post(ConsoleStatement statement);
  /// Called by the main thread when the modules are loaded: statements are executed from now on.
  void open(Waiter& self);
  /// Called when no thread of the run is left: answers the statements that remain, and later ones, with an error.
  /// Errors: std::bad_alloc; the next call answers the rest.
  void close();
  /// Called when a SystemExit leaves a statement: exit() was typed. True if the main thread ends at once: then statements that were
  /// typed later are not executed. Set before the run starts.
  std::function<bool(int code)> exit;
  /// Ctrl-C: requests KeyboardInterrupt in the statement that began last. False if none is being executed.
  bool interrupt();
  /// The same for the statement of one thread.
  bool interrupt(ThreadId thread);

 private:
  friend class ConsoleThread;
  using Statements = std::list<ConsoleStatement>;

  [[nodiscard]] ConsoleThread* thread_for(const ConsoleStatement& statement) const noexcept THREADBOX_REQUIRES(guard_);
  void start(Statements& statements, bool as_prompt, Waiter* creator);
  void launch(const std::shared_ptr<ConsoleThread>& thread, Waiter* creator);
  void forget(const ConsoleThread& thread) noexcept THREADBOX_REQUIRES(guard_);
  void keep(Statements& statements) noexcept;
  void refuse_all(Statements& refused, Waiter* self, std::string_view reason);
  void refuse(Waiter* self, const std::string& statement, std::string_view reason);

  Vm& vm_;
  std::atomic<bool> text_annotations_;  ///< A statement can switch this on for later ones.
  Lock loading_;  ///< Held by the thread that loads modules: PreludeLoader allows one at a time.
  bool closed_ = false;  ///< The observer's.
  Guard guard_;
  bool open_ THREADBOX_GUARDED_BY(guard_) = false;
  bool exiting_ THREADBOX_GUARDED_BY(guard_) = false;  // exit() was typed
  unsigned started_ THREADBOX_GUARDED_BY(guard_) = 0;
  std::uint64_t begun_ THREADBOX_GUARDED_BY(guard_) = 0;  // statements
  std::vector<std::shared_ptr<ConsoleThread>> threads_ THREADBOX_GUARDED_BY(guard_);
  ConsoleThread* prompt_ THREADBOX_GUARDED_BY(guard_) = nullptr;
  Statements waiting_ THREADBOX_GUARDED_BY(guard_);  // for the Console to open, or to be refused
};

}  // namespace threadbox::script
