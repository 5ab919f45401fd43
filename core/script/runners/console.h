#pragma once

#include "script/machine/exception_report.h"
#include "script/natives/prelude_loader.h"
#include "script/runners/runner.h"

#include <threadbox/sync/sleep.h>

#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <string>

namespace threadbox::script {

/// The hidden daemon thread that executes the user's clicks and typed statements in the program's globals. It echoes each statement,
/// prints the value of an expression, and reports the exception that a statement raises. A statement that cannot be executed is
/// answered with an error.
/// Threads: post, close: the observer; they never block. open, exit: the main thread. The rest: the Console thread.
class Console final : public Routine, public std::enable_shared_from_this<Console> {
 public:
  /// `text_annotations`: the program has imported annotations from __future__, which applies to statements, too, as with `python -i`.
  explicit Console(Vm& vm, bool text_annotations = false) : vm_(vm), loader_(vm), text_annotations_(text_annotations) {}

  /// Queues a statement. Starts the thread if it is not running. Errors: std::bad_alloc; then the statement is neither executed nor
  /// answered.
  void post(std::string statement);
  /// Called by the main thread when the modules are loaded: statements are executed from now on.
  void open(Waiter& self);
  /// Called when no thread of the run is left: answers the statements that remain, and later ones, with an error.
  /// Errors: std::bad_alloc; the next call answers the rest.
  void close();
  /// Called when a SystemExit leaves a statement: exit() was typed. True if the main thread ends at once: then statements that were
  /// typed later are not executed. Set before the run starts.
  std::function<bool(int code)> exit;
  /// Ctrl-C: requests KeyboardInterrupt in the statement that is being executed. False if there is none.
  bool interrupt();

  Next next(VmThread& thread, Progress waited) override;
  void leave() noexcept override;

 private:
  void start(Waiter* creator);
  void could_not_start(Waiter* creator, std::string_view reason);
  void refuse_all(Waiter* self, std::string_view reason);
  void refuse(Waiter* self, const std::string& statement, std::string_view reason);
  void compile_statement(VmThread& thread, const std::string& statement);
  bool push_next(VmThread& thread);
  Next wait_for_statement(VmThread& thread);
  std::optional<std::string> begin_statement(VmThread& thread);
  std::optional<std::string> take_statement();
  bool report(VmThread& thread);
  void after_report();

  Vm& vm_;
  PreludeLoader loader_;
  ExceptionReport report_;
  bool text_annotations_;  ///< A statement can switch this on for later ones.
  std::shared_ptr<const CodeObject> code_;  ///< The statement whose modules are being loaded.
  Guard guard_;
  bool open_ THREADBOX_GUARDED_BY(guard_) = false;
  bool closed_ = false;  ///< The observer's.
  bool started_ THREADBOX_GUARDED_BY(guard_) = false;
  Waiter* waiter_ THREADBOX_GUARDED_BY(guard_) = nullptr;  // of the thread, once it has begun
  bool exiting_ THREADBOX_GUARDED_BY(guard_) = false;  // exit() was typed
  bool executing_ THREADBOX_GUARDED_BY(guard_) = false;  // a statement is under way
  std::list<std::string> statements_ THREADBOX_GUARDED_BY(guard_);
  Idle* idle_ THREADBOX_GUARDED_BY(guard_) = nullptr;  // where the thread waits
};

}  // namespace threadbox::script
