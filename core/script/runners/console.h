#pragma once

#include "script/machine/exception_report.h"
#include "script/natives/prelude_loader.h"
#include "script/runners/runner.h"

#include <threadbox/sync/sleep.h>

#include <deque>
#include <memory>
#include <optional>
#include <string>

namespace threadbox::script {

/// The hidden daemon thread that executes what the user clicks and types, as statements in the program's
/// globals: echoed, with the value of an expression printed, and what it raised.
/// Threads: post: the observer's, never blocks. The rest happens on the Console thread.
class Console final : public Routine, public std::enable_shared_from_this<Console> {
 public:
  explicit Console(Vm& vm) noexcept : vm_(vm), loader_(vm) {}

  /// Queues a statement; starts the thread with the first one. Nothing when the run is ending.
  void post(std::string statement);
  /// The modules are loaded: statements make sense from now on. Called by the main thread.
  void open(Waiter& self);

  Next next(VmThread& thread, Progress waited) override;

 private:
  void start(Waiter* creator);
  void compile_statement(VmThread& thread, const std::string& statement);
  bool push_next(VmThread& thread);
  Next wait_for_statement(VmThread& thread);
  std::optional<std::string> take_statement();
  bool report(VmThread& thread);

  Vm& vm_;
  PreludeLoader loader_;
  ExceptionReport report_;
  std::shared_ptr<const CodeObject> code_;  ///< Of the statement whose modules are being loaded.
  Guard guard_;
  bool open_ = false;                       // guarded by guard_
  bool started_ = false;                    // guarded by guard_
  Waiter* waiter_ = nullptr;                // guarded by guard_; of the thread, once it waits
  std::deque<std::string> statements_;      // guarded by guard_
  Idle* idle_ = nullptr;                    // guarded by guard_; where the thread waits
};

}  // namespace threadbox::script
