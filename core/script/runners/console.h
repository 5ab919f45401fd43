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

/// The hidden daemon thread that executes what the user clicks and types, as statements in the program's
/// globals: echoed, with the value of an expression printed, and what it raised. A statement that cannot be executed is
/// answered with an error.
/// Threads: post, close: the observer's, never block. The rest happens on the Console thread.
class Console final : public Routine, public std::enable_shared_from_this<Console> {
 public:
  /// `text_annotations`: the program keeps annotations as text, so that statements do, too, as with `python -i`.
  explicit Console(Vm& vm, bool text_annotations = false) : vm_(vm), loader_(vm), text_annotations_(text_annotations) {}

  /// Queues a statement; starts the thread with the first one, and again if it could not be started or has ended.
  /// Errors: std::bad_alloc; then it is neither executed nor answered.
  void post(std::string statement);
  /// The modules are loaded: statements make sense from now on. Called by the main thread.
  void open(Waiter& self);
  /// No thread of the run lives any more: statements that are left, and those still to come, are answered with an error.
  /// Errors: std::bad_alloc; the next call answers the rest.
  void close();
  /// What a SystemExit asks for that leaves a statement: exit() typed. True: the main thread ends at once, and statements that
  /// were typed after it are not executed. Set before the run starts.
  std::function<bool(int code)> exit;
  /// Ctrl-C: KeyboardInterrupt in the statement that is being executed. False: there is none.
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
  bool text_annotations_;                   ///< A statement can switch this on for those that follow.
  std::shared_ptr<const CodeObject> code_;  ///< Of the statement whose modules are being loaded.
  Guard guard_;
  bool open_ THREADBOX_GUARDED_BY(guard_) = false;
  bool closed_ = false;                     ///< The observer's.
  bool started_ THREADBOX_GUARDED_BY(guard_) = false;
  Waiter* waiter_ THREADBOX_GUARDED_BY(guard_) = nullptr;  // of the thread, once it has begun
  bool exiting_ THREADBOX_GUARDED_BY(guard_) = false;  // exit() was typed
  bool executing_ THREADBOX_GUARDED_BY(guard_) = false;  // a statement is under way
  std::list<std::string> statements_ THREADBOX_GUARDED_BY(guard_);
  Idle* idle_ THREADBOX_GUARDED_BY(guard_) = nullptr;  // where the thread waits
};

}  // namespace threadbox::script
