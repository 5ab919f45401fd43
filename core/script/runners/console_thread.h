#pragma once

#include "script/machine/exception_report.h"
#include "script/natives/prelude_loader.h"
#include "script/runners/console.h"
#include "script/runners/runner.h"

#include <threadbox/sync/sleep.h>

#include <memory>
#include <optional>
#include <string>

namespace threadbox::script {

/// The body of one thread of the Console. It echoes each statement, prints the value of an expression, and reports the exception that a
/// statement raises. The prompt's thread then waits for the next statement; another one ends.
/// Threads: its own, but for what the Console's guard protects.
class ConsoleThread final : public Routine {
 public:
  ConsoleThread(Console& console, Console::Statements statements)
      : console_(console), loader_(console.vm_), statements_(std::move(statements)) {}

  Next next(VmThread& thread, Progress waited) override;
  void leave() noexcept override;

 private:
  friend class Console;

  // Called under the Console's guard.
  [[nodiscard]] bool is_free() const noexcept { return begun_ == 0 && statements_.empty(); }
  [[nodiscard]] bool is_busy_with_click() const noexcept;
  void give(Console::Statements& statement) noexcept;

  void finish_wait(VmThread& thread, Progress waited);
  bool begin_statement(VmThread& thread);
  void end_statement(VmThread& thread) noexcept;
  Next wait_or_end(VmThread& thread);
  void compile_statement(VmThread& thread, const std::string& statement);
  bool push_next(VmThread& thread);
  void end_loading(VmThread& thread);
  bool report(VmThread& thread);
  void after_report();

  Console& console_;
  PreludeLoader loader_;
  ExceptionReport report_;
  std::shared_ptr<const CodeObject> code_;  ///< The statement whose modules are being loaded.
  bool loads_ = false;  ///< It holds Console::loading_.
  bool raised_ = false;  ///< The statement under way has raised.
  ConsoleStatement statement_;  ///< Under way, or the last one.

  // Protected by the Console's guard:
  Console::Statements statements_;  // to be executed
  std::uint64_t begun_ = 0;  // number of the statement under way; 0: none is
  Waiter* waiter_ = nullptr;  // once it has begun
  Idle* idle_ = nullptr;  // where it waits for a statement
};

}  // namespace threadbox::script
